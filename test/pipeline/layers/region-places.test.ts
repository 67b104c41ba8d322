import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { intersectSets, subtractSets } from '../../../src/geometry/combine-sets.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { type RegionPlaces, regionPlacer } from '../../../src/pipeline/layers/region-places.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { distanceShape, region, specOf, type WantedRegion } from '../part-in-hand.ts';

beforeAll(() => loadClipping());

/** 12 x 10 x 8 mm from the origin: cuts of 120 mm2. */
const BLOCK = boxMesh(0, 0, 0, 12, 10, 8);
const GYROID = { cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 } as const;
/** A corner of a sampled contour may be cut off by half a square of the sampling step. */
const CORNER_MM2 = 0.5 * 0.1 * 0.1;

const placerOf = (...regions: readonly WantedRegion[]) => regionPlacer(specOf(BLOCK, GYROID, regions));
const areasOf = ({ places }: RegionPlaces) => places.map((place) => loopsAreaMm2(place));

/** Area of what is solid whatever the lattices hold. */
const solidMm2 = ({ between, empty }: RegionPlaces) => loopsAreaMm2(subtractSets(between, empty));

function expectAreas(found: readonly Loops[], expected: readonly number[], digits = 9): void {
  expect(found).toHaveLength(expected.length);
  for (const [n, area] of expected.entries()) expect(loopsAreaMm2(found[n]!), `${n}`).toBeCloseTo(area, digits);
}

/** A region within or beyond distances of a surface or body. */
function near(id: string, kind: 'solid' | 'porous' | 'beneath', shape: WantedRegion['shape']): WantedRegion {
  return { ...region(id, kind), shape };
}

describe('three regions where each wants a part of the other', () => {
  const left = boxMesh(-1, -1, -1, 4, 11, 9);
  const middle = boxMesh(2, 2, -1, 8, 8, 9);

  test.each<[string, readonly WantedRegion[], readonly number[]]>([
    [
      'the left one first: 40, then 4 x 6, then the rest',
      [region('left', 'solid', left), region('middle', 'porous', middle), region('rest', 'solid')],
      [40, 24, 56],
    ],
    [
      'the middle one first: 6 x 6, then 40 less 2 x 6, then the rest',
      [region('middle', 'porous', middle), region('left', 'solid', left), region('rest', 'solid')],
      [36, 28, 56],
    ],
    ['the rest alone has all', [region('rest', 'porous')], [120]],
  ])('%s', (_, regions, expected) => {
    const placesAt = placerOf(...regions);
    for (const zMm of [0.05, 3.95, 7.95]) {
      const found = placesAt(zMm);
      expectAreas(found.places, expected);
      expect(loopsAreaMm2(found.envelope)).toBe(120);
      const solid = regions.reduce((sum, { fill }, n) => sum + (fill === 'solid' ? expected[n]! : 0), 0);
      expect(solidMm2(found)).toBeCloseTo(solid, 9);
      expect(found.empty).toEqual([]);
      found.places.forEach((place, n) => {
        for (const other of found.places.slice(n + 1)) expect(loopsAreaMm2(intersectSets(place, other))).toBe(0);
      });
    }
  });

  test('the same at falling heights as at rising ones', () => {
    const low = boxMesh(-1, -1, -1, 4, 11, 3);
    const placesAt = placerOf(
      region('left', 'solid', low),
      region('middle', 'porous', middle),
      region('rest', 'solid'),
    );
    const heights = [0.5, 2.95, 3.05, 7.5];
    const rising = heights.map((zMm) => placesAt(zMm));
    expect(rising.map(areasOf).map((areas) => areas.map((area) => Number(area.toFixed(9))))).toEqual([
      [40, 24, 56],
      [40, 24, 56],
      [0, 36, 84],
      [0, 36, 84],
    ]);
    expect(heights.toReversed().map((zMm) => placesAt(zMm))).toEqual(rising.toReversed());
  });
});

describe('the fill of a lattice', () => {
  const solid = region('solid', 'solid', boxMesh(5, -1, -1, 7, 11, 9));

  test('reaches through the whole part where it is the only one, also under what is to be empty', () => {
    expectAreas(placerOf(solid, region('rest', 'porous'))(4).reaches, [0, 120]);
    const canal = region('canal', 'empty', boxMesh(4, 4, -1, 6, 6, 9));
    const found = placerOf(canal, solid, region('rest', 'porous'))(4);
    // The canal takes 1 x 2 mm of the solid one.
    expectAreas(found.places, [4, 18, 98]);
    expectAreas(found.reaches, [0, 0, 120]);
    expectAreas([found.empty], [4]);
    expect(solidMm2(found)).toBeCloseTo(18, 9);
  });

  test('has its place where others are beside it, and reaches over its border by a hair', () => {
    const left = region('left', 'porous', boxMesh(-1, -1, -1, 6, 11, 9));
    for (const [regions, numbers] of [
      [
        [solid, left, region('right', 'porous')],
        [1, 2],
      ],
      [
        [left, region('right', 'porous')],
        [0, 1],
      ],
    ] as const) {
      const { places, reaches } = placerOf(...regions)(4);
      for (const n of numbers) {
        const [place, reach] = [places[n]!, reaches[n]!];
        expect(loopsAreaMm2(place)).toBeCloseTo(regions.length === 3 ? 50 : 60, 9);
        expect(loopsAreaMm2(intersectSets(place, reach))).toBeCloseTo(loopsAreaMm2(place), 9);
        // A border of 10 mm, and at most 5 um beyond it: far less than a wall.
        const over = loopsAreaMm2(reach) - loopsAreaMm2(place);
        expect(over).toBeGreaterThan(10 * 0.0002);
        expect(over).toBeLessThan(10 * 0.005);
      }
    }
  });
});

test('what is to be empty is taken from what is solid: two holes that cross, each place once', () => {
  const canal = region('canal', 'empty', boxMesh(4, 4, -1, 6, 6, 9));
  const wire = region('wire', 'empty', boxMesh(5, 5, -1, 6, 9, 9));
  const found = regionPlacer(specOf(BLOCK, null, [canal, wire, region('rest', 'solid')]))(4);
  expectAreas(found.places, [4, 3, 113]);
  expectAreas([found.empty], [7]);
  expect(solidMm2(found)).toBeCloseTo(113, 9);
});

describe('a region beneath which another gives the material', () => {
  const face = region('face', 'beneath', boxMesh(-1, -1, -1, 6, 11, 9));
  const canal = region('canal', 'empty', boxMesh(5, 4, -1, 7, 6, 9));
  const left = region('left', 'solid', boxMesh(-1, -1, -1, 4, 11, 9));

  test('takes no place from those after it, wherever it stands', () => {
    for (const regions of [
      [face, canal, left, region('rest', 'porous')],
      [canal, left, face, region('rest', 'porous')],
    ]) {
      const found = placerOf(...regions)(4);
      const byId = Object.fromEntries(
        regions.map(({ id }, n) => [id, Number(loopsAreaMm2(found.places[n]!).toFixed(9))]),
      );
      // It has 6 x 10 mm2 of the part, whatever stands there.
      expect(byId).toEqual({ face: 60, canal: 4, left: 40, rest: 76 });
      expectAreas([found.empty], [4]);
      expect(solidMm2(found)).toBeCloseTo(40, 9);
    }
  });

  test('in a solid part changes nothing', () => {
    const found = regionPlacer(specOf(BLOCK, null, [face, region('rest', 'solid')]))(4);
    expectAreas(found.places, [60, 120]);
    expect([solidMm2(found), found.empty]).toEqual([120, []]);
  });
});

describe('a region at a distance', () => {
  const own = { surfaceOf: BLOCK };

  test("within 2 mm of the part's own surface has all but 8 x 6 mm2 between its ends, and all at them", () => {
    const placesAt = placerOf(near('rim', 'solid', distanceShape(own, 0, 2)), region('rest', 'porous'));
    for (const zMm of [2.05, 4, 5.95]) {
      const [rim, rest] = areasOf(placesAt(zMm)) as [number, number];
      expect(Math.abs(rim - 72)).toBeLessThan(4 * CORNER_MM2);
      expect(rim + rest).toBeCloseTo(120, 6);
    }
    for (const zMm of [0.05, 1.95, 6.05, 7.95]) expectAreas(placesAt(zMm).places, [120, 0], 6);
  });

  test('from 1 to 2 mm is a ring of 10 x 8 less 8 x 6 mm2, and in a plate 1.5 mm from an end all but the rim', () => {
    const placesAt = placerOf(near('ring', 'solid', distanceShape(own, 1, 2)), region('rest', 'porous'));
    const ringMm2 = (zMm: number) => areasOf(placesAt(zMm))[0]!;
    expect(Math.abs(ringMm2(4) - 32)).toBeLessThan(8 * CORNER_MM2);
    expect(Math.abs(ringMm2(1.5) - 80)).toBeLessThan(4 * CORNER_MM2);
    expect(Math.abs(ringMm2(6.5) - 80)).toBeLessThan(4 * CORNER_MM2);
    expect(ringMm2(0.95)).toBe(0);
  });

  test('from a rod has the rod, whose distance is 0, and a round rim of it', () => {
    const rod = boxMesh(5, 4, -1, 7, 6, 9);
    const wide = placerOf(near('near', 'beneath', distanceShape({ body: rod }, 0, 1)), region('rest', 'porous'))(4);
    // Arcs of 1 mm are drawn by chords of about the step: 0.3 % of their sector.
    expect(Math.abs(areasOf(wide)[0]! - (4 + 4 * 2 + Math.PI))).toBeLessThan(0.01);
    const beyond = placerOf(near('near', 'solid', distanceShape({ body: rod }, 0.5, 1)), region('rest', 'porous'))(4);
    expect(Math.abs(areasOf(beyond)[0]! - (4 * 2 + Math.PI - (4 + Math.PI / 4)))).toBeLessThan(0.015);
    expect(loopsAreaMm2(intersectSets(beyond.places[0]!, wide.places[0]!))).toBeCloseTo(areasOf(beyond)[0]!, 6);
  });

  test('from a body far wider than the distance has all of its inside', () => {
    const core = boxMesh(2, 2, -1, 10, 8, 9);
    const found = placerOf(near('near', 'solid', distanceShape({ body: core }, 0, 0.5)), region('rest', 'porous'))(4);
    expect(Math.abs(areasOf(found)[0]! - (48 + 0.5 * 28 + Math.PI / 4))).toBeLessThan(0.01);
  });

  test('from a region before it has the rim alone, and ends where the part does', () => {
    const corner = boxMesh(-1, -1, -1, 2, 2, 9);
    const found = placerOf(
      region('post', 'solid', corner),
      near('around', 'porous', distanceShape({ body: corner }, 0, 1)),
      region('rest', 'solid'),
    )(4);
    const around = 2 + 2 + Math.PI / 4;
    expect(areasOf(found)[0]).toBeCloseTo(4, 9);
    expect(Math.abs(areasOf(found)[1]! - around)).toBeLessThan(0.005);
    expect(areasOf(found).reduce((sum, area) => sum + area, 0)).toBeCloseTo(120, 6);
  });

  test('from a bone below the part is the slab that lies near it', () => {
    const bone = boxMesh(-9, -9, -4, 21, 19, -0.5);
    const placesAt = placerOf(near('facing', 'porous', distanceShape({ body: bone }, 0, 1)), region('rest', 'solid'));
    expectAreas(placesAt(0.45).places, [120, 0], 6);
    expectAreas(placesAt(0.55).places, [0, 120], 6);
  });
});

test('a region ends where its own height does, also between cuts', () => {
  const label = region('label', 'solid', boxMesh(2, 2, 3.92, 6, 4, 3.97));
  const placesAt = placerOf(label, region('rest', 'porous'));
  expect([3.91, 3.95, 3.98].map((zMm) => areasOf(placesAt(zMm))[0])).toEqual([0, 8, 0]);
});

test('a lattice flush with both sides of the part leaves two blocks between, and no strip without width along the faces', () => {
  const flush = boxMesh(4, 0, -1, 9, 10, 9);
  const { between } = placerOf(region('core', 'porous', flush), region('frame', 'solid'))(4.05);
  expect(between.map(({ xy }) => xy.length / 2)).toEqual([4, 4]);
  expect(loopsAreaMm2(between)).toBeCloseTo((4 + 3) * 10, 9);
});
