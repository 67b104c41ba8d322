import { beforeAll, expect, test } from 'vitest';
import type { Polyline } from '../../src/core/polyline.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { cleanContours } from '../../src/slicing/clean-contours.ts';

const closed = (...xy: number[]): Polyline => ({ xy: Float64Array.from(xy), closed: true });

beforeAll(() => loadClipping());

test('two overlapping squares become one outline of their union', () => {
  const clean = cleanContours([closed(0, 0, 4, 0, 4, 4, 0, 4), closed(2, 2, 6, 2, 6, 6, 2, 6)]);
  expect(clean.length).toBe(1);
  expect(loopsAreaMm2(clean)).toBe(28);
});

test('a clockwise contour cuts a hole where it lies in a solid and vanishes elsewhere', () => {
  const hole = closed(1, 1, 1, 2, 2, 2, 2, 1);
  expect(loopsAreaMm2(cleanContours([closed(0, 0, 4, 0, 4, 4, 0, 4), hole]))).toBe(15);
  expect(cleanContours([hole])).toEqual([]);
});

test('no contours have no area', () => {
  expect(cleanContours([])).toEqual([]);
});
