import { describe, expect, test } from 'vitest';
import type { Polyline } from '../../../src/core/polyline.ts';
import { lengthMm } from '../../../src/geometry/polygon-area.ts';
import { layContours } from '../../../src/scan/contour-paths/lay-contours.ts';
import type { ContourPathSettings, ContourStart, StartCorners } from '../../../src/scan/contour-paths/settings.ts';
import { circle, distanceToEdges, loop, rectangle, reversed } from '../shapes.ts';
import { star } from './star.ts';

const AS_NOW: ContourPathSettings = {
  levelKeys: [],
  order: 'outside-in',
  hatchFirst: false,
  start: { rule: 'as-cut' },
  breakAtDeg: null,
  closingOverlapMm: 0,
};

/** Paths of one contour. */
function paths(line: Polyline, settings: Partial<ContourPathSettings>, layer = 0): Polyline[] {
  const levels = [{ params: 'contour-outer', loops: [line] }];
  return layContours(levels, { ...AS_NOW, ...settings }, layer).map(({ path }) => path);
}

const pointsOf = (line: Polyline, settings: Partial<ContourPathSettings>, layer = 0) =>
  paths(line, settings, layer).map(({ xy }) => [...xy]);
const firstOf = (line: Polyline, start: ContourStart, layer = 0) => {
  const [path] = paths(line, { start }, layer);
  return [path!.xy[0]!, path!.xy[1]!];
};
const aligned = (directionDeg: number, corners: StartCorners | null = null): ContourStart => ({
  rule: 'aligned',
  directionDeg,
  corners,
});

const SQUARE = rectangle(0, 0, 10, 10);
const GOLDEN = (Math.sqrt(5) - 1) / 2;

describe('the order of contours', () => {
  const levels = ['contour-outer', 'contour-inner', 'contour-inner'].map((params, k) => ({
    params,
    loops: [rectangle(k, k, 10 - k, 10 - k)],
  }));
  const order = (settings?: Partial<ContourPathSettings>) =>
    layContours(levels, settings && { ...AS_NOW, ...settings }, 0).map(({ params, path }) => [params, path.xy[0]]);

  test('is from the outside in when nothing is said, with the very lines that came', () => {
    expect(layContours(levels, undefined, 3).map(({ path }) => path)).toEqual(levels.map(({ loops }) => loops[0]));
    expect(order()).toEqual(order({}));
  });

  test('is the other way around on demand, and levels have keys of their own', () => {
    expect(order({ order: 'inside-out', levelKeys: ['contour-outer', 'contour-2'] })).toEqual([
      ['contour-inner', 2],
      ['contour-2', 1],
      ['contour-outer', 0],
    ]);
  });

  test('of a level that has nothing somewhere stays that of its number', () => {
    const [outer, , third] = levels as [(typeof levels)[0], unknown, (typeof levels)[0]];
    const gap = [outer, { params: 'contour-inner', loops: [] }, third];
    const keys = layContours(gap, { ...AS_NOW, levelKeys: ['contour-outer', 'contour-2', 'contour-3'] }, 0);
    expect(keys.map(({ params }) => params)).toEqual(['contour-outer', 'contour-3']);
  });
});

describe('an aligned start', () => {
  test('is the corner furthest in the direction', () => {
    expect(firstOf(SQUARE, aligned(45))).toEqual([10, 10]);
    expect(firstOf(SQUARE, aligned(200))).toEqual([0, 0]);
    expect(pointsOf(SQUARE, { start: aligned(45) })).toEqual([[10, 10, 0, 10, 0, 0, 10, 0]]);
  });

  test('is of two corners as far the left one, looking in the direction', () => {
    expect([0, 90, 180, 270].map((deg) => firstOf(SQUARE, aligned(deg)))).toEqual([
      [10, 10],
      [0, 10],
      [0, 0],
      [10, 0],
    ]);
  });

  test('holds for holes, which run the other way', () => {
    const hole = reversed(circle(0, 0, 3, 8));
    expect(firstOf(hole, aligned(90))[1]).toBeCloseTo(3, 6);
    expect(paths(hole, { start: aligned(90) })[0]!.xy).toHaveLength(16);
  });

  test('keeps its distance from corners: 2 mm before the corner that it would be at', () => {
    const corners = { rule: 'avoid', leastTurnDeg: 60, distanceMm: 2 } as const;
    expect(firstOf(SQUARE, aligned(40, corners))).toEqual([10, 8]);
    expect(pointsOf(SQUARE, { start: aligned(40, corners) })).toEqual([[10, 8, 10, 10, 0, 10, 0, 0, 10, 0]]);
  });

  test('lies in the middle of the longest edge where none has room for the distance', () => {
    const corners = { rule: 'avoid', leastTurnDeg: 60, distanceMm: 50 } as const;
    expect(firstOf(rectangle(0, 0, 4, 7), aligned(0, corners))).toEqual([4, 3.5]);
  });

  test('prefers a corner to the furthest point, and takes that where there is no corner', () => {
    const round = loop(0, 0, 10, 0, 10.5, 3, 10.5, 7, 10, 10, 0, 10);
    const corners = { rule: 'prefer', leastTurnDeg: 85 } as const;
    expect(firstOf(round, aligned(5))).toEqual([10.5, 7]);
    expect(firstOf(round, aligned(160, corners))).toEqual([0, 10]);
    expect(firstOf(circle(0, 0, 3, 8), aligned(0, corners))).toEqual([3, 0]);
  });
});

describe('a spread start', () => {
  test('moves along the contour by its share of the length from layer to layer', () => {
    const start = { rule: 'spread', share: 0.3, corners: null } as const;
    // Of 40 mm, 12 mm a layer: counter-clockwise from the corner at the origin.
    expect([0, 1, 2, 3, 4].map((layer) => firstOf(SQUARE, start, layer))).toEqual([
      [0, 0],
      [10, 2],
      [6, 10],
      [0, 4],
      [8, 0],
    ]);
  });

  test('by the golden ratio comes nowhere near an earlier one: 21 layers leave gaps of 1/18 and 1/29 of the round', () => {
    const start = { rule: 'spread', share: GOLDEN, corners: null } as const;
    const along = Array.from({ length: 21 }, (_, layer) => {
      const [x, y] = firstOf(SQUARE, start, layer) as [number, number];
      if (y === 0) return x;
      if (x === 10) return 10 + y;
      return y === 10 ? 30 - x : 40 - y;
    }).sort((a, b) => a - b);
    const gaps = along.map((at, k) => (along[k + 1] ?? along[0]! + 40) - at);
    // Of 21 points the gaps are the golden ratio to the powers 6 and 7.
    expect(Math.max(...gaps)).toBeCloseTo(40 * GOLDEN ** 6, 3);
    expect(Math.min(...gaps)).toBeCloseTo(40 * GOLDEN ** 7, 3);
  });

  test('of inner contours is part of a round further on', () => {
    const start = { rule: 'spread', share: 0.3, corners: null } as const;
    const levels = [0, 1, 2, 3].map(() => ({ params: 'contour-inner', loops: [SQUARE] }));
    const laid = layContours(levels, { ...AS_NOW, start }, 0);
    expect(laid.map(({ path }) => [path.xy[0], path.xy[1]])).toEqual([
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]);
  });

  test('avoids corners evenly: 6 mm of each edge are free', () => {
    const corners = { rule: 'avoid', leastTurnDeg: 60, distanceMm: 2 } as const;
    const start = { rule: 'spread', share: 0.375, corners } as const;
    // Of 24 mm, 9 mm a layer: 3 mm into the second stretch, the middle of the second edge.
    expect(firstOf(SQUARE, start, 0)).toEqual([2, 0]);
    expect(firstOf(SQUARE, start, 1)).toEqual([10, 5]);
    expect(firstOf(SQUARE, start, 2)).toEqual([0, 8]);
  });

  test('goes from corner to corner where corners are preferred', () => {
    const start = { rule: 'spread', share: 0.25, corners: { rule: 'prefer', leastTurnDeg: 60 } } as const;
    expect([0, 1, 2, 3, 4].map((layer) => firstOf(SQUARE, start, layer))).toEqual([
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 0],
    ]);
  });

  test('puts one new point on the grid, at most 0.1 um beside the line, and moves no other', () => {
    const line = star(3, 4, 7);
    const before = new Set(Array.from({ length: 10 }, (_, i) => `${line.xy[2 * i]} ${line.xy[2 * i + 1]}`));
    for (let layer = 0; layer < 50; layer++) {
      const [path] = paths(line, { start: { rule: 'spread', share: GOLDEN, corners: null } }, layer);
      const points = Array.from({ length: path!.xy.length / 2 }, (_, i) => [path!.xy[2 * i]!, path!.xy[2 * i + 1]!]);
      const fresh = points.filter(([x, y]) => !before.has(`${x} ${y}`));
      expect(path!.closed).toBe(true);
      expect(fresh.length).toBeLessThanOrEqual(1);
      expect(points.length - fresh.length).toBe(10);
      for (const [x, y] of fresh) {
        expect(Math.abs(x! * 1e4 - Math.round(x! * 1e4))).toBeLessThan(1e-6);
        expect(distanceToEdges([line], x!, y!)).toBeLessThan(1e-4);
      }
    }
  });
});

describe('breaking at corners', () => {
  test('parts a square into its edges, which meet end to end', () => {
    expect(paths(SQUARE, { breakAtDeg: 90 }).map(({ xy, closed }) => [closed, ...xy])).toEqual([
      [false, 0, 0, 10, 0],
      [false, 10, 0, 10, 10],
      [false, 10, 10, 0, 10],
      [false, 0, 10, 0, 0],
    ]);
  });

  test('begins with the piece that the start lies in', () => {
    const start = { rule: 'spread', share: 0.3, corners: null } as const;
    expect(pointsOf(SQUARE, { breakAtDeg: 90, start }, 1)[0]).toEqual([10, 0, 10, 10]);
    expect(pointsOf(SQUARE, { breakAtDeg: 90, start }, 3)[0]).toEqual([0, 10, 0, 0]);
  });

  test('parts a star at its tips, into pieces with a notch each', () => {
    const pieces = paths(star(0, 0, 5), { breakAtDeg: 100 });
    expect(pieces.map(({ xy }) => xy.length / 2)).toEqual([3, 3, 3, 3, 3]);
    const length = pieces.reduce((sum, path) => sum + lengthMm(path), 0);
    expect(length).toBeCloseTo(lengthMm(star(0, 0, 5)), 9);
  });

  test('leaves a circle whole, and a drop, which begins at its one corner', () => {
    const round = circle(0, 0, 3, 100);
    expect(paths(round, { breakAtDeg: 45 })).toEqual([round]);
    const drop = loop(0, 3, -2, 2.5, -3, 1, -3, -1, 0, -8, 3, -1, 3, 1, 2, 2.5);
    const [whole] = paths(drop, { breakAtDeg: 100 });
    expect([whole!.closed, ...whole!.xy.slice(0, 4)]).toEqual([true, 0, -8, 3, -1]);
  });

  test('parts what thin walls have left open too, and keeps its ends', () => {
    const open = { xy: Float64Array.of(0, 0, 10, 0, 10, 10), closed: false };
    expect(pointsOf(open, { breakAtDeg: 60 })).toEqual([
      [0, 0, 10, 0],
      [10, 0, 10, 10],
    ]);
    expect(paths(open, { start: aligned(0), closingOverlapMm: 1 })).toEqual([open]);
  });
});

describe('the closing overlap', () => {
  test('runs on past the start of a square', () => {
    expect(paths(SQUARE, { closingOverlapMm: 0.5 })).toEqual([
      { closed: false, xy: Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0, 0.5, 0) },
    ]);
  });

  test('follows the contour around a corner, from a start between corners', () => {
    const start = { rule: 'spread', share: 0.225, corners: null } as const;
    expect(pointsOf(SQUARE, { closingOverlapMm: 1.5, start }, 1)).toEqual([
      [9, 0, 10, 0, 10, 10, 0, 10, 0, 0, 9, 0, 10, 0, 10, 0.5],
    ]);
  });

  test('is no more than a second round', () => {
    const [path] = paths(rectangle(0, 0, 0.1, 0.1), { closingOverlapMm: 3 });
    expect(lengthMm(path!)).toBeCloseTo(0.8, 12);
  });

  test('adds its length to a circle, and none to pieces between corners', () => {
    const round = circle(0, 0, 3, 360);
    expect(lengthMm(paths(round, { closingOverlapMm: 0.2 })[0]!)).toBeCloseTo(lengthMm(round) + 0.2, 3);
    expect(paths(SQUARE, { breakAtDeg: 90, closingOverlapMm: 0.5 })).toEqual(paths(SQUARE, { breakAtDeg: 90 }));
  });
});
