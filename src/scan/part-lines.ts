/** Parts lines into stretches of two kinds. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';

/** Lines in pieces, each kind in their order. */
export interface PartedLines {
  readonly inside: readonly Polyline[];
  readonly outside: readonly Polyline[];
}

/** A stretch of a line; its ends are numbers of points and shares of the way to the next, a closed one may pass the first point. */
interface Stretch {
  readonly isInside: boolean;
  readonly from: number;
  to: number;
  lengthMm: number;
}

/**
 * Parts closed lines by a test on places along them, given with the direction of the line. Stretches inside of at most `leastMm` are taken as
 * outside, then those outside between others as inside. Pieces begin and end in the middle between places, `stepMm` apart at most.
 */
export function partLines(
  lines: Loops,
  stepMm: number,
  leastMm: number,
  isInside: (x: number, y: number, ux: number, uy: number) => boolean,
): PartedLines {
  const inside: Polyline[] = [];
  const outside: Polyline[] = [];
  for (const line of lines) {
    const stretches = without(without(stretchesOf(line.xy, stepMm, isInside), true, leastMm), false, leastMm);
    const [only] = stretches;
    if (only !== undefined && stretches.length === 1) (only.isInside ? inside : outside).push(line);
    else {
      for (const { isInside: kind, from, to } of stretches) {
        const xy = pointsOf(line.xy, from, to);
        if (xy.length > 2) (kind ? inside : outside).push({ xy, closed: false });
      }
    }
  }
  return { inside, outside };
}

function stretchesOf(
  xy: Float64Array,
  stepMm: number,
  isInside: (x: number, y: number, ux: number, uy: number) => boolean,
): Stretch[] {
  const stretches: Stretch[] = [];
  let last: Stretch | undefined;
  const n = xy.length / 2;
  for (let i = 0; i < n; i++) {
    const k = i + 1 < n ? i + 1 : 0;
    const dx = xy[2 * k]! - xy[2 * i]!;
    const dy = xy[2 * k + 1]! - xy[2 * i + 1]!;
    const length = Math.sqrt(dx * dx + dy * dy);
    const steps = Math.max(1, Math.ceil(length / stepMm));
    for (let s = 0; s < steps; s++) {
      const at = (s + 0.5) / steps;
      const kind = isInside(xy[2 * i]! + at * dx, xy[2 * i + 1]! + at * dy, dx / length, dy / length);
      const to = i + (s + 1) / steps;
      if (last?.isInside === kind) {
        last.to = to;
        last.lengthMm += length / steps;
      } else {
        last = { isInside: kind, from: i + s / steps, to, lengthMm: length / steps };
        stretches.push(last);
      }
    }
  }
  return closedUp(stretches);
}

function append(stretches: Stretch[], one: Stretch): void {
  const last = stretches[stretches.length - 1];
  if (last?.isInside !== one.isInside) stretches.push(one);
  else {
    last.to = one.to;
    last.lengthMm += one.lengthMm;
  }
}

/** Joins the first stretch to the last one where both are of one kind. */
function closedUp(stretches: Stretch[]): Stretch[] {
  const [first, second] = stretches;
  if (first === undefined || second === undefined || first.isInside !== stretches[stretches.length - 1]?.isInside)
    return stretches;
  stretches.shift();
  append(stretches, first);
  return stretches;
}

/** Gives short stretches of a kind to those beside them. */
function without(stretches: readonly Stretch[], kind: boolean, leastMm: number): Stretch[] {
  if (stretches.length < 2) return [...stretches];
  const kept: Stretch[] = [];
  for (const one of stretches) {
    const isShort = one.isInside === kind && one.lengthMm <= leastMm;
    append(kept, isShort ? { ...one, isInside: !kind } : { ...one });
  }
  return closedUp(kept);
}

/** The points of a stretch of a closed line. */
function pointsOf(xy: Float64Array, from: number, to: number): Float64Array {
  const n = xy.length / 2;
  const end = to <= from ? to + n : to;
  const points = new Float64Array(2 * (Math.ceil(end) - Math.floor(from) + 1));
  let count = pushAt(points, 0, xy, from);
  for (let i = Math.floor(from) + 1; i < end; i++) {
    const at = 2 * (i < n ? i : i - n);
    count = push(points, count, xy[at]!, xy[at + 1]!);
  }
  return points.slice(0, pushAt(points, count, xy, end));
}

/** Writes the point at a place of a closed line behind `count` numbers; returns how many there are then. */
function pushAt(points: Float64Array, count: number, xy: Float64Array, position: number): number {
  const n = xy.length / 2;
  const whole = Math.floor(position);
  const share = position - whole;
  const a = 2 * (whole % n);
  if (share === 0) return push(points, count, xy[a]!, xy[a + 1]!);
  const b = 2 * ((whole + 1) % n);
  const x = snapMm(xy[a]! + share * (xy[b]! - xy[a]!));
  return push(points, count, x, snapMm(xy[a + 1]! + share * (xy[b + 1]! - xy[a + 1]!)));
}

/** Writes a point, unless it stands there. */
function push(points: Float64Array, count: number, x: number, y: number): number {
  if (count > 0 && points[count - 2] === x && points[count - 1] === y) return count;
  points[count] = x;
  points[count + 1] = y;
  return count + 2;
}
