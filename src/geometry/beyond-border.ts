/** How far a straight line reaches over the border of a polygon. */
import { isInsideLoop } from './inside-loop.ts';

/** The furthest point that was found, and how far it is off. */
export interface Reach {
  readonly byMm: number;
  readonly xMm: number;
  readonly yMm: number;
}

/** A straight line from a to b. */
export interface Segment {
  readonly xa: number;
  readonly ya: number;
  readonly xb: number;
  readonly yb: number;
}

/** The furthest point is told to a tenth of the coordinate grid. */
const TOLERANCE_MM = 1e-5;
/** Sides are met a little beyond their ends too, so that none is missed at a corner. */
const BEYOND_END = 1e-9;

/**
 * Returns the point of a line that lies on the given side of a polygon's border and furthest from the border, where that is
 * further than `moreThanMm`; else null.
 *
 * Along a line the distance to each side of the polygon is a convex function. So between two points the distance to the border is at
 * most the least, over the sides, of the greater of the two distances to that side. Halves that cannot hold anything further are left out.
 */
export function furthestBeyond(
  polygon: Float64Array,
  line: Segment,
  wanted: 'inside' | 'outside',
  moreThanMm: number,
): Reach | null {
  const dx = line.xb - line.xa;
  const dy = line.yb - line.ya;
  let best: Reach | null = null;
  let leastMm = moreThanMm;

  function distancesAt(t: number): Float64Array {
    const x = line.xa + t * dx;
    const y = line.ya + t * dy;
    const distances = distancesToSides(polygon, x, y);
    const byMm = leastOf(distances);
    if (byMm > leastMm) {
      leastMm = byMm;
      best = { byMm, xMm: x, yMm: y };
    }
    return distances;
  }

  function refine(t0: number, from: Float64Array, t1: number, to: Float64Array): void {
    let bound = Infinity;
    for (let k = 0; k < from.length; k++) bound = Math.min(bound, Math.max(from[k]!, to[k]!));
    if (bound <= leastMm + TOLERANCE_MM) return;
    const t = (t0 + t1) / 2;
    const middle = distancesAt(t);
    refine(t0, from, t, middle);
    refine(t, middle, t1, to);
  }

  const stops = crossings(polygon, line);
  for (let i = 1; i < stops.length; i++) {
    const t0 = stops[i - 1]!;
    const t1 = stops[i]!;
    const t = (t0 + t1) / 2;
    if (isInsideLoop(polygon, line.xa + t * dx, line.ya + t * dy) !== (wanted === 'inside')) continue;
    refine(t0, distancesAt(t0), t1, distancesAt(t1));
  }
  return best;
}

/** Returns the distance in mm of a point to the border of a polygon. */
export function distanceToBorder(polygon: Float64Array, x: number, y: number): number {
  return leastOf(distancesToSides(polygon, x, y));
}

/** Where a line meets the border, as shares of its length in order, with 0 and 1. */
function crossings(polygon: Float64Array, { xa, ya, xb, yb }: Segment): Float64Array {
  const stops = [0, 1];
  const dx = xb - xa;
  const dy = yb - ya;
  const n = polygon.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const ex = polygon[i]! - polygon[j]!;
    const ey = polygon[i + 1]! - polygon[j + 1]!;
    const cross = dx * ey - dy * ex;
    if (cross === 0) continue;
    const fx = polygon[j]! - xa;
    const fy = polygon[j + 1]! - ya;
    const t = (fx * ey - fy * ex) / cross;
    const u = (fx * dy - fy * dx) / cross;
    if (t > 0 && t < 1 && u >= -BEYOND_END && u <= 1 + BEYOND_END) stops.push(t);
  }
  return Float64Array.from(stops).sort();
}

function distancesToSides(polygon: Float64Array, x: number, y: number): Float64Array {
  const n = polygon.length;
  const distances = new Float64Array(n / 2);
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const ex = polygon[i]! - polygon[j]!;
    const ey = polygon[i + 1]! - polygon[j + 1]!;
    const fx = x - polygon[j]!;
    const fy = y - polygon[j + 1]!;
    const square = ex * ex + ey * ey;
    const u = square > 0 ? Math.min(Math.max((fx * ex + fy * ey) / square, 0), 1) : 0;
    distances[i / 2] = Math.hypot(fx - u * ex, fy - u * ey);
  }
  return distances;
}

function leastOf(values: Float64Array): number {
  let least = Infinity;
  for (let i = 0; i < values.length; i++) least = Math.min(least, values[i]!);
  return least;
}
