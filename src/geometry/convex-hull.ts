/** The convex hull of points in the plane. */

/**
 * Returns the corners of the convex hull of points x,y, ..., counter-clockwise from the leftmost (of those the lowest) one. Points
 * on a side are left out; of points on one line the two ends are left, of one point that one.
 */
export function convexHull(xy: Float64Array): Float64Array {
  const order = Array.from(candidates(xy)).sort((a, b) => xy[a]! - xy[b]! || xy[a + 1]! - xy[b + 1]! || a - b);
  const lower = chain(xy, order);
  const upper = chain(xy, order.reverse());
  // Each chain ends where the other begins.
  const corners = [...lower.slice(0, -1), ...upper.slice(0, -1)];
  const hull = corners.length > 0 ? corners : order.slice(0, 1);
  return Float64Array.from(hull.flatMap((i) => [xy[i]!, xy[i + 1]!]));
}

/** Directions whose furthest points bound an octagon; what lies well within it is no corner (Akl and Toussaint 1978). */
const DIRECTIONS = [
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
] as const;

/** Where the points begin that may be corners. */
function candidates(xy: Float64Array): Int32Array {
  const extremes = DIRECTIONS.map(([cx, cy]) => {
    let best = 0;
    for (let i = 2; i < xy.length; i += 2) {
      if (cx * xy[i]! + cy * xy[i + 1]! > cx * xy[best]! + cy * xy[best + 1]!) best = i;
    }
    return best;
  });
  const kept: number[] = [];
  const spread = extremes.some((at) => at !== extremes[0]);
  for (let i = 0; i < xy.length; i += 2) {
    let inside = spread;
    for (let k = 0; k < extremes.length && inside; k++) {
      const a = extremes[k]!;
      const b = extremes[(k + 1) % extremes.length]!;
      inside = a === b || turn(xy, a, b, i) > 0;
    }
    if (!inside) kept.push(i);
  }
  return Int32Array.from(kept);
}

/** The points of an order that bound it on its right. */
function chain(xy: Float64Array, order: readonly number[]): number[] {
  const corners: number[] = [];
  for (const i of order) {
    while (corners.length > 1 && turn(xy, corners.at(-2)!, corners.at(-1)!, i) <= 0) corners.pop();
    const last = corners.at(-1);
    if (last !== undefined && xy[last] === xy[i] && xy[last + 1] === xy[i + 1]) continue;
    corners.push(i);
  }
  return corners;
}

/** Above 0 where the way from a over b to c turns left. */
function turn(xy: Float64Array, a: number, b: number, c: number): number {
  return (xy[b]! - xy[a]!) * (xy[c + 1]! - xy[a + 1]!) - (xy[b + 1]! - xy[a + 1]!) * (xy[c]! - xy[a]!);
}
