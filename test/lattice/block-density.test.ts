/** Cells that are cut and measured: the contours of a whole cell hold the density that was asked for. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { levelOfDensity, reachableDensities } from '../../src/lattice/relative-density.ts';
import type { TpmsCell } from '../../src/lattice/tpms-cell.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { cutFieldBodies } from '../../src/slicing/cut-field.ts';

const CELL_MM = 4;
/** Enough that the error of summing layers (up to 0.6 % at 80 layers where walls lie flat) stays out of the measure. */
const LAYERS = 151;
const SQUARE = [{ xy: Float64Array.of(0, 0, CELL_MM, 0, CELL_MM, CELL_MM, 0, CELL_MM), closed: true }];

beforeAll(() => loadClipping());

function densityOfCut(cell: TpmsCell, phase: 'sheet' | 'network', level: number, samples: number): number {
  const body = {
    field: tpmsField(cell, CELL_MM, [0, 0, 0]),
    band: { from: phase === 'sheet' ? -level : null, to: level },
    stepMm: CELL_MM / samples,
    originMm: [0, 0, 0],
  } as const;
  let areaMm2 = 0;
  for (let k = 0; k < LAYERS; k++) {
    areaMm2 += loopsAreaMm2(cutFieldBodies([body], ((k + 0.5) * CELL_MM) / LAYERS, SQUARE));
  }
  return areaMm2 / (LAYERS * CELL_MM * CELL_MM);
}

describe.each(Object.entries(UNIT_CELLS))('a cut cell of %s', (_id, cell) => {
  for (const phase of ['sheet', 'network'] as const) {
    const { min, max } = reachableDensities(cell, phase);
    const asked = [0.15, 0.25, 0.35].filter((density) => density > min && density < max);
    test(`as ${phase} holds ${asked.join(', ')} within 0.5 % at ${cell.samplesPerCell} samples`, () => {
      expect(asked.length).toBeGreaterThan(0);
      for (const density of asked) {
        const found = densityOfCut(cell, phase, levelOfDensity(cell, phase, density), cell.samplesPerCell);
        expect(Math.abs(found / density - 1)).toBeLessThan(0.005);
      }
    });
  }
});
