import { expect, test } from 'vitest';
import { arcDirections } from '../../src/implant/arc-directions.ts';

test('a quarter circle halved twice has its ends and steps of 22.5 degrees', () => {
  // Chords of 45 degrees are 7.6 % of the radius away, those of 22.5 degrees 1.9 %.
  const directions = arcDirections([1, 0], [0, 1], 0.02);
  expect(directions).toHaveLength(4);
  directions.forEach(([x, y], i) => {
    expect(x).toBeCloseTo(Math.cos((i * Math.PI) / 8), 14);
    expect(y).toBeCloseTo(Math.sin((i * Math.PI) / 8), 14);
  });
});

test('an arc whose chord is near enough stays whole', () => {
  expect(arcDirections([1, 0], [0, 1], 0.3)).toEqual([[1, 0]]);
});
