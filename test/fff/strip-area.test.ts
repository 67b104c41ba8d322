import { expect, test } from 'vitest';
import { stripAreaMm2 } from '../../src/fff/strip-area.ts';

test('a strip is its length times its mean width, step by step; a closed one returns to its first point', () => {
  const xy = Float64Array.of(0, 0, 3, 0, 3, 4);
  const widthMm = Float64Array.of(0.2, 0.4, 0.6);
  // 3 x 0.3 + 4 x 0.5, and the way back of 5 x 0.4.
  expect(stripAreaMm2({ xy, closed: false }, widthMm)).toBeCloseTo(2.9, 12);
  expect(stripAreaMm2({ xy, closed: true }, widthMm)).toBeCloseTo(4.9, 12);
  expect(stripAreaMm2({ xy: new Float64Array(0), closed: true }, new Float64Array(0))).toBe(0);
});
