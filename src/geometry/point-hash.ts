/** A hash of points, for tables of vertices. */

const POINT = new Float64Array(3);
const WORDS = new Int32Array(POINT.buffer);

/**
 * Mixes the six words of three doubles, one after the other, so that points of a symmetric part do not share their hash; the low words of
 * numbers that were floats are mostly zero, the high ones matter. Returns 32 bits, signed.
 */
export function pointHash(x: number, y: number, z: number): number {
  POINT[0] = x;
  POINT[1] = y;
  POINT[2] = z;
  let h = 0;
  for (let i = 0; i < 6; i++) {
    h = Math.imul(h ^ WORDS[i]!, 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}
