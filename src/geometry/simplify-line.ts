/** Fewer points for a line with widths. */
import type { Polyline } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';

/** A dropped point was this near to the line that is left, and its width this near to the width there. */
const TOLERANCE_MM = 0.005;

/** A line with a width at each point. */
export interface WidthLine {
  readonly path: Polyline;
  readonly widthMm: Float64Array;
}

/**
 * Drops points that line and width can do without (D. Douglas and T. Peucker, Cartographica 10, 1973, with the width as a
 * third coordinate), and puts the rest on the coordinate grid. A line that shrinks to a point has no points left.
 *
 * @param isBarred - tells which straight steps may not stand for dropped points; absent: all may
 */
export function simplifyLine(
  { path, widthMm }: WidthLine,
  toleranceMm = TOLERANCE_MM,
  isBarred: ((ax: number, ay: number, bx: number, by: number) => boolean) | null = null,
): WidthLine {
  const { closed } = path;
  const n = widthMm.length;
  // A closed line is cut open at its first point, which then stands at both ends.
  const count = closed ? n + 1 : n;
  const keep = new Uint8Array(count);
  keep[0] = 1;
  keep[count - 1] = 1;
  const stack = [0, count - 1];
  if (closed) {
    const far = farthest(path.xy);
    keep[far] = 1;
    stack.splice(0, 2, 0, far, far, count - 1);
  }
  while (stack.length > 0) {
    const b = stack.pop()!;
    const a = stack.pop()!;
    let worst = worstBetween(path.xy, widthMm, a, b, toleranceMm);
    if (worst < 0) {
      if (isBarred === null || b - a < 2) continue;
      const end = b % n;
      if (!isBarred(path.xy[2 * a]!, path.xy[2 * a + 1]!, path.xy[2 * end]!, path.xy[2 * end + 1]!)) continue;
      worst = worstBetween(path.xy, widthMm, a, b, 0);
      if (worst < 0) worst = (a + b) >> 1;
    }
    keep[worst] = 1;
    stack.push(a, worst, worst, b);
  }
  const xy: number[] = [];
  const width: number[] = [];
  for (let i = 0; i < n; i++) {
    if (keep[i] === 0) continue;
    const x = snapMm(path.xy[2 * i]!);
    const y = snapMm(path.xy[2 * i + 1]!);
    if (xy.length > 0 && xy.at(-2) === x && xy.at(-1) === y) continue;
    xy.push(x, y);
    width.push(widthMm[i]!);
  }
  while (closed && xy.length > 2 && xy[0] === xy.at(-2) && xy[1] === xy.at(-1)) {
    xy.length -= 2;
    width.length -= 1;
  }
  const least = closed ? 3 : 2;
  if (width.length < least) return { path: { xy: new Float64Array(0), closed }, widthMm: new Float64Array(0) };
  return { path: { xy: Float64Array.from(xy), closed }, widthMm: Float64Array.from(width) };
}

function farthest(xy: Float64Array): number {
  let far = 1;
  let most = -1;
  for (let i = 1; i < xy.length / 2; i++) {
    const dx = xy[2 * i]! - xy[0]!;
    const dy = xy[2 * i + 1]! - xy[1]!;
    if (dx * dx + dy * dy > most) {
      most = dx * dx + dy * dy;
      far = i;
    }
  }
  return far;
}

/** The point between a and b that is farthest from the straight line from a to b, or -1 where all are near enough. */
function worstBetween(xy: Float64Array, widthMm: Float64Array, a: number, b: number, toleranceMm: number): number {
  const ax = xy[2 * a]!;
  const ay = xy[2 * a + 1]!;
  const aw = widthMm[a]!;
  const end = b % widthMm.length;
  const dx = xy[2 * end]! - ax;
  const dy = xy[2 * end + 1]! - ay;
  const dw = widthMm[end]! - aw;
  const square = dx * dx + dy * dy;
  let worst = -1;
  let most = toleranceMm * toleranceMm;
  for (let i = a + 1; i < b; i++) {
    const px = xy[2 * i]! - ax;
    const py = xy[2 * i + 1]! - ay;
    const t = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
    const ex = px - t * dx;
    const ey = py - t * dy;
    const ew = widthMm[i]! - aw - t * dw;
    const error = Math.max(ex * ex + ey * ey, ew * ew);
    if (error > most) {
      most = error;
      worst = i;
    }
  }
  return worst;
}
