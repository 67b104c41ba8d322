/** Area of one closed loop. */

/**
 * Returns the signed area of a closed loop (no repeated first point) in mm2: positive counter-clockwise. Taken about the
 * first point, so that a small loop far from the origin keeps its digits.
 */
export function loopAreaMm2(xy: Float64Array): number {
  const n = xy.length;
  if (n < 6) return 0;
  const x = xy[0]!;
  const y = xy[1]!;
  let twice = 0;
  let ax = xy[2]! - x;
  let ay = xy[3]! - y;
  for (let i = 4; i < n; i += 2) {
    const bx = xy[i]! - x;
    const by = xy[i + 1]! - y;
    twice += ax * by - bx * ay;
    ax = bx;
    ay = by;
  }
  return twice / 2;
}
