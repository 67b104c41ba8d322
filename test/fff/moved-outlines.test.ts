import { describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { loadClipping, unitePositive } from '../../src/geometry/clipping.ts';
import { HAS_POLYGONS, realPolygons } from '../support/real-polygons.ts';
import { furthestOutMm, shareOutside } from './bead-rows.ts';
import { drawnBack } from './drawn-ends.ts';
import { areaOf, beadsOf, plan, strips } from './shapes.ts';

await loadClipping();

/** Shifts in mm and turns in degrees: what an outline is planned as must not hang on where it lies. */
const PLACES = [
  [0, 0, 0],
  [0.0001, 0.0003, 0],
  [0.013, 0.0271, 0],
  [0.05, 0.0432, 31],
  [0.0311, 0.0077, 77],
  [0.0007, 0.0411, 300],
] as const;
/** Outlines with necks of 10 micrometres and less. */
const WITH_NECKS = ['016.wkt', '022.wkt'];
/** Below this an outline is a few beads. */
const SMALL_MM2 = 12;
const OUTLINES = HAS_POLYGONS ? realPolygons() : [];

function moved(loops: Loops, [dx, dy, deg]: readonly [number, number, number]): Loops {
  const c = Math.cos((deg * Math.PI) / 180);
  const s = Math.sin((deg * Math.PI) / 180);
  return unitePositive(
    loops.map(({ xy }) => ({
      xy: xy.map((v, i) => (i % 2 === 0 ? c * v - s * xy[i + 1]! + dx : s * xy[i - 1]! + c * v + dy)),
      closed: true,
    })),
  );
}

describe.skipIf(!HAS_POLYGONS)('outlines in several places (skipped without the shared data)', () => {
  test.each(OUTLINES.filter(({ name }) => WITH_NECKS.includes(name)))(
    'no line of $name leaves it at its necks, as G-code writes it',
    ({ loops }) => {
      for (const place of PLACES) {
        const area = moved(loops, place);
        const beads = beadsOf(plan(area, { perimeterCount: 2 })).map((bead) => ({
          ...bead,
          path: { ...bead.path, xy: bead.path.xy.map((mm) => Math.round(mm * 1000) / 1000) },
        }));
        expect(furthestOutMm(area, beads, 0.01)).toBeLessThan(0.001);
      }
    },
    60_000,
  );

  test.each(OUTLINES.filter(({ loops }) => areaOf(loops) < SMALL_MM2))(
    'at most 1 % of $name is laid outside, with beads narrower and with their ends drawn back',
    ({ loops }) => {
      for (const place of PLACES) {
        const area = moved(loops, place);
        const result = plan(area, { perimeterCount: 2 });
        const beads = beadsOf(result);
        const flat = beads.map((bead) => ({ ...drawnBack(bead), heightMm: 0 }));
        expect(shareOutside(area, beads, 'own', 1000)).toBeLessThan(0.01);
        expect(shareOutside(area, flat, 'round', 1000)).toBeLessThan(0.01);
        expect(furthestOutMm(area, beads, 0.02)).toBeLessThan(0.001);
        expect(Math.abs(strips(beads) + result.unfilledMm2 - areaOf(area))).toBeLessThan(1e-4 * areaOf(area) + 1e-3);
      }
    },
  );
});
