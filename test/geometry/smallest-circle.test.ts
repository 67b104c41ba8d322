import { expect, test } from 'vitest';
import { smallestCircle } from '../../src/geometry/smallest-circle.ts';
import { randomFrom } from './solids.ts';

const around = (...xy: number[]) => smallestCircle(Float64Array.from(xy));

test('around two points it lies in their middle, around one it is that point', () => {
  expect(around(0, 0, 6, 8)).toEqual({ xMm: 3, yMm: 4, radiusMm: 5 });
  expect(around(2, 3)).toEqual({ xMm: 2, yMm: 3, radiusMm: 0 });
  expect(around(2, 3, 2, 3)).toEqual({ xMm: 2, yMm: 3, radiusMm: 0 });
});

test('of a triangle with a blunt corner two points hold it, of a sharp one all three', () => {
  expect(around(0, 0, 10, 0, 5, 1)).toEqual({ xMm: 5, yMm: 0, radiusMm: 5 });
  const { xMm, yMm, radiusMm } = around(0, 0, 6, 0, 3, 3 * Math.sqrt(3));
  expect([xMm, yMm, radiusMm].map((value) => value.toFixed(9))).toEqual(
    [3, Math.sqrt(3), 2 * Math.sqrt(3)].map((value) => value.toFixed(9)),
  );
});

test('points on one line are held by the two ends', () => {
  expect(around(0, 0, 1, 1, 4, 4, 2, 2)).toMatchObject({ xMm: 2, yMm: 2 });
});

test('it holds all random points, and of all circles on two or three of them that do none is smaller', () => {
  const random = randomFrom(3);
  for (let k = 0; k < 40; k++) {
    const count = 3 + Math.floor(8 * random());
    const xy = Float64Array.from({ length: 2 * count }, () => 100 * random());
    const { xMm, yMm, radiusMm } = smallestCircle(xy);
    for (let i = 0; i < xy.length; i += 2) {
      expect(Math.hypot(xy[i]! - xMm, xy[i + 1]! - yMm)).toBeLessThan(radiusMm + 1e-9);
    }
    expect(radiusMm).toBeCloseTo(leastRadiusOf(xy), 8);
  }
});

/** Tries all: two points with the middle between them, three with the crossing of two perpendiculars. */
function leastRadiusOf(xy: Float64Array): number {
  const n = xy.length / 2;
  let least = Infinity;
  const take = (x: number, y: number): void => {
    let radius = 0;
    for (let i = 0; i < n; i++) radius = Math.max(radius, Math.hypot(xy[2 * i]! - x, xy[2 * i + 1]! - y));
    least = Math.min(least, radius);
  };
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      take((xy[2 * a]! + xy[2 * b]!) / 2, (xy[2 * a + 1]! + xy[2 * b + 1]!) / 2);
      for (let c = b + 1; c < n; c++) {
        const rows = [a, b, c].map((i) => [xy[2 * i]!, xy[2 * i + 1]!] as const);
        const [p, q, r] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
        const [a1, b1, c1] = [2 * (q[0] - p[0]), 2 * (q[1] - p[1]), q[0] ** 2 + q[1] ** 2 - p[0] ** 2 - p[1] ** 2];
        const [a2, b2, c2] = [2 * (r[0] - p[0]), 2 * (r[1] - p[1]), r[0] ** 2 + r[1] ** 2 - p[0] ** 2 - p[1] ** 2];
        const determinant = a1 * b2 - a2 * b1;
        if (determinant !== 0) take((c1 * b2 - c2 * b1) / determinant, (a1 * c2 - a2 * c1) / determinant);
      }
    }
  }
  return least;
}
