/** Drops triangles that use a vertex twice; they hold nothing together. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { isCollapsed } from '../mesh-edges.ts';
import type { RepairChange } from './repair-step.ts';

/** A mesh after a step, and what the step did. */
export interface ChangedMesh {
  readonly mesh: TriangleMesh;
  readonly changes: readonly RepairChange[];
}

/** Returns the mesh without its collapsed triangles; null where it has none, or nothing else. */
export function dropCollapsed(mesh: TriangleMesh): ChangedMesh | null {
  const triangles = withoutCollapsed(mesh.triangles);
  const count = (mesh.triangles.length - triangles.length) / 3;
  if (count === 0 || triangles.length === 0) return null;
  return {
    mesh: { positions: mesh.positions, triangles },
    changes: [{ action: 'triangles-collapsed', count, largestMm: null, triangles: count }],
  };
}

/** Returns the triangles that use three different vertices. */
export function withoutCollapsed(triangles: Uint32Array): Uint32Array {
  const kept = new Uint32Array(triangles.length);
  let length = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    if (isCollapsed(triangles, t)) continue;
    kept[length] = triangles[t]!;
    kept[length + 1] = triangles[t + 1]!;
    kept[length + 2] = triangles[t + 2]!;
    length += 3;
  }
  return kept.slice(0, length);
}
