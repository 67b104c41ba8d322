/** The smallest circle around points. */

/** A circle in the plane, in mm. */
export interface Circle {
  readonly xMm: number;
  readonly yMm: number;
  readonly radiusMm: number;
}

/** Rounding of a distance, relative to the radius. */
const ROUNDING = 1e-12;

/**
 * Returns the smallest circle around at least one point x,y, ... It is the smallest circle of two or three of them: beginning with one,
 * the point furthest out joins those that hold the circle, which are then again the two or three that hold the smallest one.
 * The radius grows at each step, so the same ones never come back.
 */
export function smallestCircle(xy: Float64Array): Circle {
  let holders = [0];
  let circle: Circle = { xMm: xy[0] ?? 0, yMm: xy[1] ?? 0, radiusMm: 0 };
  for (;;) {
    let furthest = -1;
    let leastMm = circle.radiusMm * (1 + ROUNDING);
    for (let i = 0; i < xy.length; i += 2) {
      const away = Math.hypot(xy[i]! - circle.xMm, xy[i + 1]! - circle.yMm);
      if (away > leastMm) {
        leastMm = away;
        furthest = i;
      }
    }
    if (furthest < 0 || holders.includes(furthest)) return circle;
    const next = smallestOfFew(xy, [...holders, furthest]);
    if (!(next.circle.radiusMm > circle.radiusMm)) return { ...circle, radiusMm: leastMm };
    ({ holders, circle } = next);
  }
}

/** The smallest circle around two to four points, and those that hold it. */
function smallestOfFew(xy: Float64Array, points: readonly number[]): { holders: number[]; circle: Circle } {
  let best: { holders: number[]; circle: Circle } | null = null;
  let leastExcess = Infinity;
  const offer = (holders: number[], circle: Circle | null): void => {
    if (circle === null) return;
    let reach = 0;
    for (const i of points) reach = Math.max(reach, Math.hypot(xy[i]! - circle.xMm, xy[i + 1]! - circle.yMm));
    const excess = Math.max(reach, circle.radiusMm);
    if (excess >= leastExcess * (1 - ROUNDING) && best !== null) return;
    leastExcess = excess;
    best = { holders, circle: { ...circle, radiusMm: excess } };
  };
  for (let a = 0; a < points.length; a++) {
    for (let b = a + 1; b < points.length; b++) offer([points[a]!, points[b]!], onTwo(xy, points[a]!, points[b]!));
  }
  for (let out = 0; out < points.length && points.length > 2; out++) {
    const three = points.length === 3 ? [...points] : points.filter((_, at) => at !== out);
    offer(three, throughThree(xy, three as [number, number, number]));
  }
  return best ?? { holders: [...points.slice(0, 1)], circle: onTwo(xy, points[0]!, points[0]!) };
}

function onTwo(xy: Float64Array, a: number, b: number): Circle {
  const xMm = (xy[a]! + xy[b]!) / 2;
  const yMm = (xy[a + 1]! + xy[b + 1]!) / 2;
  return { xMm, yMm, radiusMm: Math.hypot(xy[a]! - xMm, xy[a + 1]! - yMm) };
}

/** The circle through three points; null where they lie on one line. */
function throughThree(xy: Float64Array, [a, b, c]: readonly [number, number, number]): Circle | null {
  const bx = xy[b]! - xy[a]!;
  const by = xy[b + 1]! - xy[a + 1]!;
  const cx = xy[c]! - xy[a]!;
  const cy = xy[c + 1]! - xy[a + 1]!;
  const twice = 2 * (bx * cy - by * cx);
  if (twice === 0) return null;
  const bb = bx * bx + by * by;
  const cc = cx * cx + cy * cy;
  const x = (cy * bb - by * cc) / twice;
  const y = (bx * cc - cx * bb) / twice;
  return { xMm: xy[a]! + x, yMm: xy[a + 1]! + y, radiusMm: Math.hypot(x, y) };
}
