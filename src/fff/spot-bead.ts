/** The bead of a spot: an area that is hardly longer than wide and takes one short straight bead. */
import type { Loops } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';
import type { Bead, Unfilled } from './bead.ts';
import type { BeadSettings } from './settings.ts';
import { stripAreaMm2 } from './strip-area.ts';

/** A bead up to this many of the widest beads long may be that of a spot. */
const MOST_LENGTH = 2;
/** A bead is at most this many times as wide as it was planned to be when its line is cut at the border. */
const WIDEST_FACTOR = 1.25;
/** The line of a bead stays this far inside the border. */
const INSIDE_MM = 0.002;
const LEAST_LENGTH_MM = 0.02;

/** The bead that stays inside, and what it could no longer take. */
export interface SpotBead {
  readonly bead: Bead | null;
  readonly unfilled: Unfilled | null;
}

/** Tells whether a bead is open and short enough to be that of a spot. */
export function isShort({ path: { xy, closed } }: Bead, { maxBeadWidthMm }: BeadSettings): boolean {
  if (closed) return false;
  let length = 0;
  for (let i = 2; i < xy.length; i += 2) length += lengthOf(xy.subarray(i - 2, i + 2));
  return length <= MOST_LENGTH * maxBeadWidthMm;
}

/**
 * Returns a bead with its line inside the area. A bent line that is inside already stays; else the bead becomes straight. Where `isAlone` the area is nothing but the spot, and the line goes through its centroid
 * along its longer axis of inertia; else the line stays where it is. What lies outside is cut off, and the bead becomes wider to
 * keep its area, up to a bound.
 */
export function spotBead(area: Loops, bead: Bead, isAlone: boolean): SpotBead {
  if (bead.path.xy.length > 4 && isInside(area, bead.path.xy)) return { bead, unfilled: null };
  const planned = stripAreaMm2(bead.path, bead.widthMm);
  const line = isAlone ? (throughCentroid(area, lengthOf(bead.path.xy)) ?? bead.path.xy) : bead.path.xy;
  const xy = longestInside(area, line);
  if (xy === null) return { bead: null, unfilled: { areaMm2: planned, xMm: line[0]!, yMm: line[1]! } };
  const length = lengthOf(xy);
  const widest = bead.widthMm.reduce((most, width) => Math.max(most, width), 0) * WIDEST_FACTOR;
  const width = Math.min(planned / length, widest);
  const missing = planned - width * length;
  return {
    bead: { ...bead, path: { xy, closed: false }, widthMm: Float64Array.of(width, width) },
    unfilled: missing > 1e-9 ? { areaMm2: missing, xMm: xy[0]!, yMm: xy[1]! } : null,
  };
}

function lengthOf(xy: Float64Array): number {
  const n = xy.length;
  const dx = xy[n - 2]! - xy[0]!;
  const dy = xy[n - 1]! - xy[1]!;
  return Math.sqrt(dx * dx + dy * dy);
}

/** A line of a length with the centroid in its middle, along the axis about which the area has its least moment; null of no area. */
function throughCentroid(area: Loops, lengthMm: number): Float64Array | null {
  const x0 = area[0]!.xy[0]!;
  const y0 = area[0]!.xy[1]!;
  let [twice, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  for (const { xy } of area) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const ax = xy[j]! - x0;
      const ay = xy[j + 1]! - y0;
      const bx = xy[i]! - x0;
      const by = xy[i + 1]! - y0;
      const cross = ax * by - bx * ay;
      twice += cross;
      sx += (ax + bx) * cross;
      sy += (ay + by) * cross;
      sxx += (ax * ax + ax * bx + bx * bx) * cross;
      syy += (ay * ay + ay * by + by * by) * cross;
      sxy += (ax * by + 2 * ax * ay + 2 * bx * by + bx * ay) * cross;
    }
  }
  if (!(twice > 0)) return null;
  const cx = sx / (3 * twice);
  const cy = sy / (3 * twice);
  const xx = sxx / (6 * twice) - cx * cx;
  const yy = syy / (6 * twice) - cy * cy;
  const both = sxy / (12 * twice) - cx * cy;
  // The direction of the greater eigenvalue of the covariance.
  const half = (xx - yy) / 2;
  const root = Math.sqrt(half * half + both * both);
  let ux = half >= 0 ? root + half : Math.abs(both);
  let uy = half >= 0 ? both : both < 0 ? half - root : root - half;
  const size = Math.sqrt(ux * ux + uy * uy);
  if (size > 0) {
    ux /= size;
    uy /= size;
  } else ux = 1;
  const reach = lengthMm / 2;
  return Float64Array.of(x0 + cx - ux * reach, y0 + cy - uy * reach, x0 + cx + ux * reach, y0 + cy + uy * reach);
}

/** Tells whether each step of a line lies inside in its whole length. */
function isInside(area: Loops, xy: Float64Array): boolean {
  for (let i = 2; i < xy.length; i += 2) {
    const at = meetings(area, xy[i - 2]!, xy[i - 1]!, xy[i]!, xy[i + 1]!);
    let holds = false;
    for (let k = 0; k + 1 < at.length; k += 2) holds ||= at[k]! <= 0 && at[k + 1]! >= 1;
    if (!holds) return false;
  }
  return true;
}

/** The longest piece of a straight line inside an area, a little off the border; null where hardly any is. */
function longestInside(area: Loops, line: Float64Array): Float64Array | null {
  const [ax, ay, bx, by] = [line[0]!, line[1]!, line[line.length - 2]!, line[line.length - 1]!];
  const dx = bx - ax;
  const dy = by - ay;
  const length = Math.sqrt(dx * dx + dy * dy);
  if (!(length > 0)) return null;
  const at = meetings(area, ax, ay, bx, by);
  let [from, to] = [0, 0];
  for (let k = 0; k + 1 < at.length; k += 2) {
    const a = Math.max(0, at[k]! + INSIDE_MM / length);
    const b = Math.min(1, at[k + 1]! - INSIDE_MM / length);
    if (b - a > to - from) [from, to] = [a, b];
  }
  if ((to - from) * length < LEAST_LENGTH_MM) return null;
  return Float64Array.of(snapMm(ax + from * dx), snapMm(ay + from * dy), snapMm(ax + to * dx), snapMm(ay + to * dy));
}

/** Places where the whole straight through two points meets the border, rising, as shares of the way from one to the other. */
function meetings(area: Loops, ax: number, ay: number, bx: number, by: number): number[] {
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  const at: number[] = [];
  for (const { xy } of area) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const sideA = dx * (xy[j + 1]! - ay) - dy * (xy[j]! - ax);
      const sideB = dx * (xy[i + 1]! - ay) - dy * (xy[i]! - ax);
      if (sideA > 0 === sideB > 0) continue;
      const t = sideA / (sideA - sideB);
      const px = xy[j]! + t * (xy[i]! - xy[j]!) - ax;
      const py = xy[j + 1]! + t * (xy[i + 1]! - xy[j + 1]!) - ay;
      at.push((px * dx + py * dy) / square);
    }
  }
  return at.sort((p, q) => p - q);
}
