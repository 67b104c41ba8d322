import { describe, expect, test } from 'vitest';
import type { PlaneGrid } from '../../../src/core/field.ts';
import { contourBand } from '../../../src/geometry/marching-squares.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { STRUT_CELLS } from '../../../src/lattice/struts/strut-cells.ts';
import { type StrutField, strutField } from '../../../src/lattice/struts/strut-field.ts';
import { voronoiGraph } from '../../../src/lattice/struts/voronoi.ts';
import { CROSS, distanceByForce, ROD, SLANTED_ROD, scatteredPoints } from './graphs.ts';

const ORIGIN_MM = [0.4, -1.1, 0.7] as const;

/** Area of the one rod that a square of a cell about its axis cuts out of a plane. */
function cutAreaMm2(field: StrutField, zMm: number, cellMm: number): number {
  const grid: PlaneGrid = { x0Mm: 0, y0Mm: 0, stepMm: cellMm / 40, nx: 41, ny: 41 };
  return loopsAreaMm2(contourBand(field.plane(zMm, grid, null), grid, field.band, null));
}

describe('a rod', () => {
  test('is a cylinder: cut square it has the area of a circle', () => {
    const field = strutField(ROD, 4, [0, 0, 0], { radiusMm: 0.6, filletMm: 0 });
    expect(cutAreaMm2(field, 1.23, 4) / (Math.PI * 0.36)).toBeCloseTo(1, 3);
  });

  test('cut at 45 degrees has the area of an ellipse, sqrt 2 as large', () => {
    const field = strutField(SLANTED_ROD, 4, [0, 0, 0], { radiusMm: 0.6, filletMm: 0 });
    // At half a cell's height the axis is in the middle of the square.
    expect(cutAreaMm2(field, 2, 4) / (Math.SQRT2 * Math.PI * 0.36)).toBeCloseTo(1, 3);
  });

  test('whose radius grows with the height by 0.1 mm per mm is a cone', () => {
    const radiusMm = { at: (_x: number, _y: number, zMm: number) => 0.3 + 0.1 * zMm, largestMm: 1 };
    const field = strutField(ROD, 4, [0, 0, 0], { radiusMm, filletMm: 0 });
    expect(field.band).toEqual({ from: null, to: 0 });
    expect(cutAreaMm2(field, 3, 4) / (Math.PI * 0.36)).toBeCloseTo(1, 3);
    expect(field.valueAt(3.5, 2, 3)).toBeCloseTo(1.5 - 0.6, 12);
  });

  test('of no radius is nowhere solid, fillet or not', () => {
    const radiusMm = { at: () => 0, largestMm: 0.5 };
    for (const filletMm of [0, 0.3]) {
      const field = strutField(CROSS, 4, [0, 0, 0], { radiusMm, filletMm });
      expect(field.valueAt(2, 2, 2)).toBe(0);
      expect(field.valueAt(2.1, 2.1, 2)).toBeCloseTo(0.1, 12);
    }
  });
});

describe.each([...Object.entries(STRUT_CELLS), ['voronoi', voronoiGraph(5, 2)] as const])(
  'the field of %s',
  (_, graph) => {
    test('is the distance to the nearest of all struts and their copies', () => {
      const field = strutField(graph, 2.5, ORIGIN_MM, { radiusMm: 0.2, filletMm: 0 });
      for (const [u, v, w] of scatteredPoints(2000)) {
        const place = [9 * u - 4, 9 * v - 4, 9 * w - 4] as const;
        const inCells = place.map((x, axis) => (x - ORIGIN_MM[axis]!) / 2.5) as [number, number, number];
        const expected = 2.5 * distanceByForce(graph, inCells);
        expect(Math.abs(field.distanceAt(...place) - expected)).toBeLessThan(1e-12);
        expect(field.valueAt(...place)).toBe(field.distanceAt(...place));
      }
    });

    // A step of a fortieth of the cell repeats with the lattice, 0.0613 mm does not, a radius that varies never does.
    test.each([
      ['a step that divides the cell', 2.5 / 40, 0.2, 0.1],
      ['any step', 0.0613, 0.2, 0.1],
      ['any step and no fillet', 0.0613, 0.2, 0],
      ['a radius that varies', 2.5 / 40, { at: (xMm: number) => 0.2 + 0.01 * xMm, largestMm: 0.4 }, 0.1],
    ] as const)('has rows, nodes and values that agree with %s', (_name, stepMm, radiusMm, filletMm) => {
      const field = strutField(graph, 2.5, ORIGIN_MM, { radiusMm, filletMm });
      const grid: PlaneGrid = { x0Mm: -3.17, y0Mm: 1.23, stepMm, nx: 130, ny: 90 };
      const row = new Float64Array(grid.nx);
      for (const zMm of [0.31, 0.7]) {
        const plane = field.plane(zMm, grid, null);
        for (let j = 0; j < grid.ny; j += 11) {
          plane.row(j, row);
          for (let i = 0; i < grid.nx; i++) {
            expect(plane.nodeAt(i, j)).toBe(row[i]);
            const [xMm, yMm] = [grid.x0Mm + i * stepMm, grid.y0Mm + j * stepMm];
            expect(Math.abs(plane.valueAt(xMm, yMm) - row[i]!)).toBeLessThan(1e-12);
            expect(plane.valueAt(xMm, yMm)).toBe(field.valueAt(xMm, yMm, zMm));
          }
        }
      }
    });

    test('asks only for the nodes of the mask', () => {
      const field = strutField(graph, 2.5, ORIGIN_MM, { radiusMm: 0.2, filletMm: 0 });
      const grid: PlaneGrid = { x0Mm: 0, y0Mm: 0, stepMm: 0.0613, nx: 10, ny: 3 };
      const mask = new Uint8Array(30);
      mask[14] = 1;
      const row = new Float64Array(10).fill(-7);
      field.plane(0.2, grid, mask).row(1, row);
      expect([...row.keys()].filter((i) => row[i] !== -7)).toEqual([4]);
    });
  },
);
