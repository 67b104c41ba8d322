import { describe, expect, test } from 'vitest';
import { offsetCurve } from '../../src/geometry/offset-curve.ts';

const curve = (xy: number[], delta: number, tolerance = 0.001, miterLimit = 1): number[] =>
  [...offsetCurve(Float64Array.from(xy), delta, { tolerance, miterLimit })].map(
    (value) => Math.round(value * 1e6) / 1e6 + 0,
  );

const square = [0, 0, 10, 0, 10, 10, 0, 10];

describe('raw offset curve', () => {
  test('of a square inward turns back over each corner, which winds the wrong way and falls out', () => {
    expect(curve(square, -1).slice(0, 6)).toEqual([1, 0, 0, 0, 0, 1]);
  });

  test('of a square outward with mitres is a larger square', () => {
    expect(curve(square, 1, 0.001, 2)).toEqual([-1, -1, 11, -1, 11, 11, -1, 11]);
  });

  test('of a square outward keeps all points at the offset, with chords within the tolerance', () => {
    const round = curve(square, 1, 0.01);
    expect(round.length).toBe(4 * 2 * 7);
    for (let i = 0; i < round.length; i += 2) {
      const dx = Math.max(-round[i]!, round[i]! - 10, 0);
      const dy = Math.max(-round[i + 1]!, round[i + 1]! - 10, 0);
      expect(Math.hypot(dx, dy)).toBeCloseTo(1, 5);
    }
    const [x0, y0, x1, y1] = round.slice(0, 4);
    expect(1 - Math.hypot((x0! + x1!) / 2, (y0! + y1!) / 2)).toBeLessThan(0.01);
  });

  test('of gentle bends needs one point each', () => {
    const ring = Array.from({ length: 100 }, (_, i) => [
      10 * Math.cos((2 * Math.PI * i) / 100),
      10 * Math.sin((2 * Math.PI * i) / 100),
    ]).flat();
    expect(curve(ring, -0.1)).toHaveLength(200);
    expect(curve(ring, 0.1)).toHaveLength(200);
    // Beyond the radius nothing is left to trim, and the corners turn back.
    expect(curve(ring, -11)).toHaveLength(600);
  });
});
