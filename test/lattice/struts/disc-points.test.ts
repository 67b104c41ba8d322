import { expect, test } from 'vitest';
import { discPoints, LEAST_DISTANCE_CELLS, POINTS_PER_CELL } from '../../../src/lattice/struts/disc-points.ts';

test.each([
  [2, 1],
  [3, 2],
  [6, 3],
])('%i cubed points lie in the tile, none nearer to another or its copies than 0.75 cells', (period, seed) => {
  const points = Array.from(discPoints(period, seed, 0), (x) => x / POINTS_PER_CELL);
  expect(points).toHaveLength(3 * period ** 3);
  let least = Infinity;
  for (let p = 0; p < points.length; p += 3) {
    for (let axis = 0; axis < 3; axis++) {
      expect(points[p + axis]).toBeGreaterThanOrEqual(0);
      expect(points[p + axis]).toBeLessThan(period);
    }
    for (let q = 0; q < p; q += 3) {
      const way = [0, 1, 2].map((axis) => {
        const d = Math.abs(points[p + axis]! - points[q + axis]!);
        return Math.min(d, period - d);
      });
      least = Math.min(least, Math.hypot(...way));
    }
  }
  expect(least).toBeGreaterThanOrEqual(LEAST_DISTANCE_CELLS);
  expect(least).toBeLessThan(LEAST_DISTANCE_CELLS + 0.15);
});

test('equal seeds give equal points; another seed or stream gives others', () => {
  expect(discPoints(4, 9, 0)).toEqual(discPoints(4, 9, 0));
  expect(discPoints(4, 9, 0)).not.toEqual(discPoints(4, 10, 0));
  expect(discPoints(4, 9, 0)).not.toEqual(discPoints(4, 9, 1));
});
