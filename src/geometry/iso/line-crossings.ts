/** Where a family of parallel lines passes the surface of a part. */
import {
  type GrowableFloats,
  type GrowableInts,
  growableFloats,
  growableInts,
  pushFloat,
  pushInt,
} from '../growable.ts';

/** The crossings of each line in rising order: those of line n lie from start[n] to start[n + 1]. */
export interface LineCrossings {
  readonly start: Int32Array;
  readonly at: Float64Array;
  /** By how much the winding number rises along the line: 1 where the line enters; 2 or -2 where it also passes steeply. */
  readonly turn: Int8Array;
}

/** Crossings in any order, before they are sorted by line. */
export interface LooseCrossings {
  readonly line: GrowableInts;
  readonly at: GrowableFloats;
  readonly turn: GrowableInts;
}

/** Returns an empty list. */
export function looseCrossings(): LooseCrossings {
  return { line: growableInts(1024), at: growableFloats(1024), turn: growableInts(1024) };
}

/** Appends one crossing. */
export function pushCrossing(list: LooseCrossings, line: number, at: number, turn: number): void {
  pushInt(list.line, line);
  pushFloat(list.at, at);
  pushInt(list.turn, turn);
}

/** Sorts crossings by line and along each line; equal ones keep their order. */
export function sortCrossings(list: LooseCrossings, lines: number): LineCrossings {
  const count = list.at.length;
  const line = list.line.values;
  const start = new Int32Array(lines + 1);
  for (let c = 0; c < count; c++) start[line[c]! + 1]!++;
  for (let n = 0; n < lines; n++) start[n + 1]! += start[n]!;
  const fill = start.slice(0, lines);
  const at = new Float64Array(count);
  const turn = new Int8Array(count);
  for (let c = 0; c < count; c++) {
    const n = line[c]!;
    const value = list.at.values[c]!;
    let slot = fill[n]!++;
    for (; slot > start[n]! && at[slot - 1]! > value; slot--) {
      at[slot] = at[slot - 1]!;
      turn[slot] = turn[slot - 1]!;
    }
    at[slot] = value;
    turn[slot] = list.turn.values[c]!;
  }
  return { start, at, turn };
}

/** Rounding of a crossing may put it this far (in steps) beyond the edge that it belongs to. */
const ROUNDING = 1e-6;

/**
 * Returns how many steps from a node within the part its line leaves it, looking ahead or back: at most 1 for an edge whose other
 * end lies outside, whatever the rounding; Infinity if it never does. A node stands an infinitely small way before its place,
 * so a crossing at that place lies ahead.
 */
export function stepsOut(
  lines: LineCrossings,
  line: number,
  from: number,
  winding: number,
  ahead: boolean,
  stepMm: number,
): number {
  const { start, at, turn } = lines;
  const first = start[line]!;
  const last = start[line + 1]! - 1;
  let way = Infinity;
  let w = winding;
  if (ahead) {
    for (let c = first; c <= last && way === Infinity; c++) {
      if (at[c]! < from) continue;
      w += Math.sign(turn[c]!);
      if (w <= 0) way = (at[c]! - from) / stepMm;
    }
  } else {
    for (let c = last; c >= first && way === Infinity; c--) {
      if (at[c]! >= from) continue;
      w -= Math.sign(turn[c]!);
      if (w <= 0) way = (from - at[c]!) / stepMm;
    }
  }
  if (way <= 1) return way;
  // A wall of the part that nearly follows the node's upright line: rounding puts the node on one side of it there and on the other here.
  for (let c = first; c <= last; c++) if (Math.abs(at[c]! - from) <= ROUNDING * stepMm) return 0;
  return way <= 1 + ROUNDING ? 1 : way;
}

/**
 * Counts the places where a line enters and leaves between two nodes of its grid, through surfaces that it passes steeply both
 * times: a wall thinner than the step, of which no node knows.
 */
export function thinPlaces(lines: LineCrossings, origin: number, step: number): number {
  const { start, at, turn } = lines;
  let count = 0;
  for (let n = 0; n + 1 < start.length; n++) {
    for (let c = start[n]!; c + 1 < start[n + 1]!; c++) {
      if (turn[c] !== 2 || turn[c + 1] !== -2 || at[c + 1]! - at[c]! < ROUNDING * step) continue;
      if (Math.floor((at[c]! - origin) / step) === Math.floor((at[c + 1]! - origin) / step)) count++;
    }
  }
  return count;
}
