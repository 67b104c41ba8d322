import { describe, expect, test } from 'vitest';
import { findingLog } from '../../../src/inspect/finding-log.ts';
import {
  checkSelfIntersection,
  contourSelfIntersection,
} from '../../../src/inspect/rules/contour-self-intersection.ts';
import { segmentGrid } from '../../../src/inspect/segment-grid.ts';
import { voxelLoops } from '../../volume/voxel-loops.ts';
import { randomNumbers, star } from '../random-loops.ts';

/** Number of crossings that the rule tells. */
function crossings(...loops: Float64Array[]): number {
  const log = findingLog('part');
  checkSelfIntersection(segmentGrid(loops), 0, 0.001, log);
  return log
    .list([contourSelfIntersection])
    .reduce((sum, f) => sum + Number(/the worst of (\d+)/.exec(f.message)?.[1] ?? 1), 0);
}

/** Pairs of edges with a proper crossing, all against all in doubles. */
function bruteForce(loops: readonly Float64Array[]): number {
  const edges: number[][] = [];
  for (const xy of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2)
      edges.push([xy[j]!, xy[j + 1]!, xy[i]!, xy[i + 1]!]);
  }
  let count = 0;
  const side = (e: number[], x: number, y: number): number =>
    (e[2]! - e[0]!) * (y - e[1]!) - (e[3]! - e[1]!) * (x - e[0]!);
  for (let a = 0; a < edges.length; a++) {
    for (let b = a + 1; b < edges.length; b++) {
      const [e, f] = [edges[a]!, edges[b]!];
      if (side(e, f[0]!, f[1]!) * side(e, f[2]!, f[3]!) < 0 && side(f, e[0]!, e[1]!) * side(f, e[2]!, e[3]!) < 0)
        count++;
    }
  }
  return count;
}

const SQUARE = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10);

/** A square with `n` points on each side. */
function finely(x0: number, y0: number, size: number, n: number): Float64Array {
  const xy: number[] = [];
  for (let k = 0; k < n; k++) xy.push(x0 + (size * k) / n, y0);
  for (let k = 0; k < n; k++) xy.push(x0 + size, y0 + (size * k) / n);
  for (let k = 0; k < n; k++) xy.push(x0 + size - (size * k) / n, y0 + size);
  for (let k = 0; k < n; k++) xy.push(x0, y0 + size - (size * k) / n);
  return Float64Array.from(xy);
}

describe('crossings of contours', () => {
  test('a sliver of 0.3 um that ends where the contour touches its own edge is no crossing', () => {
    // The corner (2.5, 0) lies on the edge from (1.7, 0) to (2.5689, 0); both edges at it lie above that one.
    const loop = Float64Array.of(1.7, 0, 2.5689, 0, 2.5634, 0.0003, 2.5, 0, 2.4142, 0.0977, 2.1, 0.57);
    for (let first = 0; first < loop.length; first += 2) {
      expect(crossings(Float64Array.of(...loop.subarray(first), ...loop.subarray(0, first)))).toBe(0);
    }
  });

  test('as many as all pairs of edges show, for 60 rounds of large random stars', () => {
    const next = randomNumbers(7);
    let total = 0;
    for (let round = 0; round < 60; round++) {
      const loops = Array.from({ length: 1 + (round % 3) }, () =>
        star(next, 3 * next(), 3 * next(), 20, 5 + Math.floor(5 * next()), 2.5 * (round % 2)),
      );
      const want = bruteForce(loops);
      expect(crossings(...loops)).toBe(want);
      total += want;
    }
    expect(total).toBeGreaterThan(200);
  });

  test('nested squares, squares that share a corner, an edge or a part of an edge do not cross', () => {
    expect(crossings(SQUARE, Float64Array.of(2, 2, 2, 8, 8, 8, 8, 2))).toBe(0);
    expect(crossings(SQUARE, Float64Array.of(10, 10, 12, 10, 12, 12, 10, 12))).toBe(0);
    expect(crossings(SQUARE, Float64Array.of(10, 0, 12, 0, 12, 10, 10, 10))).toBe(0);
    expect(crossings(SQUARE, Float64Array.of(10, 2, 12, 2, 12, 8, 10, 8))).toBe(0);
    expect(crossings(Float64Array.of(0, 0, 2, 0, 2, 2, 4, 2, 4, 4, 2, 4, 2, 2, 0, 2))).toBe(0);
  });

  test('a pass through a vertex counts', () => {
    // The corner of the triangle's edge chain lies on the square's right side and goes on through it.
    expect(crossings(SQUARE, Float64Array.of(8, 5, 10, 4, 13, 5, 10, 6))).toBe(2);
    // A loop that runs through its own vertex at (2, 2) to the other side.
    expect(crossings(Float64Array.of(0, 0, 2, 2, 4, 4, 4, 0, 2, 2, 0, 4))).toBeGreaterThan(0);
  });

  test('a slip of 0.9 um is a touch, one of 1.2 um is not, however many points the sides have', () => {
    for (const n of [1, 7, 50]) {
      expect(crossings(finely(0, 0, 10, n), finely(9.9991, 2.00005, 5, n))).toBe(0);
      expect(crossings(finely(0, 0, 10, n), finely(9.9988, 2.00005, 5, n))).toBe(2);
    }
  });

  test('squares that touch at corners in any way do not cross, in 200 random layers', () => {
    const next = randomNumbers(3);
    for (let round = 0; round < 200; round++) {
      const filled = new Uint8Array(64).map(() => (next() < 0.5 ? 1 : 0));
      const loops = voxelLoops(8, (x, y) => x >= 0 && y >= 0 && x < 8 && y < 8 && filled[8 * y + x] === 1);
      expect(crossings(...loops)).toBe(0);
    }
  });

  test('a contour that passes through another in a jitter of three crossings within 0.4 um crosses it once', () => {
    const zigzag = Float64Array.of(10.0002, 4, 9.9998, 4.0003, 10.0002, 4.0006, 8, 6, 8, 20, 12, 20, 12, 3);
    expect(crossings(SQUARE, zigzag)).toBe(2);
    const touch = Float64Array.of(10.0002, 4, 9.9998, 4.0003, 10.0002, 4.0006, 12, 5);
    expect(crossings(SQUARE, touch)).toBe(0);
  });

  test('a spike without width does not cross, a fish tail does', () => {
    expect(crossings(Float64Array.of(0, 0, 5, 0, 5, -3, 5, 0, 10, 0, 10, 10, 0, 10))).toBe(0);
    expect(crossings(Float64Array.of(0, 0, 5, 0, 6, -3, 4, -3, 5, 0.5, 10, 1, 10, 10, 0, 10))).toBe(1);
  });

  test('a contour that crosses at an angle of 0.1 degrees is found', () => {
    const wedge = Float64Array.of(-5, -0.01, 15, 0.025, 15, 5, -5, 5);
    expect(crossings(Float64Array.of(0, -10, 10, -10, 10, 0, 0, 0), wedge)).toBe(2);
  });
});
