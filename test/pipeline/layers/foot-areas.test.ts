import { beforeAll, expect, test } from 'vitest';
import type { Loops } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { footAreas } from '../../../src/pipeline/layers/foot-areas.ts';
import type { LayerAreas } from '../../../src/pipeline/layers/layer-areas.ts';
import { areaOf, circle, rectangle, reversed } from '../../fff/shapes.ts';

beforeAll(() => loadClipping());

const FOOT = { layers: 1, byMm: 0.1, leastMm: 0.2 };

function solidAreas(solid: Loops, envelope = solid): LayerAreas {
  return {
    design: envelope,
    envelope,
    solid,
    regions: [],
    solidRegions: solid,
    open: [],
    parts: () => ({ dense: solid, lattice: [] }),
    middles: () => [],
    porous: () => [],
  };
}

test('a plate of 20 x 10 mm with a bore of 4 mm is 0.1 mm smaller all round, and its bore wider', () => {
  const made = footAreas(solidAreas([rectangle(0, 0, 20, 10), reversed(circle(10, 5, 2))]), FOOT);
  // 240 corners: the polygon lacks 1 part in 9000 of the circle.
  const expected = 19.8 * 9.8 - Math.PI * 2.1 ** 2;
  expect(areaOf(made.solid)).toBeCloseTo(expected, 2);
  expect(areaOf(made.footGone ?? [])).toBeCloseTo(200 - Math.PI * 4 - expected, 2);
  expect(areaOf(made.parts().dense)).toBe(areaOf(made.solid));
  expect(areaOf(made.design)).toBeCloseTo(200 - Math.PI * 4, 2);
});

test('a fin of 0.3 mm, of which 0.1 mm would be left, stays and hangs on the plate beside it', () => {
  const fin = [
    { ...rectangle(0, 0, 10, 10), xy: Float64Array.of(0, 0, 10, 0, 10, 5, 15, 5, 15, 5.3, 10, 5.3, 10, 10, 0, 10) },
  ];
  const made = footAreas(solidAreas(fin), FOOT);
  expect(made.solid).toHaveLength(1);
  const fromX = (x: number) => Math.max(...[...made.solid[0]!.xy].filter((_, i) => i % 2 === 0)) - x;
  expect(fromX(15)).toBeCloseTo(0, 3);
  // The plate of 9.8 x 9.8 mm, the fin of 1.5 mm2, and where they meet no more than a square of 0.5 mm.
  expect(areaOf(made.solid) - 9.8 ** 2 - 1.5).toBeGreaterThan(-0.01);
  expect(areaOf(made.solid) - 9.8 ** 2 - 1.5).toBeLessThan(0.25);
});

test('walls of a lattice keep their width and end where the part does', () => {
  const walls = [rectangle(0, 1, 10, 1.3), rectangle(0, 4, 10, 4.3)];
  const areas = { ...solidAreas(walls, [rectangle(0, 0, 10, 6)]), solidRegions: [] };
  expect(areaOf(footAreas(areas, FOOT).solid)).toBeCloseTo(2 * 0.3 * 9.8, 6);
});
