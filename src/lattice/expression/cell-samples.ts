/** A periodic function sampled along rows of its cell: shares, and the range. */
import type { Program } from './program.ts';
import { programRunner } from './program-runner.ts';

/** Rows along x, on a lattice in y and z whose slope is near the golden ratio (neighbouring Lucas numbers), so that no mirror plane pairs them. */
const ROWS = 39603;
const GENERATOR = 24476;
/** Rows start at different places of the first step, so that a jump of the function is met everywhere in a step. */
const START_GENERATOR = 29896;
/** Samples of a row; between them the function is taken as a parabola. */
const STEPS = 40;
/** A row as it is kept: one sample before it and two behind it are its own from the other end. */
const WIDTH = STEPS + 3;
const BLOCK_ROWS = 96;

/** A search for an extreme starts with this step, in cells, and ends when it has halved to that. */
const FIRST_STEP = 1 / 128;
const LAST_STEP = 1e-9;

/** What a function does in its cell. */
export interface CellSamples {
  readonly rows: Float64Array;
  /** Least and greatest value, found by a search from the least and greatest sample. */
  readonly min: number;
  readonly max: number;
}

/** The first value that cannot be used, and where, in cycles. */
export interface UnusableSample {
  readonly value: number;
  readonly at: readonly [number, number, number];
}

/** Samples a program of one output; gives up at the first value beyond `magnitude` or that is no number. */
export function cellSamples(program: Program, magnitude: number): CellSamples | UnusableSample {
  const rows = new Float64Array(ROWS * WIDTH);
  const runner = programRunner(program, ['row', 'row', 'row'], BLOCK_ROWS * STEPS);
  const [u, v, w] = runner.inputs as [Float64Array, Float64Array, Float64Array];
  let least = { value: Number.POSITIVE_INFINITY, at: [0, 0, 0] as [number, number, number] };
  let most = { value: Number.NEGATIVE_INFINITY, at: least.at };
  for (let from = 0; from < ROWS; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, ROWS - from);
    for (let k = 0; k < count * STEPS; k++) {
      const n = from + Math.floor(k / STEPS);
      u[k] = ((k % STEPS) + (((n * START_GENERATOR) % ROWS) + 0.5) / ROWS) / STEPS;
      v[k] = (n + 0.5) / ROWS;
      w[k] = (((n * GENERATOR) % ROWS) + 0.5) / ROWS;
    }
    runner.run(count * STEPS);
    const found = runner.output(0);
    const stride = runner.outputStride(0);
    for (let k = 0; k < count * STEPS; k++) {
      const value = found[k * stride]!;
      const isNew = value < least.value || value > most.value;
      if (isNew || !(Math.abs(value) <= magnitude)) {
        const at: [number, number, number] = [u[k]!, v[k]!, w[k]!];
        if (!(Math.abs(value) <= magnitude)) return { value, at };
        if (value < least.value) least = { value, at };
        if (value > most.value) most = { value, at };
      }
      rows[(from + Math.floor(k / STEPS)) * WIDTH + 1 + (k % STEPS)] = value;
    }
  }
  for (let start = 0; start < rows.length; start += WIDTH) {
    rows[start] = rows[start + STEPS]!;
    rows[start + STEPS + 1] = rows[start + 1]!;
    rows[start + STEPS + 2] = rows[start + 2]!;
  }
  const valueAt = pointValue(program);
  return {
    rows,
    min: -climbed((x, y, z) => -valueAt(x, y, z), least.at) + 0,
    max: climbed(valueAt, most.at),
  };
}

/** Returns a function that runs a program of one output at a point in cycles. */
export function pointValue(program: Program): (u: number, v: number, w: number) => number {
  const runner = programRunner(program, ['fixed', 'fixed', 'fixed'], 1);
  return (u, v, w) => {
    runner.inputs[0]![0] = u;
    runner.inputs[1]![0] = v;
    runner.inputs[2]![0] = w;
    runner.run(1);
    return runner.output(0)[0]!;
  };
}

/** The value of the hill on which a point stands: steps along the axes while they rise, then half of them. */
function climbed(f: (u: number, v: number, w: number) => number, from: readonly [number, number, number]): number {
  let best = f(...from);
  const at: [number, number, number] = [...from];
  for (let step = FIRST_STEP; step > LAST_STEP; step /= 2) {
    for (let isBetter = true; isBetter; ) {
      isBetter = false;
      for (let side = 0; side < 6; side++) {
        const axis = side % 3;
        const before = at[axis]!;
        at[axis] = before + (side < 3 ? step : -step);
        const value = f(...at);
        if (value > best) {
          best = value;
          isBetter = true;
        } else at[axis] = before;
      }
    }
  }
  return best;
}

/**
 * Returns the share of the cell with values below a level. `isSmooth`: each step is cut where its parabola passes the level; 108 densities
 * of nine surfaces, up to fourth harmonics, came out within 5e-5, but with sixth harmonics 1e-4 off and with twelfth 1e-3. Else each sample
 * counts as a whole, wherever a jump between two of them may be: within 5e-4 up to harmonics of 64. A million scattered points (of a
 * rank-1 lattice, generator by the spectral test) were tried for all: off by up to 2.2e-4.
 */
export function shareBelowLevel({ rows, min, max }: CellSamples, level: number, isSmooth: boolean): number {
  if (level <= min) return 0;
  if (level > max) return 1;
  let sum = 0;
  for (let start = 0; start < rows.length; start += WIDTH) {
    for (let i = start + 1; i <= start + STEPS; i++) {
      const from = rows[i]! - level;
      if (!isSmooth) {
        if (from < 0) sum++;
        continue;
      }
      const to = rows[i + 1]! - level;
      const bend = 0.25 * (rows[i - 1]! - from - to + rows[i + 2]! - 2 * level);
      // The parabola leaves the chord by a quarter of `bend` at most.
      if (Math.abs(from + to) - Math.abs(to - from) > 0.5 * Math.abs(bend)) {
        if (from < 0) sum++;
      } else sum += shareOfStep(from, to, bend);
    }
  }
  return sum / (ROWS * STEPS);
}

/** Share of 0..1 in which from + (to - from) t - bend t (1 - t) is below 0. */
function shareOfStep(from: number, to: number, bend: number): number {
  // A bend beyond the rise is a kink's or a grazing row's; it is taken all the same, as its share is what the parabola says.
  const slope = to - from - bend;
  if (bend === 0) {
    if (from < 0 === to < 0) return from < 0 ? 1 : 0;
    return from < 0 ? from / (from - to) : to / (to - from);
  }
  const square = slope * slope - 4 * bend * from;
  if (square <= 0) return bend < 0 ? 1 : 0;
  const q = -0.5 * (slope + (slope < 0 ? -1 : 1) * Math.sqrt(square));
  const [r1, r2] = [q / bend, q === 0 ? 0 : from / q];
  const low = Math.min(1, Math.max(0, Math.min(r1, r2)));
  const high = Math.min(1, Math.max(0, Math.max(r1, r2)));
  return bend > 0 ? high - low : 1 - (high - low);
}
