import { beforeAll, describe, expect, test } from 'vitest';
import type { Field } from '../../src/core/field.ts';
import type { BeadToolpath } from '../../src/core/toolpath.ts';
import { planBeads } from '../../src/fff/plan-beads.ts';
import { sheetPaths } from '../../src/fff/sheet-paths.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loadKernels } from '../../src/geometry/contour/kernel.ts';
import { linesWithin } from '../../src/geometry/lines-within.ts';
import type { FieldBody } from '../../src/slicing/cut-field.ts';
import { cutMiddle } from '../../src/slicing/cut-middle.ts';
import { planeOf } from '../support/plane-of.ts';
import { areaOf, beadsOf, isInside, rectangle, SETTINGS, strips } from './shapes.ts';
import { cutOf, gyroidBody, gyroidCut, lengthOfAll, type SheetCut } from './sheet-shapes.ts';
import { stripCover } from './strip-raster.ts';

beforeAll(async () => {
  await loadClipping();
  await loadKernels();
});

const box = rectangle(0, 0, 8, 8);
const nowhere = () => false;

function plan({ lattice, middles }: SheetCut, zMm: number) {
  return planBeads({ index: 1, zMm, thicknessMm: 0.1, partId: 'a' }, { solid: [], lattice, middles }, SETTINGS);
}

test.each([30, 45, 60, 90])(
  'an even sheet of 0.3 mm that leans %d degrees to the plate is 0.3 / sin wide in each layer',
  (deg) => {
    const [cos, sin] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
    // Its normal has the upright part cos: the section is 0.3 / sqrt(1 - cos2).
    const field: Field = {
      plane: (z, grid) => planeOf(grid, (x, y) => (0.8 * (x - 4) + 0.6 * (y - 4)) * sin + (z - 1) * cos),
    };
    const body: FieldBody = { field, band: { from: -0.15, to: 0.15 }, stepMm: 0.1, originMm: [0, 0, 0] };
    for (const z of [0.7, 1, 1.3]) {
      const { lattice, middles } = cutOf(body, z, [box]);
      const { paths, rest } = sheetPaths(lattice, middles, SETTINGS, nowhere);
      expect([paths.length, rest.length]).toEqual([1, 0]);
      // Ends are cut aslant; all between is as wide as the section.
      const width = [...paths[0]!.widthMm!].slice(8, -8);
      expect(width.length).toBeGreaterThan(40);
      for (const value of width) expect(Math.abs(value - 0.3 / sin)).toBeLessThan(5e-4);
    }
  },
);

test('middle lines of a gyroid have 0.794 of its area times the height: the mean of sqrt(1 - nz2)', () => {
  // Area of f = 0 in a cell of 2 mm: 3.0915 x 4 mm2 (bench/cell-constants.mjs).
  const body = gyroidBody(2, 0.5);
  const cell = rectangle(0, 0, 2, 2);
  let sum = 0;
  for (let k = 0; k < 40; k++) {
    sum += lengthOfAll(linesWithin(cutMiddle(body, (k + 0.5) * 0.05, [cell]), [cell])) * 0.05;
  }
  expect(sum / (3.0915 * 4)).toBeCloseTo(0.794, 2);
});

test('a gyroid is as wide across its middle line as it is from level to level of its formula', () => {
  const level = 0.35;
  const body = gyroidBody(4, level);
  const z = 0.05;
  const { lattice, middles } = cutOf(body, z, [box]);
  const k = Math.PI / 2;
  const f = (x: number, y: number) => {
    const [X, Y, Z] = [k * (x - 0.013), k * (y - 0.027), k * z];
    return Math.sin(X) * Math.cos(Y) + Math.sin(Y) * Math.cos(Z) + Math.sin(Z) * Math.cos(X);
  };
  let [most, count] = [0, 0];
  for (const { xy, widthMm } of sheetPaths(lattice, middles, SETTINGS, nowhere).paths) {
    for (let i = 8; i < widthMm!.length - 8; i++) {
      const [tx, ty] = [xy[2 * i + 2]! - xy[2 * i - 2]!, xy[2 * i + 3]! - xy[2 * i - 1]!];
      const [nx, ny] = [-ty / Math.hypot(tx, ty), tx / Math.hypot(tx, ty)];
      const face = (side: number): number => {
        let [inside, outside] = [0, 0.5];
        for (let n = 0; n < 40; n++) {
          const t = (inside + outside) / 2;
          if (Math.abs(f(xy[2 * i]! + side * t * nx, xy[2 * i + 1]! + side * t * ny)) < level) inside = t;
          else outside = t;
        }
        return inside;
      };
      most = Math.max(most, Math.abs(widthMm![i]! - face(1) - face(-1)));
      count++;
    }
  }
  expect(count).toBeGreaterThan(200);
  // Faces are polygons of which a point lies up to 0.35 % of a cell off the curve at 20 samples a cell (0.1 mm here: 40).
  expect(most).toBeLessThan(0.006);
});

describe.each([
  { cellMm: 4, density: 0.35 },
  { cellMm: 2, density: 0.45 },
  { cellMm: 2, density: 0.618 },
])('a gyroid of cell $cellMm mm and density $density, every layer', ({ cellMm, density }) => {
  const layers = Array.from({ length: 10 }, (_, k) => {
    const z = ((k + 0.3) * cellMm) / 20;
    const cut = gyroidCut(cellMm, density, z, box);
    return { cut, result: plan(cut, z) };
  });

  test('has its area in strips to 3 %, the sum to 1 %', () => {
    let [sum, area] = [0, 0];
    for (const { cut, result } of layers) {
      const laid = strips(beadsOf(result));
      const wanted = areaOf(cut.lattice);
      expect(Math.abs(laid / wanted - 1)).toBeLessThan(0.03);
      expect(Math.abs(laid + result.unfilledMm2 - wanted)).toBeLessThan(1e-3 * wanted);
      sum += laid;
      area += wanted;
    }
    expect(Math.abs(sum / area - 1)).toBeLessThan(0.01);
  });

  test('has the centre line of no bead outside of the walls by more than 1 um', () => {
    for (const { cut, result } of layers) {
      for (const { path } of beadsOf(result)) {
        for (let i = 0; i < path.xy.length; i += 2) {
          const [x, y] = [path.xy[i]!, path.xy[i + 1]!];
          const near = [0, 1e-3, -1e-3].some((d) => isInside(cut.lattice, x + d, y) || isInside(cut.lattice, x, y + d));
          expect(near, `${x}, ${y}`).toBe(true);
        }
      }
    }
  });
});

test('where the sheet is nowhere flat there are as many beads as middle lines, and no strip lies on another', () => {
  const cut = gyroidCut(2, 0.5, 0.5, box);
  const result = plan(cut, 0.5);
  const lines = linesWithin(cut.middles, [box]).filter((line) => lengthOfAll([line]) > 1);
  expect(beadsOf(result)).toHaveLength(lines.length);
  expect(stripCover(cut.lattice, beadsOf(result), 0.02).double).toBeLessThan(0.001);
});

test('beads that go on through joints: a layer near a saddle has a third of the beads that walls one by one have', () => {
  const cut = gyroidCut(2, 0.5, 0.3, box);
  const alone = planBeads(
    { index: 1, zMm: 0.3, thicknessMm: 0.1, partId: 'a' },
    { solid: [], lattice: cut.lattice },
    SETTINGS,
  );
  const count = (beads: readonly BeadToolpath[]) => beads.length;
  expect(3 * count(beadsOf(plan(cut, 0.3)))).toBeLessThan(count(beadsOf(alone)));
});
