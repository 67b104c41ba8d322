import { describe, expect, test } from 'vitest';
import { latticeSchema } from '../../src/config/lattice-schema.ts';

const PLAIN = { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 };
const NO_AMOUNT = { cellType: 'gyroid', phase: 'sheet', cellMm: 2 };
const TABLE = [
  [0, 0.2],
  [9, 0.4],
];
const byX = (quantity: string, table: unknown = TABLE) => ({ quantity, place: { by: 'x' }, table });

/** Paths of what is wrong; nothing where the fill is taken. */
function faults(lattice: unknown): string[] {
  const result = latticeSchema.safeParse(lattice);
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
}

describe('taken as it stands is', () => {
  test.each<[string, object]>([
    ['a density', PLAIN],
    ['a wall', { ...NO_AMOUNT, wallMm: 0.3 }],
    ['a pore size', { ...NO_AMOUNT, poreMm: 0.6 }],
    ['a modulus', { ...NO_AMOUNT, modulusGPa: 3.5 }],
    ['a density that varies', { ...NO_AMOUNT, grading: [byX('density')] }],
    ['a wall that varies, by cells that vary', { ...NO_AMOUNT, grading: [byX('wall'), byX('cell')] }],
    ['a cell that varies beside its density', { ...PLAIN, grading: [byX('cell')] }],
    [
      'samples alone',
      {
        ...NO_AMOUNT,
        grading: [{ quantity: 'density', place: { by: 'samples', file: 'scan/bone.csv' }, table: null }],
      },
    ],
    [
      'an axis of its own',
      {
        ...NO_AMOUNT,
        grading: [
          { quantity: 'density', place: { by: 'axis', originMm: [0, 0, 1], direction: [1, 1, 0] }, table: TABLE },
        ],
      },
    ],
    [
      'a radius, with and without its axis',
      { ...NO_AMOUNT, grading: [{ quantity: 'density', place: { by: 'radius', direction: [0, 1, 0] }, table: TABLE }] },
    ],
    [
      'distance from a region',
      { ...NO_AMOUNT, grading: [{ quantity: 'density', place: { by: 'distance', region: 'core' }, table: TABLE }] },
    ],
    [
      'a blend',
      {
        ...PLAIN,
        blend: { cellType: 'iwp', phase: 'network', relativeDensity: 0.4, place: { by: 'height' }, fromMm: 2, toMm: 4 },
      },
    ],
    ['turn, stretch and even walls', { ...PLAIN, turnDeg: [0, 0, 45], stretch: [1, 1, 2], evenWalls: true }],
    ['cells around an axis', { ...PLAIN, map: { kind: 'cylindrical', cellsAround: 12, originMm: [0, 0, 0] } }],
    ['cells along a side', { ...PLAIN, map: { kind: 'surface', side: 'z-' } }],
  ])('%s', (_, lattice) => {
    expect(latticeSchema.parse(lattice)).toEqual(lattice);
  });
});

describe('refused with the path of what is wrong is', () => {
  const sampled = (file: string) => ({
    ...NO_AMOUNT,
    grading: [{ quantity: 'density', place: { by: 'samples', file }, table: null }],
  });
  test.each<[string, object, string[]]>([
    ['nothing asked for', NO_AMOUNT, ['']],
    ['two things asked for', { ...PLAIN, modulusGPa: 3 }, ['']],
    ['a density beside one that varies', { ...PLAIN, grading: [byX('density')] }, ['']],
    ['only a cell that varies', { ...NO_AMOUNT, grading: [byX('cell')] }, ['']],
    ['an unknown key', { ...PLAIN, turn: [0, 0, 45] }, ['']],
    ['a turn about two axes', { ...PLAIN, turnDeg: [0, 45] }, ['turnDeg']],
    ['a stretch of nothing', { ...PLAIN, stretch: [1, 0, 1] }, ['stretch.1']],
    ['an unknown quantity', { ...PLAIN, grading: [byX('porosity')] }, ['grading.0.quantity']],
    [
      'an unknown place',
      { ...NO_AMOUNT, grading: [{ ...byX('density'), place: { by: 'w' } }] },
      ['grading.0.place.by'],
    ],
    [
      'a coordinate with a region',
      { ...NO_AMOUNT, grading: [{ ...byX('density'), place: { by: 'x', region: 'core' } }] },
      ['grading.0.place'],
    ],
    [
      'an axis without an origin',
      { ...NO_AMOUNT, grading: [{ ...byX('density'), place: { by: 'axis', direction: [1, 0, 0] } }] },
      ['grading.0.place.originMm'],
    ],
    ['a table of one pair', { ...NO_AMOUNT, grading: [byX('density', [[0, 0.2]])] }, ['grading.0.table']],
    [
      'a value of 0',
      {
        ...NO_AMOUNT,
        grading: [
          byX('density', [
            [0, 0.2],
            [1, 0],
          ]),
        ],
      },
      ['grading.0.table.1.1'],
    ],
    ['no gradings in a list', { ...PLAIN, grading: [] }, ['grading']],
    ['a table above the folder', sampled('../bone.csv'), ['grading.0.place.file']],
    ['a table somewhere below and above', sampled('scan/../../bone.csv'), ['grading.0.place.file']],
    ['a table by its full path', sampled('/etc/passwd'), ['grading.0.place.file']],
    ['a table on another drive', sampled('C:bone.csv'), ['grading.0.place.file']],
    [
      'a blend without an end',
      { ...PLAIN, blend: { cellType: 'iwp', phase: 'sheet', place: { by: 'x' }, fromMm: 2 } },
      ['blend.toMm'],
    ],
    ['an unknown map', { ...PLAIN, map: { kind: 'spherical' } }, ['map.kind']],
    ['half a cell around', { ...PLAIN, map: { kind: 'cylindrical', cellsAround: 0.5 } }, ['map.cellsAround']],
    ['a side that is none', { ...PLAIN, map: { kind: 'surface', side: 'up' } }, ['map.side']],
    ['a modulus of 0', { ...NO_AMOUNT, modulusGPa: 0 }, ['modulusGPa']],
  ])('%s', (_, lattice, paths) => {
    expect(faults(lattice)).toEqual(paths);
  });
});
