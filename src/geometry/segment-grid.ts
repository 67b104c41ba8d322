/** A uniform grid over segments: which segments may meet a given box. */
import { type KeptRoom, NEW_ROOM } from './kept-room.ts';
import type { LoopSegments } from './loop-segments.ts';

/** Segments by grid square; `items` from `first[s]` to `first[s + 1]` are those of square s. */
export interface SegmentGrid {
  readonly x0: number;
  readonly y0: number;
  readonly perUnit: number;
  readonly columns: number;
  readonly rows: number;
  readonly first: Int32Array;
  readonly items: Int32Array;
}

/** Squares along the longer side: few for few segments, as emptying them costs more than they save then. */
const MAX_SQUARES_A_SIDE = 400;
const LEAST_SQUARES_A_SIDE = 8;
const SQUARES_A_ROOT = 3;
/** Squares are not made finer than this many grid units (50 um): shorter segments gain nothing. */
const MIN_SQUARE = 500;

/**
 * Enters segments into a grid; a long segment enters only the squares it passes, with a margin of one unit.
 *
 * @param isWanted - 1 for those that are entered; null enters all
 * @param lookUps - boxes that will be looked up: where they are many, finer squares spare more than they cost
 */
export function segmentGrid(
  segments: LoopSegments,
  isWanted: Uint8Array | null = null,
  lookUps: number = 0,
  room: KeptRoom = NEW_ROOM,
): SegmentGrid {
  const { x, y, next } = segments;
  const n = next.length;
  let xMin = Infinity;
  let yMin = Infinity;
  let xMax = -Infinity;
  let yMax = -Infinity;
  let wanted = 0;
  for (let i = 0; i < n; i++) {
    const px = x[i]!;
    const py = y[i]!;
    if (px < xMin) xMin = px;
    if (px > xMax) xMax = px;
    if (py < yMin) yMin = py;
    if (py > yMax) yMax = py;
    if (isWanted === null || isWanted[i] === 1) wanted++;
  }
  if (n === 0) {
    xMin = 0;
    yMin = 0;
    xMax = 1;
    yMax = 1;
  }
  const aSide = Math.min(
    MAX_SQUARES_A_SIDE,
    Math.max(LEAST_SQUARES_A_SIDE, Math.ceil(SQUARES_A_ROOT * Math.sqrt(wanted + lookUps))),
  );
  const size = Math.max(MIN_SQUARE, Math.max(xMax - xMin, yMax - yMin) / aSide);
  const perUnit = 1 / size;
  const columns = Math.floor((xMax - xMin) * perUnit) + 1;
  const rows = Math.floor((yMax - yMin) * perUnit) + 1;
  const first = room.ints('first', columns * rows + 1).fill(0);
  const grid = { x0: xMin, y0: yMin, perUnit, columns, rows, first, items: new Int32Array(0) };
  // Squares of all segments one after the other, and where those of each segment end.
  let squares = room.ints('squares', 4 * wanted + 64);
  let count = 0;
  const endOf = room.ints('end-of', n);
  const range = new Int32Array(2);
  for (let i = 0; i < n; i++) {
    if (isWanted !== null && isWanted[i] === 0) {
      endOf[i] = count;
      continue;
    }
    const k = next[i]!;
    const px = x[i]!;
    const py = y[i]!;
    const qx = x[k]!;
    const qy = y[k]!;
    const c0 = columnOf(grid, (px < qx ? px : qx) - 1);
    const c1 = columnOf(grid, (px < qx ? qx : px) + 1);
    let r0 = rowOf(grid, (py < qy ? py : qy) - 1);
    let r1 = rowOf(grid, (py < qy ? qy : py) + 1);
    // Small boxes are entered whole.
    const isLong = c1 - c0 > 1 && r1 - r0 > 1;
    const most = count + (c1 - c0 + 1) * (r1 - r0 + 1);
    if (most > squares.length) {
      const before = squares;
      squares = room.ints('squares', 2 * most);
      if (squares.buffer !== before.buffer) squares.set(before);
    }
    for (let c = c0; c <= c1; c++) {
      if (isLong) {
        rowsInColumn(grid, segments, i, c, range);
        r0 = range[0]!;
        r1 = range[1]!;
      }
      for (let r = r0; r <= r1; r++) {
        const square = r * columns + c;
        squares[count++] = square;
        first[square]!++;
      }
    }
    endOf[i] = count;
  }
  // Where the items of a square end, and as these are written from the last to the first, where they begin.
  for (let s = 0, end = 0; s <= columns * rows; s++) {
    end += first[s]!;
    first[s] = end;
  }
  const items = room.ints('items', count);
  for (let i = n - 1, m = count - 1; i >= 0; i--) {
    const from = i === 0 ? 0 : endOf[i - 1]!;
    for (; m >= from; m--) {
      const place = first[squares[m]!]! - 1;
      first[squares[m]!] = place;
      items[place] = i;
    }
  }
  return { x0: xMin, y0: yMin, perUnit, columns, rows, first, items };
}

/** Writes the first and the last row that a segment, not upright, passes in a column: the part of it in there, a unit wider on each side. */
function rowsInColumn(
  grid: SegmentGrid,
  { x, y, next }: LoopSegments,
  i: number,
  column: number,
  range: Int32Array,
): void {
  const k = next[i]!;
  const forward = x[i]! <= x[k]!;
  const a = forward ? i : k;
  const b = forward ? k : i;
  const slope = (y[b]! - y[a]!) / (x[b]! - x[a]!);
  const left = Math.max(x[a]!, grid.x0 + column / grid.perUnit - 1);
  const right = Math.min(x[b]!, grid.x0 + (column + 1) / grid.perUnit + 1);
  const y0 = y[a]! + (left - x[a]!) * slope;
  const y1 = y[a]! + (right - x[a]!) * slope;
  range[0] = rowOf(grid, Math.min(y0, y1) - 1);
  range[1] = rowOf(grid, Math.max(y0, y1) + 1);
}

/** Column of an x, held within the grid. */
export function columnOf(grid: SegmentGrid, x: number): number {
  const c = Math.floor((x - grid.x0) * grid.perUnit);
  return c < 0 ? 0 : c >= grid.columns ? grid.columns - 1 : c;
}

/** Row of a y, held within the grid. */
export function rowOf(grid: SegmentGrid, y: number): number {
  const r = Math.floor((y - grid.y0) * grid.perUnit);
  return r < 0 ? 0 : r >= grid.rows ? grid.rows - 1 : r;
}
