/** How many voxels a period gets along each edge, so that all of them are cubes. */
import { PrepError } from '../core/prep-error.ts';

const DEFAULT_VOXELS = 48;
/** Fewest and most along an unstretched edge. */
export const VOXEL_LIMITS = { least: 8, most: 128 } as const;
/** The shortest edge of the finer grid: half of it, in the coarser one, is still more than one voxel. */
const LEAST_EDGE = 4;
/** Most voxels in all: 128 along each edge. */
const MOST_VOXELS = 128 ** 3;

/**
 * Returns the voxels along x, y and z for a number along an unstretched edge, or for null the first number from 48 on that suits the
 * stretch: all counts are even, so that a grid of half as many shows the error.
 */
export function voxelsOfPeriod(
  asked: number | null,
  stretch: readonly [number, number, number],
): [number, number, number] {
  const { least, most } = VOXEL_LIMITS;
  if (asked !== null && !(Number.isInteger(asked) && asked % 2 === 0 && asked >= least && asked <= most)) {
    throw new PrepError('usage', `--voxels must be an even number from ${least} to ${most}, got ${asked}`);
  }
  const first = asked ?? DEFAULT_VOXELS;
  for (let n = first; n <= most; n += 2) {
    const counts = countsFor(n, stretch);
    if (counts === null) continue;
    if (asked === null || n === asked) return counts;
    throw new PrepError('usage', `--voxels ${asked} do not divide a cell stretched by ${stretch.join(', ')}; ${n} do`);
  }
  const reason = `no number of voxels up to ${most} divides a cell stretched by ${stretch.join(', ')} into cubes`;
  throw new PrepError('lattice-invalid', reason, ['lattice', 'stretch']);
}

function countsFor(n: number, stretch: readonly [number, number, number]): [number, number, number] | null {
  const counts = stretch.map((factor) => Math.round(n * factor)) as [number, number, number];
  const fits = counts.every(
    (count, axis) =>
      count % 2 === 0 && count >= LEAST_EDGE && count <= 256 && Math.abs(count - n * stretch[axis]!) <= 1e-9 * count,
  );
  return fits && counts[0] * counts[1] * counts[2] <= MOST_VOXELS ? counts : null;
}
