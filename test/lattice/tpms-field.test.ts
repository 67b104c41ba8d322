import { describe, expect, test } from 'vitest';
import type { PlaneGrid } from '../../src/core/field.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { FORMULA } from './formulas.ts';

const CELL_MM = 2.5;
const ORIGIN_MM = [0.4, -1.1, 0.7] as const;
const GRID: PlaneGrid = { x0Mm: -3.17, y0Mm: 1.23, stepMm: 0.13, nx: 70, ny: 40 };

describe.each(Object.entries(UNIT_CELLS))('the field of %s', (id, cell) => {
  const field = tpmsField(cell, CELL_MM, ORIGIN_MM);
  const exact = (...place: [number, number, number]): number => {
    const [x, y, z] = place.map((mm, axis) => (2 * Math.PI * (mm - ORIGIN_MM[axis]!)) / CELL_MM);
    return FORMULA[id]!(x!, y!, z!);
  };

  test('is the formula at each node and between nodes, in every plane', () => {
    const row = new Float64Array(GRID.nx);
    for (const zMm of [-0.3, 0.7, 5.11]) {
      const plane = field.plane(zMm, GRID, null);
      for (let j = 0; j < GRID.ny; j++) {
        plane.row(j, row);
        const yMm = GRID.y0Mm + j * GRID.stepMm;
        for (let i = 0; i < GRID.nx; i++) {
          const xMm = GRID.x0Mm + i * GRID.stepMm;
          expect(row[i]).toBeCloseTo(exact(xMm, yMm, zMm), 12);
        }
        expect(plane.valueAt(0.1 * j, yMm)).toBeCloseTo(exact(0.1 * j, yMm, zMm), 12);
      }
    }
  });

  test('follows a change of the grid', () => {
    const row = new Float64Array(3);
    field.plane(0, GRID, null);
    field.plane(0, { ...GRID, x0Mm: 0.05, nx: 3 }, null).row(0, row);
    for (let i = 0; i < 3; i++) expect(row[i]).toBeCloseTo(exact(0.05 + i * GRID.stepMm, GRID.y0Mm, 0), 12);
  });
});
