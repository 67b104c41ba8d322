import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../../src/core/polyline.ts';
import { intersectLoops, loadClipping, offsetLoops } from '../../../src/geometry/clipping.ts';
import { type Coverage, measureCoverage } from '../../../src/geometry/covered-area.ts';
import { nestLoops } from '../../../src/geometry/loop-nesting.ts';
import { hatchArea, planContours } from '../../../src/scan/contours.ts';
import { planHatch } from '../../../src/scan/hatch.ts';
import { HATCH_PATTERNS, planPattern } from '../../../src/scan/patterns/hatch-patterns.ts';
import type { PatternHatch } from '../../../src/scan/patterns/pattern-hatch.ts';
import type { HatchPatternId, HatchSettings } from '../../../src/scan/patterns/settings.ts';
import { HAS_POLYGONS, realPolygons } from '../../support/real-polygons.ts';
import { areaOf, isInside, isNearEdge, layerOf, rectangle, region, scanSettings } from '../shapes.ts';
import {
  blockArea,
  CASES,
  CELL_PATTERNS,
  gyroidArea,
  LINE_PATTERNS,
  layerOfHatch,
  lengthOf,
  outlineOf,
  type Vector,
  vectorsIn,
  vectorsOf,
} from './pattern-cases.ts';

const IDS = Object.keys(CASES) as HatchPatternId[];
const DIRECTED: readonly HatchPatternId[] = LINE_PATTERNS;
/** Contour-parallel is concentric the other way round, which a test of its own says: one of them stands for both. */
const APART = IDS.filter((id) => id !== 'contour-parallel');
let areas: Readonly<Record<'block with 48 holes' | 'gyroid', Loops>>;

beforeAll(async () => {
  await loadClipping();
  areas = { 'block with 48 holes': blockArea(), gyroid: await gyroidArea() };
});

/** Area in mm2 that the cells of a hatch have of an area, each with its share of the overlap. */
function cellsAreaOf(area: Loops, settings: HatchSettings, hatch: PatternHatch, layer: number): number {
  if (hatch.cells.length === 0) return areaOf(area);
  return hatch.cells.reduce((sum, cell) => sum + areaOf(intersectLoops([outlineOf(settings, cell, layer)], area)), 0);
}

/** The mean of the corners of a cell. */
function middleOf(xy: Float64Array): [number, number] {
  const mean = (first: number) => xy.reduce((sum, v, i) => (i % 2 === first ? sum + (2 * v) / xy.length : sum), 0);
  return [mean(0), mean(1)];
}

/** Twice the area over the length of its border. */
function meanWidthOf(area: Loops): number {
  return (2 * areaOf(area)) / lengthOf(vectorsOf({ lines: { xyxy: new Float64Array(0) }, rings: area }));
}

/** What tracks of 1.5 spacings leave bare of an area further in than a spacing. */
function coverOf(area: Loops, settings: HatchSettings): Coverage {
  const within = nestLoops(offsetLoops(area, -settings.spacingMm));
  const layer = layerOf(
    within.map(({ outline, holes }) => region(outline, holes)),
    1,
  );
  const hatch = layerOfHatch(planPattern(area, settings, 1), 1);
  return measureCoverage(layer, hatch, 1.5 * settings.spacingMm, 0.02);
}

/** The hatched areas of the real outlines, made once. */
let realAreas: { readonly name: string; readonly area: Loops }[] | null = null;

function hatchedOutlines(): { readonly name: string; readonly area: Loops }[] {
  realAreas ??= realPolygons().map(({ name, loops }) => ({
    name,
    area: hatchArea(planContours(loops, scanSettings().contour), 0.08),
  }));
  return realAreas;
}

/** Vectors that leave an area by more than a micrometre, at an end or in the middle. */
function astray(area: Loops, vectors: readonly Vector[]): Vector[] {
  const isOut = (x: number, y: number) => !isInside(area, x, y) && !isNearEdge(area, x, y, 0.001);
  return vectors.filter(([x0, y0, x1, y1]) => isOut(x0, y0) || isOut(x1, y1) || isOut((x0 + x1) / 2, (y0 + y1) / 2));
}

describe('every hatch pattern', () => {
  test('stands in the table under its own name', () => {
    expect(Object.keys(HATCH_PATTERNS)).toEqual(IDS);
    for (const id of IDS) expect(HATCH_PATTERNS[id].meaning).toMatch(/\.$/);
  });

  test.each(APART)('%s: length times spacing is the area of its cells', (id) => {
    for (const [name, area] of Object.entries(areas)) {
      // Walls of a gyroid hold a whole number of rings and no share of one: there rings are off by a third of a spacing a wall.
      const isRings = id === 'concentric';
      if (isRings && name === 'gyroid') continue;
      // Rings do not turn.
      for (const layer of isRings ? [1] : [1, 2]) {
        const hatch = planPattern(area, CASES[id], layer);
        const expected = cellsAreaOf(area, CASES[id], hatch, layer);
        const off = (lengthOf(vectorsOf(hatch)) * CASES[id].spacingMm) / expected - 1;
        expect(Math.abs(off), `${name}, layer ${layer}`).toBeLessThan(isRings ? 0.01 : 0.005);
      }
    }
  });

  test.each(APART)('%s: no vector leaves the area by more than a micrometre', (id) => {
    for (const [name, area] of Object.entries(areas)) {
      for (const layer of DIRECTED.includes(id) ? [0, 1] : [1]) {
        const vectors = vectorsOf(planPattern(area, CASES[id], layer));
        expect(vectors.length, name).toBeGreaterThan(500);
        const every = Math.ceil(vectors.length / 1000);
        expect(
          astray(
            area,
            vectors.filter((_, i) => i % every === 0),
          ),
          name,
        ).toEqual([]);
      }
    }
  });

  test.each(LINE_PATTERNS)('%s: with tracks of 1.5 spacings nothing further in than a spacing is bare', (id) => {
    for (const [name, area] of Object.entries(areas)) {
      // Where three hexagons meet, half a spacing of overlap is the least; squares and stripes need none.
      for (const overlapMm of [id === 'hexagon' ? 0.04 : 0, 0.1]) {
        const settings = { ...CASES[id], minLengthMm: 0.06, ...(id === 'meander' ? {} : { overlapMm }) };
        const cover = coverOf(area, settings);
        expect(cover.solidMm2).toBeGreaterThan(50);
        expect(cover.worst, `${name}, overlap ${overlapMm}`).toBeNull();
      }
    }
  });

  test('concentric: only slivers between rings are bare', () => {
    for (const [name, area] of Object.entries(areas)) {
      const cover = coverOf(area, CASES.concentric);
      expect(cover.bareMm2 / cover.solidMm2, name).toBeLessThan(0.0002);
      expect(cover.worst?.lengthMm ?? 0, name).toBeLessThan(CASES.concentric.spacingMm / 4);
    }
  });

  test.each(APART)('%s: the same area gives the same bytes, however its loops are listed', (id) => {
    const area = areas['block with 48 holes'];
    const once = planPattern(area, CASES[id], 3);
    expect(planPattern(area, CASES[id], 3)).toEqual(once);
    expect(planPattern([...area].reverse(), CASES[id], 3)).toEqual(once);
  });

  test.each(IDS)('%s: nothing to fill gives nothing', (id) => {
    const nothing = { lines: { xyxy: new Float64Array(0) }, rings: [], cells: [], skipped: 0 };
    expect(planPattern([], CASES[id], 0)).toEqual(nothing);
  });

  test.each(LINE_PATTERNS)('%s: what is shorter than the least length is left out and counted', (id) => {
    const area = [rectangle(0, 0, 10, 10), rectangle(20, 0, 20.3, 0.3)];
    const all = planPattern(area, CASES[id], 1);
    const long = planPattern(area, { ...CASES[id], minLengthMm: 0.5 }, 1);
    const lengths = (hatch: PatternHatch) => vectorsOf(hatch).map((vector) => lengthOf([vector]));
    const shorter = lengths(all).filter((length) => length < 0.5).length;
    expect(shorter).toBeGreaterThan(0);
    expect(all.skipped).toBe(0);
    expect(long.skipped).toBe(shorter);
    expect(Math.min(...lengths(long))).toBeGreaterThan(0.4998);
  });
});

describe('length times spacing is the area, on the mean over layers to 0.2 % and in each to 0.5 %', () => {
  // Whole numbers of spacings too: then all cells of an even family of lines would have the same share of a line too many.
  const FITTED = [
    ['meander', {}],
    ['stripes', { widthMm: 4 }],
    ['islands', { sizeMm: 4 }],
    ['islands', { sizeMm: 2.99 }],
  ] as const;
  const OVERLAPPING = [
    ['stripes', { widthMm: 4, overlapMm: 0.1 }],
    ['islands', { sizeMm: 4, overlapMm: 0.1 }],
    ['islands', { sizeMm: 3.2, overlapMm: 0.1 }],
    ['hexagon', { sizeMm: 4, overlapMm: 0.04 }],
    ['hexagon', { sizeMm: 3, overlapMm: 0.04 }],
    ['hexagon', { sizeMm: 4, overlapMm: 0.1 }],
  ] as const;

  function expectAreas(area: Loops, settings: HatchSettings, layers: number, name: string): void {
    let sum = 0;
    for (let layer = 0; layer < layers; layer++) {
      const hatch = planPattern(area, settings, layer);
      const isApart = !('overlapMm' in settings) || settings.overlapMm === 0;
      const expected = isApart ? areaOf(area) : cellsAreaOf(area, settings, hatch, layer);
      const off = (lengthOf(vectorsOf(hatch)) * settings.spacingMm) / expected - 1;
      expect(Math.abs(off), `${name}, layer ${layer}`).toBeLessThan(0.005);
      sum += off;
    }
    expect(Math.abs(sum / layers), name).toBeLessThan(0.002);
  }

  test.each([...FITTED, ...OVERLAPPING])('on the block of 40 x 30 mm: %s %o', (id, more) => {
    const area = areas['block with 48 holes'];
    const overlapMm = id === 'meander' ? {} : { overlapMm: 0 };
    expectAreas(area, { ...CASES[id], ...overlapMm, ...more } as HatchSettings, 4, id);
  });

  test.skipIf(!HAS_POLYGONS)('on broad outlines (needs shared/data)', () => {
    const broad = hatchedOutlines().filter(
      ({ area }) => areaOf(area) > 300 && areaOf(area) < 800 && meanWidthOf(area) > 3,
    );
    expect(broad.length).toBeGreaterThan(5);
    for (const { name, area } of broad) {
      for (const [id, more] of FITTED) {
        const overlapMm = id === 'meander' ? {} : { overlapMm: 0 };
        expectAreas(
          area,
          { ...CASES[id], ...overlapMm, ...more, minLengthMm: 0.06 } as HatchSettings,
          3,
          `${name} ${id}`,
        );
      }
    }
  });
});

describe('rings', () => {
  const square = [rectangle(0, 0, 10, 10)];

  test('a square of 10 mm at 1 mm has five rings with sides of 9, 7, 5, 3 and 1 mm: 100 mm in all', () => {
    const { rings } = planPattern(square, { ...CASES.concentric, spacingMm: 1 }, 0);
    expect(rings.map((ring) => areaOf([ring]))).toEqual([81, 49, 25, 9, 1]);
    expect(lengthOf(vectorsOf({ lines: { xyxy: new Float64Array(0) }, rings }))).toBe(100);
  });

  test('contour-parallel runs the same rings from the inside out', () => {
    const { rings } = planPattern(square, { ...CASES['contour-parallel'], spacingMm: 1 }, 0);
    expect(rings.map((ring) => areaOf([ring]))).toEqual([1, 9, 25, 49, 81]);
    const inward = planPattern(areas['block with 48 holes'], CASES.concentric, 0).rings;
    const outward = planPattern(areas['block with 48 holes'], CASES['contour-parallel'], 0).rings;
    const sorted = (lines: typeof rings) => lines.map(({ xy }) => xy.join(' ')).sort();
    expect(outward).not.toEqual(inward);
    expect(sorted(outward)).toEqual(sorted(inward));
  });

  test('where the only ring of a strip leaves 1.9 mm at a spacing of 1 mm, a line runs along the middle', () => {
    const wider = planPattern([rectangle(0, 0, 20, 2.9)], { ...CASES.concentric, spacingMm: 1 }, 0).rings;
    expect(wider.map(({ closed }) => closed)).toEqual([true, false]);
    for (let i = 1; i < wider[1]!.xy.length; i += 2) expect(wider[1]!.xy[i]).toBeCloseTo(1.45, 3);
  });

  test('a ring below the least length is left out and counted', () => {
    const { rings, skipped } = planPattern(square, { ...CASES.concentric, spacingMm: 1, minLengthMm: 5 }, 0);
    expect(rings).toHaveLength(4);
    expect(skipped).toBe(1);
  });
});

describe('the meander', () => {
  test('has the bytes of planHatch on the block, the gyroid and at an angle of its own', () => {
    for (const area of Object.values(areas)) {
      for (const layer of [0, 1, 5]) {
        const before = planHatch(area, { spacingMm: 0.08, minLengthMm: 0.06 }, (11 + 67 * layer) % 360);
        const { lines, skipped } = planPattern(area, { ...CASES.meander, angleDeg: 11, minLengthMm: 0.06 }, layer);
        expect({ lines, skipped }).toEqual(before);
      }
    }
  });

  test('against a gas flow along +y starts at the top and runs the same lines backwards', () => {
    const area = [rectangle(0, 0, 1, 0.24)];
    const settings = { ...CASES.meander, order: 'gas', gasFlowDeg: 90 } as const;
    expect([...planPattern(area, settings, 0).lines.xyxy]).toEqual([
      1, 0.2, 0, 0.2, 0, 0.12, 1, 0.12, 1, 0.04, 0, 0.04,
    ]);
    expect(planPattern(area, { ...settings, gasFlowDeg: 270 }, 0)).toEqual(planPattern(area, CASES.meander, 0));
  });
});

describe('patterns on the plate', () => {
  test.each(CELL_PATTERNS)('%s: every vector lies in its cell and on a line of the plate or of the cell', (id) => {
    const settings = CASES[id];
    const squares: Loops[] = [[rectangle(3, 2, 12, 11)], [rectangle(57.123, -28.77, 69.9, -13.3)]];
    for (const area of squares) {
      for (const layer of [0, 3]) {
        const hatch = planPattern(area, settings, layer);
        expect(hatch.cells.length).toBeGreaterThan(1);
        for (const cell of hatch.cells) {
          const outline = [outlineOf(settings, cell, layer)];
          for (const [x0, y0, x1, y1] of vectorsIn(hatch, cell)) {
            for (const [x, y] of [
              [x0, y0],
              [x1, y1],
            ] as const) {
              expect(isInside(outline, x, y) || isNearEdge(outline, x, y, 0.001)).toBe(true);
            }
            const length = Math.hypot(x1 - x0, y1 - y0);
            if (length < 1) continue;
            // Of the lines of stripes one lies half a spacing from the origin; squares and hexagons have theirs evenly about their middle.
            const [cx, cy] = id === 'stripes' ? [0, 0] : middleOf(outline[0]!.xy);
            const inSpacings = ((x0 - cx) * (y1 - y0) - (y0 - cy) * (x1 - x0)) / length / settings.spacingMm;
            const [share, of] = id === 'stripes' ? [inSpacings - 0.5, 1] : [2 * inSpacings, 2];
            expect((Math.abs(share - Math.round(share)) * settings.spacingMm) / of).toBeLessThan(0.01);
          }
        }
      }
    }
  });

  test.each(LINE_PATTERNS)('%s: an area in two parts has the lines of the whole', (id) => {
    const whole = planPattern([rectangle(0, 0, 20, 12)], CASES[id], 2);
    const parts = [rectangle(0, 0, 7.77, 12), rectangle(7.77, 0, 20, 12)].map((part) =>
      planPattern([part], CASES[id], 2),
    );
    const sum = parts.reduce((length, part) => length + lengthOf(vectorsOf(part)), 0);
    expect(Math.abs(sum - lengthOf(vectorsOf(whole)))).toBeLessThan(0.05);
    const lines = vectorsOf(whole);
    for (const [x0, y0, x1, y1] of parts.flatMap(vectorsOf)) {
      // Of the whole's lines one holds both ends.
      const holds = ([a, b, c, d]: Vector, x: number, y: number) => {
        const length = Math.hypot(c - a, d - b);
        const along = ((x - a) * (c - a) + (y - b) * (d - b)) / length;
        return (
          along > -0.0002 &&
          along < length + 0.0002 &&
          Math.abs((x - a) * (d - b) - (y - b) * (c - a)) / length < 0.0002
        );
      };
      expect(lines.some((line) => holds(line, x0, y0) && holds(line, x1, y1))).toBe(true);
    }
  });
});

describe('outlines that once broke wall generation', () => {
  test.skipIf(!HAS_POLYGONS).each(APART)(
    '%s: length and ends are right (needs shared/data)',
    (id) => {
      const isRings = id === 'concentric';
      const spacingMm = 0.5;
      const settings = { ...CASES[id], spacingMm, angleDeg: 7 };
      let vectorCount = 0;
      for (const [layer, { name, area }] of hatchedOutlines().entries()) {
        // Each outline meets one of the patterns.
        if (layer % APART.length !== APART.indexOf(id)) continue;
        const hatch = planPattern(area, settings, layer);
        const vectors = vectorsOf(hatch);
        const every = Math.ceil(vectors.length / 60);
        expect(
          astray(
            area,
            vectors.filter((_, i) => i % every === 0),
          ),
          name,
        ).toEqual([]);
        vectorCount += vectors.length;
        if (isRings) continue;
        // A cell may have half a line too many or too few; its longest line is 5.2 mm.
        const fine = { ...settings, spacingMm: 0.01 };
        const planned = planPattern(area, fine, layer);
        if (planned.cells.length > 25) continue;
        const expected = cellsAreaOf(area, fine, planned, layer);
        expect(Math.abs(lengthOf(vectorsOf(planned)) * fine.spacingMm - expected), name).toBeLessThan(
          0.005 * expected + 0.02 + planned.cells.length * 0.5 * fine.spacingMm * 5.2,
        );
      }
      expect(vectorCount).toBeGreaterThan(200);
    },
    60_000,
  );
});
