/**
 * Cuts of the first pass, kept for the second: the loops of a layer in steps of 16 bits along the coordinate grid, on shared memory,
 * so that any thread reads them. A layer of 36,000 points takes 150 KB.
 */
import type { Loops } from '../../core/polyline.ts';
import { GRID_PER_MM } from '../../core/units.ts';

/** The loops of one layer: for each the number of its points, then its steps. */
export type KeptCut = Int16Array<SharedArrayBuffer>;

/** Cuts by layer. */
export interface KeptCuts {
  /** How many are there. */
  readonly count: number;
  /** Returns the cut of a layer once, and forgets it; null where it was not kept. */
  take(index: number): KeptCut | null;
}

/** Collects cuts while there is room. */
export interface CutKeeper extends KeptCuts {
  keep(index: number, cut: KeptCut | null): void;
}

/** Most memory for cuts: an eighth of what a run may use, and no more than this. What does not fit is cut again. */
const MOST_BYTES = 256 * 1024 * 1024;
const SHARE = 1 / 8;

/** Returns an empty keeper for a run that may use so much memory. */
export function cutKeeper(memoryBytes: number): CutKeeper {
  const cuts = new Map<number, KeptCut>();
  let room = Math.min(MOST_BYTES, memoryBytes * SHARE);
  return {
    get count() {
      return cuts.size;
    },
    keep(index, cut) {
      if (cut === null || cut.byteLength > room) return;
      room -= cut.byteLength;
      cuts.set(index, cut);
    },
    take(index) {
      const cut = cuts.get(index) ?? null;
      cuts.delete(index);
      return cut;
    },
  };
}

/** Says that a point follows as two whole coordinates of 32 bits. */
const FAR = -0x8000;
const MOST_STEP = 0x7fff;
/** Longest code of a point, and what stands before the points of a loop. */
const POINT_WORDS = 5;
const COUNT_WORDS = 2;

/** Returns closed loops as steps, or null where a coordinate is not on the grid, so that nothing is ever rounded. */
export function cutOf(loops: Loops): KeptCut | null {
  let most = 0;
  for (const { xy } of loops) most += COUNT_WORDS + (xy.length / 2) * POINT_WORDS;
  const words = new Int16Array(most);
  let n = 0;
  for (const { xy, closed } of loops) {
    if (!closed) return null;
    const points = xy.length / 2;
    words[n++] = points & 0xffff;
    words[n++] = points >> 16;
    let lastX = 0;
    let lastY = 0;
    for (let i = 0; i < xy.length; i += 2) {
      const x = Math.round(xy[i]! * GRID_PER_MM);
      const y = Math.round(xy[i + 1]! * GRID_PER_MM);
      if (!isOnGrid(xy[i]!, x) || !isOnGrid(xy[i + 1]!, y)) return null;
      const dx = x - lastX;
      const dy = y - lastY;
      if (i > 0 && dx >= -MOST_STEP && dx <= MOST_STEP && dy >= -MOST_STEP && dy <= MOST_STEP) {
        words[n++] = dx;
        words[n++] = dy;
      } else {
        words[n++] = FAR;
        words[n++] = x & 0xffff;
        words[n++] = x >> 16;
        words[n++] = y & 0xffff;
        words[n++] = y >> 16;
      }
      lastX = x;
      lastY = y;
    }
  }
  const kept = new Int16Array(new SharedArrayBuffer(2 * n));
  kept.set(words.subarray(0, n));
  return kept;
}

/** Whether a number of grid units is this very coordinate; negative zero is none. */
function isOnGrid(valueMm: number, units: number): boolean {
  return Object.is((units | 0) / GRID_PER_MM, valueMm);
}

/** Returns the loops of a cut, each coordinate the double that it was; they share one array, as a point has two words at least. */
export function loopsOfCut(words: KeptCut): Loops {
  const loops: { xy: Float64Array; closed: boolean }[] = [];
  const all = new Float64Array(words.length);
  let at = 0;
  for (let n = 0; n < words.length; ) {
    const points = (words[n]! & 0xffff) | (words[n + 1]! << 16);
    n += COUNT_WORDS;
    const xy = all.subarray(at, at + 2 * points);
    at += 2 * points;
    let x = 0;
    let y = 0;
    for (let i = 0; i < xy.length; i += 2) {
      if (words[n] === FAR) {
        x = (words[n + 1]! & 0xffff) | (words[n + 2]! << 16);
        y = (words[n + 3]! & 0xffff) | (words[n + 4]! << 16);
        n += POINT_WORDS;
      } else {
        x += words[n]!;
        y += words[n + 1]!;
        n += 2;
      }
      xy[i] = x / GRID_PER_MM;
      xy[i + 1] = y / GRID_PER_MM;
    }
    loops.push({ xy, closed: true });
  }
  return loops;
}
