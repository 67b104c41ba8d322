/** The surfaces of a paired mesh: triangles that hang together by their sides. */
import { rootOf } from '../root-of.ts';
import { triangleNormal } from '../triangle-normal.ts';
import type { PairedMesh } from './paired-mesh.ts';
import { OPEN } from './side-partners.ts';

/** Surfaces numbered by their first triangle. */
export interface JoinedSurfaces {
  readonly count: number;
  readonly surfaceOf: Uint32Array;
  readonly areaMm2: Float64Array;
  readonly triangles: Uint32Array;
  /** 1 where a side of the surface is open. */
  readonly isOpen: Uint8Array;
}

/** Tells the surfaces of a mesh apart. */
export function joinedSurfaces({ positions, triangles, partnerOf }: PairedMesh): JoinedSurfaces {
  const triangleCount = triangles.length / 3;
  const parent = Int32Array.from({ length: triangleCount }, (_, t) => t);
  for (let side = 0; side < partnerOf.length; side++) {
    if (partnerOf[side]! <= side) continue;
    const a = rootOf(parent, (side / 3) | 0);
    const b = rootOf(parent, (partnerOf[side]! / 3) | 0);
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  const surfaceOf = new Uint32Array(triangleCount);
  let count = 0;
  for (let t = 0; t < triangleCount; t++) {
    const root = rootOf(parent, t);
    surfaceOf[t] = root === t ? count++ : surfaceOf[root]!;
  }
  const areaMm2 = new Float64Array(count);
  const trianglesOf = new Uint32Array(count);
  const isOpen = new Uint8Array(count);
  const normal = new Float64Array(3);
  for (let t = 0; t < triangleCount; t++) {
    const surface = surfaceOf[t]!;
    triangleNormal(positions, 3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!, normal);
    areaMm2[surface]! += Math.sqrt(normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2) / 2;
    trianglesOf[surface]!++;
    for (let k = 0; k < 3; k++) if (partnerOf[3 * t + k] === OPEN) isOpen[surface] = 1;
  }
  return { count, surfaceOf, areaMm2, triangles: trianglesOf, isOpen };
}
