import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../../src/core/polyline.ts';
import { planBeads } from '../../../src/fff/plan-beads.ts';
import { stripAreaMm2 } from '../../../src/fff/strip-area.ts';
import type { SupportSettings } from '../../../src/fff/support/settings.ts';
import { layersBeside, supportAreas } from '../../../src/fff/support/support-areas.ts';
import { supportBeads } from '../../../src/fff/support/support-beads.ts';
import { loadClipping, unitePositive } from '../../../src/geometry/clipping.ts';
import { segmentGapMm } from '../../../src/geometry/segment-gap.ts';
import { areaOf, beadsOf, circle, loop, rectangle, SETTINGS } from '../shapes.ts';

beforeAll(() => loadClipping());

const SUPPORT: SupportSettings = {
  pattern: 'lines',
  beadWidthMm: 0.4,
  spacingMm: 2,
  angleDeg: 0,
  breakaway: null,
  gapXyMm: 0.5,
  gapLayers: { under: 2, on: 1 },
  contact: { layers: 3, spacingMm: 0.5, angleDeg: 90 },
  firstSpacingMm: 1,
};
const HEIGHT_MM = 0.1;
const NOTHING = { above: [], below: [] };

const beadsIn = (support: Loops, contact: Loops, settings: SupportSettings, index: number) => {
  const { units, contactUnits } = supportBeads({ support, contact }, settings, index);
  return [...units, ...contactUnits].flatMap(({ perimeters, infill }) => [...perimeters.flat(), ...infill.flat()]);
};

describe('the areas of support', () => {
  test('a region of 20 x 10 mm beside a part keeps 0.5 mm from it, and a little for rounding', () => {
    const { support, contact } = supportAreas(
      { region: [rectangle(0, 0, 20, 10)], part: [rectangle(-5, -5, 4, 15)], ...NOTHING },
      SUPPORT,
      HEIGHT_MM,
    );
    expect(contact).toEqual([]);
    const left = 4 + 0.5 + (0.1 * (1 - Math.PI / 4)) / 2 + 0.003;
    expect(areaOf(support)).toBeCloseTo((20 - left) * 10, 2);
  });

  test('two layers under the part are free, the three below them contact, all others support', () => {
    const part = [rectangle(0, 0, 6, 10)];
    const region = [rectangle(0, 0, 20, 10)];
    const { above: most, below } = layersBeside(SUPPORT);
    expect([most, below]).toEqual([5, 4]);
    const kinds = [1, 2, 3, 4, 5, 6].map((under) => {
      const above = Array.from({ length: most }, (_, n) => (n + 1 >= under ? part : []));
      const areas = supportAreas({ region, part: [], above, below: [] }, SUPPORT, HEIGHT_MM);
      return [areaOf(areas.support), areaOf(areas.contact)];
    });
    expect(kinds).toEqual([
      [140, 0],
      [140, 0],
      [140, 60],
      [140, 60],
      [140, 60],
      [200, 0],
    ]);
  });

  test('one layer on the part is free, the three above it contact', () => {
    const part = [rectangle(0, 0, 6, 10)];
    const region = [rectangle(0, 0, 6, 10)];
    const kinds = [1, 2, 3, 4, 5].map((on) => {
      const below = Array.from({ length: 4 }, (_, n) => (n + 1 >= on ? part : []));
      const areas = supportAreas({ region, part: [], above: [], below }, SUPPORT, HEIGHT_MM);
      return [areaOf(areas.support), areaOf(areas.contact)];
    });
    expect(kinds).toEqual([
      [0, 0],
      [0, 60],
      [0, 60],
      [0, 60],
      [60, 0],
    ]);
  });
});

describe('the beads of support', () => {
  const region = [rectangle(0, 0, 20, 10)];

  test('are five lines of 19.6 mm in 20 x 10 mm at 2 mm, one above the other', () => {
    const lines = beadsIn(region, [], SUPPORT, 5);
    expect(lines.map(({ path }) => path.xy[1])).toEqual([1, 3, 5, 7, 9]);
    expect(lines.reduce((sum, { path, widthMm }) => sum + stripAreaMm2(path, widthMm), 0)).toBeCloseTo(
      5 * 19.6 * 0.4,
      6,
    );
    expect(beadsIn(region, [], SUPPORT, 6)).toEqual(lines);
  });

  test('turn by a right angle from layer to layer in a grid', () => {
    const grid = { ...SUPPORT, pattern: 'grid' } as const;
    expect(
      beadsIn(region, [], grid, 5)
        .map(({ path }) => path.xy[0]!)
        .sort((a, b) => a - b),
    ).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    expect(beadsIn(region, [], grid, 6)).toHaveLength(5);
  });

  test('break open by 0.6 mm every 5 mm, round ends included, in the same places of each layer', () => {
    const open = { ...SUPPORT, breakaway: { everyMm: 5, openMm: 0.6 } };
    const row = beadsIn(region, [], open, 5)
      .filter(({ path }) => path.xy[1] === 3)
      .map(({ path: { xy } }) => [Math.min(xy[0]!, xy[2]!), Math.max(xy[0]!, xy[2]!)])
      .sort((a, b) => a[0]! - b[0]!);
    // From 0.2 to 19.8 mm, with 1 mm between middle lines around 0, 5, 10, 15 and 20.
    expect(row).toEqual([
      [0.5, 4.5],
      [5.5, 9.5],
      [10.5, 14.5],
      [15.5, 19.5],
    ]);
  });

  test('pieces between openings that are shorter than a bead is wide get none, and are counted', () => {
    const open = { ...SUPPORT, breakaway: { everyMm: 5, openMm: 0.6 } };
    const made = (longMm: number) => supportBeads({ support: [rectangle(0, 0, longMm, 10)], contact: [] }, open, 5);
    expect(made(20).short).toEqual({ count: 0, lengthMm: 0 });
    // Walls end 0.2 mm before the side: from the opening at 20 on 0.2 mm are left of each.
    const { short, units } = made(20.9);
    const rows = new Set(units.flatMap(({ infill }) => infill.flat().map(({ path }) => path.xy[1]))).size;
    expect(rows).toBeGreaterThan(3);
    expect(short.count).toBe(rows);
    expect(short.lengthMm).toBeCloseTo(0.2 * rows, 6);
  });

  test('have a loop and closer lines in the layer on the plate, unbroken', () => {
    const first = beadsIn(region, [], { ...SUPPORT, breakaway: { everyMm: 5, openMm: 0.6 } }, 0);
    expect(first.filter(({ path }) => path.closed)).toHaveLength(1);
    // At y 0.5, 1.5, ... 9.5 but for those within 0.6 mm of a side.
    expect(first.filter(({ path }) => !path.closed)).toHaveLength(8);
  });

  test('next to the part are contact of their own kind, direction and distance', () => {
    const contact = beadsIn([], region, SUPPORT, 9);
    expect(contact).toHaveLength(40);
    expect(contact.every(({ feature, path: { xy } }) => feature === 'support-interface' && xy[0] === xy[2])).toBe(true);
  });

  test('a place too narrow for a bead is told with its area, and a neck of one, corners are not', () => {
    const empty = (area: Loops) => supportBeads({ support: area, contact: [] }, SUPPORT, 3).empty;
    expect(empty([rectangle(0, 0, 20, 10)])).toEqual([]);
    expect(empty([rectangle(0, 0, 0.3, 5)])).toMatchObject([{ areaMm2: expect.closeTo(1.5, 9) }]);
    const dumbbell = loop(0, 0, 5, 0, 5, 2, 9, 2, 9, 0, 14, 0, 14, 5, 9, 5, 9, 2.3, 5, 2.3, 5, 5, 0, 5);
    const neck = empty([dumbbell]);
    // 4 x 0.3 mm; the round end of a bead reaches a little into both mouths.
    expect(neck).toHaveLength(1);
    expect(Math.abs(neck[0]!.areaMm2 - 1.15)).toBeLessThan(0.05);
  });
});

test('in a layer supports come first, contact next, then the part, and what is too narrow is told', () => {
  const layer = { index: 4, zMm: 0.5, thicknessMm: 0.1, partId: 'a' };
  const areas = {
    solid: [rectangle(0, 0, 5, 5)],
    lattice: [],
    support: [rectangle(6, 0, 9, 5), rectangle(12, 0, 12.3, 5)],
    supportInterface: [rectangle(9, 0, 11, 5)],
  };
  const result = planBeads(layer, areas, { ...SETTINGS, support: SUPPORT });
  const features = beadsOf(result).map(({ feature }) => feature);
  expect([...new Set(features)].slice(0, 3)).toEqual(['support', 'support-interface', 'external-perimeter']);
  expect(result.unsupported).toMatchObject({ areaMm2: expect.closeTo(1.5, 9), xMm: 12, yMm: 0 });
  // Without settings nothing is supported.
  expect(beadsOf(planBeads(layer, areas, SETTINGS)).map(({ feature }) => feature)).not.toContain('support');
});

describe('whatever the region and the part are, no side of a bead comes nearer to the part than the gap', () => {
  /** Numbers 0..1 from a seed (Lehmer, 48271). */
  function numbers(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
  }

  test.each([11, 22, 33, 44, 55, 66])('seed %i', (seed) => {
    const next = numbers(seed);
    const blob = (): Loops[number] => {
      const [x, y, r] = [20 * next(), 20 * next(), 1 + 5 * next()];
      if (next() < 0.4) return circle(x, y, r);
      const xy: number[] = [];
      const corners = 3 + Math.floor(6 * next());
      for (let k = 0; k < corners; k++) {
        const turn = (2 * Math.PI * (k + 0.8 * next())) / corners;
        xy.push(x + r * Math.cos(turn) * (0.4 + next()), y + r * Math.sin(turn) * (0.4 + next()));
      }
      return loop(...xy);
    };
    const blobs = (count: number) => unitePositive(Array.from({ length: count }, blob));
    const [region, part, over] = [blobs(4), blobs(3), blobs(2)];
    const settings = { ...SUPPORT, angleDeg: 180 * next(), gapXyMm: 0.2 + next(), spacingMm: 1 };
    const layer = { region, part, above: [over, over, [], [], []], below: [] };
    const { support, contact } = supportAreas(layer, settings, HEIGHT_MM);
    const beads = [...beadsIn(support, contact, settings, 0), ...beadsIn(support, contact, settings, 7)];
    expect(beads.length).toBeGreaterThan(5);
    const reach = 0.2 + (HEIGHT_MM * (1 - Math.PI / 4)) / 2;
    let least = Number.POSITIVE_INFINITY;
    for (const { path } of beads) {
      const { xy, closed } = path;
      for (let i = 0; i < (closed ? xy.length : xy.length - 2); i += 2) {
        const j = (i + 2) % xy.length;
        for (const { xy: border } of part) {
          least = Math.min(least, segmentGapMm(border, xy[i]!, xy[i + 1]!, xy[j]!, xy[j + 1]!) - reach);
        }
      }
    }
    expect(least).toBeGreaterThanOrEqual(settings.gapXyMm);
    expect(least).toBeLessThan(20);
  });
});
