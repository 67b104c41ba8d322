import { describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { offsetCurve } from '../../src/geometry/offset-curve.ts';
import { offsetSegments } from '../../src/geometry/offset-segments.ts';
import { circle, loop, rectangle, reversed } from '../scan/shapes.ts';

/** Raw curves in grid units, loop by loop. */
function curves(loops: Loops, deltaMm: number, join: 'round' | 'miter' = 'round'): number[][] {
  const { x, y, next, starts } = offsetSegments(loops, deltaMm, join)!;
  return loops.map((_, l) => {
    const [first, end] = [starts[l]!, starts[l + 1]!];
    for (let i = first; i < end; i++) expect(next[i]).toBe(i + 1 === end ? first : i + 1);
    return Array.from({ length: end - first }, (_, i) => [x[first + i]!, y[first + i]!]).flat();
  });
}

/** Numbers of a closed line from its smallest point. */
function turned(xy: readonly number[]): number[] {
  const points = Array.from({ length: xy.length / 2 }, (_, i) => [xy[2 * i]!, xy[2 * i + 1]!]);
  const order = points.map((_, i) => [...points.slice(i), ...points.slice(0, i)].flat());
  return order.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!)[0]!;
}

describe('raw offset curves in grid units', () => {
  test('end closing bends in their mitre points, so a square inward is a square', () => {
    expect(curves([rectangle(0, 0, 10, 10)], -1).map(turned)).toEqual([
      [10_000, 10_000, 90_000, 10_000, 90_000, 90_000, 10_000, 90_000],
    ]);
  });

  test('turn back over the corners where the offset uses edges up', () => {
    const [curve] = curves([loop(0, 0, 10, 0, 10, 9.5, 9.5, 9.5, 9.5, 10, 0, 10)], -0.6);
    const points = Array.from({ length: curve!.length / 2 }, (_, i) => `${curve![2 * i]},${curve![2 * i + 1]}`);
    expect(points).toContain('100000,95000');
    expect(points).toContain('95000,100000');
    expect(points).not.toContain('0,0');
  });

  test('are left out of outlines that shrink, and of holes that close, in a box narrower than twice the offset', () => {
    const lengths = (loops: Loops, deltaMm: number) => curves(loops, deltaMm).map((curve) => curve.length > 0);
    const strip = [rectangle(-9, -9, 9, 9), reversed(rectangle(0, 0, 1, 5)), reversed(circle(4, 4, 0.5))];
    expect(lengths(strip, 0.49)).toEqual([true, true, true]);
    expect(lengths(strip, 0.5)).toEqual([true, false, false]);
    expect(lengths(strip, -0.5)).toEqual([true, true, true]);
    expect(lengths(strip, -9)).toEqual([false, true, true]);
  });

  test('are those of offset-curve.ts, rounded, where bends open', () => {
    for (const [square, delta] of [
      [rectangle(0, 0, 10, 10), 1],
      [reversed(rectangle(0, 0, 10, 10)), -1],
    ] as const) {
      const grid = square.xy.map((v) => v * 10_000);
      const expected = offsetCurve(grid, delta * 10_000, { tolerance: 10, miterLimit: 1 });
      expect(curves([square], delta).map(turned)).toEqual([turned(Array.from(expected, Math.round))]);
    }
  });

  test('keep the points of opening corners up to twice the offset where they are mitred', () => {
    expect(curves([rectangle(0, 0, 10, 10)], 1, 'miter').map(turned)).toEqual([
      [-10_000, -10_000, 110_000, -10_000, 110_000, 110_000, -10_000, 110_000],
    ]);
    const tip = [loop(0, 0, 10, 0, 0, 1)];
    expect(curves(tip, 1, 'miter')[0]!.length).toBeGreaterThan(3 * 2);
  });

  test('need one point at each gentle bend, and hold no point twice', () => {
    expect(curves([circle(0, 0, 10, 100)], -0.1)[0]).toHaveLength(200);
    // Inward by nearly its radius a circle is smaller than the grid.
    const [speck] = curves([circle(0, 0, 1, 60)], -0.99999);
    const points = Array.from({ length: speck!.length / 2 }, (_, i) => `${speck![2 * i]},${speck![2 * i + 1]}`);
    for (const [i, point] of points.entries()) expect(point).not.toBe(points.at(i - 1));
  });

  test('leave out points in line, and loops without area', () => {
    const loops = [loop(0, 0, 5, 0, 10, 0, 10, 10, 0, 10), loop(0, 0, 1, 0, 2, 0), loop(0, 0, 1, 1)];
    expect(curves(loops, -1).map((curve) => curve.length)).toEqual([8, 0, 0]);
  });

  test('are refused for open lines and for coordinates that no layer has', () => {
    expect(offsetSegments([{ xy: Float64Array.of(0, 0, 1, 0, 1, 1), closed: false }], -1, 'round')).toBeNull();
    expect(offsetSegments([rectangle(0, 0, 4001, 1)], -1, 'round')).toBeNull();
    expect(offsetSegments([loop(0, 0, Number.NaN, 0, 1, 1)], -1, 'round')).toBeNull();
  });
});
