import { describe, expect, test } from 'vitest';
import { freeDisc } from '../../src/fff/free-disc.ts';
import { circle, loop, rectangle, reversed } from './shapes.ts';

describe('the free disc at a point of a loop', () => {
  test('is as wide as a strip, seen from either side', () => {
    const room = freeDisc([rectangle(0, 0, 10, 0.3)], 0.6);
    expect(room(5, 0, 0, 1)).toBeCloseTo(0.3, 9);
    expect(room(2.3, 0.3, 0, -1)).toBeCloseTo(0.3, 9);
  });

  test('is none where there is more room than asked for', () => {
    expect(freeDisc([rectangle(0, 0, 10, 0.7)], 0.6)(5, 0, 0, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  test('is the gap between two circles', () => {
    const room = freeDisc([circle(0, 0, 3), reversed(circle(0, 0, 2.6))], 0.6);
    expect(room(3, 0, -1, 0)).toBeCloseTo(0.4, 3);
  });

  test('does not shrink beside a right angle, but does in an acute corner', () => {
    expect(freeDisc([rectangle(0, 0, 5, 5)], 0.6)(0.05, 0, 0, 1)).toBe(Number.POSITIVE_INFINITY);
    // In a 30 degree corner, 1 mm from its tip: a disc that touches both sides has the radius tan(15 degrees).
    const wedge = freeDisc([loop(0, 0, 4, 0, 4, 4 / Math.sqrt(3))], 0.6);
    expect(wedge(1, 0, 0, 1)).toBeCloseTo(2 * Math.tan(Math.PI / 12), 3);
  });

  test('touches a corner that points into the area', () => {
    // A notch whose tip stands 0.4 mm above the point, and 0.1 mm beside.
    const room = freeDisc([loop(0, 0, 4, 0, 4, 3, 2.15, 3, 2.1, 0.4, 2.05, 3, 0, 3)], 0.6);
    expect(room(2, 0, 0, 1)).toBe(Number.POSITIVE_INFINITY);
    const blunt = freeDisc([loop(0, 0, 4, 0, 4, 3, 3.1, 3, 2.1, 0.4, 1.1, 3, 0, 3)], 0.6);
    expect(blunt(2.1, 0, 0, 1)).toBeCloseTo(0.4, 9);
  });
});
