import { describe, expect, test } from 'vitest';
import { askedDensity } from '../../src/lattice/asked-density.ts';
import { cellByKey, keyOfCell } from '../../src/lattice/cell-by-key.ts';
import { modulusOf } from '../../src/lattice/homogenisation/modulus.ts';
import { lawOf, tpmsLaw } from '../../src/lattice/law-of.ts';
import type { GradingSettings, LatticeSettings } from '../../src/lattice/settings.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { latticeSettings } from '../support/lattice-settings.ts';
import { type ContextParts, contextOf } from './grading/fill-share.ts';

const PLACE = ['case.json', 'lattice'];
const NO_AMOUNT = { relativeDensity: null } as const;
const AREA = UNIT_CELLS.gyroid!.areaPerCellSquare;

function asked(known: Partial<LatticeSettings>, parts: ContextParts = {}) {
  const settings = latticeSettings(known);
  const law = tpmsLaw(UNIT_CELLS[settings.cellType]!, settings.phase);
  return askedDensity(settings, UNIT_CELLS[settings.cellType]!, law, contextOf([0, 0, 0, 10, 8, 6], parts), PLACE);
}

const byX = (quantity: GradingSettings['quantity'], ...table: [number, number][]): GradingSettings => ({
  quantity,
  place: { by: 'x' },
  table,
});

const bySamples = (quantity: GradingSettings['quantity']): GradingSettings => ({
  quantity,
  place: { by: 'samples', file: 'a.csv' },
  table: null,
});

describe('the same everywhere', () => {
  test('a density is itself', () => {
    expect(asked({ relativeDensity: 0.25 })).toMatchObject({ relativeDensity: 0.25, cellMm: null, leastCellMm: 2 });
    expect(asked({ relativeDensity: 0.25 }).at(1, 2, 3)).toBe(0.25);
  });

  test('a wall of 0.2 mm in cells of 2 mm is a tenth of the area', () => {
    expect(asked({ ...NO_AMOUNT, wallMm: 0.2 }).relativeDensity).toBeCloseTo(0.1 * AREA, 12);
  });

  test('a modulus of 13.0 GPa in Ti-6Al-4V of 113.8 GPa is a sheet gyroid of 0.30, 19.5 GPa one of 0.40', () => {
    const modulus = (modulusGPa: number) =>
      asked({ ...NO_AMOUNT, modulusGPa }, { solidYoungsGPa: 113.8 }).relativeDensity;
    // Homogenisation of 48^3 voxels by another program: 0.114 and 0.172 of the solid.
    expect(Math.abs(modulus(13.0)! - 0.3)).toBeLessThan(0.006);
    expect(Math.abs(modulus(19.5)! - 0.4)).toBeLessThan(0.008);
  });
});

describe('a modulus of struts', () => {
  const strutsOf = (modulusGPa: number, known: Partial<LatticeSettings> = {}) => {
    const settings = latticeSettings({ ...NO_AMOUNT, cellType: 'octet', phase: 'network', modulusGPa, ...known });
    const unit = cellByKey(keyOfCell({ ...settings, cellType: 'octet' }, PLACE), PLACE);
    return askedDensity(
      settings,
      unit,
      lawOf(unit, 'network', null),
      contextOf([0, 0, 0, 9, 9, 9], { solidYoungsGPa: 113.8 }),
      PLACE,
    );
  };

  test('is the density that the table has for it', () => {
    const { relativeDensity } = strutsOf(5);
    expect(113.8 * modulusOf('octet', 'network', relativeDensity!).youngsRatio).toBeCloseTo(5, 9);
  });

  test('out of reach is refused with the reach in GPa', () => {
    expect(() => strutsOf(0.1)).toThrow(
      /modulus of 0\.1 GPa is out of reach of octet in a solid of 113\.8 GPa: from 0\.\d{3} to \d\d\.\d{3} GPa/,
    );
  });

  test('with fillets, and of random struts, is in no table', () => {
    expect(() => strutsOf(5, { filletMm: 0.1 })).toThrow('the modulus is known for struts without fillets');
    expect(() => strutsOf(5, { cellType: 'voronoi' })).toThrow('every seed of voronoi struts has a modulus of its own');
  });
});

describe('varying', () => {
  test('a density follows its table', () => {
    const { at, relativeDensity } = asked({ ...NO_AMOUNT, grading: [byX('density', [0, 0.2], [10, 0.4])] });
    expect(relativeDensity).toBeNull();
    expect([at(-1, 0, 0), at(5, 3, 3), at(11, 0, 0)]).toEqual([0.2, expect.closeTo(0.3, 12), 0.4]);
  });

  test('a wall is the density of that wall in the cell there, also where the cell varies', () => {
    const walls = byX('wall', [0, 0.1], [10, 0.3]);
    expect(asked({ ...NO_AMOUNT, grading: [walls] }).at(10, 0, 0)).toBeCloseTo(0.15 * AREA, 12);
    const both = asked({ ...NO_AMOUNT, grading: [walls, byX('cell', [0, 2], [10, 4])] });
    expect(both.at(10, 0, 0)).toBeCloseTo((0.3 / 4) * AREA, 9);
    expect(both.leastCellMm).toBe(2);
    const fixed = asked({ ...NO_AMOUNT, wallMm: 0.2, grading: [byX('cell', [0, 2], [10, 4])] });
    expect([fixed.at(0, 0, 0), fixed.at(10, 0, 0)]).toEqual([
      expect.closeTo(0.1 * AREA, 12),
      expect.closeTo(0.05 * AREA, 12),
    ]);
  });

  test('a cell keeps the density that is asked for', () => {
    const result = asked({ relativeDensity: 0.3, grading: [byX('cell', [0, 1.5], [10, 4])] });
    expect(result).toMatchObject({ relativeDensity: 0.3, leastCellMm: 1.5 });
    expect(result.cellMm!(5, 0, 0)).toBe(2.75);
  });

  test('samples alone are the quantity; with a table they are looked up in it', () => {
    const samples = { 'a.csv': [0, 0, 0, 100, 10, 0, 0, 500] };
    const looked: GradingSettings = {
      ...bySamples('density'),
      table: [
        [100, 0.2],
        [500, 0.4],
      ],
    };
    expect(asked({ ...NO_AMOUNT, grading: [looked] }, { samples }).at(5, 0, 0)).toBeCloseTo(0.3, 12);
    const cells = { 'a.csv': [0, 0, 0, 3, 10, 0, 0, 2.5] };
    expect(asked({ grading: [bySamples('cell')] }, { samples: cells })).toMatchObject({ leastCellMm: 2.5 });
  });
});

describe('refused with its place is', () => {
  test.each<[string, Partial<LatticeSettings>, ContextParts, object]>([
    [
      'a wall of a network',
      { ...NO_AMOUNT, phase: 'network', wallMm: 0.2 },
      {},
      {
        code: 'lattice-invalid',
        reason: 'a wall thickness needs the sheet phase; give a density instead',
        place: [...PLACE, 'wallMm'],
      },
    ],
    [
      'a varying wall of a network',
      { ...NO_AMOUNT, phase: 'network', grading: [byX('wall', [0, 0.1], [1, 0.2])] },
      {},
      { code: 'lattice-invalid', place: [...PLACE, 'grading'] },
    ],
    [
      'a wall wider than any, with the widest',
      { ...NO_AMOUNT, wallMm: 1.5 },
      {},
      {
        code: 'density-out-of-reach',
        reason: expect.stringMatching(
          /^a wall of 1\.5 mm is out of reach of gyroid in a cell of 2 mm: at most 0\.\d{3} mm$/,
        ),
        place: [...PLACE, 'wallMm'],
      },
    ],
    [
      'nothing asked for',
      NO_AMOUNT,
      {},
      {
        code: 'lattice-invalid',
        reason: 'a density, wall, pore size or modulus is needed',
        place: [...PLACE, 'relativeDensity'],
      },
    ],
    [
      'a pore size of a stretched cell',
      { ...NO_AMOUNT, poreMm: 0.6, stretch: [1, 1, 2] },
      {},
      {
        code: 'lattice-invalid',
        reason: 'a pore size is known for plain cubic cells; give a density instead',
        place: [...PLACE, 'poreMm'],
      },
    ],
    [
      'a pore size with even walls',
      { ...NO_AMOUNT, poreMm: 0.6, evenWalls: true },
      {},
      { code: 'lattice-invalid', place: [...PLACE, 'poreMm'] },
    ],
    [
      'a modulus around an axis',
      { ...NO_AMOUNT, modulusGPa: 13, map: { kind: 'cylindrical', cellsAround: null } },
      { solidYoungsGPa: 113.8 },
      {
        code: 'lattice-invalid',
        reason: 'the modulus is known for plain cubic cells; give a density instead',
        place: [...PLACE, 'modulusGPa'],
      },
    ],
    [
      'a modulus of nobody knows what',
      { ...NO_AMOUNT, modulusGPa: 13 },
      {},
      {
        code: 'lattice-invalid',
        reason: "a modulus needs the solid's own: a profile with youngsModulusGPa",
        place: [...PLACE, 'modulusGPa'],
      },
    ],
    [
      'a modulus that no density has',
      { ...NO_AMOUNT, modulusGPa: 113 },
      { solidYoungsGPa: 113.8 },
      { code: 'density-out-of-reach', place: [...PLACE, 'modulusGPa'] },
    ],
    [
      'a modulus that no density has, with those that are',
      { ...NO_AMOUNT, modulusGPa: 1 },
      { solidYoungsGPa: 100 },
      {
        code: 'density-out-of-reach',
        reason: 'a modulus of 1 GPa is out of reach of gyroid, sheet in a solid of 100 GPa: from 3.222 to 33.910 GPa',
        place: [...PLACE, 'modulusGPa'],
      },
    ],
    [
      'a modulus of a formula',
      { ...NO_AMOUNT, modulusGPa: 13, expression: 'sin(X) + sin(Y) + sin(Z)' },
      { solidYoungsGPa: 113.8 },
      {
        code: 'lattice-invalid',
        reason: 'the modulus of a formula is in no table: give a density, and `trabecula homogenise` tells its modulus',
        place: [...PLACE, 'modulusGPa'],
      },
    ],
    [
      'a grading without a table',
      { ...NO_AMOUNT, grading: [{ quantity: 'density', place: { by: 'z' }, table: null }] },
      {},
      { code: 'lattice-invalid', reason: 'needs a table', place: [...PLACE, 'grading', 0, 'table'] },
    ],
    [
      'a region that is not there',
      {
        ...NO_AMOUNT,
        grading: [
          {
            quantity: 'density',
            place: { by: 'distance', region: 'x' },
            table: [
              [0, 0.2],
              [1, 0.3],
            ],
          },
        ],
      },
      {},
      { code: 'lattice-invalid', place: [...PLACE, 'grading', 0, 'place', 'region'] },
    ],
    [
      'a cell of 0 mm in a table of samples',
      { grading: [bySamples('cell')] },
      { samples: { 'a.csv': [0, 0, 0, 2, 5, 0, 0, 0] } },
      { code: 'lattice-invalid', reason: 'a cell of 0 mm is none', place: [...PLACE, 'grading', 0] },
    ],
    [
      'a cell below 0 mm',
      { grading: [bySamples('cell')] },
      { samples: { 'a.csv': [0, 0, 0, 2, 5, 0, 0, -3] } },
      { code: 'lattice-invalid', reason: 'a cell of -3 mm is none', place: [...PLACE, 'grading', 0] },
    ],
    [
      'a cell too small for the step',
      { stepMm: 0.1, grading: [bySamples('cell')] },
      { samples: { 'a.csv': [0, 0, 0, 2, 5, 0, 0, 0.5] } },
      {
        code: 'lattice-invalid',
        reason: 'a step of 0.1 mm is too coarse for a cell of 0.5 mm: at most 0.0625 mm',
        place: [...PLACE, 'grading', 0],
      },
    ],
  ])('%s', (_, known, parts, error) => {
    expect(() => asked(known, parts)).toThrow(expect.objectContaining(error));
  });
});
