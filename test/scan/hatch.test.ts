import { beforeAll, describe, expect, test } from 'vitest';
import type { HatchSet } from '../../src/core/polyline.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { hatchArea, planContours } from '../../src/scan/contours.ts';
import { planHatch } from '../../src/scan/hatch.ts';
import { HAS_POLYGONS, realPolygons } from '../support/real-polygons.ts';
import { areaOf, cageBlock, circle, isInside, isNearEdge, rectangle, reversed, scanSettings } from './shapes.ts';

beforeAll(() => loadClipping());

type Line = [number, number, number, number];
const linesOf = ({ xyxy }: HatchSet): Line[] =>
  Array.from({ length: xyxy.length / 4 }, (_, i) => [...xyxy.subarray(4 * i, 4 * i + 4)] as Line);
const lengthOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, [x0, y0, x1, y1]) => sum + Math.hypot(x1 - x0, y1 - y0), 0);

describe('meander hatch', () => {
  test('a 10 mm square hatched at 0.1 mm, from half a spacing in, gets 100 lines', () => {
    const { lines } = planHatch([rectangle(0, 0, 10, 10)], { spacingMm: 0.1, minLengthMm: 0 }, 0);
    const all = linesOf(lines);
    expect(all).toHaveLength(100);
    expect(all[0]).toEqual([0, 0.05, 10, 0.05]);
    expect(all[1]).toEqual([10, 0.15, 0, 0.15]);
    expect(all[99]).toEqual([10, 9.95, 0, 9.95]);
  });

  test('at 30 degrees lines run at 30 degrees to +x, not at 120 or 150', () => {
    const { lines } = planHatch([rectangle(0, 0, 10, 10)], { spacingMm: 0.08, minLengthMm: 0 }, 30);
    for (const [x0, y0, x1, y1] of linesOf(lines)) {
      if (Math.hypot(x1 - x0, y1 - y0) < 1) continue;
      const angleDeg = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
      expect(((angleDeg % 180) + 180) % 180).toBeCloseTo(30, 1);
    }
  });

  test('lines at 90 degrees are upright', () => {
    const { lines } = planHatch([rectangle(0, 0, 10, 10)], { spacingMm: 0.08, minLengthMm: 0 }, 90);
    for (const [x0, , x1] of linesOf(lines)) expect(x0).toBe(x1);
  });

  test('lines are locked to the plate: two squares apart share the lines of one', () => {
    const settings = { spacingMm: 0.08, minLengthMm: 0 };
    const { cos, sin } = { cos: Math.cos((33 * Math.PI) / 180), sin: Math.sin((33 * Math.PI) / 180) };
    for (const square of [rectangle(0, 0, 3, 3), rectangle(17.123, -8.77, 19.9, -3.3)]) {
      for (const [x0, y0] of linesOf(planHatch([square], settings, 33).lines)) {
        const inSpacings = (y0 * cos - x0 * sin) / settings.spacingMm - 0.5;
        expect(Math.abs(inSpacings - Math.round(inSpacings)) * settings.spacingMm).toBeLessThan(0.0001);
      }
    }
  });

  test('in a ring all pieces of a line run one way, in order, and the next line runs back', () => {
    const ring = [circle(0, 0, 5), reversed(circle(0, 0, 2.5))];
    const byLine = new Map<number, Line[]>();
    for (const line of linesOf(planHatch(ring, { spacingMm: 0.1, minLengthMm: 0 }, 0).lines)) {
      const index = Math.round(line[1] / 0.1 - 0.5);
      byLine.set(index, [...(byLine.get(index) ?? []), line]);
    }
    const indices = [...byLine.keys()];
    expect(indices).toEqual([...indices].sort((a, b) => a - b));
    let twoPieces = 0;
    for (const [index, pieces] of byLine) {
      const way = index % 2 === 0 ? 1 : -1;
      const course = pieces.flatMap(([x0, , x1]) => [way * x0, way * x1]);
      expect(course).toEqual([...course].sort((a, b) => a - b));
      if (pieces.length === 2) twoPieces++;
    }
    expect(twoPieces).toBe(50);
  });

  test('length times spacing is the hatched area within 0.5 % on the block with 48 holes, at 67 degrees a layer', () => {
    const { outline, holes } = cageBlock();
    const settings = { spacingMm: 0.08, minLengthMm: 0 };
    const area = hatchArea(planContours([outline, ...holes], scanSettings().contour), 0.08);
    for (let layer = 0; layer < 20; layer++) {
      const { lines } = planHatch(area, settings, layer * 67);
      expect(Math.abs((lengthOf(linesOf(lines)) * settings.spacingMm) / areaOf(area) - 1)).toBeLessThan(0.005);
    }
    // 723.3 mm2 is what pyslm's boundary of the same block has.
    expect(Math.abs(areaOf(area) / 723.3 - 1)).toBeLessThan(0.005);
  });

  test('pieces below the least length are left out and counted', () => {
    const teeth = Array.from({ length: 10 }, (_, i) => rectangle(i * 2, 0, i * 2 + (i + 1) * 0.1, 1));
    const settings = { spacingMm: 0.1, minLengthMm: 0.45 };
    const { lines, skipped } = planHatch(teeth, settings, 0);
    expect(skipped).toBe(40);
    expect(lines.xyxy.length / 4).toBe(60);
    expect(planHatch(teeth, { spacingMm: 0.1, minLengthMm: 0 }, 0).skipped).toBe(0);
  });

  test('nothing to fill gives no lines', () => {
    expect(planHatch([], { spacingMm: 0.1, minLengthMm: 0 }, 0)).toEqual({
      lines: { xyxy: new Float64Array(0) },
      skipped: 0,
    });
  });
});

describe('outlines that once broke wall generation', () => {
  test.skipIf(!HAS_POLYGONS)('every hatch end lies within 1 micrometre of the hatched area (needs shared/data)', () => {
    const real = realPolygons();
    expect(real.length).toBeGreaterThan(50);
    let ends = 0;
    for (const [layer, { name, loops }] of real.entries()) {
      const area = hatchArea(planContours(loops, scanSettings().contour), 0.08);
      const lines = linesOf(planHatch(area, { spacingMm: 0.5, minLengthMm: 0 }, 7 + 67 * layer).lines);
      const astray = lines.filter(
        ([x0, y0, x1, y1]) =>
          // Ends lie on the boundary, and the middle inside; what is shorter than the tolerance has no middle.
          !isNearEdge(area, x0, y0, 0.001) ||
          !isNearEdge(area, x1, y1, 0.001) ||
          (Math.hypot(x1 - x0, y1 - y0) > 0.002 && !isInside(area, (x0 + x1) / 2, (y0 + y1) / 2)),
      );
      expect(astray, name).toEqual([]);
      ends += 2 * lines.length;
    }
    expect(ends).toBeGreaterThan(10_000);
  });

  test.skipIf(!HAS_POLYGONS)('length times spacing is the area within 0.5 % (needs shared/data)', () => {
    for (const [layer, { name, loops }] of realPolygons().entries()) {
      const settings = { spacingMm: 0.08, minLengthMm: 0 };
      const area = hatchArea(planContours(loops, scanSettings().contour), 0.08);
      const hatched = lengthOf(linesOf(planHatch(area, settings, 67 * layer).lines)) * settings.spacingMm;
      expect(Math.abs(hatched - areaOf(area)), name).toBeLessThan(0.005 * areaOf(area) + 0.02);
    }
  });
});
