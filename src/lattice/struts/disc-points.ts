/** Points scattered at random in a cube that repeats, none nearer to another than a distance: Poisson-disc points by dart throwing. */
import { assert } from '../../core/prep-error.ts';
import { integerRandom } from './integer-random.ts';

/** Coordinates are whole multiples of 2^-20 of a cell, so that distances are compared exactly. */
export const POINTS_PER_CELL = 2 ** 20;

/**
 * Least distance of two points, in cells, at a mean of one point per cubic cell. Darts alone can reach about 0.90 (random sequential
 * adsorption jams where spheres fill 0.384); at 0.75 they find room in some tens of tries a point.
 */
export const LEAST_DISTANCE_CELLS = 0.75;

const MAX_TRIES_A_POINT = 10_000;

/**
 * Returns `periodCells` cubed points in a cube of that edge which repeats: x, y, z of each in units of 1 / POINTS_PER_CELL.
 *
 * @param stream - another number gives other points for the same seed
 */
export function discPoints(periodCells: number, seed: number, stream: number): Int32Array {
  const count = periodCells ** 3;
  const period = periodCells * POINTS_PER_CELL;
  const leastSquared = Math.ceil((LEAST_DISTANCE_CELLS * POINTS_PER_CELL) ** 2);
  // A box whose diagonal is the distance holds one point at most.
  const side = Math.ceil((periodCells * Math.sqrt(3)) / LEAST_DISTANCE_CELLS);
  const held = new Int32Array(side ** 3).fill(-1);
  const points = new Int32Array(3 * count);
  const random = integerRandom(seed, stream);
  const coordinate = () => Math.floor(random() * (period / 2 ** 32));
  const boxOf = (x: number) => Math.floor((x * side) / period);
  let found = 0;
  for (let tries = 0; found < count; tries++) {
    assert(tries < MAX_TRIES_A_POINT * count, 'a cube has room for its points');
    const x = coordinate();
    const y = coordinate();
    const z = coordinate();
    if (!isFree(x, y, z)) continue;
    held[(boxOf(z) * side + boxOf(y)) * side + boxOf(x)] = found;
    points[3 * found] = x;
    points[3 * found + 1] = y;
    points[3 * found + 2] = z;
    found++;
  }
  return points;

  function isFree(x: number, y: number, z: number): boolean {
    const reach = Math.min(2, Math.floor(side / 2));
    for (let k = -reach; k <= reach; k++) {
      const kk = (boxOf(z) + k + side) % side;
      for (let j = -reach; j <= reach; j++) {
        const jj = (boxOf(y) + j + side) % side;
        for (let i = -reach; i <= reach; i++) {
          const other = held[(kk * side + jj) * side + ((boxOf(x) + i + side) % side)]!;
          if (other < 0) continue;
          const dx = nearestCopy(points[3 * other]! - x);
          const dy = nearestCopy(points[3 * other + 1]! - y);
          const dz = nearestCopy(points[3 * other + 2]! - z);
          if (dx * dx + dy * dy + dz * dz < leastSquared) return false;
        }
      }
    }
    return true;
  }

  function nearestCopy(d: number): number {
    return 2 * d > period ? d - period : 2 * d < -period ? d + period : d;
  }
}
