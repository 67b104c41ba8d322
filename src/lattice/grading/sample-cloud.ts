/**
 * Interpolation of scattered samples, such as bone density from a scan: inverse squared distance over the nearest few (Shepard,
 * Proc. 23rd ACM National Conference, 1968), so values never leave the range of the samples.
 */
import { cubeRoot } from '../../geometry/cube-root.ts';
import type { Scalar } from './scalar.ts';

/** Samples sorted into the cells of a grid, as plain arrays. */
export interface SampleCloud {
  /** x, y, z, value of each sample, cell by cell. */
  readonly samples: Float64Array;
  readonly originMm: readonly [number, number, number];
  readonly edgeMm: number;
  readonly counts: readonly [number, number, number];
  /** Index of the first sample of each cell, and one past the last. */
  readonly start: Int32Array;
}

/** Samples that a value is made of; the next one beyond them says where their weights end. */
const NEAREST = 8;
/** A point nearer to a sample than this has its value. */
const ON_SAMPLE_MM = 1e-9;
/** Samples that a cell of the grid holds on average. */
const PER_CELL = 4;
const MOST_CELLS = 1 << 21;

/** Sorts samples (x, y, z in mm, value; four numbers each, at least one) for questions. */
export function sampleCloud(values: Float64Array): SampleCloud {
  const count = values.length / 4;
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < values.length; i += 4) {
    for (let a = 0; a < 3; a++) {
      low[a] = Math.min(low[a]!, values[i + a]!);
      high[a] = Math.max(high[a]!, values[i + a]!);
    }
  }
  const spans = [0, 1, 2].map((a) => Math.max(high[a]! - low[a]!, 1e-6));
  const cells = Math.min(MOST_CELLS, Math.max(1, count / PER_CELL));
  // Flat or straight clouds: only axes with extent are divided.
  const longest = Math.max(...spans);
  let edgeMm = longest / cells;
  for (let dimension = 3; dimension >= 1; dimension--) {
    const wide = spans
      .filter((span) => span >= longest / cells)
      .sort((a, b) => b - a)
      .slice(0, dimension);
    const edge = rootOf(wide.reduce((product, span) => product * span, 1) / cells, wide.length);
    if (wide.every((span) => span >= edge)) {
      edgeMm = edge;
      break;
    }
  }
  const counts = spans.map((span) => Math.max(1, Math.ceil(span / edgeMm))) as [number, number, number];
  const cellOf = (i: number) => {
    const at = [0, 1, 2].map((a) => Math.min(counts[a]! - 1, Math.floor((values[i + a]! - low[a]!) / edgeMm)));
    return (at[2]! * counts[1] + at[1]!) * counts[0] + at[0]!;
  };
  const start = new Int32Array(counts[0] * counts[1] * counts[2] + 1);
  for (let i = 0; i < values.length; i += 4) start[cellOf(i) + 1]!++;
  for (let c = 1; c < start.length; c++) start[c]! += start[c - 1]!;
  const next = start.slice(0, -1);
  const samples = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 4) samples.set(values.subarray(i, i + 4), 4 * next[cellOf(i)]!++);
  return { samples, originMm: low as [number, number, number], edgeMm, counts, start };
}

/** The first, second or third root; no power with a fraction, which differs between releases of Node. */
function rootOf(value: number, degree: number): number {
  if (degree === 1) return value;
  if (degree === 2) return Math.sqrt(value);
  return cubeRoot(value);
}

/** Returns the interpolation of a cloud; exact at the samples, continuous where no two samples share a place. */
export function sampleInterpolator(cloud: SampleCloud): Scalar {
  const { samples, originMm, edgeMm, counts, start } = cloud;
  const nearest = Math.min(NEAREST + 1, samples.length / 4);
  const squared = new Float64Array(nearest + 1);
  const value = new Float64Array(nearest + 1);
  const centre = new Int32Array(3);
  const point = new Float64Array(3);
  let found = 0;

  return (x, y, z) => {
    point[0] = x;
    point[1] = y;
    point[2] = z;
    /** Squared distance from the point to the grid. */
    let outside = 0;
    for (let a = 0; a < 3; a++) {
      const from = point[a]! - originMm[a]!;
      const off = Math.max(0, -from, from - counts[a]! * edgeMm);
      outside += off * off;
      centre[a] = Math.max(0, Math.min(counts[a]! - 1, Math.floor(from / edgeMm)));
    }
    found = 0;
    const shells = Math.max(counts[0], counts[1], counts[2]);
    for (let shell = 0; shell < shells; shell++) {
      // Whatever lies in this shell is at least this far away.
      const leastMm = Math.max(0, (shell - 1) * edgeMm);
      if (found === nearest && squared[nearest - 1]! <= outside + leastMm * leastMm) break;
      searchShell(shell);
    }
    return weighted();
  };

  function searchShell(shell: number): void {
    const [cx, cy, cz] = [centre[0]!, centre[1]!, centre[2]!];
    for (let k = Math.max(0, cz - shell); k <= Math.min(counts[2] - 1, cz + shell); k++) {
      for (let j = Math.max(0, cy - shell); j <= Math.min(counts[1] - 1, cy + shell); j++) {
        const face = k === cz - shell || k === cz + shell || j === cy - shell || j === cy + shell;
        const step = face ? 1 : 2 * shell;
        for (let i = cx - shell; i <= cx + shell; i += Math.max(1, step)) {
          if (i < 0 || i >= counts[0]) continue;
          const cell = (k * counts[1] + j) * counts[0] + i;
          for (let n = start[cell]!; n < start[cell + 1]!; n++) consider(n);
        }
      }
    }
  }

  function consider(n: number): void {
    const dx = samples[4 * n]! - point[0]!;
    const dy = samples[4 * n + 1]! - point[1]!;
    const dz = samples[4 * n + 2]! - point[2]!;
    const d = dx * dx + dy * dy + dz * dz;
    if (found === nearest && d >= squared[nearest - 1]!) return;
    let at = found < nearest ? found++ : nearest - 1;
    for (; at > 0 && squared[at - 1]! > d; at--) {
      squared[at] = squared[at - 1]!;
      value[at] = value[at - 1]!;
    }
    squared[at] = d;
    value[at] = samples[4 * n + 3]!;
  }

  /**
   * Weights fall to 0 at the ninth sample, so the value does not jump when samples change places; in the middle between the eight
   * of a regular grid all eight still count. Fewer samples all count everywhere.
   */
  function weighted(): number {
    if (found === 1 || squared[0]! <= ON_SAMPLE_MM * ON_SAMPLE_MM) return value[0]!;
    const count = Math.min(found, NEAREST);
    const perEnd = found > NEAREST ? 1 / Math.sqrt(squared[NEAREST]!) : 0;
    let sum = 0;
    let total = 0;
    for (let n = 0; n < count; n++) {
      const nearness = 1 / Math.sqrt(squared[n]!) - perEnd;
      const weight = nearness * nearness;
      sum += weight;
      total += weight * value[n]!;
    }
    if (sum > 0) return total / sum;
    // All nine at the same distance.
    let mean = 0;
    for (let n = 0; n < count; n++) mean += value[n]! / count;
    return mean;
  }
}
