import { describe, expect, test } from 'vitest';
import { chartPath } from '../../src/draw/chart-path.ts';

const path = (points: readonly (readonly [number, number])[]) =>
  chartPath({ x: Float64Array.from(points, ([x]) => x), y: Float64Array.from(points, ([, y]) => y) });

/** Points of path data as numbers. */
function pointsOf(data: string): [number, number][] {
  const numbers = data.replaceAll('M', ' ').trim().split(/\s+/).map(Number);
  return numbers.flatMap((value, i): [number, number][] => (i % 2 === 0 ? [[value, numbers[i + 1]!]] : []));
}

describe('the line of a chart', () => {
  test('three points in three columns are kept as they are', () => {
    expect(
      path([
        [0, 5],
        [10.25, 2.04],
        [20, 7],
      ]),
    ).toEqual({ line: 'M0 5 10.3 2 20 7', dots: '' });
  });

  test('a gap cuts the line; a value alone between gaps is a dot', () => {
    const gap = Number.NaN;
    expect(
      path([
        [0, 1],
        [1, 2],
        [2, gap],
        [3, 4],
        [4, gap],
        [5, gap],
        [6, 7],
        [7, 8],
      ]),
    ).toEqual({
      line: 'M0 1 1 2M6 7 7 8',
      dots: 'M3 4h0',
    });
    expect(path([[0, gap]])).toEqual({ line: '', dots: '' });
  });

  test('of one column first, lowest, highest and last are kept in their order', () => {
    expect(
      path([
        [0, 5],
        [0.2, 9],
        [0.4, 6],
        [0.6, 1],
        [0.8, 4],
      ]).line,
    ).toBe('M0 5 0.2 9 0.6 1 0.8 4');
  });

  test('a hundred thousand points become at most four a column, and each column keeps its extremes', () => {
    const count = 100_000;
    let seed = 1;
    const points = Array.from({ length: count }, (_, i): [number, number] => {
      seed = (seed * 48_271) % 2_147_483_647;
      return [(i / (count - 1)) * 399.9, Math.round((seed / 2_147_483_647) * 2000) / 10];
    });
    const columns = new Map<number, { low: number; high: number }>();
    for (const [x, y] of points) {
      const seen = columns.get(Math.floor(x)) ?? { low: y, high: y };
      columns.set(Math.floor(x), { low: Math.min(seen.low, y), high: Math.max(seen.high, y) });
    }
    const drawn = pointsOf(path(points).line);
    expect(drawn.length).toBeLessThanOrEqual(4 * columns.size);
    for (const [column, { low, high }] of columns) {
      // A place may round up to the next column.
      const near = drawn.filter(([x]) => x >= column && x <= column + 1).map(([, y]) => y);
      expect(near).toContain(low);
      expect(near).toContain(high);
    }
  });
});
