/** How a triangle winds round the upward ray from a point. */

/**
 * Winding of a triangle's projection around a point below it; 0 where the ray passes by. `o` is the offset of the nine numbers of the
 * triangle. An end of a side at the point's own y counts as above it, a point on a side as on its right, and the test of a side runs from
 * its lower end to its upper: both triangles at a side then decide alike, so a ray through an edge or a vertex is counted once or not at all.
 */
export function windingAbove(corners: Float64Array, o: number, x: number, y: number, z: number): number {
  const sides = sideCrossing(corners, o, o + 3, x, y) + sideCrossing(corners, o + 3, o + 6, x, y);
  const winding = sides + sideCrossing(corners, o + 6, o, x, y);
  return winding !== 0 && heightAt(corners, o, x, y) > z ? winding : 0;
}

/** 1 where a side passes upward on the right of the point, -1 downward, 0 where it passes elsewhere. */
function sideCrossing(c: Float64Array, a: number, b: number, x: number, y: number): number {
  const aAbove = c[a + 1]! >= y;
  const bAbove = c[b + 1]! >= y;
  if (aAbove === bAbove) return 0;
  const low = aAbove ? b : a;
  const high = aAbove ? a : b;
  const cross = (c[high]! - c[low]!) * (y - c[low + 1]!) - (c[high + 1]! - c[low + 1]!) * (x - c[low]!);
  if (!(cross > 0)) return 0;
  return bAbove ? 1 : -1;
}

/** Height of the triangle's plane over a point of its projection, held within the triangle's own heights. */
function heightAt(c: Float64Array, o: number, x: number, y: number): number {
  const ux = c[o + 3]! - c[o]!;
  const uy = c[o + 4]! - c[o + 1]!;
  const uz = c[o + 5]! - c[o + 2]!;
  const vx = c[o + 6]! - c[o]!;
  const vy = c[o + 7]! - c[o + 1]!;
  const vz = c[o + 8]! - c[o + 2]!;
  const px = x - c[o]!;
  const py = y - c[o + 1]!;
  const area = ux * vy - uy * vx;
  const height = c[o + 2]! + ((px * vy - py * vx) * uz + (ux * py - uy * px) * vz) / area;
  const lowest = Math.min(c[o + 2]!, c[o + 5]!, c[o + 8]!);
  const highest = Math.max(c[o + 2]!, c[o + 5]!, c[o + 8]!);
  return height > lowest ? Math.min(height, highest) : lowest;
}
