import { describe, expect, test } from 'vitest';
import { simplifyLine } from '../../src/geometry/simplify-line.ts';

function line(closed: boolean, points: number[][]) {
  return {
    path: { xy: Float64Array.from(points.flatMap(([x, y]) => [x!, y!])), closed },
    widthMm: Float64Array.from(points, (point) => point[2]!),
  };
}

describe('a line with widths', () => {
  test('keeps its ends and what bends it by more than 5 um, in place or in width', () => {
    const kept = (...middle: number[]) => simplifyLine(line(false, [[0, 0, 0.4], middle, [2, 0, 0.4]])).widthMm.length;
    expect(kept(1, 0.004, 0.4)).toBe(2);
    expect(kept(1, 0.006, 0.4)).toBe(3);
    expect(kept(1, 0, 0.404)).toBe(2);
    expect(kept(1, 0, 0.406)).toBe(3);
  });

  test('stays within 5 um of an arc, with far fewer points', () => {
    const points = Array.from({ length: 200 }, (_, i) => [3 * Math.cos(i / 100), 3 * Math.sin(i / 100), 0.4]);
    const { path } = simplifyLine(line(false, points));
    expect(path.xy.length / 2).toBeLessThan(40);
    for (let i = 2; i < path.xy.length; i += 2) {
      const [x, y] = [(path.xy[i]! + path.xy[i - 2]!) / 2, (path.xy[i + 1]! + path.xy[i - 1]!) / 2];
      expect(3 - Math.hypot(x, y)).toBeLessThan(0.0052);
    }
  });

  test('goes to the grid, where equal points are one', () => {
    const { path } = simplifyLine(
      line(false, [
        [0.00001, 0, 0.4],
        [0.00002, 0.00003, 0.4],
        [1.00004, 1, 0.4],
      ]),
    );
    expect([...path.xy]).toEqual([0, 0, 1, 1]);
  });

  test('keeps the corners of a closed line, and has no points left where it is none', () => {
    const square = [
      [0, 0, 1],
      [0.5, 0, 1],
      [1, 0, 1],
      [1, 1, 1],
      [0, 1, 1],
    ];
    expect([...simplifyLine(line(true, square)).path.xy]).toEqual([0, 0, 1, 0, 1, 1, 0, 1]);
    expect(
      simplifyLine(
        line(true, [
          [0, 0, 1],
          [0.001, 0, 1],
          [0, 0.001, 1],
        ]),
      ).widthMm,
    ).toHaveLength(0);
    expect(
      simplifyLine(
        line(false, [
          [1, 1, 1],
          [1, 1, 1],
        ]),
      ).widthMm,
    ).toHaveLength(0);
  });
});
