/** Tells triangles without area. */

/** Height over longest side below which a triangle counts as flat; the mesh topology counts with the same number. */
export const FLAT = 1e-12;

/** Tells whether the triangle with its corners at offsets a, b and c of `positions` has no area. */
export function isFlat(positions: Float64Array, a: number, b: number, c: number): boolean {
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
  return Math.sqrt(nx * nx + ny * ny + nz * nz) <= FLAT * longest;
}
