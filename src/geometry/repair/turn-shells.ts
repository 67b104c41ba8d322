/** Turns closed shells that face the wrong way. */

import type { TriangleMesh } from '../../core/mesh.ts';
import { meshShells } from '../mesh-shells.ts';
import type { MeshTopology } from '../mesh-topology.ts';
import type { ChangedMesh } from './drop-collapsed.ts';

/** Turns the shells whose role is `inverted`: outermost ones outward, what is nested in them accordingly. Returns null where none is. */
export function turnShells(mesh: TriangleMesh, topology: MeshTopology): ChangedMesh | null {
  const shells = meshShells(mesh, topology);
  const isInverted = Uint8Array.from(shells, ({ role }) => (role === 'inverted' ? 1 : 0));
  const count = isInverted.reduce((sum, one) => sum + one, 0);
  if (count === 0) return null;
  const triangles = mesh.triangles.slice();
  let turned = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    if (isInverted[topology.shellOf[t / 3]!] !== 1) continue;
    triangles[t + 1] = mesh.triangles[t + 2]!;
    triangles[t + 2] = mesh.triangles[t + 1]!;
    turned++;
  }
  return {
    mesh: { positions: mesh.positions, triangles },
    changes: [{ action: 'shells-turned', count, largestMm: null, triangles: turned }],
  };
}
