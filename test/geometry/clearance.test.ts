import { expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { clearanceOf } from '../../src/geometry/clearance.ts';
import { distanceToEdges } from '../scan/shapes.ts';
import { randomFrom } from './solids.ts';

test('tells how near the boundary of a block with a hole comes, on both sides of it', () => {
  const loops: Loops = [
    { xy: Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10), closed: true },
    { xy: Float64Array.of(4, 4, 4, 6, 6, 6, 6, 4), closed: true },
  ];
  const { isWithin } = clearanceOf(loops);
  expect([isWithin(2, 5, 1.999), isWithin(2, 5, 2.001)]).toEqual([false, true]);
  expect([isWithin(5, 5, 0.999), isWithin(5, 5, 1.001)]).toEqual([false, true]);
  // Outside, beyond a corner: 3 and 4 mm away along the axes.
  expect([isWithin(-3, -4, 4.999), isWithin(-3, -4, 5.001)]).toEqual([false, true]);
  expect(isWithin(10, 3, 0.0001)).toBe(true);
});

test('agrees with the distance to every edge of a random star, anywhere', () => {
  const random = randomFrom(5);
  const xy = new Float64Array(600);
  for (let i = 0; i < 300; i++) {
    const radius = 2 + 6 * random();
    xy[2 * i] = radius * Math.cos((2 * Math.PI * i) / 300);
    xy[2 * i + 1] = radius * Math.sin((2 * Math.PI * i) / 300);
  }
  const loops = [{ xy, closed: true }];
  const { isWithin } = clearanceOf(loops);
  for (let n = 0; n < 2000; n++) {
    const [x, y] = [20 * random() - 10, 20 * random() - 10];
    const distance = distanceToEdges(loops, x, y);
    expect(isWithin(x, y, distance - 0.0003)).toBe(false);
    expect(isWithin(x, y, distance + 0.0003)).toBe(true);
  }
});
