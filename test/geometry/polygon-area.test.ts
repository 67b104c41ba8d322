import { expect, test } from 'vitest';
import type { Polyline } from '../../src/core/polyline.ts';
import { centroidMm, lengthMm, loopsAreaMm2, signedAreaMm2 } from '../../src/geometry/polygon-area.ts';

const closed = (...xy: number[]): Polyline => ({ xy: Float64Array.from(xy), closed: true });

test('a 3 x 4 rectangle has 12 mm2, a length of 14 mm and its centroid in the middle', () => {
  const rectangle = closed(1, 1, 4, 1, 4, 5, 1, 5);
  expect(signedAreaMm2(rectangle)).toBe(12);
  expect(lengthMm(rectangle)).toBe(14);
  expect(centroidMm(rectangle)).toEqual([2.5, 3]);
});

test('clockwise the area is negative and the centroid the same', () => {
  const rectangle = closed(1, 5, 4, 5, 4, 1, 1, 1);
  expect(signedAreaMm2(rectangle)).toBe(-12);
  expect(centroidMm(rectangle)).toEqual([2.5, 3]);
});

test('the centroid of a triangle is the mean of its corners', () => {
  const [x, y] = centroidMm(closed(0, 0, 6, 0, 0, 3));
  expect(x).toBeCloseTo(2, 14);
  expect(y).toBeCloseTo(1, 14);
});

test('far from the origin a small square keeps its digits', () => {
  const x = 3000.0001;
  expect(signedAreaMm2(closed(x, x, x + 0.0001, x, x + 0.0001, x + 0.0001, x, x + 0.0001))).toBeCloseTo(1e-8, 15);
});

test('outlines less holes', () => {
  expect(loopsAreaMm2([closed(0, 0, 4, 0, 4, 4, 0, 4), closed(1, 1, 1, 2, 2, 2, 2, 1)])).toBe(15);
  expect(loopsAreaMm2([])).toBe(0);
});

test('an open line is not closed by its length', () => {
  expect(lengthMm({ xy: Float64Array.of(0, 0, 3, 4, 3, 5), closed: false })).toBe(6);
});

test('lines without area have the mean of their points as centroid', () => {
  expect(centroidMm(closed(0, 0, 2, 2))).toEqual([1, 1]);
  expect(signedAreaMm2(closed())).toBe(0);
  expect(lengthMm(closed(5, 5))).toBe(0);
});
