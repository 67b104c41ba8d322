import { beforeAll, describe, expect, test } from 'vitest';
import type { Field } from '../../src/core/field.ts';
import type { Loops } from '../../src/core/polyline.ts';
import type { BeadToolpath } from '../../src/core/toolpath.ts';
import { planBeads } from '../../src/fff/plan-beads.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loadKernels } from '../../src/geometry/contour/kernel.ts';
import { levelOfDensity } from '../../src/lattice/relative-density.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import type { FieldBody } from '../../src/slicing/cut-field.ts';
import { planeOf } from '../support/plane-of.ts';
import { furthestOutMm } from './bead-rows.ts';
import { areaOf, beadsOf, rectangle, SETTINGS, strips } from './shapes.ts';
import { cutOf } from './sheet-shapes.ts';
import { stripShares } from './strip-polygons.ts';

beforeAll(async () => {
  await loadClipping();
  await loadKernels();
});

const box = rectangle(0, 0, 8, 8);
const HEIGHTS = [0.07, 0.21, 0.33, 0.48];

function cell(id: string, cellMm: number, density: number): { cellMm: number; body: FieldBody } {
  const level = levelOfDensity(UNIT_CELLS[id]!, 'sheet', density);
  const field = tpmsField(UNIT_CELLS[id]!, cellMm, [0.013, 0.027, 0]);
  return { cellMm, body: { field, band: { from: -level, to: level }, stepMm: cellMm / 40, originMm: [0, 0, 0] } };
}

/** A gyroid turned by 30 degrees about the upright and then by 20 about x, whose walls are twice as thick on the right as on the left. */
function turnedAndGraded(): { cellMm: number; body: FieldBody } {
  const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const [d, t] = [Math.cos(Math.PI / 9), Math.sin(Math.PI / 9)];
  const k = Math.PI / 1.25;
  const field: Field = {
    plane: (z, grid) =>
      planeOf(grid, (x, y) => {
        const [u, v] = [k * (c * x - s * y), s * x + c * y];
        const [p, q] = [k * (d * v - t * z), k * (t * v + d * z)];
        return (Math.sin(u) * Math.cos(p) + Math.sin(p) * Math.cos(q) + Math.sin(q) * Math.cos(u)) / (0.35 + 0.05 * x);
      }),
  };
  return { cellMm: 2.5, body: { field, band: { from: -1, to: 1 }, stepMm: 0.0625, originMm: [0, 0, 0] } };
}

/** The bounds of strips are the worst of these heights as measured by clipped polygons and a tenth more: small cuts of 8 mm have many ends. */
describe.each([
  { name: 'thick gyroid of 2 mm', of: () => cell('gyroid', 2, 0.62), outside: 0.07, bare: 0.042 },
  { name: 'thin gyroid of 2 mm', of: () => cell('gyroid', 2, 0.35), outside: 0.062, bare: 0.072 },
  { name: 'gyroid of 4 mm', of: () => cell('gyroid', 4, 0.35), outside: 0.056, bare: 0.041 },
  { name: 'diamond of 3 mm', of: () => cell('diamond', 3, 0.35), outside: 0.074, bare: 0.055 },
  { name: 'primitive of 2 mm', of: () => cell('primitive', 2, 0.35), outside: 0.145, bare: 0.073 },
  { name: 'IWP of 4 mm', of: () => cell('iwp', 4, 0.35), outside: 0.057, bare: 0.055 },
  { name: 'split P of 4 mm', of: () => cell('split-p', 4, 0.4), outside: 0.051, bare: 0.069 },
  { name: 'gyroid of 2.5 mm, turned and graded', of: turnedAndGraded, outside: 0.055, bare: 0.064 },
])('beads of a $name at four heights', ({ of, outside, bare }) => {
  let plans: { readonly lattice: Loops; readonly beads: BeadToolpath[]; readonly unfilledMm2: number }[] = [];

  beforeAll(() => {
    const { cellMm, body } = of();
    plans = HEIGHTS.map((share) => {
      const zMm = share * cellMm;
      const { lattice, middles } = cutOf(body, zMm, [box]);
      const layer = { index: 1, zMm, thicknessMm: 0.1, partId: 'a' };
      const result = planBeads(layer, { solid: [], lattice, middles }, SETTINGS);
      return { lattice, beads: beadsOf(result), unfilledMm2: result.unfilledMm2 };
    });
  });

  test('lose nothing, and have the volume of each layer to 5 %', () => {
    for (const { lattice, beads, unfilledMm2 } of plans) {
      const area = areaOf(lattice);
      const laid = strips(beads);
      expect(Math.abs(laid + unfilledMm2 - area)).toBeLessThan(1e-3 * area);
      expect(Math.abs(laid / area - 1)).toBeLessThan(0.05);
    }
  });

  test('keep their lines within the walls by a micrometre', () => {
    for (const { lattice, beads } of plans) expect(furthestOutMm(lattice, beads, 0.05)).toBeLessThan(0.001);
  });

  test('have their strips where the walls are, as far as was measured', () => {
    for (const { lattice, beads } of plans) {
      const shares = stripShares(lattice, beads);
      expect(shares.outside).toBeLessThan(outside);
      expect(shares.bare).toBeLessThan(bare);
    }
  });
});
