import { expect, test } from 'vitest';
import { levelOfDensity } from '../../src/lattice/relative-density.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { listCells, UNIT_CELL_IDS } from '../../src/pipeline/cells.ts';

test('every unit cell has its row', () => {
  expect(listCells().map(({ id }) => id)).toEqual(UNIT_CELL_IDS);
});

test('the densities of a row are within reach up to its upper end, and a hundredth beyond is not', () => {
  for (const row of listCells()) {
    const cell = UNIT_CELLS[row.id]!;
    for (const phase of ['sheet', 'network'] as const) {
      const [min, max] = row[phase] as [number, number];
      for (const density of [min === 0 ? 0.001 : min, max]) levelOfDensity(cell, phase, density);
      expect(() => levelOfDensity(cell, phase, max + 0.01)).toThrow(/out of reach/);
      expect(() => levelOfDensity(cell, phase, min - 0.01)).toThrow(/out of reach/);
    }
  }
});
