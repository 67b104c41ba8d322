import { expect, test } from 'vitest';
import { levelOfDensity } from '../../src/lattice/relative-density.ts';
import { STRUT_CELLS } from '../../src/lattice/struts/strut-cells.ts';
import { radiusOfDensity } from '../../src/lattice/struts/strut-density.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { densityWords, listCells, UNIT_CELL_IDS } from '../../src/pipeline/cells.ts';

/** The ids that always exist. */
const IDS = [
  ...['gyroid', 'diamond', 'primitive', 'iwp', 'neovius', 'frd', 'fischer-koch-s', 'lidinoid', 'split-p'],
  ...['bcc', 'fcc', 'octet', 'kelvin', 'diamond-strut', 'voronoi'],
];

test('every unit cell has its row', () => {
  expect(UNIT_CELL_IDS).toEqual(IDS);
  expect(listCells().map(({ id }) => id)).toEqual(IDS);
});

test('the densities of a row are within reach up to its upper end, and a hundredth beyond is not', () => {
  for (const row of listCells()) {
    const cell = UNIT_CELLS[row.id];
    for (const phase of ['sheet', 'network'] as const) {
      expect(row[phase] === null).toBe(cell === undefined);
      if (cell === undefined) continue;
      const [min, max] = row[phase] as [number, number];
      for (const density of [min === 0 ? 0.001 : min, max]) levelOfDensity(cell, phase, density);
      expect(() => levelOfDensity(cell, phase, max + 0.01)).toThrow(/out of reach/);
      expect(() => levelOfDensity(cell, phase, min - 0.01)).toThrow(/out of reach/);
    }
  }
});

test('the same of struts', () => {
  for (const row of listCells()) {
    const cell = STRUT_CELLS[row.id];
    expect(row.struts === null).toBe(cell === undefined);
    if (cell === undefined) continue;
    const [min, max] = row.struts as [number, number];
    for (const density of [min === 0 ? 0.001 : min, max]) radiusOfDensity(cell, density);
    expect(() => radiusOfDensity(cell, max + 0.01)).toThrow(/out of reach/);
  }
});

test('densities in words say of what they are', () => {
  const words = Object.fromEntries(listCells().map((row) => [row.id, densityWords(row)]));
  expect(words.gyroid).toMatch(/^relative density sheet 0 to 0\.96\d, network 0\.017 to 0\.983$/);
  expect(words.bcc).toMatch(/^relative density 0(\.\d+)? to 0\.98\d$/);
  expect(words.voronoi).toBe('relative density by its seed');
});
