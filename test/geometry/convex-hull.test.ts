import { expect, test } from 'vitest';
import { convexHull } from '../../src/geometry/convex-hull.ts';
import { signedAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { randomFrom } from './solids.ts';

const hullOf = (...xy: number[]) => Array.from(convexHull(Float64Array.from(xy)));

test('the hull of a square with points in it and on its sides is its corners, counter-clockwise', () => {
  expect(hullOf(10, 10, 0, 0, 5, 5, 10, 0, 5, 0, 0, 10, 0, 0)).toEqual([0, 0, 10, 0, 10, 10, 0, 10]);
});

test('of points on a line the ends are left, of one point that one, of none none', () => {
  expect(hullOf(0, 0, 2, 2, 1, 1)).toEqual([0, 0, 2, 2]);
  expect(hullOf(3, 4, 3, 4)).toEqual([3, 4]);
  expect(hullOf()).toEqual([]);
});

test('all random points lie on the left of every side of their hull, whose corners are among them', () => {
  const random = randomFrom(11);
  for (const count of [3, 10, 1000]) {
    const xy = Float64Array.from({ length: 2 * count }, () => 100 * random());
    const hull = convexHull(xy);
    const points = new Set(Array.from({ length: count }, (_, i) => `${xy[2 * i]},${xy[2 * i + 1]}`));
    expect(signedAreaMm2({ xy: hull, closed: true })).toBeGreaterThan(0);
    for (let i = 0; i < hull.length; i += 2) {
      expect(points.has(`${hull[i]},${hull[i + 1]}`)).toBe(true);
      const j = (i + 2) % hull.length;
      const [ex, ey] = [hull[j]! - hull[i]!, hull[j + 1]! - hull[i + 1]!];
      let least = Infinity;
      for (let k = 0; k < xy.length; k += 2) {
        least = Math.min(least, ex * (xy[k + 1]! - hull[i + 1]!) - ey * (xy[k]! - hull[i]!));
      }
      expect(least).toBeGreaterThan(-1e-9);
    }
  }
});
