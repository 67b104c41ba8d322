import { describe, expect, test } from 'vitest';
import { monotoneCurve } from '../../../src/lattice/homogenisation/monotone-curve.ts';

describe('the monotone curve', () => {
  test('it passes through its points', () => {
    const points = { x: [0, 1, 3, 4], y: [2, 3, 3.5, 9] };
    points.x.forEach((x, i) => {
      expect(monotoneCurve(points, x)).toBeCloseTo(points.y[i]!, 14);
    });
  });

  test('a straight line stays one, with two points or with many at uneven steps', () => {
    expect(monotoneCurve({ x: [1, 3], y: [2, 8] }, 1.5)).toBeCloseTo(3.5, 14);
    expect(monotoneCurve({ x: [0, 1, 4, 6], y: [1, 3, 9, 13] }, 2.7)).toBeCloseTo(6.4, 14);
  });

  test('a parabola at steps of 0.05, as in the table, is met within 0.4 %', () => {
    const x = Array.from({ length: 11 }, (_, i) => 0.1 + 0.05 * i);
    const y = x.map((rho) => rho * rho);
    for (let rho = 0.1; rho <= 0.6; rho += 0.001) {
      expect(Math.abs(monotoneCurve({ x, y }, rho) / (rho * rho) - 1)).toBeLessThan(4e-3);
    }
  });

  test('it never turns back where its points rise, not even beside a cliff', () => {
    const points = { x: [0, 1, 2, 3, 4], y: [0, 0.01, 0.02, 10, 10.01] };
    let before = -1e-12;
    for (let at = 0; at <= 4; at += 0.001) {
      const value = monotoneCurve(points, at);
      expect(value).toBeGreaterThanOrEqual(before);
      before = value - 1e-12;
    }
  });

  test('it has no higher peak than its highest point', () => {
    for (let at = 0; at <= 2; at += 0.01)
      expect(monotoneCurve({ x: [0, 1, 2], y: [0, 1, 0] }, at)).toBeLessThanOrEqual(1);
  });
});
