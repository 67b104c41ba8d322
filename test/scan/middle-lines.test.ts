import { beforeAll, expect, test } from 'vitest';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { insetLoops } from '../../src/geometry/inset-loops.ts';
import { thinWalls } from '../../src/scan/thin-walls.ts';
import { isInside, loop } from './shapes.ts';

beforeAll(() => loadClipping());

/** Slivers that layers of lattices have at a flat side of the part: they end in points between nearly parallel edges. */
const SLIVERS = {
  'a spot of a Voronoi lattice': loop(
    ...[
      0.4993, 0.5, 0.4999, 0.4999, 0.5028, 0.4997, 0.6009, 0.492, 0.6995, 0.4368, 0.7997, 0.3976, 0.9017, 0.4196,
      0.9974, 0.5,
    ],
  ),
  'a sheet of a diamond lattice': loop(
    ...[
      0.7012, 0.7, 0.7922, 0.5999, 0.7999, 0.5915, 0.8862, 0.4998, 0.8998, 0.4858, 0.9858, 0.3998, 0.9998, 0.3862, 1,
      0.386,
    ],
    ...[1, 0.5833, 0.9999, 0.5834, 0.9839, 0.5999, 0.8999, 0.6889, 0.8898, 0.6999, 0.8, 0.7986],
  ),
};

test.each(Object.entries(SLIVERS))('no line leaves %s', (_, sliver) => {
  for (const [x, y] of [
    [0, 0],
    [127, 132],
    [134, 118],
  ] as const) {
    const moved = loop(...sliver.xy.map((value, i) => Math.round((value + (i % 2 === 0 ? x : y)) * 1e4) / 1e4));
    const { middles } = thinWalls([moved], insetLoops([moved], -0.06), 0.12, 0.06);
    expect(middles.length).toBeGreaterThan(0);
    for (const { xy } of middles) {
      for (let i = 0; i + 3 < xy.length; i += 2) {
        for (const share of [0.1, 0.5, 0.9]) {
          const px = xy[i]! + share * (xy[i + 2]! - xy[i]!);
          const py = xy[i + 1]! + share * (xy[i + 3]! - xy[i + 1]!);
          expect(isInside([moved], px, py)).toBe(true);
        }
      }
    }
  }
});

test('a neck between two blocks has one line through it, without branches at its mouths', () => {
  // Two blocks of 2 x 2 mm joined by a bar of 0.1 mm, 0.6 mm long.
  const neck = loop(
    ...[0, 0, 2, 0, 2, 0.95, 2.6, 0.95, 2.6, 0, 4.6, 0, 4.6, 2, 2.6, 2, 2.6, 1.05, 2, 1.05, 2, 2, 0, 2],
  );
  const { middles, skipped } = thinWalls([neck], insetLoops([neck], -0.06), 0.12, 0.06);
  expect([middles.length, skipped]).toEqual([1, 0]);
  const { xy } = middles[0]!;
  for (let i = 1; i < xy.length; i += 2) expect(xy[i]).toBeCloseTo(1, 3);
  expect(Math.min(xy[0]!, xy[xy.length - 2]!)).toBeLessThan(2.01);
  expect(Math.max(xy[0]!, xy[xy.length - 2]!)).toBeGreaterThan(2.59);
});
