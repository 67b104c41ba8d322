import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInArea, outlineGap, outlineShape, shapeBox, shapeGap } from '../../src/geometry/outline-gap.ts';
import { circle, rectangle, reversed } from '../scan/shapes.ts';

test('two squares side by side are as far apart as their sides, and the place lies halfway', () => {
  const gap = outlineGap([rectangle(0, 0, 10, 10)], [rectangle(10.5, 2, 20, 4)]);
  expect(gap.gapMm).toBe(0.5);
  expect(gap.xMm).toBe(10.25);
});

test('a gap of half a micrometre is told as what it is', () => {
  expect(outlineGap([rectangle(0, 0, 10, 10)], [rectangle(10.0005, 0, 20, 10)]).gapMm).toBeCloseTo(0.0005, 12);
});

test('corner to corner the distance is that of 3, 4, 5', () => {
  const gap = outlineGap([rectangle(0, 0, 1, 1)], [rectangle(4, 5, 9, 9)]);
  expect(gap).toEqual({ gapMm: 5, xMm: 2.5, yMm: 3 });
});

test('squares that touch, cross, lie in each other or upon each other are 0 apart', () => {
  const square = [rectangle(0, 0, 10, 10)];
  for (const other of [
    rectangle(10, 5, 20, 8),
    rectangle(5, 5, 20, 8),
    rectangle(2, 2, 3, 3),
    rectangle(-5, -5, 20, 20),
    square[0]!,
  ]) {
    expect(outlineGap(square, [other]).gapMm).toBe(0);
  }
});

test('a square in the hole of a ring is as far from it as the side of the hole', () => {
  const ring = [rectangle(0, 0, 20, 20), reversed(rectangle(5, 5, 15, 15))];
  expect(outlineGap(ring, [rectangle(7, 8, 12, 12)]).gapMm).toBe(2);
  expect(outlineGap([rectangle(7, 8, 12, 12)], ring).gapMm).toBe(2);
  expect(outlineGap(ring, [rectangle(1, 1, 2, 2)]).gapMm).toBe(0);
});

test('the middles of two circles are their radii and the gap apart, but for the chords', () => {
  const gap = outlineGap([circle(0, 0, 5)], [circle(13, 0, 6)]);
  expect(Math.abs(gap.gapMm - 2)).toBeLessThan(0.05);
});

test('a shape moved by a shift is as far away as one that lies there, and beyond a limit nothing is told', () => {
  const a = outlineShape([circle(0, 0, 4)]);
  const b = [rectangle(0, 0, 3, 2)];
  const there = [rectangle(7, 6, 10, 8)];
  const gap = shapeGap(a, outlineShape(b), 7, 6).gapMm;
  expect(gap).toBeCloseTo(outlineGap([circle(0, 0, 4)], there).gapMm, 12);
  expect(shapeGap(a, outlineShape(b), 7, 6, gap * 1.001).gapMm).toBeCloseTo(gap, 12);
  expect(shapeGap(a, outlineShape(b), 7, 6, gap * 0.999).gapMm).toBe(Infinity);
  expect(shapeBox(outlineShape(there))).toEqual([7, 6, 10, 8]);
  expect(isInArea(outlineShape(there).sides, 8, 7)).toBe(true);
});

test('of any two boxes the gap is that of their boxes', () => {
  const side = fc.integer({ min: -50, max: 50 });
  const size = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(fc.tuple(side, side, size, size), fc.tuple(side, side, size, size), ([x, y, w, h], [u, v, p, q]) => {
      const dx = Math.max(0, u - x - w, x - u - p);
      const dy = Math.max(0, v - y - h, y - v - q);
      const gap = outlineGap([rectangle(x, y, x + w, y + h)], [rectangle(u, v, u + p, v + q)]).gapMm;
      expect(gap).toBeCloseTo(Math.sqrt(dx * dx + dy * dy), 12);
    }),
  );
});
