import { describe, expect, test } from 'vitest';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { HAS_POLYGONS, realPolygons } from '../support/real-polygons.ts';
import { furthestOutMm, shareOutside } from './bead-rows.ts';
import { areaOf, beadsOf, plan, strips } from './shapes.ts';

await loadClipping();

/** Below this an outline is a few beads, and mostly border. */
const LEAST_AREA_MM2 = 12;

describe.skipIf(!HAS_POLYGONS)('outlines that broke the walls of slicers (skipped without the shared data)', () => {
  test.each(HAS_POLYGONS ? realPolygons() : [])('$name is planned whole, inside, and nothing is lost', ({ loops }) => {
    const result = plan(loops, { perimeterCount: 3 });
    const beads = beadsOf(result);
    const area = areaOf(loops);
    // What is laid and what is told to be too thin are the area; far below the 2 % that a print is judged by.
    expect(Math.abs(strips(beads) + result.unfilledMm2 - area)).toBeLessThan(1e-4 * area + 1e-3);
    expect(furthestOutMm(loops, beads, 0.1)).toBeLessThan(0.001);
    expect(shareOutside(loops, beads, 'own')).toBeLessThan(0.01);
    // With their rounded sides, at layers of 0.2 mm: those of walls of one bead reach out on both sides.
    if (area > LEAST_AREA_MM2) expect(shareOutside(loops, beads, 'round')).toBeLessThan(0.03);
  });
});
