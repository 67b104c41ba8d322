/** A uniform grid over segments: which segments may meet a given box. */
import { type GrowableInts, growableInts, pushInt } from './growable.ts';
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

/** Enters all segments into a grid; a long segment enters only the squares it passes, with a margin of one unit. */
export function segmentGrid(segments: LoopSegments): SegmentGrid {
  const { x, y, next } = segments;
  const n = next.length;
  let xMin = Infinity;
  let yMin = Infinity;
  let xMax = -Infinity;
  let yMax = -Infinity;
  for (let i = 0; i < n; i++) {
    const px = x[i]!;
    const py = y[i]!;
    if (px < xMin) xMin = px;
    if (px > xMax) xMax = px;
    if (py < yMin) yMin = py;
    if (py > yMax) yMax = py;
  }
  if (n === 0) {
    xMin = 0;
    yMin = 0;
    xMax = 1;
    yMax = 1;
  }
  const wanted = Math.ceil(SQUARES_A_ROOT * Math.sqrt(n));
  const aSide = Math.min(MAX_SQUARES_A_SIDE, Math.max(LEAST_SQUARES_A_SIDE, wanted));
  const size = Math.max(MIN_SQUARE, Math.max(xMax - xMin, yMax - yMin) / aSide);
  const perUnit = 1 / size;
  const columns = Math.floor((xMax - xMin) * perUnit) + 1;
  const rows = Math.floor((yMax - yMin) * perUnit) + 1;
  const first = new Int32Array(columns * rows + 1);
  const grid = { x0: xMin, y0: yMin, perUnit, columns, rows, first, items: new Int32Array(0) };
  // Squares of all segments one after the other, and where those of each segment end.
  const squares = growableInts(2 * n + 16);
  const endOf = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    pushSquares(squares, segments, grid, i);
    endOf[i] = squares.length;
  }
  const { values } = squares;
  for (let m = 0; m < squares.length; m++) first[values[m]! + 1]!++;
  for (let s = 0; s < columns * rows; s++) first[s + 1]! += first[s]!;
  const items = new Int32Array(squares.length);
  const fill = first.slice(0, columns * rows);
  for (let i = 0, m = 0; i < n; i++) for (; m < endOf[i]!; m++) items[fill[values[m]!]!++] = i;
  return { ...grid, items };
}

function pushSquares(squares: GrowableInts, segments: LoopSegments, grid: SegmentGrid, i: number): void {
  const { x, y, next } = segments;
  const k = next[i]!;
  const forward = x[i]! <= x[k]!;
  const a = forward ? i : k;
  const b = forward ? k : i;
  const xa = x[a]!;
  const ya = y[a]!;
  const xb = x[b]!;
  const yb = y[b]!;
  const c0 = columnOf(grid, xa - 1);
  const c1 = columnOf(grid, xb + 1);
  const bottom = rowOf(grid, (ya < yb ? ya : yb) - 1);
  const top = rowOf(grid, (ya < yb ? yb : ya) + 1);
  if (c0 === c1 || bottom === top) {
    for (let c = c0; c <= c1; c++) for (let r = bottom; r <= top; r++) pushInt(squares, r * grid.columns + c);
    return;
  }
  const slope = xb > xa ? (yb - ya) / (xb - xa) : 0;
  for (let c = c0; c <= c1; c++) {
    // The part of the segment inside this column, a unit wider on each side.
    let y0 = ya;
    let y1 = yb;
    if (xb > xa) {
      const left = Math.max(xa, grid.x0 + c / grid.perUnit - 1);
      const right = Math.min(xb, grid.x0 + (c + 1) / grid.perUnit + 1);
      y0 = ya + (left - xa) * slope;
      y1 = ya + (right - xa) * slope;
    }
    const r0 = rowOf(grid, Math.min(y0, y1) - 1);
    const r1 = rowOf(grid, Math.max(y0, y1) + 1);
    for (let r = r0; r <= r1; r++) pushInt(squares, r * grid.columns + c);
  }
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
