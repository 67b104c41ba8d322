import { beforeAll, describe, expect, test } from 'vitest';
import type { PlaneField, PlaneGrid, SolidBand } from '../../../src/core/field.ts';
import type { Loops } from '../../../src/core/polyline.ts';
import { snapMm } from '../../../src/core/units.ts';
import { loadKernels } from '../../../src/geometry/contour/kernel.ts';
import { bandEdges, contourBand, contourMarked } from '../../../src/geometry/marching-squares.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { planeOf } from '../../support/plane-of.ts';

/** The kernel and the plain way may round to neighbouring points of the grid. */
const ONE_UNIT_MM = 1.001e-4;
const CELL_MM = 2;

/** The same plane without what the kernel works on. */
function plain({ row, nodeAt, valueAt }: PlaneField): PlaneField {
  return { row, nodeAt, valueAt };
}

function ellipseMask({ nx, ny }: PlaneGrid): Uint8Array {
  const mask = new Uint8Array(nx * ny);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      mask[j * nx + i] = (i / nx - 0.5) ** 2 + 1.2 * (j / ny - 0.5) ** 2 < 0.22 ? 1 : 0;
    }
  }
  return mask;
}

function gridOf(stepMm: number): PlaneGrid {
  return { x0Mm: -0.413, y0Mm: 7.31, stepMm, nx: Math.round(9 / stepMm), ny: Math.round(7 / stepMm) };
}

/** Largest difference of coordinates of loops that are the same in number, order and points. */
function largestShift(a: Loops, b: Loops): number {
  expect(a.map(({ xy }) => xy.length)).toEqual(b.map(({ xy }) => xy.length));
  let largest = 0;
  for (const [n, { xy }] of a.entries()) {
    for (let k = 0; k < xy.length; k++) largest = Math.max(largest, Math.abs(xy[k]! - b[n]!.xy[k]!));
  }
  return largest;
}

beforeAll(() => loadKernels());

describe.each(Object.values(UNIT_CELLS))('a plane of $id in the kernel', (cell) => {
  const field = tpmsField(cell, CELL_MM, [0.1, -0.23, 0.07]);
  const bands: readonly SolidBand[] = [
    { from: -0.4, to: 0.4 },
    { from: null, to: -0.2 },
  ];
  for (const [band, stepMm, zMm] of [
    [bands[0]!, CELL_MM / 20, 0.517],
    [bands[1]!, CELL_MM / 20, 1.013],
    [bands[0]!, CELL_MM / 43, 0.07],
    [bands[1]!, CELL_MM / 8, 1.9],
  ] as const) {
    const phase = band.from === null ? 'network' : 'sheet';

    test(`${phase}, step ${stepMm.toFixed(3)} mm: the edges of the plain way, and its loops within 0.1 um`, () => {
      const grid = gridOf(stepMm);
      const mask = ellipseMask(grid);
      const plane = field.plane(zMm, grid, mask);
      const edges = bandEdges(plane, grid, band, mask);
      expect(edges).toEqual(bandEdges(plain(plane), grid, band, mask));
      const loops = contourBand(plane, grid, band, mask);
      expect(loops.length).toBeGreaterThan(1);
      expect(largestShift(loops, contourBand(plain(plane), grid, band, mask))).toBeLessThan(ONE_UNIT_MM);
      expect(contourMarked(plane, grid, band, mask, edges)).toEqual(loops);
      expect(contourMarked(plain(plane), grid, band, mask, edges)).toEqual(contourBand(plain(plane), grid, band, mask));
    });
  }

  test('nodes that lie on the level to the last bit or a few are decided by 64 bits', () => {
    // Whole fractions of the cell from its origin on, at z = 0: f = 0 at many nodes.
    const grid: PlaneGrid = { x0Mm: -1, y0Mm: -1, stepMm: CELL_MM / 24, nx: 97, ny: 66 };
    const plane = tpmsField(cell, CELL_MM, [0, 0, 0]).plane(0, grid, null);
    for (const level of [0, plane.nodeAt(5, 7), plane.nodeAt(31, 2)]) {
      const band = { from: level, to: level + 1e-9 };
      expect(bandEdges(plane, grid, band, null)).toEqual(bandEdges(plain(plane), grid, band, null));
    }
  });
});

describe('the contour kernel', () => {
  const grid = gridOf(0.05);
  const gyroid = tpmsField(UNIT_CELLS.gyroid!, CELL_MM, [0, 0, 0]);
  const band = { from: -0.4647, to: 0.4647 };

  test('at a step of 0.05 mm every vertex of a 2 mm gyroid lies within 2 um of the exact surface', () => {
    const plane = gyroid.plane(0.613, grid, null);
    const [xEnd, yEnd] = [grid.x0Mm + (grid.nx - 1) * 0.05, grid.y0Mm + (grid.ny - 1) * 0.05];
    let [worst, count] = [0, 0];
    for (const { xy } of contourBand(plane, grid, band, null)) {
      for (let n = 0; n < xy.length; n += 2) {
        const [x, y] = [xy[n]!, xy[n + 1]!];
        if (x < grid.x0Mm + 0.1 || y < grid.y0Mm + 0.1 || x > xEnd - 0.1 || y > yEnd - 0.1) continue;
        const slopeX = (plane.valueAt(x + 1e-5, y) - plane.valueAt(x - 1e-5, y)) / 2e-5;
        const slopeY = (plane.valueAt(x, y + 1e-5) - plane.valueAt(x, y - 1e-5)) / 2e-5;
        const off = Math.abs(Math.abs(plane.valueAt(x, y)) - band.to) / Math.sqrt(slopeX ** 2 + slopeY ** 2);
        worst = Math.max(worst, off);
        count++;
      }
    }
    expect(count).toBeGreaterThan(3000);
    expect(worst).toBeLessThan(2e-3);
  });

  test('coordinates are the doubles nearest to whole grid units, far from the origin and below zero too', () => {
    for (const x0Mm of [-1999.987, -3.3, 1999.93]) {
      const far = { ...grid, x0Mm };
      for (const { xy } of contourBand(gyroid.plane(0.2, far, null), far, band, null)) {
        for (const coordinate of xy) expect(Object.is(coordinate, snapMm(coordinate))).toBe(true);
      }
    }
  });

  test('the middles of 5,500 saddles are asked, more than there is room for at once', () => {
    // sin X sin Y < 0 with saddles at all corners of a checkerboard, four squares a field, none of them at a node.
    const n = 300;
    const saddles: PlaneGrid = { x0Mm: 0, y0Mm: 0, stepMm: 1, nx: n, ny: n };
    const phase = (x: number) => (2 * Math.PI * (x + 0.4)) / 8;
    const table = (value: (x: number) => number) => Float64Array.from({ length: n }, (_, i) => value(phase(i)));
    const [sin, cos] = [table(Math.sin), table(Math.cos)];
    const lines = new Float64Array(3 * n);
    for (let i = 0; i < n; i++) lines[3 * i] = sin[i]!;
    const valueAt = (x: number, y: number) => Math.sin(phase(x)) * Math.sin(phase(y));
    let asked = 0;
    const plane: PlaneField = {
      ...planeOf(saddles, valueAt),
      nodeAt: (i, j) => sin[j]! * sin[i]!,
      row(j, out) {
        for (let i = 0; i < n; i++) out[i] = sin[j]! * sin[i]!;
      },
      valueAt(x, y) {
        asked++;
        return valueAt(x, y);
      },
      sines: {
        harmonics: 1,
        stepCycles: 1 / 8,
        sinX: sin,
        cosX: cos,
        sinY: sin,
        cosY: cos,
        rows: lines,
        columns: lines,
      },
    };
    const loops = contourBand(plane, saddles, { from: null, to: 0 }, null);
    expect(asked).toBe(74 * 74);
    expect(largestShift(loops, contourBand(plain(plane), saddles, { from: null, to: 0 }, null))).toBeLessThan(
      ONE_UNIT_MM,
    );
  });

  test('a plane of steps too long for its arctangent, or of two nodes a side, goes the plain way', () => {
    const coarse: PlaneGrid = { x0Mm: 0, y0Mm: 0, stepMm: 0.3, nx: 31, ny: 30 };
    const plane = gyroid.plane(0.4, coarse, null);
    expect(contourBand(plane, coarse, band, null)).toEqual(contourBand(plain(plane), coarse, band, null));
    const two: PlaneGrid = { ...coarse, stepMm: 0.05, nx: 2, ny: 2 };
    expect(contourBand(gyroid.plane(0.4, two, null), two, band, null)).toEqual([]);
  });

  test('planes of any order of sizes, and nothing inside at all, leave nothing behind in its memory', () => {
    const sizes = [0.2, 0.025, 0.1];
    const once = (stepMm: number) => {
      const own = gridOf(stepMm);
      return contourBand(gyroid.plane(0.9, own, null), own, band, null);
    };
    const first = sizes.map(once);
    expect(contourBand(gyroid.plane(0.9, grid, null), grid, { from: null, to: -9 }, null)).toEqual([]);
    expect(contourBand(gyroid.plane(0.9, grid, null), grid, band, new Uint8Array(grid.nx * grid.ny))).toEqual([]);
    expect(sizes.toReversed().map(once).toReversed()).toEqual(first);
  });
});
