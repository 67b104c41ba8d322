/** Where the boundary of an area comes near itself or bends sharply; everywhere else circles that touch it from inside meet nothing else. */
import { type KeptRoom, NEW_ROOM } from './kept-room.ts';
import type { LoopSegments } from './loop-segments.ts';

/** Which places have a crowded boundary near them. */
export interface CrowdedBoundary {
  /** False where all of the boundary within reach of a place, in grid units, is one even stretch, or none. */
  isCrowded(x: number, y: number): boolean;
  /** 1 for each segment that a crowded place may have within reach. */
  readonly isNear: Uint8Array;
}

/**
 * Turns of an even stretch, in radians, within a square: to the inside of the area they let it reach into a circle of radius r that touches it
 * by r times half the square of the turn at most, which is 0.9 um of 0.12 mm over the four squares that meet in a corner; to the outside they
 * may not let it come back.
 */
const MOST_INWARD = 0.03;
const MOST_OUTWARD = 0.3;
/** Squares of one stretch around a place: it turns by 2.4 at most there. */
const MOST_VISITS = 8;
/** What is known of a square: the first and last passage of a stretch, and of the one that goes on over the first point of its loop. */
const WORDS = 4;
const MOST_SQUARES = 2 ** 22;

/** Returns where the boundary is crowded; null where its squares would be too many. Loops have the solid on their left. */
export function crowdedBoundary(
  segments: LoopSegments,
  reach: number,
  room: KeptRoom = NEW_ROOM,
): CrowdedBoundary | null {
  const { x, y, next, starts } = segments;
  const n = next.length;
  let xMin = Infinity;
  let yMin = Infinity;
  let xMax = -Infinity;
  let yMax = -Infinity;
  for (let i = 0; i < n; i++) {
    if (x[i]! < xMin) xMin = x[i]!;
    if (x[i]! > xMax) xMax = x[i]!;
    if (y[i]! < yMin) yMin = y[i]!;
    if (y[i]! > yMax) yMax = y[i]!;
  }
  // The boundary is entered at places half a square apart at most: what lies within reach is entered a square away or nearer.
  const size = (4 / 3) * reach + 1;
  const perUnit = 1 / size;
  const columns = n === 0 ? 1 : Math.floor((xMax - xMin) * perUnit) + 3;
  const rows = n === 0 ? 1 : Math.floor((yMax - yMin) * perUnit) + 3;
  if (columns * rows > MOST_SQUARES) return null;
  // One more square on each side.
  const x0 = xMin - size;
  const y0 = yMin - size;
  const passages = room.ints('passages', WORDS * columns * rows).fill(0);
  const stepsOf = room.ints('steps-of', n);
  // Passages count from 1; loops keep a number between them.
  let passage = 0;
  for (let l = 0; l + 1 < starts.length; l++) {
    const [from, to] = [starts[l]!, starts[l + 1]!];
    if (from === to) continue;
    passage++;
    const first = passage + 1;
    let square = -1;
    let inward = 0;
    let outward = 0;
    let ux = x[from]! - x[to - 1]!;
    let uy = y[from]! - y[to - 1]!;
    let length = Math.sqrt(ux * ux + uy * uy);
    for (let i = from; i < to; i++) {
      const vx = x[next[i]!]! - x[i]!;
      const vy = y[next[i]!]! - y[i]!;
      const longer = Math.sqrt(vx * vx + vy * vy);
      const steps = longer > size / 2 ? Math.ceil((2 * longer) / size) : 1;
      stepsOf[i] = steps;
      for (let s = 0; s < steps; s++) {
        const here = squareAt(x[i]! + (s / steps) * vx, y[i]! + (s / steps) * vy);
        if (here !== square) {
          passage++;
          square = here;
          inward = 0;
          outward = 0;
          enterAround(passages, columns, square, passage);
        }
        if (s > 0) continue;
        const turn = (ux * vy - uy * vx) / (length * longer);
        if (turn > 0) inward += turn;
        else outward -= turn;
        const isSharp = inward > MOST_INWARD || outward > MOST_OUTWARD || ux * vx + uy * vy <= 0;
        if (isSharp) crowdAround(passages, columns, square);
      }
      ux = vx;
      uy = vy;
      length = longer;
    }
    if (square >= 0) closeAround(passages, columns, square, first, passage);
  }
  const isFull = room.bytes('is-full', columns * rows).fill(0);
  for (let s = 0, w = 0; s < isFull.length; s++, w += WORDS) {
    const first = passages[w]!;
    const isEven = first >= 0 && passages[w + 2] === 0 && passages[w + 1]! - first < MOST_VISITS;
    if (!isEven) isFull[s] = 1;
  }
  const isNear = room.bytes('is-near', n).fill(0);
  for (let i = 0; i < n; i++) {
    const steps = stepsOf[i]!;
    const vx = x[next[i]!]! - x[i]!;
    const vy = y[next[i]!]! - y[i]!;
    for (let s = 0; s < steps && isNear[i] === 0; s++) {
      const above = squareAt(x[i]! + (s / steps) * vx, y[i]! + (s / steps) * vy) - columns;
      for (let q = above; q <= above + 2 * columns; q += columns) {
        if (isFull[q - 1] === 1 || isFull[q] === 1 || isFull[q + 1] === 1) isNear[i] = 1;
      }
    }
  }
  return { isCrowded: (px, py) => isFull[squareAt(px, py)] !== 0, isNear };

  function squareAt(px: number, py: number): number {
    return (((py - y0) * perUnit) | 0) * columns + (((px - x0) * perUnit) | 0);
  }
}

/** Enters a passage into a square and those around it. */
function enterAround(passages: Int32Array, columns: number, square: number, passage: number): void {
  for (let row = -1; row <= 1; row++) {
    const first = WORDS * (square + row * columns - 1);
    for (let w = first; w <= first + 2 * WORDS; w += WORDS) {
      const known = passages[w]!;
      if (known < 0) continue;
      if (known === 0) {
        passages[w] = passage;
        passages[w + 1] = passage;
      } else if (passages[w + 2] === 0 && passages[w + 1]! >= passage - 1) passages[w + 1] = passage;
      else if (passages[w + 2] === 0) {
        passages[w + 2] = passage;
        passages[w + 3] = passage;
      } else if (passages[w + 3]! >= passage - 1) passages[w + 3] = passage;
      else passages[w] = -1;
    }
  }
}

function crowdAround(passages: Int32Array, columns: number, square: number): void {
  for (let row = -1; row <= 1; row++) {
    const first = WORDS * (square + row * columns - 1);
    for (let w = first; w <= first + 2 * WORDS; w += WORDS) passages[w] = -1;
  }
}

/** Joins what a loop has before and behind its first point to one stretch. */
function closeAround(passages: Int32Array, columns: number, square: number, first: number, last: number): void {
  for (let row = -1; row <= 1; row++) {
    const from = WORDS * (square + row * columns - 1);
    for (let w = from; w <= from + 2 * WORDS; w += WORDS) {
      if (passages[w] !== first || passages[w + 3] !== last) continue;
      const count = passages[w + 1]! - first + 1 + (last - passages[w + 2]!) + 1;
      passages[w + 1] = first + count - 1;
      passages[w + 2] = 0;
    }
  }
}
