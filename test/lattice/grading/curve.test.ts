import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curveAt, curveRange, tabulated } from '../../../src/lattice/grading/curve.ts';

const CURVE = Float64Array.of(0, 0.2, 10, 0.4, 12, 0.1);

test('a curve is linear between its points and stays beyond its ends', () => {
  expect([-5, 0, 2.5, 5, 10, 11, 12, 99].map((s) => curveAt(CURVE, s))).toEqual([
    0.2,
    0.2,
    0.25,
    expect.closeTo(0.3, 15),
    0.4,
    0.25,
    0.1,
    0.1,
  ]);
});

test('what is no number counts as before the first point', () => {
  expect(curveAt(CURVE, Number.NaN)).toBe(0.2);
});

test('its points are met exactly, however many there are', () => {
  const points = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(points, (places) => {
      const rising = [...places].sort((a, b) => a - b);
      const curve = Float64Array.from(rising.flatMap((s) => [s, s * s]));
      for (const s of rising) expect(curveAt(curve, s)).toBe(s * s);
      for (let n = 0; n + 1 < rising.length; n++) {
        const [a, b] = [rising[n]!, rising[n + 1]!];
        expect(curveAt(curve, 0.75 * a + 0.25 * b)).toBeCloseTo(0.75 * a * a + 0.25 * b * b, 6);
      }
    }),
  );
});

test('a table of a function has its values at even steps, ends included', () => {
  expect(tabulated((s) => s * s, 1, 3, 4)).toEqual(Float64Array.of(1, 1, 1.5, 2.25, 2, 4, 2.5, 6.25, 3, 9));
});

test('the range of a curve is that of its values, not of its places', () => {
  expect(curveRange(CURVE)).toEqual({ min: 0.1, max: 0.4 });
});
