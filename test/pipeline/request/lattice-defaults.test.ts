import { describe, expect, test } from 'vitest';
import { UNIT_CELL_IDS } from '../../../src/pipeline/cells.ts';
import { completeLattice, type LatticeRequest } from '../../../src/pipeline/request/lattice-defaults.ts';
import { latticeSettings } from '../../support/lattice-settings.ts';

const PLACE = ['case.json', 'lattice'];
const complete = (request: LatticeRequest) => completeLattice(request, PLACE);

test('a cell alone is a sheet of 0.30 in cells of 2 mm, without a skin, sampled as finely as it needs', () => {
  expect(complete({ cellType: 'gyroid' })).toEqual(latticeSettings());
});

test('what is asked for is kept', () => {
  const asked = latticeSettings({
    cellType: 'diamond',
    phase: 'network',
    cellMm: 3,
    relativeDensity: 0.42,
    evenWalls: true,
    filletMm: 0.1,
    seed: 7,
    turnDeg: [0, 0, 45],
    stretch: [1, 1, 2],
    map: { kind: 'surface', side: 'z+' },
    grading: [
      {
        quantity: 'cell',
        place: { by: 'height' },
        table: [
          [0, 2],
          [9, 3],
        ],
      },
    ],
    blend: { cellType: 'iwp', phase: 'network', relativeDensity: 0.3, place: { by: 'x' }, fromMm: 1, toMm: 2 },
    skinMm: 0.4,
    openSides: ['z+', 'x-'],
    stepMm: 0.05,
  });
  expect(complete(asked)).toEqual(asked);
});

test('a wall takes the place of the density', () => {
  expect(complete({ cellType: 'gyroid', wallMm: 0.25 })).toMatchObject({ wallMm: 0.25, relativeDensity: null });
  expect(complete({ cellType: 'gyroid', wallMm: null, relativeDensity: 0.2 })).toMatchObject({
    wallMm: null,
    relativeDensity: 0.2,
  });
});

test('struts are a network, whatever phase is asked for', () => {
  expect(complete({ cellType: 'bcc', phase: 'sheet' }).phase).toBe('network');
});

describe('refused at its place is', () => {
  test('an unknown cell, with all that are known', () => {
    for (const cellType of ['giroid', '', 'toString', '__proto__']) {
      expect(() => complete({ cellType })).toThrow(
        expect.objectContaining({
          code: 'lattice-invalid',
          reason: `unknown cell '${cellType}'. Known: ${[...UNIT_CELL_IDS, 'expression'].join(', ')}`,
          place: [...PLACE, 'cellType'],
        }),
      );
    }
  });

  test('a step above an eighth of the cell; an eighth itself is taken', () => {
    expect(complete({ cellType: 'gyroid', cellMm: 2, stepMm: 0.25 }).stepMm).toBe(0.25);
    expect(() => complete({ cellType: 'gyroid', cellMm: 2, stepMm: 0.2501 })).toThrow(
      expect.objectContaining({
        code: 'lattice-invalid',
        reason: '0.2501 mm is too coarse for a cell of 2 mm: at most 0.25 mm',
        place: [...PLACE, 'stepMm'],
      }),
    );
  });

  test('a name that is a key of ours with a hidden fillet', () => {
    for (const cellType of ['bcc 1 0.01', 'voronoi 1.5', 'expression:sin(X)']) {
      expect(() => complete({ cellType })).toThrow(expect.objectContaining({ code: 'lattice-invalid' }));
    }
  });

  test.each([
    [{ seed: 1.5 }, 'seed', 'must be a whole number from 0 to 4294967295, got 1.5'],
    [{ seed: -1 }, 'seed', 'must be a whole number from 0 to 4294967295, got -1'],
    [{ seed: 2 ** 32 }, 'seed', 'must be a whole number from 0 to 4294967295, got 4294967296'],
    [{ filletMm: 1 }, 'filletMm', '1 mm is half a cell of 2 mm or more'],
    [{ turnDeg: [0, Number.NaN, 0] as const }, 'turnDeg', 'must be three numbers of degrees'],
  ])('%j', (known, key, reason) => {
    expect(() => complete({ cellType: 'voronoi', ...known })).toThrow(
      expect.objectContaining({ code: 'lattice-invalid', reason, place: [...PLACE, key] }),
    );
  });

  test.each([
    ['cellMm', 0, 'must be above 0 mm, got 0'],
    ['cellMm', -2, 'must be above 0 mm, got -2'],
    ['cellMm', Number.NaN, 'must be above 0 mm, got NaN'],
    ['cellMm', Number.POSITIVE_INFINITY, 'must be above 0 mm, got Infinity'],
    ['stepMm', -0.1, 'must be above 0 mm, got -0.1'],
    ['wallMm', 0, 'must be above 0 mm, got 0'],
    ['skinMm', -1, 'must be 0 mm or above, got -1'],
    ['skinMm', Number.NaN, 'must be 0 mm or above, got NaN'],
  ])('a length that is none: %s %d', (key, value, reason) => {
    expect(() => complete({ cellType: 'gyroid', [key]: value })).toThrow(
      expect.objectContaining({ code: 'lattice-invalid', reason, place: [...PLACE, key] }),
    );
  });
});
