import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { squaredDistanceToTriangle } from '../../src/geometry/point-triangle.ts';

/** Nearest of a fine raster of points on the triangle: never nearer than the truth, and at most a step further. */
function rasterDistance(c: Float64Array, p: readonly number[], steps: number): number {
  let best = Infinity;
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps - i; j++) {
      const u = i / steps;
      const v = j / steps;
      let squared = 0;
      for (let k = 0; k < 3; k++) {
        const q = c[k]! * (1 - u - v) + c[3 + k]! * u + c[6 + k]! * v;
        squared += (p[k]! - q) ** 2;
      }
      best = Math.min(best, squared);
    }
  }
  return Math.sqrt(best);
}

describe('distance from a point to a triangle', () => {
  const triangle = Float64Array.of(0, 0, 0, 4, 0, 0, 0, 3, 0);

  test.each([
    ['above its inside', [1, 1, 2], 4],
    ['beside a corner', [-3, -4, 0], 25],
    ['beside the second corner', [7, -4, 0], 25],
    ['beside the third corner', [-1, 5, 2], 9],
    ['beside the first side', [2, -2, 0], 4],
    ['beside the second side', [-2, 1, 1], 5],
    ['beyond the long side', [2 + 3 / 5, 1.5 + 4 / 5, 0], 1],
    ['on it', [1, 1, 0], 0],
  ] as const)('%s', (_, [x, y, z], squared) => {
    expect(squaredDistanceToTriangle(triangle, 0, x, y, z)).toBeCloseTo(squared, 12);
  });

  test('a triangle on one line is measured as the line', () => {
    const line = Float64Array.of(0, 0, 0, 1, 1, 1, 3, 3, 3);
    expect(squaredDistanceToTriangle(line, 0, 4, 4, 4)).toBeCloseTo(3, 12);
    expect(squaredDistanceToTriangle(line, 0, 2, 2, 0)).toBeCloseTo(8 / 3, 12);
  });

  test('a triangle that is one point is measured as the point', () => {
    expect(squaredDistanceToTriangle(new Float64Array(9), 0, 1, 2, 2)).toBe(9);
  });

  test('random triangles agree with a raster of points on them', () => {
    const coordinate = fc.integer({ min: -8, max: 8 });
    const points = fc.array(coordinate, { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(points, (values) => {
        const c = Float64Array.from(values.slice(0, 9));
        const [x = 0, y = 0, z = 0] = values.slice(9);
        const distance = Math.sqrt(squaredDistanceToTriangle(c, 0, x, y, z));
        const raster = rasterDistance(c, [x, y, z], 60);
        expect(distance).toBeLessThanOrEqual(raster + 1e-9);
        expect(distance).toBeGreaterThanOrEqual(raster - 28 / 60);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
