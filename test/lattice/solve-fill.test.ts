import { describe, expect, test } from 'vitest';
import type { Box3 } from '../../src/core/mesh.ts';
import { fillField } from '../../src/lattice/fill-spec.ts';
import { levelOfDensity } from '../../src/lattice/relative-density.ts';
import type { BlendSettings, GradingSettings, LatticeSettings } from '../../src/lattice/settings.ts';
import type { SolvedFill } from '../../src/lattice/solve-fill.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { boxMesh, randomFrom } from '../geometry/solids.ts';
import { isSolid, planeAt, scattered, shareIn, solved, valueAt } from './grading/fill-share.ts';

/** 5 x 4 x 3 cells of 2 mm. */
const BOX: Box3 = [0, 0, 0, 10, 8, 6];
const LONG: Box3 = [0, 0, 0, 30, 8, 8];
const NO_AMOUNT = { relativeDensity: null } as const;

const byX = (quantity: GradingSettings['quantity'], ...table: [number, number][]): GradingSettings => ({
  quantity,
  place: { by: 'x' },
  table,
});

const show = (...words: unknown[]) => {
  if (process.env.SHOW) console.log(...words);
};

/** Points at which one of two fills is solid and the other is not. */
function differences(one: SolvedFill, other: SolvedFill, box: Box3): number {
  const [a, b] = [fillField(one.spec), fillField(other.spec)];
  let count = 0;
  for (const [z, points] of scattered(box, 6)) {
    const [inA, inB] = [planeAt(a, z), planeAt(b, z)];
    for (const [x, y] of points) {
      if (isSolid(one.spec.band, inA(x, y)) !== isSolid(other.spec.band, inB(x, y))) count++;
    }
  }
  return count;
}

describe('plain cells', () => {
  test.each(Object.keys(UNIT_CELLS).flatMap((id) => [[id, 'sheet'] as const, [id, 'network'] as const]))(
    'of %s, %s hold what is asked',
    (cellType, phase) => {
      const asked = phase === 'network' ? 0.4 : cellType === 'lidinoid' ? 0.22 : 0.3;
      const fill = solved({ cellType, phase, relativeDensity: asked }, BOX);
      expect(fill).toMatchObject({
        relativeDensity: asked,
        isRegular: true,
        leastCellMm: 2,
        spec: { kind: 'cells', cellType, cellMm: 2 },
      });
      expect(Math.abs(shareIn(fill, BOX) - asked)).toBeLessThan(0.006);
      expect(fill.densityAt(1, 2, 3)).toBe(asked);
    },
  );

  test('turned hold what is asked over many cells, and are a recipe of straight phases', () => {
    const fill = solved({ turnDeg: [20, 30, 45] }, [0, 0, 0, 24, 24, 24]);
    expect(fill.isRegular).toBe(false);
    expect(Math.abs(shareIn(fill, [0, 0, 0, 24, 24, 24]) - 0.3)).toBeLessThan(0.003);
  });

  test('turned about z by a quarter, with the part and its origin, are the same cells', () => {
    const origin = [1, 2, 0.5] as const;
    const plain = tpmsField(UNIT_CELLS.diamond!, 2, origin);
    const field = fillField(solved({ cellType: 'diamond', turnDeg: [0, 0, 90] }, BOX, { originMm: origin }).spec);
    const level = levelOfDensity(UNIT_CELLS.diamond!, 'sheet', 0.3);
    const random = randomFrom(2);
    for (let n = 0; n < 100; n++) {
      const [x, y, z] = [10 * random(), 8 * random(), 6 * random()];
      expect(valueAt(field, x, y, z) * level).toBeCloseTo(valueAt(plain, 1 + (y - 2), 2 - (x - 1), z), 9);
    }
  });

  test('stretched hold what is asked: lengths do not change shares', () => {
    const box: Box3 = [0, 0, 0, 12, 8, 8];
    const fill = solved({ stretch: [1.5, 1, 2], phase: 'network' }, box);
    expect(fill.leastCellMm).toBe(2);
    expect(Math.abs(shareIn(fill, box) - 0.3)).toBeLessThan(0.002);
  });
});

describe('a density that varies', () => {
  test.each<[string, Partial<LatticeSettings>]>([
    ['sheet gyroid', {}],
    ['network gyroid', { phase: 'network' }],
    ['even primitive', { cellType: 'primitive', evenWalls: true }],
  ])('of a %s along x is there in every slab of one cell to 2 %%, of even walls to 4 %%', (_, known) => {
    const [low, high] = known.evenWalls === true ? [0.1, 0.4] : [0.15, 0.6];
    const fill = solved({ ...NO_AMOUNT, ...known, grading: [byX('density', [0, low], [30, high])] }, LONG);
    expect(fill.relativeDensity).toBeNull();
    let worst = 0;
    for (let x = 0; x < 30; x += 2) {
      const asked = low + ((x + 1) / 30) * (high - low);
      worst = Math.max(worst, Math.abs(shareIn(fill, [x, 0, 0, x + 2, 8, 8], 41, 1200) / asked - 1));
    }
    show('graded', known, worst);
    expect(worst).toBeLessThan(known.evenWalls === true ? 0.04 : 0.02);
    expect(fill.densityAt(15, 1, 1)).toBeCloseTo((low + high) / 2, 12);
  });

  test('with depth below the surface is dense outside and open within', () => {
    const grading: GradingSettings = {
      quantity: 'density',
      place: { by: 'distance' },
      table: [
        [0, 0.6],
        [2, 0.2],
      ],
    };
    const box: Box3 = [0, 0, 0, 12, 12, 12];
    const fill = solved({ ...NO_AMOUNT, grading: [grading] }, box);
    expect(shareIn(fill, [4, 4, 4, 8, 8, 8])).toBeCloseTo(0.2, 2);
    expect(shareIn(fill, [4, 4, 0, 8, 8, 0.4])).toBeGreaterThan(0.45);
  });

  test('by distance from a region is that of the region inside of it', () => {
    const grading: GradingSettings = {
      quantity: 'density',
      place: { by: 'distance', region: 'core' },
      table: [
        [0, 0.5],
        [4, 0.2],
      ],
    };
    const fill = solved({ ...NO_AMOUNT, grading: [grading] }, LONG, {
      regions: { core: boxMesh(0, -1, -1, 10, 9, 9) },
    });
    expect(shareIn(fill, [2, 0, 0, 8, 8, 8])).toBeCloseTo(0.5, 2);
    expect(shareIn(fill, [16, 0, 0, 28, 8, 8])).toBeCloseTo(0.2, 2);
    expect(fill.densityAt(12, 4, 4)).toBeCloseTo(0.35, 12);
  });

  test('by samples is what they say, and stays beyond them', () => {
    const rows: number[] = [];
    for (let x = 0; x <= 30; x += 2)
      for (let y = 0; y <= 8; y += 2) for (let z = 0; z <= 8; z += 2) rows.push(x, y, z, 0.2 + x / 100);
    const grading: GradingSettings = { quantity: 'density', place: { by: 'samples', file: 'bone.csv' }, table: null };
    const fill = solved({ ...NO_AMOUNT, grading: [grading] }, LONG, { samples: { 'bone.csv': rows } });
    for (const x of [4, 14, 24])
      expect(Math.abs(shareIn(fill, [x, 0, 0, x + 2, 8, 8]) / (0.21 + x / 100) - 1)).toBeLessThan(0.03);
  });
});

describe('a wall that varies', () => {
  test('from 0.1 to 0.4 mm with the distance makes the density of each wall', () => {
    const fill = solved({ ...NO_AMOUNT, grading: [byX('wall', [0, 0.1], [30, 0.4])] }, LONG);
    const area = UNIT_CELLS.gyroid!.areaPerCellSquare;
    for (const x of [0, 10, 20, 28]) {
      const wall = 0.1 + ((x + 1) / 30) * 0.3;
      expect(Math.abs(shareIn(fill, [x, 0, 0, x + 2, 8, 8]) / ((wall * area) / 2) - 1)).toBeLessThan(0.02);
    }
    // The frame reaches past the part, where the table stays.
    expect(fill.leastWallMm).toBeCloseTo(0.1, 9);
  });

  test('is told at its thinnest where the cell varies too: 0.45 mm stay 0.45 mm in cells of 2 to 4 mm', () => {
    const fill = solved({ ...NO_AMOUNT, wallMm: 0.45, grading: [byX('cell', [0, 2], [30, 4])] }, LONG);
    expect(fill.leastWallMm).toBeCloseTo(0.45, 3);
    expect(solved({ ...NO_AMOUNT, wallMm: 0.2 }, BOX).leastWallMm).toBeCloseTo(0.2, 12);
    expect(solved({ phase: 'network' }, BOX).leastWallMm).toBeNull();
    const even = solved({ ...NO_AMOUNT, wallMm: 0.2, evenWalls: true, stretch: [1, 1, 0.5], stepMm: 0.05 }, BOX);
    expect(even.leastWallMm).toBeCloseTo(0.2, 4);
  });
});

describe('cells that vary', () => {
  test('keep the density of 0.30 to 1 %, and tell the smallest', () => {
    const fill = solved({ grading: [byX('cell', [0, 1.5], [30, 4])] }, LONG);
    expect(fill).toMatchObject({ relativeDensity: 0.3, leastCellMm: 1.5, isRegular: false });
    const found = shareIn(fill, LONG, 83, 4000);
    show('cell graded', found);
    expect(Math.abs(found / 0.3 - 1)).toBeLessThan(0.01);
    expect(solved({ cellMm: 2, grading: [byX('cell', [0, 3], [30, 4])] }, LONG).leastCellMm).toBe(3);
  });

  test('are as long as asked along x: 30 mm hold 30 / 2.5 ln (4 / 1.5) = 11.8 cells', () => {
    const fill = solved({ phase: 'network', cellType: 'primitive', grading: [byX('cell', [0, 1.5], [30, 4])] }, LONG);
    if (fill.spec.kind !== 'recipe') throw new Error('no recipe');
    const { parts, frame } = fill.spec.recipe;
    const [phase] = parts[0].phases;
    if (!('controls' in phase)) throw new Error('no controls');
    const row = ((frame.counts[2] >> 1) * frame.counts[1] + (frame.counts[1] >> 1)) * frame.counts[0];
    const index = (x: number) => row + Math.floor((x - frame.originMm[0]) / frame.edgeMm) - frame.first[0];
    // From the middle of the first patch of the part to that of the last.
    const cells = phase.controls[index(29.999)]! - phase.controls[index(0.001)]!;
    const [from, to] = [1.5 + 0.375 / 12, 1.5 + (30 - 0.375) / 12];
    expect(cells).toBeCloseTo(12 * Math.log(to / from), 1);
  });

  test.each<[string, LatticeSettings['map']]>([
    ['around an axis', { kind: 'cylindrical', cellsAround: null }],
    ['along a side', { kind: 'surface', side: 'z+' }],
  ])('%s keep the density', (_, map) => {
    const box: Box3 = [0, 0, 0, 20, 20, 8];
    // Of the box around the axis only a side is filled: at the axis cells would have no room.
    const fill = solved({ map }, box, map.kind === 'cylindrical' ? { mesh: boxMesh(12, 0, 0, 20, 20, 8) } : {});
    expect(fill.isRegular).toBe(false);
    const found = shareIn(fill, box, 83, 4000);
    show(map.kind, found);
    expect(Math.abs(found / 0.3 - 1)).toBeLessThan(0.02);
  });

  test('around an axis repeat after a turn of one cell', () => {
    const box: Box3 = [-10, -10, 0, 10, 10, 4];
    const fill = solved({ cellType: 'primitive', map: { kind: 'cylindrical', cellsAround: 12 } }, box, {
      mesh: boxMesh(1, -10, 0, 10, 10, 4),
    });
    const field = fillField(fill.spec);
    let sum = 0;
    for (const [z, points] of scattered([5, 0, 0, 9, 2 * Math.PI, 4], 3, 6, 40)) {
      const value = planeAt(field, z);
      for (const [r, angle] of points) {
        const at = (turn: number) => value(r * Math.cos(turn), r * Math.sin(turn));
        sum += Math.abs(at(angle) - at(angle + (2 * Math.PI) / 12)) / 240;
      }
    }
    show('cylinder repeats', sum);
    // The spline rounds the angle off a little; values go from -6 to 6.
    expect(sum).toBeLessThan(0.2);
  });
});

describe('blends', () => {
  const blend = (known: Partial<BlendSettings>): BlendSettings => ({
    cellType: 'diamond',
    phase: 'sheet',
    relativeDensity: null,
    place: { by: 'x' },
    fromMm: 12,
    toMm: 18,
    ...known,
  });

  test.each<[string, Partial<LatticeSettings>, Partial<BlendSettings>, [number, number]]>([
    ['sheet into sheet', {}, {}, [0.9, 1.2]],
    ['sheet into a denser sheet', {}, { relativeDensity: 0.45 }, [0.9, 1.2]],
    ['network into network', { phase: 'network' }, { phase: 'network' }, [0.85, 1.15]],
    ['sheet into network', {}, { cellType: 'gyroid', phase: 'network' }, [0.5, 1.6]],
    ['network into sheet', { phase: 'network' }, { cellType: 'iwp' }, [0.5, 1.6]],
    ['even sheet into even sheet', { cellType: 'primitive', evenWalls: true }, { cellType: 'iwp' }, [0.8, 1.2]],
  ])(
    '%s: far from the transition each is the pure cell; in the middle the density stays near',
    (_, known, second, [least, most]) => {
      const fill = solved({ ...known, blend: blend(second) }, LONG);
      const { cellType, phase, relativeDensity } = blend(second);
      const pure = { ...known, cellType, phase, relativeDensity: relativeDensity ?? 0.3 };
      expect(differences(fill, solved(known, LONG), [0, 0, 0, 10.5, 8, 8])).toBe(0);
      expect(differences(fill, solved(pure, LONG), [19.5, 0, 0, 30, 8, 8])).toBe(0);
      const middle = shareIn(fill, [13, 0, 0, 17, 8, 8]);
      const asked = fill.densityAt(15, 4, 4);
      show('blend', known, second, middle, asked);
      expect(asked).toBeCloseTo((0.3 + (relativeDensity ?? 0.3)) / 2, 12);
      expect(middle / asked).toBeGreaterThan(least);
      expect(middle / asked).toBeLessThan(most);
    },
  );

  test('the values of pure cells are met to 1e-9 on both sides', () => {
    const field = fillField(solved({ blend: blend({}) }, LONG).spec);
    const levels = [UNIT_CELLS.gyroid!, UNIT_CELLS.diamond!].map((cell) => levelOfDensity(cell, 'sheet', 0.3)) as [
      number,
      number,
    ];
    for (const [z, points] of scattered([0, 0, 0, 10, 8, 8], 9, 6, 20)) {
      const blended = planeAt(field, z);
      const gyroid = planeAt(tpmsField(UNIT_CELLS.gyroid!, 2, [0, 0, 0]), z);
      const diamond = planeAt(tpmsField(UNIT_CELLS.diamond!, 2, [0, 0, 0]), z);
      for (const [x, y] of points) {
        expect(blended(x, y)).toBeCloseTo(gyroid(x, y) / levels[0], 9);
        expect(blended(x + 20, y)).toBeCloseTo(diamond(x + 20, y) / levels[1], 9);
      }
    }
  });
});

describe('refused with its place is', () => {
  const to = (known: Partial<BlendSettings>): BlendSettings => ({
    cellType: 'diamond',
    phase: 'sheet',
    relativeDensity: null,
    place: { by: 'x' },
    fromMm: 2,
    toMm: 8,
    ...known,
  });
  const around = { kind: 'cylindrical', cellsAround: null } as const;
  test.each<[string, Partial<LatticeSettings>, object]>([
    [
      'an unknown cell',
      { cellType: 'giroid' },
      {
        code: 'lattice-invalid',
        reason: expect.stringMatching(/^unknown cell 'giroid'. Known: gyroid, diamond/),
        place: ['lattice', 'cellType'],
      },
    ],
    [
      'an unknown second cell',
      { blend: to({ cellType: 'toString' }) },
      {
        code: 'lattice-invalid',
        reason: expect.stringMatching(/^unknown cell 'toString'/),
        place: ['lattice', 'blend', 'cellType'],
      },
    ],
    [
      'even walls of a network',
      { phase: 'network', evenWalls: true },
      { code: 'lattice-invalid', reason: 'even walls are for sheets', place: ['lattice', 'evenWalls'] },
    ],
    [
      'even walls into a network',
      { evenWalls: true, blend: to({ phase: 'network' }) },
      { code: 'lattice-invalid', reason: 'even walls do not blend with a network', place: ['lattice', 'evenWalls'] },
    ],
    [
      'a blend that ends before it begins',
      { blend: to({ fromMm: 8, toMm: 8 }) },
      { code: 'lattice-invalid', reason: 'toMm must be above fromMm, got 8 and 8', place: ['lattice', 'blend'] },
    ],
    [
      'a blend without an end',
      { blend: to({ toMm: Number.POSITIVE_INFINITY }) },
      { code: 'lattice-invalid', place: ['lattice', 'blend'] },
    ],
    [
      'a cell that varies around an axis',
      { map: around, grading: [byX('cell', [0, 2], [9, 3])] },
      {
        code: 'lattice-invalid',
        reason: 'a cell size that varies needs straight cells',
        place: ['lattice', 'grading'],
      },
    ],
    [
      'a turn around an axis',
      { map: around, turnDeg: [0, 0, 45] },
      { code: 'lattice-invalid', reason: 'cells that turn need straight cells', place: ['lattice', 'turnDeg'] },
    ],
    [
      'a stretch along a side',
      { map: { kind: 'surface', side: 'z+' }, stretch: [1, 1, 2] },
      {
        code: 'lattice-invalid',
        reason: 'cells that are stretched need straight cells',
        place: ['lattice', 'stretch'],
      },
    ],
    [
      'a density out of reach',
      { relativeDensity: 0.99 },
      { code: 'density-out-of-reach', place: ['lattice', 'relativeDensity'] },
    ],
    [
      'an end of a grading out of reach',
      { ...NO_AMOUNT, grading: [byX('density', [0, 0.2], [9, 0.99])] },
      { code: 'density-out-of-reach', place: ['lattice', 'relativeDensity'] },
    ],
    [
      'a second density out of reach',
      { blend: to({ relativeDensity: 0.99 }) },
      { code: 'density-out-of-reach', place: ['lattice', 'blend', 'relativeDensity'] },
    ],
    [
      'an even density out of reach',
      { evenWalls: true, relativeDensity: 0.97 },
      { code: 'density-out-of-reach', place: ['lattice', 'relativeDensity'] },
    ],
  ])('%s', (_, known, error) => {
    expect(() => solved(known, BOX)).toThrow(expect.objectContaining(error));
  });
});

test('a density out of reach is refused where the part has it, not where only the splines look', () => {
  const box: Box3 = [0, 0, 0, 6, 6, 4];
  const graded = (top: number): Partial<LatticeSettings> => ({
    ...NO_AMOUNT,
    grading: [
      {
        quantity: 'density',
        place: { by: 'z' },
        table: [
          [0, 0.2],
          [4, 0.3],
          [top, 0.98],
        ],
      },
    ],
  });
  expect(() => solved(graded(4.5), [0, 0, 0, 6, 6, 6])).toThrow(/out of reach/);
  // The part ends at 4 mm, where the density is 0.3.
  const found = shareIn(solved(graded(6), box), [0, 0, 0, 6, 6, 2], 61, 2500);
  expect(Math.abs(found / 0.225 - 1)).toBeLessThan(0.02);
});
