import { describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { type FreeRoom, lengthOf, wayAround } from '../../src/geometry/way-around.ts';
import { zoneMap } from '../../src/geometry/zone-map.ts';

const loop = (...xy: number[]) => ({ xy: Float64Array.from(xy), closed: true });
const square = (a: number, b: number) => loop(a, a, b, a, b, b, a, b);
/** A box that is open at the top: walls from 0 to 10, 1 thick, grown by a distance. */
const cup = (by: number) =>
  loop(
    ...[-by, -by, 10 + by, -by, 10 + by, 10 + by, 9 - by, 10 + by],
    ...[9 - by, 1 + by, 1 + by, 1 + by, 1 + by, 10 + by, -by, 10 + by],
  );

function beside(kept: Loops, rails: Loops): FreeRoom {
  const map = zoneMap([kept]);
  return {
    rails,
    isClear: (x0, y0, x1, y1) => map.at(x0, y0) < 0 && map.at(x1, y1) < 0 && map.crossings(x0, y0, x1, y1).length === 0,
  };
}

describe('a way around', () => {
  const room = beside([square(-0.5, 10.5)], [square(-1, 11)]);

  test('is none where the straight line is clear', () => {
    expect(wayAround(room, [-5, 0], [-5, 20])).toEqual([]);
  });

  test('a square goes by the nearer corners', () => {
    expect(wayAround(room, [-5, 4], [15, 4])).toEqual([-1, -1, 11, -1]);
    expect(wayAround(room, [-5, 6], [15, 6])).toEqual([-1, 11, 11, 11]);
  });

  test('a corner of it needs one point, that corner', () => {
    expect(wayAround(room, [-3, 5], [5, -3])).toEqual([-1, -1]);
  });

  test('two squares in a row goes around both, and no line of it comes nearer than allowed', () => {
    const shifted = (by: number, grow: number) =>
      loop(by - grow, -grow, by + 10 + grow, -grow, by + 10 + grow, 10 + grow, by - grow, 10 + grow);
    const two = beside([shifted(0, 0.5), shifted(20, 0.5)], [shifted(0, 1), shifted(20, 1)]);
    const way = wayAround(two, [-5, 4], [35, 4]) as number[];
    const all = [-5, 4, ...way, 35, 4];
    for (let k = 2; k < all.length; k += 2) {
      expect(two.isClear(all[k - 2]!, all[k - 1]!, all[k]!, all[k + 1]!)).toBe(true);
    }
    expect(way).toEqual([-1, -1, 31, -1]);
  });

  test('out of a cup leads over its rim', () => {
    const open = beside([cup(0.2)], [cup(0.4)]);
    const way = wayAround(open, [5, 5], [15, 5]) as number[];
    expect(way).toEqual([8.6, 10.4, 10.4, 10.4]);
    expect(lengthOf([5, 5, ...way, 15, 5])).toBeCloseTo(Math.hypot(3.6, 5.4) + 1.8 + Math.hypot(4.6, 5.4), 9);
  });

  test('is null where an end is not free, or is shut in', () => {
    expect(wayAround(room, [5, 5], [15, 5])).toBeNull();
    const ring = [square(-0.5, 10.5), loop(2, 2, 2, 8, 8, 8, 8, 2)];
    const shut = beside(ring, [square(-1, 11), loop(2.5, 2.5, 2.5, 7.5, 7.5, 7.5, 7.5, 2.5)]);
    expect(wayAround(shut, [5, 5], [15, 5])).toBeNull();
  });

  test('keeps within an area too: around its hole', () => {
    const area = [square(0, 20), loop(8, 8, 8, 12, 12, 12, 12, 8)];
    const map = zoneMap([area]);
    const within: FreeRoom = {
      rails: [square(0.5, 19.5), loop(7.5, 7.5, 7.5, 12.5, 12.5, 12.5, 12.5, 7.5)],
      isClear: (x0, y0, x1, y1) =>
        map.at(x0, y0) === 0 && map.at(x1, y1) === 0 && map.crossings(x0, y0, x1, y1).length === 0,
    };
    expect(wayAround(within, [2, 9], [18, 9])).toEqual([7.5, 7.5, 12.5, 7.5]);
  });
});
