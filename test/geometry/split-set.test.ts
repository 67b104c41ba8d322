import { beforeAll, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { loadClipping, unitePositive } from '../../src/geometry/clipping.ts';
import { combineLoops } from '../../src/geometry/loop-boolean.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { splitSet } from '../../src/geometry/split-set.ts';

beforeAll(() => loadClipping());

const loop = (...xy: number[]) => ({ xy: Float64Array.from(xy), closed: true });
const square: Loops = [loop(0, 0, 10, 0, 10, 10, 0, 10)];
const triangle: Loops = [loop(0.0001, -3.1234, 12.4321, 5.0003, -1.7, 9.1111)];

test('a square cut by a slanted triangle gives two areas that make the square again, with the points of the cut in both', () => {
  const { inside, outside } = splitSet(square, triangle);
  expect(loopsAreaMm2(inside) + loopsAreaMm2(outside)).toBeCloseTo(100, 9);
  expect(loopsAreaMm2(inside)).toBeGreaterThan(10);
  expect(loopsAreaMm2(unitePositive([...inside, ...outside]))).toBeCloseTo(100, 9);
  const corners = new Set(['0,0', '10,0', '10,10', '0,10']);
  const pointsOf = (loops: Loops) =>
    new Set(
      loops.flatMap(({ xy }) => Array.from({ length: xy.length / 2 }, (_, i) => `${xy[2 * i]},${xy[2 * i + 1]}`)),
    );
  const [a, b] = [pointsOf(inside), pointsOf(outside)];
  for (const point of a) expect(b.has(point) || corners.has(point), point).toBe(true);
});

test('a cutter apart from the set, around it and none at all leave it whole', () => {
  const apart: Loops = [loop(20, 0, 30, 0, 30, 10)];
  const around: Loops = [loop(-1, -1, 11, -1, 11, 11, -1, 11)];
  expect(splitSet(square, apart)).toEqual({ inside: [], outside: square });
  expect(splitSet(square, [])).toEqual({ inside: [], outside: square });
  expect(splitSet(square, around)).toEqual({ inside: square, outside: [] });
});

test('where the quick way gives up the general clipper gives both parts', () => {
  // A bow, whose right wing alone winds counter-clockwise, across the lower border of the square.
  const bow: Loops = [loop(2, -4, 8, 4, 8, -4, 2, 4)];
  expect(combineLoops(square, bow, 'intersect')).toBeNull();
  const { inside, outside } = splitSet(square, bow);
  expect(loopsAreaMm2(inside) + loopsAreaMm2(outside)).toBeCloseTo(100, 9);
  expect(loopsAreaMm2(inside)).toBeCloseTo(6, 9);
});
