/** Stretches of measuring rows that no path covers, and which of them are no more than the rounding of coordinates. */
import {
  type GrowableFloats,
  type GrowableInts,
  growableFloats,
  growableInts,
  pushFloat,
  pushInt,
} from './growable.ts';

/** Bare stretches, row by row. */
export interface BareStretches {
  readonly row: GrowableInts;
  readonly from: GrowableFloats;
  readonly to: GrowableFloats;
}

/** Returns the bare stretches of a row, from0, to0, from1, to1, ... rising. */
export type BareOfRow = (row: number) => Float64Array;

/** A stretch shorter than this is rounding: the grid of coordinates is 0.1 micrometre, and rows meet what lies between two lines aslant. */
const GRID_NOISE_MM = 0.0005;
/** Stretches up to this are taken as they are: what a row meets of them stands for as much between rows, 0.01 mm2 each at rows of 0.05 mm. */
const LONG_MM = 0.2;

/** Returns an empty list. */
export function noBareStretches(): BareStretches {
  return { row: growableInts(64), from: growableFloats(64), to: growableFloats(64) };
}

/** Notes a stretch, unless it is rounding; returns the length that is noted. */
export function noteBare({ row, from, to }: BareStretches, rowNumber: number, begin: number, end: number): number {
  const length = end - begin;
  if (length <= GRID_NOISE_MM) return 0;
  pushInt(row, rowNumber);
  pushFloat(from, begin);
  pushFloat(to, end);
  return length;
}

/** Returns the row, middle and length of the longest stretch, or null of none. */
export function longestOf({ row, from, to }: BareStretches): { row: number; xMm: number; lengthMm: number } | null {
  let best = -1;
  let lengthMm = 0;
  for (let i = 0; i < row.length; i++) {
    if (to.values[i]! - from.values[i]! <= lengthMm) continue;
    lengthMm = to.values[i]! - from.values[i]!;
    best = i;
  }
  return best < 0 ? null : { row: row.values[best]!, xMm: (from.values[best]! + to.values[best]!) / 2, lengthMm };
}

/** Returns 1 for each of `count` rows that has a long stretch; null where none has. */
export function rowsOfLong({ row, from, to }: BareStretches, count: number): Uint8Array | null {
  const has = new Uint8Array(count);
  let hasAny = false;
  for (let i = 0; i < row.length; i++) {
    if (to.values[i]! - from.values[i]! <= LONG_MM) continue;
    has[row.values[i]!] = 1;
    hasAny = true;
  }
  return hasAny ? has : null;
}

/**
 * Takes from long stretches what is not bare on any of the rows beside theirs, and tells how much that is.
 *
 * @param beside - what is bare a hair above and below, on the rows of long stretches
 */
export function withoutThinStrips(
  bare: BareStretches,
  beside: readonly BareOfRow[],
): { readonly stretches: BareStretches; readonly roundingMm: number } {
  const stretches = noBareStretches();
  let roundingMm = 0;
  let bareBeside: readonly Float64Array[] = [];
  let bareIn = -1;
  for (let i = 0; i < bare.row.length; i++) {
    const row = bare.row.values[i]!;
    const [from, to] = [bare.from.values[i]!, bare.to.values[i]!];
    if (to - from <= LONG_MM) {
      noteBare(stretches, row, from, to);
      continue;
    }
    if (row !== bareIn) {
      bareBeside = beside.map((bareOf) => bareOf(row));
      bareIn = row;
    }
    let keptMm = 0;
    for (const [a, b] of overlaps(from, to, bareBeside)) {
      keptMm += b - a;
      noteBare(stretches, row, a, b);
    }
    roundingMm += to - from - keptMm;
  }
  return { stretches, roundingMm };
}

/** Returns what one list of stretches has beyond another; both from0, to0, from1, to1, ... rising. */
export function lessOf(whole: Float64Array, part: Float64Array): Float64Array {
  const left: number[] = [];
  for (let i = 0, k = 0; i < whole.length; i += 2) {
    let from = whole[i]!;
    while (k > 0 && part[k - 1]! > from) k -= 2;
    for (; k < part.length && part[k]! < whole[i + 1]!; k += 2) {
      if (part[k + 1]! <= from) continue;
      if (part[k]! > from) left.push(from, part[k]!);
      from = part[k + 1]!;
    }
    if (from < whole[i + 1]!) left.push(from, whole[i + 1]!);
  }
  return Float64Array.from(left);
}

/** The parts of a stretch that lie in a stretch of either list, rising and apart. */
function overlaps(from: number, to: number, lists: readonly Float64Array[]): [number, number][] {
  const found: [number, number][] = [];
  for (const list of lists) {
    for (let i = 0; i < list.length; i += 2) {
      const [a, b] = [Math.max(from, list[i]!), Math.min(to, list[i + 1]!)];
      if (a < b) found.push([a, b]);
    }
  }
  found.sort(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const one of found) {
    const last = joined[joined.length - 1];
    if (last !== undefined && one[0] <= last[1]) last[1] = Math.max(last[1], one[1]);
    else joined.push(one);
  }
  return joined;
}
