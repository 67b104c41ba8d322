/** A grid of squares over segments, each square with the list of segments that may pass it; lists grow while they are searched. */
import type { OffsetSegments } from './offset-segments.ts';

/** Segments by square. */
export interface InsetGrid {
  readonly x0: number;
  readonly y0: number;
  readonly perUnit: number;
  readonly columns: number;
  readonly rows: number;
  /** Entry of a square that came last, counted from 1; 0 where none came. */
  readonly last: Int32Array;
  /** Segment of entry m at 2m, and the entry of its square that came before at 2m + 1. */
  entries: Int32Array;
  /** Count of entries, and 1: entry 0 is none. */
  count: number;
}

/** Segments may reach this many grid units (3.3 m): products of two coordinates, halves included, are whole doubles then. */
const WIDEST = 2 ** 25;
/** Side of a square in lengths (along x and y together) of the mean segment: a third more or less costs little. */
const MEAN_LENGTHS = 1.2;
/** Squares for each segment at most: emptying them costs more than they save beyond. */
const SQUARES_A_SEGMENT = 4;
/** Squares are not made finer than this many grid units. */
const MIN_SQUARE = 16;

/** Returns a grid without entries for segments, or null where they reach too far for exact arithmetic. */
export function emptyGrid({ x, y, next }: OffsetSegments): InsetGrid | null {
  const n = next.length;
  let xMin = Infinity;
  let yMin = Infinity;
  let xMax = -Infinity;
  let yMax = -Infinity;
  let length = 0;
  for (let i = 0; i < n; i++) {
    const k = next[i]!;
    const px = x[i]!;
    const py = y[i]!;
    if (px < xMin) xMin = px;
    if (px > xMax) xMax = px;
    if (py < yMin) yMin = py;
    if (py > yMax) yMax = py;
    length += Math.abs(x[k]! - px) + Math.abs(y[k]! - py);
  }
  const [width, height] = n === 0 ? [0, 0] : [xMax - xMin, yMax - yMin];
  if (!(width <= WIDEST && height <= WIDEST)) return null;
  const least = Math.sqrt((width * height) / (SQUARES_A_SEGMENT * Math.max(n, 1)));
  const perUnit = 1 / Math.max(MIN_SQUARE, least, (MEAN_LENGTHS * length) / Math.max(n, 1));
  const columns = Math.floor(width * perUnit) + 1;
  const rows = Math.floor(height * perUnit) + 1;
  return {
    x0: xMin,
    y0: yMin,
    perUnit,
    columns,
    rows,
    last: new Int32Array(columns * rows),
    entries: new Int32Array(6 * n + 32),
    count: 1,
  };
}

/** Enters a segment into a square. */
export function enterSquare(grid: InsetGrid, square: number, segment: number): void {
  const m = grid.count;
  if (2 * m === grid.entries.length) {
    const larger = new Int32Array(4 * m);
    larger.set(grid.entries);
    grid.entries = larger;
  }
  grid.entries[2 * m] = segment;
  grid.entries[2 * m + 1] = grid.last[square]!;
  grid.last[square] = m;
  grid.count = m + 1;
}

/** Column of an x within the grid. */
export function columnOf(grid: InsetGrid, x: number): number {
  return ((x - grid.x0) * grid.perUnit) | 0;
}

/** Row of a y within the grid. */
export function rowOf(grid: InsetGrid, y: number): number {
  return ((y - grid.y0) * grid.perUnit) | 0;
}

/** Writes the first and the last row that a segment passes in a column; it must pass more than one column. */
export function rowsInColumn(
  grid: InsetGrid,
  { x, y, next }: OffsetSegments,
  i: number,
  column: number,
  range: Int32Array,
): void {
  const k = next[i]!;
  const forward = x[i]! < x[k]!;
  const a = forward ? i : k;
  const b = forward ? k : i;
  const slope = (y[b]! - y[a]!) / (x[b]! - x[a]!);
  // The part of the segment inside this column, a unit wider on each side.
  const left = Math.max(x[a]!, grid.x0 + column / grid.perUnit - 1);
  const right = Math.min(x[b]!, grid.x0 + (column + 1) / grid.perUnit + 1);
  const y0 = y[a]! + (left - x[a]!) * slope;
  const y1 = y[a]! + (right - x[a]!) * slope;
  range[0] = Math.max(rowOf(grid, Math.min(y0, y1) - 1), 0);
  range[1] = Math.min(rowOf(grid, Math.max(y0, y1) + 1), grid.rows - 1);
}
