import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import { type IsDense, sheetPaths } from '../../src/fff/sheet-paths.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { areaOf, bar, circle, loop, rectangle, reversed, SETTINGS } from './shapes.ts';

beforeAll(() => loadClipping());

const line = (...xy: number[]): Polyline => ({ xy: Float64Array.from(xy), closed: false });
const nowhere: IsDense = () => false;
const plan = (loops: Loops, middles: Loops, isDense = nowhere) => sheetPaths(loops, middles, SETTINGS, isDense);

/** Area of a path: its steps and what is spread over it. */
function areaOfPath({ stepMm2, extras }: ReturnType<typeof plan>['paths'][number]): number {
  return stepMm2.reduce((sum, value) => sum + value, 0) + extras.reduce((sum, { areaMm2 }) => sum + areaMm2, 0);
}

describe('a wall of 0.5 x 8 mm', () => {
  test.each([0, 17, 45, 90])(
    'at %d degrees is one line as wide as the wall that stops where its round ends have the area of the rest',
    (angle) => {
      const wall = [bar(angle, 8, 0.5)];
      const [c, s] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
      const { paths, rest } = plan(wall, [line(-c, -s, 9 * c, 9 * s)]);
      expect(rest).toEqual([]);
      expect(paths).toHaveLength(1);
      const { xy, widthMm, closed } = paths[0]!;
      expect(closed).toBe(false);
      for (const width of widthMm!) expect(Math.abs(width - 0.5)).toBeLessThan(5e-4);
      const ends = [Math.hypot(xy[0]!, xy[1]!), Math.hypot(xy.at(-2)!, xy.at(-1)!)].sort((a, b) => a - b);
      // Half a disc of 0.5 mm has the area of 0.5 x 0.196 mm.
      const stop = (Math.PI / 8) * 0.5;
      expect(Math.abs(ends[0]! - stop)).toBeLessThan(0.005);
      expect(Math.abs(ends[1]! - (8 - stop))).toBeLessThan(0.005);
      expect(areaOfPath(paths[0]!)).toBeCloseTo(areaOf(wall), 6);
    },
  );

  test('reaches a quarter of a bead further into dense solid, and lays that in addition', () => {
    const wall = [rectangle(0, 0, 8, 0.5)];
    const { paths } = plan(wall, [line(-1, 0.25, 9, 0.25)], (x) => x > 8);
    const { xy } = paths[0]!;
    expect(Math.abs(Math.min(xy[0]!, xy.at(-2)!) - (Math.PI / 8) * 0.5)).toBeLessThan(0.005);
    // The round end of half 0.5 mm reaches 0.1 mm beyond the wall.
    expect(Math.abs(Math.max(xy[0]!, xy.at(-2)!) + 0.25 - 8.1)).toBeLessThan(0.005);
    expect(areaOfPath(paths[0]!)).toBeCloseTo(4 + 0.1 * 0.5, 4);
  });

  test('whose middle line lies off the middle has its bead in the middle all the same', () => {
    const { paths } = plan([rectangle(0, 0, 8, 0.5)], [line(-1, 0.1, 9, 0.1)]);
    const { xy } = paths[0]!;
    for (let i = 1; i < xy.length; i += 2) expect(xy[i]).toBeCloseTo(0.25, 4);
  });

  test('whose middle line wanders from side to side has a bead as wide as the wall, not as its rungs are long', () => {
    const wandering = { xy: Float64Array.of(-1, 0.15, 3.5, 0.15, 4.5, 0.35, 9, 0.35), closed: false };
    const { paths } = plan([rectangle(0, 0, 8, 0.5)], [wandering]);
    const { xy, widthMm } = paths[0]!;
    // A rung across the middle millimetre leans by 0.2 in 1 and is 0.51 mm long.
    for (const width of widthMm!) expect(Math.abs(width - 0.5)).toBeLessThan(1e-3);
    for (let i = 1; i < xy.length; i += 2) expect(Math.abs(xy[i]! - 0.25)).toBeLessThan(1e-3);
  });
});

test('a ring of wall is one closed line with the area of the ring', () => {
  const ring = [circle(0, 0, 2.2), reversed(circle(0, 0, 1.8))];
  const { paths, rest } = plan(ring, [circle(0, 0, 2)]);
  expect(rest).toEqual([]);
  expect(paths).toHaveLength(1);
  expect(paths[0]!.closed).toBe(true);
  expect(areaOfPath(paths[0]!)).toBeCloseTo(areaOf(ring), 6);
  for (const width of paths[0]!.widthMm!) expect(Math.abs(width - 0.4)).toBeLessThan(1e-3);
});

test('a blot of 2 mm in a wall is left as an area of its own between straight cuts, and nothing is lost', () => {
  const wall = [loop(0, 0, 4, 0, 4, -0.8, 6, -0.8, 6, 0, 10, 0, 10, 0.4, 6, 0.4, 6, 1.2, 4, 1.2, 4, 0.4, 0, 0.4)];
  const { paths, rest } = plan(wall, [line(-1, 0.2, 11, 0.2)]);
  expect(paths).toHaveLength(2);
  expect(rest).toHaveLength(1);
  expect(paths.reduce((sum, path) => sum + areaOfPath(path), areaOf(rest))).toBeCloseTo(areaOf(wall), 5);
  // The beads end where the rest begins.
  const xs = [...rest[0]!.xy].filter((_, i) => i % 2 === 0);
  const ends = paths.flatMap(({ xy }) => [xy[0]!, xy.at(-2)!]).sort((a, b) => a - b);
  expect(ends[1]).toBeCloseTo(Math.min(...xs), 4);
  expect(ends[2]).toBeCloseTo(Math.max(...xs), 4);
});

test('an island without a middle line is left whole', () => {
  const island = rectangle(10, 0, 11, 1);
  const { paths, rest } = plan([rectangle(0, 0, 8, 0.5), island], [line(-1, 0.25, 9, 0.25)]);
  expect(paths).toHaveLength(1);
  expect(rest.map(({ xy }) => [...xy])).toEqual([[...island.xy]]);
});

test('two walls that touch for a stretch stay two lines, and share what lies between', () => {
  // Walls of 0.4 mm at 0.4 mm from one another that are one body over 0.3 mm.
  const walls = [
    loop(0, 0, 8, 0, 8, 0.4, 4.15, 0.4, 4.15, 0.8, 8, 0.8, 8, 1.2, 0, 1.2, 0, 0.8, 3.85, 0.8, 3.85, 0.4, 0, 0.4),
  ];
  const { paths, rest } = plan(walls, [line(-1, 0.2, 9, 0.2), line(-1, 1, 9, 1)]);
  expect(rest).toEqual([]);
  expect(paths).toHaveLength(2);
  expect(paths.reduce((sum, path) => sum + areaOfPath(path), 0)).toBeCloseTo(areaOf(walls), 5);
});

test('the same comes of walls and lines in another order, but for the order of the lines', () => {
  const walls = [rectangle(0, 0, 8, 0.5), rectangle(0, 2, 8, 2.5)];
  const middles = [line(-1, 0.25, 9, 0.25), line(-1, 2.25, 9, 2.25)];
  const first = plan(walls, middles);
  const second = plan([...walls].reverse(), [...middles].reverse());
  expect([...second.paths].reverse()).toEqual(first.paths);
});
