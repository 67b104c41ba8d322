import { describe, expect, test } from 'vitest';
import { canonicalLoops } from '../../src/geometry/canonical-loops.ts';

const grid = (...xy: number[]): Float64Array => Float64Array.from(xy);
const points = (...loops: Float64Array[]): number[][] => canonicalLoops(loops).map(({ xy }) => [...xy]);

describe('canonical loops', () => {
  test('start at the smallest point, in mm', () => {
    expect(points(grid(10_000, 10_000, 0, 10_000, 0, 0, 10_000, 0))).toEqual([[0, 0, 1, 0, 1, 1, 0, 1]]);
  });

  test('are the same whichever point and whichever loop came first', () => {
    const a = grid(0, 0, 50, 0, 50, 50);
    const b = grid(10, 60, 90, 60, 30, 95);
    const bTurned = grid(30, 95, 10, 60, 90, 60);
    expect(points(a, b)).toEqual(points(bTurned, a));
  });

  test('lose points on straight edges, also at the seam, and repeated points', () => {
    expect(points(grid(5, 0, 10, 0, 10, 0, 10, 5, 10, 10, 0, 10, 0, 5, 0, 0))).toEqual([
      [0, 0, 0.001, 0, 0.001, 0.001, 0, 0.001],
    ]);
  });

  test('lose spikes, also those that uncover another', () => {
    expect(points(grid(0, 0, 10, 0, 20, 0, 30, 0, 10, 0, 10, 10, 0, 10))).toEqual([
      [0, 0, 0.001, 0, 0.001, 0.001, 0, 0.001],
    ]);
  });

  test('keep a bend of one grid unit in 400 mm', () => {
    expect(points(grid(0, 0, 2_000_000, -1, 4_000_000, 0, 4_000_000, 4_000_000))[0]).toHaveLength(8);
  });

  test('are none where no area is left', () => {
    expect(points(grid(0, 0, 10, 0, 20, 0), grid(0, 0, 10, 10), grid())).toEqual([]);
  });

  test('that pass their smallest point twice start in one fixed way', () => {
    const eight = grid(0, 0, 10, -5, 10, -2, 0, 0, 10, 2, 10, 5);
    const turned = grid(0, 0, 10, 2, 10, 5, 0, 0, 10, -5, 10, -2);
    expect(points(eight)).toEqual(points(turned));
  });

  test('never hold negative zero', () => {
    const [xy] = points(grid(-0, -0, 10, -0, 10, 10));
    expect(xy?.some((value) => Object.is(value, -0))).toBe(false);
  });
});
