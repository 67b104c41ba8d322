/** Stretches of lines that have no other line beside them. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { toGrid } from '../core/units.ts';
import { clearanceBetween } from '../geometry/clearance.ts';
import { markEach } from '../geometry/line-places.ts';
import { partLines } from './part-lines.ts';

/** Places along a line at which others are looked for are at most this share of the melt width apart. */
const STEP_SHARE = 0.5;
/** Coordinates of both lines are rounded. */
const ROUNDING_MM = 0.002;

/**
 * Returns the stretches of closed lines that others, meant to run `apartMm` beside them in the same direction, leave alone. Around corners the
 * others may be twice as far away, by half a melt width more at most. Stretches of a melt width or less do not count: tracks beside their ends
 * reach over them.
 */
export function linesAlone(
  lines: Loops,
  others: readonly Polyline[],
  apartMm: number,
  meltWidthMm: number,
): readonly Polyline[] {
  const withinMm = apartMm + Math.min(apartMm, meltWidthMm / 2) + ROUNDING_MM;
  return partLines(lines, STEP_SHARE * meltWidthMm, meltWidthMm, markEach(aloneAt(others, withinMm))).inside;
}

/** Tells whether no line comes nearer to a place than a distance and runs in its direction. */
function aloneAt(
  lines: readonly Polyline[],
  withinMm: number,
): (x: number, y: number, ux: number, uy: number) => boolean {
  let total = 0;
  for (const { xy } of lines) total += xy.length / 2;
  const x = new Float64Array(total);
  const y = new Float64Array(total);
  const next = new Int32Array(total);
  // The last point of an open line begins no segment.
  const isSegment = new Uint8Array(total).fill(1);
  const starts = new Int32Array(lines.length + 1);
  let n = 0;
  for (const [l, { xy, closed }] of lines.entries()) {
    const first = n;
    starts[l] = first;
    for (let i = 0; i < xy.length; i += 2, n++) {
      x[n] = toGrid(xy[i]!);
      y[n] = toGrid(xy[i + 1]!);
      next[n] = n + 1;
    }
    if (n === first) continue;
    next[n - 1] = first;
    if (!closed) isSegment[n - 1] = 0;
  }
  starts[lines.length] = n;
  const { isWithinBeside } = clearanceBetween({ x, y, next, starts }, isSegment);
  let [dx, dy] = [0, 0];
  const runsBack = (e: number) => (x[next[e]!]! - x[e]!) * dx + (y[next[e]!]! - y[e]!) * dy <= 0;
  return (px, py, ux, uy) => {
    [dx, dy] = [ux, uy];
    return !isWithinBeside(px, py, withinMm, runsBack);
  };
}
