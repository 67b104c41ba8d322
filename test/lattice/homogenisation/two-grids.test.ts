import { expect, test } from 'vitest';
import { foretell } from '../../../src/lattice/homogenisation/two-grids.ts';

test('an error that falls with the square is taken off where the solid is smooth', () => {
  const at = (h: number) => 5 + 0.3 * h * h;
  expect(foretell(at(0.1), at(0.2), 'smooth').value).toBeCloseTo(5, 14);
});

test('the limit lies within what is told: from order 1 to 2 with sharp corners, from 1.33 with smooth ones', () => {
  for (const sign of [1, -1]) {
    // Coarse errors of order p = log2(ratio): the fine one is that over the ratio.
    for (const [ratio, corners] of [
      [2, 'sharp'],
      [2.5, 'sharp'],
      [4, 'sharp'],
      [2.52, 'smooth'],
      [4, 'smooth'],
    ] as const) {
      const { value, within } = foretell(7 + sign / ratio, 7 + sign, corners);
      expect(Math.abs(value - 7)).toBeLessThanOrEqual(within * (1 + 1e-12));
      expect(within).toBeCloseTo((1 - 1 / ratio) / 3, 12);
    }
  }
});

test('grids that agree leave no doubt', () => {
  expect(foretell(0.2, 0.2, 'sharp')).toEqual({ value: 0.2, within: 0 });
});
