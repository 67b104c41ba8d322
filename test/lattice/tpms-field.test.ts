import { describe, expect, test } from 'vitest';
import type { PlaneGrid } from '../../src/core/field.ts';
import { contourBand } from '../../src/geometry/marching-squares.ts';
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

describe('the sines of a plane', () => {
  const gyroid = UNIT_CELLS.gyroid!;

  test('of a cell that is not the same along x and y are told from its rows alone, and contours follow them', () => {
    // f = sin X + 1.5 cos 2Y: second harmonics along y, none along x.
    const cell = {
      ...gyroid,
      harmonics: 1 as const,
      row(sinY: number, _cosY: number, _sinZ: number, _cosZ: number, out: Float64Array) {
        out[0] = 1;
        out[1] = 0;
        out[2] = 1.5 * (1 - 2 * sinY * sinY);
      },
    };
    const plane = tpmsField(cell, CELL_MM, ORIGIN_MM).plane(0.2, GRID, null);
    expect(plane.sines?.harmonics).toBe(2);
    const { row, nodeAt, valueAt } = plane;
    const band = { from: -0.3, to: 0.3 };
    const loops = contourBand(plane, GRID, band, null);
    const plain = contourBand({ row, nodeAt, valueAt }, GRID, band, null);
    expect(loops.map(({ xy }) => xy.length)).toEqual(plain.map(({ xy }) => xy.length));
    for (const [n, { xy }] of loops.entries()) {
      for (let k = 0; k < xy.length; k++) expect(Math.abs(xy[k]! - plain[n]!.xy[k]!)).toBeLessThan(1.001e-4);
    }
  });

  test('are not there where a column has a third harmonic', () => {
    const cell = {
      ...gyroid,
      row(_sinY: number, cosY: number, sinZ: number, _cosZ: number, out: Float64Array) {
        out[0] = 4 * cosY ** 3 - 3 * cosY;
        out[1] = sinZ;
        out[2] = 0;
      },
    };
    expect(tpmsField(cell, CELL_MM, ORIGIN_MM).plane(0.2, GRID, null).sines).toBeNull();
  });
});
