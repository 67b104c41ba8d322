import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops, Polyline } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { measureCoverage } from '../../../src/geometry/covered-area.ts';
import { lengthMm } from '../../../src/geometry/polygon-area.ts';
import { layContours } from '../../../src/scan/contour-paths/lay-contours.ts';
import { mitredContours } from '../../../src/scan/contour-paths/mitred-contours.ts';
import { planContours } from '../../../src/scan/contours.ts';
import { layerOf, loop, rectangle, region, scanSettings } from '../shapes.ts';
import { star } from './star.ts';

beforeAll(() => loadClipping());

/** An L of 6 mm with arms of 3 mm: five corners and one notch of 90 degrees at (3, 3). */
const L = loop(0, 0, 6, 0, 6, 3, 3, 3, 3, 6, 0, 6);
const R = 0.5;
const one = scanSettings({ contour: { beamCompensationMm: R, count: 1 } }).contour;

/** What a track of twice the compensation along closed contours covers of the L; rows 0.005 mm apart. */
function exposedMm2(loops: Loops): number {
  const toolpaths = {
    index: 0,
    zMm: 0.03,
    thicknessMm: 0.03,
    toolpaths: loops.map((path) => ({
      kind: 'contour' as const,
      params: 'contour-outer',
      partId: 'a',
      regionId: null,
      area: 'core' as const,
      path,
    })),
  };
  return measureCoverage(layerOf([region(L)]), toolpaths, 2 * R, 0.005).coveredMm2;
}

const loopsOf = (of: typeof planContours, solid: Polyline) => of([solid], one)[0]!.loops;
const mitred: typeof planContours = (solid, settings) => mitredContours(solid, settings, 2);

describe('mitred contours', () => {
  test('keep the point of a notch, which is rounded otherwise', () => {
    expect(loopsOf(mitred, L).map(({ xy }) => [...xy])).toEqual([
      [0.5, 0.5, 5.5, 0.5, 5.5, 2.5, 2.5, 2.5, 2.5, 5.5, 0.5, 5.5],
    ]);
    expect(loopsOf(planContours, L)[0]!.xy.length / 2).toBeGreaterThan(10);
  });

  test('are longer by (2 - pi / 2) compensations at a notch of 90 degrees', () => {
    const [sharp] = loopsOf(mitred, L);
    const [round] = loopsOf(planContours, L);
    expect(lengthMm(sharp!) - lengthMm(round!)).toBeCloseTo((2 - Math.PI / 2) * R, 2);
  });

  test('leave nothing of the notch bare: their track covers (3 - 3 pi / 4) squares of the compensation more, further in', () => {
    const more = exposedMm2(loopsOf(mitred, L)) - exposedMm2(loopsOf(planContours, L));
    expect(more).toBeCloseTo((3 - (3 * Math.PI) / 4) * R * R, 2);
  });

  test('are those of before at corners that point outward, which no offset inward opens', () => {
    const square = rectangle(0, 0, 5, 5);
    const three = scanSettings({ contour: { count: 3 } }).contour;
    expect(mitredContours([square], three, 2)).toEqual(planContours([square], three));
  });

  test('round a notch whose point lies beyond the limit', () => {
    // The notch of 90 degrees has its point at 1.41 compensations.
    const points = (limit: number) => mitredContours([L], one, limit)[0]!.loops[0]!.xy.length / 2;
    expect(points(1.42)).toBe(6);
    expect(points(1.41)).toBeGreaterThan(10);
  });

  test('of a star break at its notches too, which are no corners when rounded', () => {
    const laid = (of: typeof planContours) =>
      layContours(
        of([star(0, 0, 20)], one),
        {
          levelKeys: [],
          order: 'outside-in',
          hatchFirst: false,
          start: { rule: 'as-cut' },
          breakAtDeg: 70,
          closingOverlapMm: 0,
        },
        0,
      );
    expect(laid(mitred)).toHaveLength(10);
    expect(laid(planContours)).toHaveLength(5);
  });
});

describe('what pieces and overlaps do to the exposed area', () => {
  const square = rectangle(1, 1, 5, 5);
  const settings = { levelKeys: [], order: 'outside-in', hatchFirst: false, start: { rule: 'as-cut' } } as const;
  const covered = (breakAtDeg: number | null, closingOverlapMm: number) => {
    const laid = layContours(
      [{ params: 'contour-outer', loops: [square] }],
      { ...settings, breakAtDeg, closingOverlapMm },
      0,
    );
    const toolpaths = laid.map((path) => ({
      kind: 'contour' as const,
      partId: 'a',
      regionId: null,
      area: 'core' as const,
      ...path,
    }));
    const layer = { index: 0, zMm: 0.03, thicknessMm: 0.03, toolpaths };
    return measureCoverage(layerOf([region(rectangle(0, 0, 6, 6))]), layer, 0.4, 0.005);
  };

  test('pieces between corners expose what the whole contour does', () => {
    expect(covered(90, 0).coveredMm2).toBeCloseTo(covered(null, 0).coveredMm2, 9);
  });

  test('an overlap exposes nothing new, and its length times the width of the track again', () => {
    const [plain, longer, longest] = [covered(null, 0), covered(null, 1), covered(null, 2)];
    expect(longer!.coveredMm2).toBeCloseTo(plain!.coveredMm2, 9);
    expect(longest!.doubleMm2 - longer!.doubleMm2).toBeCloseTo(0.4, 2);
  });
});
