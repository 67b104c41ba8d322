/** Areas as squares of a grid, one bit each: every square that an area reaches into. */
import type { Loops } from '../../core/polyline.ts';

/** Rows of squares, the lowest first; in a row the leftmost square is the lowest bit of the first word. */
export interface Squares {
  readonly columns: number;
  readonly rows: number;
  readonly wordsPerRow: number;
  readonly words: Uint32Array;
}

/** Where the squares of a grid lie. */
export interface SquareFrame {
  readonly xMm: number;
  readonly yMm: number;
  readonly squareMm: number;
}

/** What reaches into a square by less than this does not reach into it. */
const HAIR_MM = 1e-7;
const WORD_BITS = 32;

/** Returns a grid without any. */
export function noSquares(columns: number, rows: number): Squares {
  const wordsPerRow = Math.ceil(columns / WORD_BITS);
  return { columns, rows, wordsPerRow, words: new Uint32Array(wordsPerRow * rows) };
}

/** Tells whether a square is marked. */
export function isMarked({ words, wordsPerRow }: Squares, column: number, row: number): boolean {
  return ((words[row * wordsPerRow + (column >>> 5)]! >>> (column & 31)) & 1) === 1;
}

/** Marks the squares of a row from one to another, both among them; those beside the grid are passed over. */
export function markRun({ columns, wordsPerRow, words }: Squares, row: number, first: number, last: number): void {
  const from = first < 0 ? 0 : first;
  const to = last >= columns ? columns - 1 : last;
  for (let c = from; c <= to; ) {
    const w = c >>> 5;
    const end = Math.min(to, w * WORD_BITS + WORD_BITS - 1);
    const bits = (end - c === 31 ? 0xffffffff : (1 << (end - c + 1)) - 1) << (c & 31);
    words[row * wordsPerRow + w]! |= bits;
    c = end + 1;
  }
}

/** Marks every square that the area within clean loops reaches into. */
export function markArea(squares: Squares, frame: SquareFrame, loops: Loops): void {
  markBoundary(squares, frame, loops);
  markMiddles(squares, frame, loops, (row, crossings) => {
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      markRun(squares, row, middleAfter(crossings[k]!), middleAfter(crossings[k + 1]!) - 1);
    }
  });
}

/** Marks every square that does not lie wholly within the area of clean loops. */
export function markOutside(squares: Squares, frame: SquareFrame, loops: Loops): void {
  markBoundary(squares, frame, loops);
  markMiddles(squares, frame, loops, (row, crossings) => {
    let from = 0;
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      markRun(squares, row, from, middleAfter(crossings[k]!) - 1);
      from = middleAfter(crossings[k + 1]!);
    }
    markRun(squares, row, from, squares.columns - 1);
  });
}

/** The first square whose middle lies at or beyond a place, in squares from the left of the grid. */
function middleAfter(place: number): number {
  return Math.ceil(place - 0.5);
}

/** Marks the squares that sides pass through. */
function markBoundary(squares: Squares, { xMm, yMm, squareMm }: SquareFrame, loops: Loops): void {
  const hair = HAIR_MM / squareMm;
  for (const { xy } of loops) {
    const n = xy.length;
    for (let i = 0; i < n; i += 2) {
      const j = i + 2 === n ? 0 : i + 2;
      const up = xy[i + 1]! <= xy[j + 1]!;
      const [a, b] = up ? [i, j] : [j, i];
      const xa = (xy[a]! - xMm) / squareMm;
      const ya = (xy[a + 1]! - yMm) / squareMm;
      const xb = (xy[b]! - xMm) / squareMm;
      const yb = (xy[b + 1]! - yMm) / squareMm;
      const slope = yb > ya ? (xb - xa) / (yb - ya) : 0;
      const first = Math.max(0, Math.floor(ya + hair));
      const last = Math.min(squares.rows - 1, Math.ceil(yb - hair) - 1);
      for (let row = first; row <= last; row++) {
        // Of a level side there is one row; its ends are those of the side.
        const low = yb > ya ? xa + (Math.max(ya, row) - ya) * slope : xa;
        const high = yb > ya ? xa + (Math.min(yb, row + 1) - ya) * slope : xb;
        const left = Math.floor((low < high ? low : high) + hair);
        const right = Math.ceil((low < high ? high : low) - hair) - 1;
        if (right >= left) markRun(squares, row, left, right);
      }
    }
  }
}

/** Hands over where the sides cross the middle of each row, from left to right. */
function markMiddles(
  squares: Squares,
  { xMm, yMm, squareMm }: SquareFrame,
  loops: Loops,
  take: (row: number, crossings: readonly number[]) => void,
): void {
  const crossings: number[][] = Array.from({ length: squares.rows }, () => []);
  for (const { xy } of loops) {
    const n = xy.length;
    for (let i = 0; i < n; i += 2) {
      const j = i + 2 === n ? 0 : i + 2;
      const [a, b] = xy[i + 1]! <= xy[j + 1]! ? [i, j] : [j, i];
      const ya = (xy[a + 1]! - yMm) / squareMm;
      const yb = (xy[b + 1]! - yMm) / squareMm;
      if (ya === yb) continue;
      const xa = (xy[a]! - xMm) / squareMm;
      const slope = ((xy[b]! - xMm) / squareMm - xa) / (yb - ya);
      const last = Math.min(squares.rows, Math.ceil(yb - 0.5));
      for (let row = Math.max(0, Math.ceil(ya - 0.5)); row < last; row++) {
        crossings[row]!.push(xa + (row + 0.5 - ya) * slope);
      }
    }
  }
  for (let row = 0; row < squares.rows; row++) {
    take(
      row,
      crossings[row]!.sort((a, b) => a - b),
    );
  }
}
