/** Lines in pieces, each within one of several areas. */
import type { ZoneMap } from './zone-map.ts';

/** One piece of a line and the number of the area that it lies in, -1 for none. */
export interface ZonePiece {
  readonly zone: number;
  /** Points of the piece; of a whole line those of the line. */
  readonly xy: Float64Array;
  /** True where the piece is a whole closed line. */
  readonly closed: boolean;
}

/**
 * Returns a line in pieces, in order along it; those of a closed line begin where it crosses a border. A stretch shorter than `leastMm`, or in
 * no area, goes to the piece before it (at the start of an open line to that after it), so that borders leave no stubs. A line of one
 * piece is returned as it is. `snap` rounds the points where pieces meet.
 */
export function splitByZone(
  xy: Float64Array,
  closed: boolean,
  map: ZoneMap,
  leastMm: number,
  snap: (valueMm: number) => number,
): ZonePiece[] {
  const stretches = stretchesOf(xy, closed, map);
  const [only] = stretches;
  if (only !== undefined && stretches.length === 1) return [{ zone: only.zone, xy, closed }];
  const isFit = ({ zone, lengthMm }: Stretch) => zone >= 0 && lengthMm >= leastMm;
  const runs = stretches.some(isFit) ? joinedToFit(stretches, closed, isFit) : [];
  if (runs.length > 1) {
    const pieces = runs.map(({ zone, from, to }) => ({ zone, xy: pointsOf(xy, from, to, snap), closed: false }));
    // What rounding has left of a stretch shorter than the grid is a point, at which its neighbours meet.
    return pieces.filter((piece) => piece.xy.length > 2);
  }
  return [{ zone: runs[0]?.zone ?? zoneOfMost(stretches), xy, closed }];
}

/** A part of a line within one area. Its ends are numbers of points and the share of the way to the next; one of a closed line may pass the first point. */
interface Stretch {
  readonly zone: number;
  readonly from: number;
  to: number;
  lengthMm: number;
}

function stretchesOf(xy: Float64Array, closed: boolean, map: ZoneMap): Stretch[] {
  const stretches: Stretch[] = [];
  const n = xy.length / 2;
  const segments = closed ? n : n - 1;
  for (let s = 0; s < segments; s++) {
    const next = s + 1 < n ? s + 1 : 0;
    const x0 = xy[2 * s]!;
    const y0 = xy[2 * s + 1]!;
    const dx = xy[2 * next]! - x0;
    const dy = xy[2 * next + 1]! - y0;
    const length = Math.sqrt(dx * dx + dy * dy);
    const last = stretches[stretches.length - 1];
    if (last !== undefined && map.isClear(x0, y0, xy[2 * next]!, xy[2 * next + 1]!)) {
      last.to = s + 1;
      last.lengthMm += length;
      continue;
    }
    const cuts = map.crossings(x0, y0, xy[2 * next]!, xy[2 * next + 1]!);
    for (let c = 0, from = 0; c <= cuts.length; c++) {
      const to = cuts[c] ?? 1;
      const middle = (from + to) / 2;
      const zone = map.at(x0 + middle * dx, y0 + middle * dy);
      append(stretches, { zone, from: s + from, to: s + to, lengthMm: (to - from) * length });
      from = to;
    }
  }
  if (closed) closeUp(stretches);
  return stretches;
}

/** Adds a stretch, to the last one where both lie in one area. */
function append(stretches: Stretch[], one: Stretch): void {
  const last = stretches[stretches.length - 1];
  if (last?.zone !== one.zone) stretches.push(one);
  else stretches[stretches.length - 1] = { ...one, from: last.from, lengthMm: last.lengthMm + one.lengthMm };
}

/** Joins the first stretch of a closed line to the last one where both lie in one area. */
function closeUp(stretches: Stretch[]): void {
  const [first, second] = stretches;
  if (first === undefined || second === undefined || first.zone !== stretches[stretches.length - 1]?.zone) return;
  stretches.shift();
  append(stretches, first);
}

/** Gives every stretch that is not fit to be a piece to the one before it; those ahead of all others, in an open line, to the one after them. */
function joinedToFit(stretches: readonly Stretch[], closed: boolean, isFit: (one: Stretch) => boolean): Stretch[] {
  const start = stretches.findIndex(isFit);
  const ahead = stretches.slice(0, start);
  const runs: Stretch[] = [];
  for (const one of [...stretches.slice(start), ...(closed ? ahead : [])]) {
    append(runs, isFit(one) ? one : { ...one, zone: (runs[runs.length - 1] as Stretch).zone });
  }
  if (closed) closeUp(runs);
  else if (ahead.length > 0) runs[0] = { ...(runs[0] as Stretch), from: (ahead[0] as Stretch).from };
  return runs;
}

/** The area that has most of the line, -1 where it is in none. */
function zoneOfMost(stretches: readonly Stretch[]): number {
  const lengths = new Map<number, number>();
  for (const { zone, lengthMm } of stretches) if (zone >= 0) lengths.set(zone, (lengths.get(zone) ?? 0) + lengthMm);
  let [most, mostMm] = [-1, -1];
  for (const [zone, lengthMm] of lengths) if (lengthMm > mostMm) [most, mostMm] = [zone, lengthMm];
  return most;
}

/** The points of a stretch; those at its ends lie on the grid where they are no points of the line. */
function pointsOf(xy: Float64Array, from: number, to: number, snap: (valueMm: number) => number): Float64Array {
  const n = xy.length / 2;
  const points: number[] = [];
  const add = (x: number, y: number) => {
    if (points[points.length - 2] !== x || points[points.length - 1] !== y) points.push(x, y);
  };
  const addAt = (position: number) => {
    const whole = Math.floor(position);
    const share = position - whole;
    const [a, b] = [2 * (whole % n), 2 * ((whole + 1) % n)];
    if (share === 0) add(xy[a]!, xy[a + 1]!);
    else add(snap(xy[a]! + share * (xy[b]! - xy[a]!)), snap(xy[a + 1]! + share * (xy[b + 1]! - xy[a + 1]!)));
  };
  addAt(from);
  const passes = to <= from ? n : 0;
  for (let i = Math.floor(from) + 1; i - passes < to; i++) add(xy[2 * (i % n)]!, xy[2 * (i % n) + 1]!);
  addAt(to);
  return Float64Array.from(points);
}
