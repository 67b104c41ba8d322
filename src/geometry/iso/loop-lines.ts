/** Where the loops of a plane pass a family of parallel lines: the crossings of each line in rising order. */
import type { Loops } from '../../core/polyline.ts';
import {
  type GrowableFloats,
  type GrowableInts,
  growableFloats,
  growableInts,
  pushFloat,
  pushInt,
} from '../growable.ts';

/** The crossings of line n lie from start[n] to start[n + 1]. */
export interface LoopLines {
  readonly start: Int32Array;
  readonly at: Float64Array;
  /** The winding number beyond each crossing, up to the next: above 0 is solid. */
  readonly beyond: Int32Array;
  /** How far the loop runs along the line there for each mm across it. */
  readonly lean: Float64Array;
}

/** Lines at fromMm + n stepMm. */
export interface LineFamily {
  readonly along: 'x' | 'y';
  readonly fromMm: number;
  readonly stepMm: number;
  readonly count: number;
}

/** Crosses loops, solid on the left, with lines. A line lies an infinitely small way before its place, so it passes no vertex. */
export function loopLines(loops: Loops, { along, fromMm, stepMm, count }: LineFamily): LoopLines {
  const line = growableInts(1024);
  const at = growableFloats(1024);
  const turn = growableInts(1024);
  const lean = growableFloats(1024);
  const a = along === 'x' ? 0 : 1;
  const c = 1 - a;
  // Going up along y has the solid before it on a line along x; going right along x has it behind it on a line along y.
  const up = along === 'x' ? -1 : 1;
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const from = xy[j + c]!;
      const to = xy[i + c]!;
      if (from === to) continue;
      const rises = to > from;
      const low = rises ? j : i;
      const high = rises ? i : j;
      const l0 = Math.max(0, Math.floor((xy[low + c]! - fromMm) / stepMm) - 1);
      const l1 = Math.min(count - 1, Math.floor((xy[high + c]! - fromMm) / stepMm) + 1);
      for (let l = l0; l <= l1; l++) {
        const across = fromMm + l * stepMm;
        if (xy[low + c]! >= across || xy[high + c]! < across) continue;
        const slope = (xy[high + a]! - xy[low + a]!) / (xy[high + c]! - xy[low + c]!);
        pushInt(line, l);
        pushFloat(at, xy[low + a]! + (across - xy[low + c]!) * slope);
        pushInt(turn, rises ? up : -up);
        pushFloat(lean, slope);
      }
    }
  }
  return sorted(line, at, turn, lean, count);
}

function sorted(
  line: GrowableInts,
  places: GrowableFloats,
  turns: GrowableInts,
  leans: GrowableFloats,
  lines: number,
): LoopLines {
  const count = places.length;
  const start = new Int32Array(lines + 1);
  for (let k = 0; k < count; k++) start[line.values[k]! + 1]!++;
  for (let n = 0; n < lines; n++) start[n + 1]! += start[n]!;
  const fill = start.slice(0, lines);
  const at = new Float64Array(count);
  const beyond = new Int32Array(count);
  const lean = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const n = line.values[k]!;
    const value = places.values[k]!;
    let slot = fill[n]!++;
    for (; slot > start[n]! && at[slot - 1]! > value; slot--) {
      at[slot] = at[slot - 1]!;
      beyond[slot] = beyond[slot - 1]!;
      lean[slot] = lean[slot - 1]!;
    }
    at[slot] = value;
    beyond[slot] = turns.values[k]!;
    lean[slot] = leans.values[k]!;
  }
  for (let n = 0; n < lines; n++) {
    for (let k = start[n]! + 1; k < start[n + 1]!; k++) beyond[k]! += beyond[k - 1]!;
  }
  return { start, at, beyond, lean };
}

/** Returns the first crossing of a line at or beyond a place; the end of the line's crossings where there is none. */
export function firstFrom({ start, at }: LoopLines, line: number, place: number): number {
  let low = start[line]!;
  let high = start[line + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a place of a line is solid. */
export function isSolidAt(lines: LoopLines, line: number, place: number): boolean {
  return isSolidBefore(lines, line, firstFrom(lines, line, place));
}

/** Whether the line is solid between a crossing and the one before it. */
export function isSolidBefore({ start, beyond }: LoopLines, line: number, crossing: number): boolean {
  return crossing > start[line]! && beyond[crossing - 1]! > 0;
}

/**
 * Returns how far it is from a place along its line, ahead or back, to where the line leaves the solid (`solid` true) or meets it;
 * Infinity where it never does. A place that is not of that kind is at its end already.
 */
export function wayToEnd(lines: LoopLines, line: number, place: number, ahead: boolean, solid: boolean): number {
  const { start, at } = lines;
  let c = firstFrom(lines, line, place);
  if (isSolidBefore(lines, line, c) !== solid) return 0;
  if (ahead) {
    for (const end = start[line + 1]!; c < end; c++) {
      if (isSolidBefore(lines, line, c + 1) !== solid) return at[c]! - place;
    }
    return Infinity;
  }
  for (c--; c >= start[line]!; c--) {
    if (isSolidBefore(lines, line, c) !== solid) return place - at[c]!;
  }
  return Infinity;
}
