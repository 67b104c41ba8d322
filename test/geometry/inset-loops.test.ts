import { Clipper, EndType, JoinType } from 'clipper2-ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { loadClipping, type OffsetJoin, offsetLoops, unitePositive } from '../../src/geometry/clipping.ts';
import { insetLoops, offsetByWalk } from '../../src/geometry/inset-loops.ts';
import { lengthMm, loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { circle, distanceToEdges, isInside, loop, rectangle, reversed } from '../scan/shapes.ts';
import {
  AREAS,
  apartMm,
  delta,
  differenceMm2,
  finelyUnited,
  loopCount,
  pointsOf,
  selfCrossings,
} from './inset-areas.ts';

beforeAll(() => loadClipping());

const coordinates = (loops: Loops | null): number[][] | undefined => loops?.map(({ xy }) => [...xy]);
const join = fc.constantFrom<OffsetJoin>('round', 'miter');

/** The offset without the library; fails where the walk gives up. */
function walked(loops: Loops, deltaMm: number, corners: OffsetJoin = 'round'): Loops {
  const found = offsetByWalk(loops, deltaMm, corners);
  expect(found).not.toBeNull();
  return found!;
}

describe('areas known by hand', () => {
  test('a 10 mm square inward by 1 mm is exactly an 8 mm square', () => {
    expect(coordinates(walked([rectangle(0, 0, 10, 10)], -1))).toEqual([[1, 1, 9, 1, 9, 9, 1, 9]]);
  });

  test('a 10 mm square outward by 1 mm has area 100 + 40 + pi when round, and 144 when mitred', () => {
    const square = [rectangle(0, 0, 10, 10)];
    const round = loopsAreaMm2(walked(square, 1));
    expect(round).toBeLessThan(140 + Math.PI);
    expect(round).toBeGreaterThan(140 + Math.PI - 2 * Math.PI * 0.001);
    expect(loopsAreaMm2(walked(square, 1, 'miter'))).toBe(144);
  });

  test('a ring shrinks from both sides and its hole grows', () => {
    const ring = [circle(0, 0, 10, 2000), reversed(circle(0, 0, 6, 2000))];
    expect(loopsAreaMm2(walked(ring, -0.5))).toBeCloseTo(Math.PI * (9.5 * 9.5 - 6.5 * 6.5), 2);
    expect(loopsAreaMm2(walked(ring, 0.5))).toBeCloseTo(Math.PI * (10.5 * 10.5 - 5.5 * 5.5), 2);
    expect(walked(ring, 6.1)).toHaveLength(1);
    expect(walked(ring, -2.1)).toEqual([]);
    expect(walked(ring, -10)).toEqual([]);
  });

  test('a dumbbell falls apart in two where its bar is too thin, and stays one where it is not', () => {
    const bell = unitePositive([rectangle(0, 0, 4, 4), rectangle(8, 0, 12, 4), rectangle(4, 1.9, 8, 2.1)]);
    expect(walked(bell, -0.5)).toHaveLength(2);
    expect(walked(bell, -0.05)).toHaveLength(1);
  });

  test('a wall exactly as wide as the offset takes away is gone, upright, lying, slanting, and between two bodies', () => {
    expect(walked([rectangle(0, 0, 10, 0.12)], -0.06)).toEqual([]);
    expect(walked([rectangle(0, 0, 0.12, 10)], -0.06)).toEqual([]);
    // Sides 5 units of 3-4-5 triangles long: the wall is 0.1 mm thick.
    expect(walked([loop(0, 0, 4, 3, 3.94, 3.08, -0.06, 0.08)], -0.05)).toEqual([]);
    const bell = unitePositive([rectangle(0, 0, 4, 4), rectangle(8, 0, 12, 4), rectangle(4, 1.9, 8, 2.02)]);
    expect(walked(bell, -0.06)).toHaveLength(2);
  });

  test('a gap exactly as wide as the offset adds is closed without a trace', () => {
    const pair = [rectangle(0, 0, 1, 1), rectangle(1.12, 0, 2.12, 1)];
    expect(coordinates(walked(pair, 0.06, 'miter'))).toEqual([[-0.06, -0.06, 2.18, -0.06, 2.18, 1.06, -0.06, 1.06]]);
  });

  test('squares that touch in a corner come apart inward, and make one outline outward', () => {
    const pair = unitePositive([rectangle(0, 0, 1, 1), rectangle(1, 1, 2, 2)]);
    expect(coordinates(walked(pair, -0.1))).toEqual([
      [0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9],
      [1.1, 1.1, 1.9, 1.1, 1.9, 1.9, 1.1, 1.9],
    ]);
    expect(loopsAreaMm2(walked(pair, 0.1, 'miter'))).toBeCloseTo(2 * 1.44 - 0.04, 9);
    expect(walked(pair, 0.1, 'miter')).toHaveLength(1);
  });

  test('a comb with 40 teeth of 0.1 mm loses them all inward by 0.05 mm, and its gaps outward', () => {
    const comb = unitePositive([
      rectangle(-1, 0, 9, 1),
      ...Array.from({ length: 40 }, (_, k) => rectangle(0.2 * k, 1, 0.2 * k + 0.1, 3)),
    ]);
    expect(coordinates(walked(comb, -0.05, 'miter'))).toEqual([[-0.95, 0.05, 8.95, 0.05, 8.95, 0.95, -0.95, 0.95]]);
    // Round corners leave a cusp between two quarter circles at each root.
    const cuspMm2 = 0.1 * 0.05 - (Math.PI * 0.05 ** 2) / 2;
    expect(loopsAreaMm2(walked(comb, -0.05))).toBeCloseTo(9.9 * 0.9 + 40 * cuspMm2, 2);
    expect(loopCount(walked(comb, 0.05))).toBe(1);
  });

  test('points in line along a side change nothing', () => {
    const square = [loop(0, 0, 2, 0, 5, 0, 10, 0, 10, 10, 0, 10, 0, 10, 0, 3)];
    expect(coordinates(walked(square, -1))).toEqual([[1, 1, 9, 1, 9, 9, 1, 9]]);
  });

  test('an offset of nothing changes nothing, and of nothing is nothing', () => {
    expect(coordinates(insetLoops([rectangle(0, 0, 1, 1)], 0))).toEqual([[0, 0, 1, 0, 1, 1, 0, 1]]);
    expect(walked([], -0.1)).toEqual([]);
  });
});

describe.each(Object.entries(AREAS))('%s', (_, area) => {
  test('unite the raw curves with no other error than that of rounding crossings, half a grid unit each way', () => {
    let runs = 0;
    let givenUp = 0;
    let otherCounts = 0;
    fc.assert(
      fc.property(area, delta, join, (loops, deltaMm, corners) => {
        fc.pre(Math.abs(deltaMm) > 5e-4);
        runs++;
        const found = offsetByWalk(loops, deltaMm, corners);
        if (found === null) {
          givenUp++;
          return;
        }
        const theirs = finelyUnited(loops, deltaMm, corners);
        expect(apartMm(found, theirs)).toBeLessThan(0.000075);
        if (loopCount(found) !== loopCount(theirs)) otherCounts++;
        expect(selfCrossings(found)).toBe(0);
      }),
      { numRuns: 100, seed: 5 },
    );
    // Mostly round holes that vanish together, where everything crosses everything.
    expect(givenUp).toBeLessThanOrEqual(0.08 * runs);
    // Where a neck is narrower than the grid, rounding makes it a touch.
    expect(otherCounts).toBeLessThanOrEqual(0.01 * runs);
  });

  test('agree with two libraries that build the raw curves in their own way', () => {
    fc.assert(
      fc.property(area, delta, (loops, deltaMm) => {
        fc.pre(Math.abs(deltaMm) > 0.002);
        const found = insetLoops(loops, deltaMm);
        const reachMm = loops.reduce((sum, one) => sum + lengthMm(one) + 2 * Math.PI * Math.abs(deltaMm), 0);
        // Crossings are rounded: what lies between is at most 0.2 um wide along both sides.
        expect(differenceMm2(found, offsetLoops(loops, deltaMm))).toBeLessThan(2e-4 * reachMm);
        const paths = loops.map(({ xy }) =>
          pointsOf(xy).map(([x, y]) => ({ x: Math.round(x * 10_000), y: Math.round(y * 10_000) })),
        );
        const theirs = Clipper.inflatePaths(paths, deltaMm * 10_000, JoinType.Round, EndType.Polygon, 2, 2.5);
        const difference = loopsAreaMm2(found) - Clipper.areaPaths(theirs) / 1e8;
        expect(Math.abs(difference)).toBeLessThan(0.001 * reachMm + 1e-3);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  test('lie at the offset from the boundary within 1.5 micrometres, on the right side of it', () => {
    fc.assert(
      fc.property(area, delta, (loops, deltaMm) => {
        fc.pre(Math.abs(deltaMm) > 0.003);
        for (const { xy } of insetLoops(loops, deltaMm)) {
          for (const [x, y] of pointsOf(xy)) {
            expect(isInside(loops, x, y)).toBe(deltaMm < 0);
            expect(Math.abs(distanceToEdges(loops, x, y) - Math.abs(deltaMm))).toBeLessThan(0.0015);
          }
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('do not depend on the order of loops or on their first points', () => {
    fc.assert(
      fc.property(area, delta, join, (loops, deltaMm, corners) => {
        const turned = [...loops].reverse().map(({ xy }) => {
          const by = 2 * Math.floor(xy.length / 5);
          return { xy: Float64Array.of(...xy.slice(by), ...xy.slice(0, by)), closed: true };
        });
        expect(coordinates(insetLoops(turned, deltaMm, corners))).toEqual(
          coordinates(insetLoops(loops, deltaMm, corners)),
        );
      }),
      { numRuns: 60, seed: 8 },
    );
  });
});

describe('areas for which the first room does not do', () => {
  /** Squares of many sizes side by side, each of which reaches over its eight neighbours when it grows. */
  const squares = Array.from({ length: 900 }, (_, i) => {
    const [x, y] = [(i % 30) * 0.5, Math.floor(i / 30) * 0.5];
    const size = 0.3 + ((i * 37) % 97) / 1000;
    return rectangle(x, y, x + size, y + size);
  });

  test('with more crossings than vertices', () => {
    const grown = walked(squares, 0.11, 'miter');
    const alone = squares.map(({ xy }) => rectangle(xy[0]! - 0.11, xy[1]! - 0.11, xy[4]! + 0.11, xy[5]! + 0.11));
    expect(loopsAreaMm2(grown)).toBeCloseTo(loopsAreaMm2(unitePositive(alone)), 4);
  });

  test('with 500 corners of 20 chords each', () => {
    const star = loop(
      ...Array.from({ length: 1000 }, (_, i) => {
        const angle = (i * 2 * Math.PI) / 1000;
        const radius = i % 2 === 0 ? 100 : 90;
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      }).flat(),
    );
    const grown = walked([star], 0.4);
    expect(grown[0]!.xy.length).toBeGreaterThan(2 * 5000);
    expect(loopsAreaMm2(grown)).toBeCloseTo(loopsAreaMm2(offsetLoops([star], 0.4)), 1);
  });

  test('and what an offset returns is not changed by the next', () => {
    const first = walked(squares, 0.05);
    const copy = coordinates(first);
    walked(squares, -0.05);
    expect(coordinates(first)).toEqual(copy);
  });
});

describe('what the walk leaves to the library', () => {
  test('loops that lie upon each other', () => {
    const twice = [rectangle(0, 0, 1, 1), rectangle(0, 0, 1, 1)];
    expect(offsetByWalk(twice, -0.1, 'round')).toBeNull();
    expect(insetLoops(twice, -0.1)).toEqual(offsetLoops(twice, -0.1));
  });

  test('sides of overlapping loops that would meet without uniting', () => {
    const overlapping = [rectangle(0, 0, 1, 1), rectangle(0.9, 0, 1.9, 1)];
    expect(offsetByWalk(overlapping, -0.05, 'round')).toBeNull();
    expect(coordinates(insetLoops(overlapping, -0.05))).toEqual([[0.05, 0.05, 1.85, 0.05, 1.85, 0.95, 0.05, 0.95]]);
  });

  test('round bodies that vanish, where everything crosses everything', () => {
    const pair = unitePositive([circle(0, 0, 0.5, 400), circle(0.7, 0.7, 0.5, 400)]);
    expect(offsetByWalk(pair, -0.6, 'round')).toBeNull();
    expect(insetLoops(pair, -0.6)).toEqual([]);
  });

  test('areas of more than 3.3 m, where products are not whole doubles, and coordinates that it refuses', () => {
    const wide = [rectangle(-2000, 0, 2000, 1)];
    expect(offsetByWalk(wide, -0.1, 'round')).toBeNull();
    expect(insetLoops(wide, -0.1)).toEqual(offsetLoops(wide, -0.1));
    expect(() => insetLoops([rectangle(0, 0, 4001, 1)], -0.1)).toThrow('within 4000 mm');
    expect(() => insetLoops([loop(0, 0, Number.NaN, 1, 1, 1)], -0.1)).toThrow('got NaN');
  });

  test('lines that are not closed, which bound no area', () => {
    const open = [{ xy: Float64Array.of(0, 0, 1, 0, 1, 1), closed: false }];
    expect(() => insetLoops(open, -0.1)).toThrow('closed');
  });
});
