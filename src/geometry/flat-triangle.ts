/** Tells how high triangles are, and which have no area. */

/** Height over longest side below which a triangle counts as flat. */
export const FLAT = 1e-12;

/** Tells whether the triangle with its corners at offsets a, b and c of `positions` has no area. */
export function isFlat(positions: Float64Array, a: number, b: number, c: number): boolean {
  return twiceAreaMm2(positions, a, b, c) <= FLAT * longestSquaredMm2(positions, a, b, c);
}

/** Returns the height of that triangle over its longest side; 0 where all corners are one point. */
export function triangleHeightMm(positions: Float64Array, a: number, b: number, c: number): number {
  const longest = longestSquaredMm2(positions, a, b, c);
  return longest > 0 ? twiceAreaMm2(positions, a, b, c) / Math.sqrt(longest) : 0;
}

function twiceAreaMm2(p: Float64Array, a: number, b: number, c: number): number {
  const ux = p[b]! - p[a]!;
  const uy = p[b + 1]! - p[a + 1]!;
  const uz = p[b + 2]! - p[a + 2]!;
  const vx = p[c]! - p[a]!;
  const vy = p[c + 1]! - p[a + 1]!;
  const vz = p[c + 2]! - p[a + 2]!;
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  return Math.sqrt(nx * nx + ny * ny + nz * nz);
}

function longestSquaredMm2(p: Float64Array, a: number, b: number, c: number): number {
  return Math.max(lengthSquaredMm2(p, a, b), lengthSquaredMm2(p, b, c), lengthSquaredMm2(p, c, a));
}

function lengthSquaredMm2(p: Float64Array, a: number, b: number): number {
  const x = p[b]! - p[a]!;
  const y = p[b + 1]! - p[a + 1]!;
  const z = p[b + 2]! - p[a + 2]!;
  return x * x + y * y + z * z;
}
