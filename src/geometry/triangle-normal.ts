/** The normal of a triangle. */

/**
 * Writes (b - a) x (c - a) to `out`: along the outward normal of a counter-clockwise triangle, twice its area long. a, b
 * and c are offsets of the corners in `positions`.
 */
export function triangleNormal(positions: Float64Array, a: number, b: number, c: number, out: Float64Array): void {
  const ux = positions[b]! - positions[a]!;
  const uy = positions[b + 1]! - positions[a + 1]!;
  const uz = positions[b + 2]! - positions[a + 2]!;
  const vx = positions[c]! - positions[a]!;
  const vy = positions[c + 1]! - positions[a + 1]!;
  const vz = positions[c + 2]! - positions[a + 2]!;
  out[0] = uy * vz - uz * vy;
  out[1] = uz * vx - ux * vz;
  out[2] = ux * vy - uy * vx;
}
