/**
 * Raw offset curves in short runs, and a grid of squares over them, each square with the list of runs that may pass it. A run goes one way
 * along x and one way along y, so it does not cross itself, and the box of any part of it is that of the part's two ends. The kernel fills
 * the lists while it looks for crossings.
 */
import { loopKernel, takeLoopBytes } from './loop-kernel.ts';
import type { OffsetSegments } from './offset-segments.ts';

/** Runs by square, in the memory of the kernel: gone when that is used again. */
export interface InsetGrid {
  readonly x0: number;
  readonly y0: number;
  readonly perUnit: number;
  readonly columns: number;
  readonly rows: number;
  readonly runCount: number;
  /** First segment of each run, and the count of segments at the end. */
  readonly runs: Int32Array;
  /** Entry of a square that came last, counted from 1; 0 where none came. */
  readonly last: Int32Array;
  /** Run of entry m at 2m, and the entry of its square that came before at 2m + 1; entry 0 is none. */
  readonly entries: Int32Array;
}

/** Where runs lie in the kernel's memory, and the grid to enter them into. */
export interface EmptyGrid extends Omit<InsetGrid, 'runs' | 'last' | 'entries'> {
  readonly segments: number;
  readonly x: number;
  readonly y: number;
  readonly next: number;
  readonly runs: number;
  readonly strands: number;
  readonly boxes: number;
}

/** Segments may reach this many grid units (3.3 m): products of two coordinates, halves included, are whole doubles then. */
const WIDEST = 2 ** 25;
/** Side of a square in lengths (along x and y together) of the mean run: a third more or less costs little. */
const MEAN_LENGTHS = 0.8;
/** Squares for each run at most: emptying them costs more than they save beyond. */
const SQUARES_A_RUN = 8;
/** Squares are not made finer than this many grid units. */
const MIN_SQUARE = 16;

/** Brings segments into the kernel, cuts them into runs and returns a grid for these, or null where they reach too far for exact arithmetic. */
export function emptyGrid({ x, y, next }: OffsetSegments): EmptyGrid | null {
  const n = next.length;
  const kernel = loopKernel();
  const [floats, ints] = [8 * n, 4 * n];
  const [xAt, yAt, nextAt] = [takeLoopBytes(floats), takeLoopBytes(floats), takeLoopBytes(ints)];
  const [runs, strands, boxes] = [takeLoopBytes(ints + 4), takeLoopBytes(ints), takeLoopBytes(4 * floats)];
  const [ways, frame] = [takeLoopBytes(n), takeLoopBytes(5 * 8)];
  const { buffer } = kernel.memory;
  new Float64Array(buffer, xAt, n).set(x);
  new Float64Array(buffer, yAt, n).set(y);
  new Int32Array(buffer, nextAt, n).set(next);
  const runCount = kernel.cutRuns(xAt, yAt, nextAt, n, runs, ways, strands, boxes, frame);
  const [xMin, xMax, yMin, yMax, length] = new Float64Array(buffer, frame, 5) as unknown as Frame;
  const [width, height] = runCount === 0 ? [0, 0] : [xMax - xMin, yMax - yMin];
  if (!(width <= WIDEST && height <= WIDEST)) return null;
  const least = Math.sqrt((width * height) / (SQUARES_A_RUN * Math.max(runCount, 1)));
  const perUnit = 1 / Math.max(MIN_SQUARE, least, (MEAN_LENGTHS * length) / Math.max(runCount, 1));
  return {
    x0: xMin,
    y0: yMin,
    perUnit,
    columns: Math.floor(width * perUnit) + 1,
    rows: Math.floor(height * perUnit) + 1,
    runCount,
    segments: n,
    x: xAt,
    y: yAt,
    next: nextAt,
    runs,
    strands,
    boxes,
  };
}

/** Least and greatest x, then y, and widths and heights of all runs together. */
type Frame = readonly [number, number, number, number, number];

/** Column of an x within the grid. */
export function columnOf(grid: InsetGrid, x: number): number {
  return ((x - grid.x0) * grid.perUnit) | 0;
}

/** Row of a y within the grid. */
export function rowOf(grid: InsetGrid, y: number): number {
  return ((y - grid.y0) * grid.perUnit) | 0;
}
