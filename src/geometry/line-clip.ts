/** Parallel lines cut by an area: the pieces of each line that lie inside. */
import type { Loops } from '../core/polyline.ts';
import { assert } from '../core/prep-error.ts';
import { firstLineFrom, type LineLanes, offsetIn } from './line-lanes.ts';

/** A family of parallel lines, numbered from the origin: line i lies (i + phase) x spacing to the left of it, or where its lane has it. */
export interface LineFamily {
  /** Direction of the lines, counter-clockwise from +x. */
  readonly angleDeg: number;
  readonly spacingMm: number;
  /** Share of the spacing between the origin and line 0, 0..1. */
  readonly phase: number;
  /** Absent: lines are even everywhere. */
  readonly lanes?: LineLanes;
}

/**
 * Pieces of lines inside an area. Line `firstLine + k` owns the pieces `starts[k]` to `starts[k + 1] - 1`, in order along
 * the line; piece p runs from `from[p]` to `to[p]`, in mm along the line from the foot of the origin.
 */
export interface LinePieces {
  readonly firstLine: number;
  readonly starts: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Pieces that meet within this distance are one; a piece not longer than this is none. */
const JOIN_MM = 1e-6;

/** Most lines of one family in one area. */
const MAX_LINES = 10_000_000;

/**
 * Returns the pieces of all lines of a family inside the area where loops wind positively.
 *
 * A line meets an edge where it lies above or on the edge's lower end and below its upper end. Each point gets the number
 * of the first line not below it, once, and edges compare these whole numbers; so a line through a corner never counts one
 * edge too many, and what enters always leaves. The effort grows with edges + crossings.
 */
export function clipLines(loops: Loops, family: LineFamily): LinePieces {
  const { cos, sin } = directionOf(family.angleDeg);
  const { spacingMm, phase, lanes } = family;
  assert(spacingMm > 0, 'the line spacing is above 0');
  let points = 0;
  for (const { xy } of loops) points += xy.length / 2;
  const along = new Float64Array(points);
  const above = new Float64Array(points);
  const line = new Int32Array(points);
  const next = new Int32Array(points);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let p = 0;
  for (const { xy } of loops) {
    const first = p;
    for (let i = 0; i < xy.length; i += 2, p++) {
      along[p] = xy[i]! * cos + xy[i + 1]! * sin;
      const v = xy[i + 1]! * cos - xy[i]! * sin;
      above[p] = v;
      const k = lanes === undefined ? Math.ceil(v / spacingMm - phase) + 0 : firstLineFrom(lanes, v);
      line[p] = k;
      if (k < low) low = k;
      if (k > high) high = k;
      next[p] = p + 1;
    }
    if (p > first) next[p - 1] = first;
  }
  if (!(high > low))
    return { firstLine: 0, starts: new Int32Array(1), from: new Float64Array(0), to: new Float64Array(0) };
  assert(high - low <= MAX_LINES && Math.abs(low) < 2 ** 30, 'the line spacing fits the size of the area');
  const lines = high - low;

  // Count per line, then fill: where an edge goes down, the solid on its left begins; where it goes up, it ends.
  const begins = new Int32Array(lines + 1);
  const ends = new Int32Array(lines + 1);
  for (let a = 0; a < points; a++) {
    const ka = line[a]!;
    const kb = line[next[a]!]!;
    for (let k = kb; k < ka; k++) begins[k - low + 1]!++;
    for (let k = ka; k < kb; k++) ends[k - low + 1]!++;
  }
  for (let k = 0; k < lines; k++) {
    assert(begins[k + 1] === ends[k + 1], 'a line leaves an area as often as it enters');
    begins[k + 1]! += begins[k]!;
    ends[k + 1]! += ends[k]!;
  }
  const beginAt = new Float64Array(begins[lines]!);
  const endAt = new Float64Array(begins[lines]!);
  const nextBegin = begins.slice();
  const nextEnd = begins.slice();
  for (let a = 0; a < points; a++) {
    const b = next[a]!;
    const ka = line[a]!;
    const kb = line[b]!;
    if (ka === kb) continue;
    const ua = along[a]!;
    const ub = along[b]!;
    const va = above[a]!;
    const slope = (ub - ua) / (above[b]! - va);
    const least = Math.min(ua, ub);
    const most = Math.max(ua, ub);
    for (let k = Math.min(ka, kb), last = Math.max(ka, kb); k < last; k++) {
      const v = lanes === undefined ? (k + phase) * spacingMm : offsetIn(lanes, k);
      const u = Math.min(Math.max(ua + (v - va) * slope, least), most);
      if (kb < ka) beginAt[nextBegin[k - low]!++] = u;
      else endAt[nextEnd[k - low]!++] = u;
    }
  }
  return joinPieces(low, begins, beginAt, endAt);
}

/** Sorts begins and ends of each line and keeps what lies inside at least once. */
function joinPieces(firstLine: number, begins: Int32Array, beginAt: Float64Array, endAt: Float64Array): LinePieces {
  const lines = begins.length - 1;
  const starts = new Int32Array(lines + 1);
  const from = new Float64Array(beginAt.length);
  const to = new Float64Array(beginAt.length);
  let n = 0;
  for (let k = 0; k < lines; k++) {
    const first = begins[k]!;
    const last = begins[k + 1]!;
    if (last - first > 1) {
      beginAt.subarray(first, last).sort();
      endAt.subarray(first, last).sort();
    }
    for (let i = first; i < last; ) {
      // A piece lasts until as many ends as begins lie behind, which is where the next begin comes after the i-th end.
      const start = beginAt[i]!;
      while (i + 1 < last && beginAt[i + 1]! <= endAt[i]! + JOIN_MM) i++;
      const stop = endAt[i++]!;
      // Nothing, or an end before its begin: rounding, or a hole that sticks out of the solid.
      if (stop - start <= JOIN_MM) continue;
      from[n] = start;
      to[n++] = stop;
    }
    starts[k + 1] = n;
  }
  return { firstLine, starts, from: from.slice(0, n), to: to.slice(0, n) };
}

/** Cosine and sine of a direction; whole quarter turns are exact. */
export function directionOf(angleDeg: number): { cos: number; sin: number } {
  const quarters = angleDeg / 90;
  if (Number.isInteger(quarters)) {
    const q = ((quarters % 4) + 4) % 4;
    return { cos: [1, 0, -1, 0][q] ?? 1, sin: [0, 1, 0, -1][q] ?? 0 };
  }
  const angleRad = (angleDeg * Math.PI) / 180;
  return { cos: Math.cos(angleRad), sin: Math.sin(angleRad) };
}
