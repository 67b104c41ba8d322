import { beforeAll, describe, expect, test } from 'vitest';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { hatchArea, planContours } from '../../src/scan/contours.ts';
import { areaOf, circle, rectangle, scanSettings } from './shapes.ts';

beforeAll(() => loadClipping());

describe('contours', () => {
  test('of a 10 mm square lie at beam compensation and one contour offset further in', () => {
    const levels = planContours([rectangle(0, 0, 10, 10)], scanSettings({ contour: { count: 3 } }).contour);
    expect(levels.map(({ params, loops }) => [params, ...loops.map(({ xy }) => [...xy])])).toEqual([
      ['contour-outer', [0.06, 0.06, 9.94, 0.06, 9.94, 9.94, 0.06, 9.94]],
      ['contour-inner', [0.14, 0.14, 9.86, 0.14, 9.86, 9.86, 0.14, 9.86]],
      ['contour-inner', [0.22, 0.22, 9.78, 0.22, 9.78, 9.78, 0.22, 9.78]],
    ]);
  });

  test('of a 0.2 mm wall are one: the inner one finds no room', () => {
    const levels = planContours([rectangle(0, 0, 5, 0.2)], scanSettings().contour);
    expect(levels.map(({ loops }) => loops.length)).toEqual([1, 0]);
  });

  test('the hatch area lies within the innermost contour by the hatch offset', () => {
    expect(areaOf(hatchArea(planContours([rectangle(0, 0, 10, 10)], scanSettings().contour), 0.08))).toBeCloseTo(
      (10 - 2 * 0.22) ** 2,
      9,
    );
    expect(
      areaOf(hatchArea(planContours([rectangle(0, 0, 10, 10)], scanSettings({ contour: { count: 1 } }).contour), 0.08)),
    ).toBeCloseTo(9.72 ** 2, 9);
  });

  test('of a field of 10 x 10 dots run in rows, every second one backwards', () => {
    const dots = Array.from({ length: 100 }, (_, i) => circle((i % 10) * 2, Math.floor(i / 10) * 2, 0.5, 24));
    const [outer] = planContours(dots, scanSettings().contour);
    const starts = outer!.loops.map(({ xy }) => [Math.round((xy[0]! + 0.44) / 2), Math.round(xy[1]! / 2)]);
    expect(starts.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, i) => [i, 0]));
    expect(starts.slice(10, 20)).toEqual(Array.from({ length: 10 }, (_, i) => [9 - i, 1]));
    const jumps = starts.slice(1).map(([x, y], i) => Math.hypot(x! - starts[i]![0]!, y! - starts[i]![1]!));
    expect(Math.max(...jumps)).toBe(1);
  });
});
