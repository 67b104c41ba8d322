/** How a length is spread over a volume: percentiles and a histogram. */

/** Diameters in mm, weighted by volume. */
export interface Spread {
  /** Least diameter between two facing walls; null where no walls face each other. */
  readonly min: number | null;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly mean: number;
  /** Share of the volume in each step of `binMm`, from 0 up. */
  readonly histogram: { readonly binMm: number; readonly share: readonly number[] };
}

/** Counts diameters in voxels. */
export interface SpreadCount {
  add(diameter: number): void;
  readonly voxelMm: number;
  readonly counts: () => Float64Array;
  readonly total: () => number;
}

/** Steps to a voxel within which percentiles are found. */
const FINE = 64;
/** Fine steps in one step of the histogram: half a voxel. */
const COARSE = 32;

/** Returns an empty count of diameters on a grid of this voxel. */
export function spreadCount(voxelMm: number): SpreadCount {
  let counts = new Float64Array(64 * FINE);
  let total = 0;
  return {
    voxelMm,
    add(diameter) {
      const bin = Math.trunc(diameter * FINE);
      if (bin >= counts.length) {
        const grown = new Float64Array(2 * bin);
        grown.set(counts);
        counts = grown;
      }
      counts[bin]!++;
      total++;
    },
    counts: () => counts,
    total: () => total,
  };
}

/** Returns the spread of what was counted, null when nothing was; `minMm` Infinity stands for no facing walls. */
export function spreadOf(count: SpreadCount, minMm: number): Spread | null {
  const counts = count.counts();
  const total = count.total();
  if (total === 0) return null;
  const stepMm = count.voxelMm / FINE;
  let last = counts.length - 1;
  while (counts[last] === 0) last--;
  let sum = 0;
  for (let bin = 0; bin <= last; bin++) sum += counts[bin]! * (bin + 0.5);
  const share: number[] = [];
  for (let bin = 0; bin <= last; bin += COARSE) {
    let inside = 0;
    for (let b = bin; b < bin + COARSE && b <= last; b++) inside += counts[b]!;
    share.push(inside / total);
  }
  return {
    min: minMm < Infinity ? minMm : null,
    p5: percentile(counts, 0.05 * total) * stepMm,
    p50: percentile(counts, 0.5 * total) * stepMm,
    p95: percentile(counts, 0.95 * total) * stepMm,
    max: (last + 0.5) * stepMm,
    mean: (sum / total) * stepMm,
    histogram: { binMm: COARSE * stepMm, share },
  };
}

/** Place in fine steps below which `wanted` counts lie, linear within a step. */
function percentile(counts: Float64Array, wanted: number): number {
  let below = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const here = counts[bin]!;
    if (here > 0 && below + here >= wanted) return bin + (wanted - below) / here;
    below += here;
  }
  return counts.length;
}
