import { expect, test } from 'vitest';
import { segmentGapMm } from '../../src/geometry/segment-gap.ts';

const SQUARE = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10);

test.each([
  ['beside a side', [-3, 2, -3, 8], 3],
  ['off a corner', [13, 14, 20, 20], 5],
  ['at a slant past a corner', [8, -4, 16, 4], Math.SQRT2],
  ['ending above a side', [5, 12, 5, 30], 2],
  ['through it', [-5, 5, 15, 5], 0],
  ['within it', [4, 4, 5, 5], 0],
  ['into it', [5, 5, 30, 5], 0],
])('a line %s', (_, [xa, ya, xb, yb], gapMm) => {
  expect(segmentGapMm(SQUARE, xa!, ya!, xb!, yb!)).toBeCloseTo(gapMm, 12);
});

test('a polygon of one point is a point', () => {
  expect(segmentGapMm(Float64Array.of(3, 4), 0, 0, 0, 0)).toBe(5);
});
