/** How flat the triangles of a mesh are. */
import type { TriangleMesh } from '../../core/mesh.ts';

/** Returns the least height of a triangle; Infinity where there are no triangles. */
export function leastHeightMm({ positions, triangles }: TriangleMesh): number {
  let least = Infinity;
  for (let t = 0; t < triangles.length; t += 3) least = Math.min(least, heightMm(positions, triangles, t));
  return least;
}

/** Returns the height over its longest side of the triangle whose corners stand at `t`. */
export function heightMm(positions: Float64Array, triangles: Uint32Array, t: number): number {
  const a = 3 * triangles[t]!;
  const b = 3 * triangles[t + 1]!;
  const c = 3 * triangles[t + 2]!;
  const ux = positions[b]! - positions[a]!;
  const uy = positions[b + 1]! - positions[a + 1]!;
  const uz = positions[b + 2]! - positions[a + 2]!;
  const vx = positions[c]! - positions[a]!;
  const vy = positions[c + 1]! - positions[a + 1]!;
  const vz = positions[c + 2]! - positions[a + 2]!;
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const wx = vx - ux;
  const wy = vy - uy;
  const wz = vz - uz;
  const longest = Math.max(ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz, wx * wx + wy * wy + wz * wz);
  return longest > 0 ? Math.sqrt((nx * nx + ny * ny + nz * nz) / longest) : 0;
}
