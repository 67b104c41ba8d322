/** How flat the triangles of a mesh are. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { triangleHeightMm } from '../../geometry/flat-triangle.ts';

/** Returns the least height of a triangle; Infinity where there are no triangles. */
export function leastHeightMm({ positions, triangles }: TriangleMesh): number {
  let least = Infinity;
  for (let t = 0; t < triangles.length; t += 3) least = Math.min(least, heightMm(positions, triangles, t));
  return least;
}

/** Returns the height over its longest side of the triangle whose corners stand at `t`. */
export function heightMm(positions: Float64Array, triangles: Uint32Array, t: number): number {
  return triangleHeightMm(positions, 3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!);
}
