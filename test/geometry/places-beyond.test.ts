import { expect, test } from 'vitest';
import { clearanceOf } from '../../src/geometry/clearance.ts';
import { placesBeyond } from '../../src/geometry/places-beyond.ts';
import { circle, rectangle, reversed } from '../scan/shapes.ts';

test('of places at 0.1, 0.3 and 0.5 mm from the sides of a square those beyond 0.3 mm are left, in their order', () => {
  const places = Float64Array.of(5, 0.5, 5, 0.1, 9.5, 5, 5, 0.29, -0.4, -0.4, 11, 11);
  expect([...placesBeyond(places, [rectangle(0, 0, 10, 10)], 0.3)]).toEqual([5, 0.5, 9.5, 5, -0.4, -0.4, 11, 11]);
});

test('without sides all are left, and of none none', () => {
  const places = Float64Array.of(1, 2);
  expect(placesBeyond(places, [], 1)).toEqual(places);
  expect(placesBeyond(new Float64Array(0), [rectangle(0, 0, 1, 1)], 1)).toHaveLength(0);
});

test('near long sides, short ones and far places it is what the distance to every side gives', () => {
  const loops = [rectangle(0, 0, 20, 15), reversed(circle(6, 6, 3)), reversed(circle(14, 9, 2, 7)), circle(6, 6, 0.4)];
  const clearance = clearanceOf(loops);
  for (const distanceMm of [0.05, 0.4, 3]) {
    // Whole grid units, as the other answer takes them.
    const places = Float64Array.from({ length: 4000 }, (_, i) => ((i * 7919 + (i % 17) * 104729) % 250000) / 1e4 - 2);
    const expected: number[] = [];
    for (let i = 0; i < places.length; i += 2) {
      const [x, y] = [places[i]!, places[i + 1]!];
      if (!clearance.isWithin(x, y, distanceMm)) expected.push(x, y);
    }
    expect(expected.length).toBeGreaterThan(100);
    expect(expected.length).toBeLessThan(4000);
    expect([...placesBeyond(places, loops, distanceMm)]).toEqual(expected);
  }
});
