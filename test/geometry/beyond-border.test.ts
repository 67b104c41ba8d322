import { describe, expect, test } from 'vitest';
import { distanceToBorder, furthestBeyond } from '../../src/geometry/beyond-border.ts';
import { isInsideLoop } from '../../src/geometry/inside-loop.ts';
import { randomFrom } from './solids.ts';

const SQUARE = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10);
/** A plate of 20 by 10 with a notch 4 wide and 6 deep in the middle of its back. */
const NOTCHED = Float64Array.of(0, 0, 20, 0, 20, 10, 12, 10, 12, 4, 8, 4, 8, 10, 0, 10);

const line = (xa: number, ya: number, xb: number, yb: number) => ({ xa, ya, xb, yb });

describe('what reaches out of a polygon', () => {
  test('a line within it does not', () => {
    expect(furthestBeyond(SQUARE, line(1, 1, 9, 9), 'outside', 0)).toBeNull();
    expect(furthestBeyond(SQUARE, line(0, 0, 10, 0), 'outside', 1e-4)).toBeNull();
  });

  test('of a line that leaves it the end is furthest, over a corner by the way to the corner', () => {
    expect(furthestBeyond(SQUARE, line(5, 5, 12.5, 5), 'outside', 0)).toEqual({ byMm: 2.5, xMm: 12.5, yMm: 5 });
    expect(furthestBeyond(SQUARE, line(5, 5, 13, 14), 'outside', 0)).toEqual({ byMm: 5, xMm: 13, yMm: 14 });
  });

  test('a line that runs beside it is as far out all along', () => {
    expect(furthestBeyond(SQUARE, line(0, -3, 10, -3), 'outside', 0)?.byMm).toBe(3);
  });

  test('a line across a notch is furthest out in the middle of the notch, though both ends lie in the plate', () => {
    const reach = furthestBeyond(NOTCHED, line(5, 8, 15, 8), 'outside', 0);
    expect(reach?.byMm).toBeCloseTo(2, 4);
    expect(reach?.xMm).toBeCloseTo(10, 4);
    // Nearer to the bottom of the notch the bottom is nearest.
    expect(furthestBeyond(NOTCHED, line(5, 5, 15, 5), 'outside', 0)?.byMm).toBeCloseTo(1, 4);
  });

  test('a point is a line without length', () => {
    expect(furthestBeyond(NOTCHED, line(10, 7, 10, 7), 'outside', 0)).toEqual({ byMm: 2, xMm: 10, yMm: 7 });
    expect(furthestBeyond(NOTCHED, line(3, 7, 3, 7), 'outside', 0)).toBeNull();
  });

  test('what is not further than is asked for is not told', () => {
    expect(furthestBeyond(SQUARE, line(5, 5, 12, 5), 'outside', 2)).toBeNull();
    expect(furthestBeyond(SQUARE, line(5, 5, 12, 5), 'outside', 1.9)?.byMm).toBe(2);
  });
});

test('a line through a polygon is deepest where it is furthest from all sides', () => {
  expect(furthestBeyond(SQUARE, line(-5, 4, 15, 4), 'inside', 0)?.byMm).toBeCloseTo(4, 4);
  expect(furthestBeyond(SQUARE, line(-5, -5, 15, 15), 'inside', 0)?.byMm).toBeCloseTo(5, 4);
  expect(furthestBeyond(SQUARE, line(-5, -1, 15, -1), 'inside', 0)).toBeNull();
});

test('no sample of a random line is further out or deeper in than what is told, and none is told that is not there', () => {
  const random = randomFrom(7);
  for (let k = 0; k < 200; k++) {
    const [xa, ya, xb, yb] = Array.from({ length: 4 }, () => -6 + 30 * random()) as [number, number, number, number];
    for (const side of ['inside', 'outside'] as const) {
      const told = furthestBeyond(NOTCHED, line(xa, ya, xb, yb), side, 0)?.byMm ?? 0;
      let sampled = 0;
      for (let i = 0; i <= 400; i++) {
        const [x, y] = [xa + ((xb - xa) * i) / 400, ya + ((yb - ya) * i) / 400];
        if (isInsideLoop(NOTCHED, x, y) === (side === 'inside'))
          sampled = Math.max(sampled, distanceToBorder(NOTCHED, x, y));
      }
      expect(told).toBeGreaterThan(sampled - 1e-4);
      // Between samples it changes by no more than the way between them.
      expect(told).toBeLessThan(sampled + Math.hypot(xb - xa, yb - ya) / 400);
    }
  }
});
