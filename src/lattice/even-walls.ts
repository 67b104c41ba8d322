/** Sheets of even wall: |f| < t |grad f|. Their densities come from points in the cell, since rows have no closed form. */
import { type Place, PrepError } from '../core/prep-error.ts';
import { cornerHarmonics, setHarmonics } from './harmonics.ts';
import { periodicBody } from './periodic-body.ts';
import type { DensityRange } from './relative-density.ts';
import type { PeriodicCell } from './tpms-cell.ts';

type Slope = readonly [number, number, number];

/** Points in the cell. */
const POINTS = 500000;
/** Steps of the additive recurrence along u, v, w: powers of 1 / g with g^4 = g + 1, the three-dimensional golden ratio. */
const STEPS = [0.8191725133961645, 0.6710436067037893, 0.5497004779019703] as const;
/** Nodes along an edge of the grid on which solid and voids are followed. */
const BODY_NODES = 48;

/** |f| / |grad f| of all points, rising. */
const RATIOS = new WeakMap<PeriodicCell, Map<string, Float64Array>>();

function sortedRatios(cell: PeriodicCell, slope: Slope): Float64Array {
  const key = slope.join(' ');
  const known = RATIOS.get(cell) ?? new Map<string, Float64Array>();
  RATIOS.set(cell, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const ratio = ratioOf(cell, slope);
  const ratios = new Float64Array(POINTS);
  for (let n = 0; n < POINTS; n++) {
    const at = (step: number) => 0.5 + n * step;
    ratios[n] = Math.abs(ratio(at(STEPS[0]), at(STEPS[1]), at(STEPS[2])));
  }
  ratios.sort();
  known.set(key, ratios);
  return ratios;
}

/** Returns f / |grad f| at a point in cells; infinite where the gradient is 0. */
function ratioOf(cell: PeriodicCell, slope: Slope): (u: number, v: number, w: number) => number {
  const at = cornerHarmonics();
  const gradient = new Float64Array(3);
  return (u, v, w) => {
    setHarmonics(at, u, v, w);
    cell.gradient(at, gradient);
    const gx = slope[0] * gradient[0]!;
    const gy = slope[1] * gradient[1]!;
    const gz = slope[2] * gradient[2]!;
    return cell.value(at) / Math.sqrt(gx * gx + gy * gy + gz * gz);
  };
}

/** Returns the relative density of a level; the points are within 2e-4 of the exact densities of the nine cells. */
export function evenDensity(cell: PeriodicCell, slope: Slope, level: number): number {
  const ratios = sortedRatios(cell, slope);
  let low = 0;
  let high = ratios.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ratios[middle]! < level) low = middle + 1;
    else high = middle;
  }
  return low / ratios.length;
}

const RANGES = new WeakMap<PeriodicCell, Map<string, DensityRange>>();

/** Returns the densities below which both voids of the sheet hang together, found on a grid of nodes: to about a hundredth. */
export function evenRange(cell: PeriodicCell, slope: Slope): DensityRange {
  const key = slope.join(' ');
  const known = RANGES.get(cell) ?? new Map<string, DensityRange>();
  RANGES.set(cell, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const ratio = ratioOf(cell, slope);
  const values = new Float64Array(BODY_NODES * BODY_NODES * BODY_NODES);
  for (let k = 0, n = 0; k < BODY_NODES; k++) {
    for (let j = 0; j < BODY_NODES; j++) {
      for (let i = 0; i < BODY_NODES; i++, n++) values[n] = ratio(i / BODY_NODES, j / BODY_NODES, k / BODY_NODES);
    }
  }
  // Walls grow until one of the two voids no longer passes through the cell in all directions.
  const open = (level: number) =>
    periodicBody(values, BODY_NODES, (value) => value > level) &&
    periodicBody(values, BODY_NODES, (value) => value < -level);
  let low = 0;
  let high = 4;
  for (let n = 0; n < 12; n++) {
    const middle = 0.5 * (low + high);
    if (open(middle)) low = middle;
    else high = middle;
  }
  const range = { min: 0, max: evenDensity(cell, slope, low) };
  known.set(key, range);
  return range;
}

/** Returns the level at a density; throws `density-out-of-reach` with the range. */
export function evenLevel(cell: PeriodicCell, slope: Slope, relativeDensity: number, place: Place): number {
  const { max } = evenRange(cell, slope);
  if (!(relativeDensity > 0 && relativeDensity < max)) {
    throw new PrepError(
      'density-out-of-reach',
      `relative density ${relativeDensity} is out of reach of ${cell.id}, sheet with even walls: the pores all hang together only below ${(Math.floor(max * 1000) / 1000).toFixed(3)}`,
      [...place, 'relativeDensity'],
    );
  }
  return evenLevelAt(cell, slope, relativeDensity);
}

/** Returns the level at a density from 0 to 1, in reach or not. */
export function evenLevelAt(cell: PeriodicCell, slope: Slope, relativeDensity: number): number {
  const ratios = sortedRatios(cell, slope);
  const rank = relativeDensity * ratios.length - 0.5;
  const below = Math.max(0, Math.min(ratios.length - 1, Math.floor(rank)));
  const share = Math.max(0, rank - below);
  return ratios[below]! + share * (ratios[Math.min(below + 1, ratios.length - 1)]! - ratios[below]!);
}
