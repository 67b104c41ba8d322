/** Gyroid and diamond against an independent program and a paper; `node bench/homogenise.mjs` runs the whole set. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { elasticConstants } from '../../../src/lattice/homogenisation/elastic-constants.ts';
import { homogenise } from '../../../src/lattice/homogenisation/homogenise.ts';
import { solidShare } from '../../../src/lattice/homogenisation/solid-share.ts';
import type { Phase } from '../../../src/lattice/settings.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';

async function constants(id: string, phase: Phase, relativeDensity: number, n: number, samplesPerVoxel: number) {
  const field = tpmsField(UNIT_CELLS[id]!, 1, [0, 0, 0]);
  const { stiffnessGPa } = await homogenise({
    n,
    solidShare: solidShare({ field, cellMm: 1, phase, relativeDensity, n, samplesPerVoxel }),
    youngsGPa: 1,
    poisson: 0.34,
    tolerance: 1e-3,
    maxIterations: 2000,
  });
  return elasticConstants(stiffnessGPa);
}

const mean = ([a, b, c]: readonly [number, number, number]) => (a + b + c) / 3;

describe('homogenised unit cells', () => {
  test.skipIf(!hasSharedData)(
    'at 0.20, 0.30 and 0.40 and 48^3 voxels, solid or void, E and G are within 4 % of a finite element program in Python (needs shared/data)',
    async () => {
      const rows = readFileSync(sharedData('oracle/homogenised-48.txt'), 'utf8').split('\n');
      let compared = 0;
      for (const row of rows) {
        const match = /^(\w+) (sheet|skeletal) rho=(0\.[234]00) E\/Es=([\d.]+) G\/Es=([\d.]+) Zener=([\d.]+)/.exec(row);
        if (match === null) continue;
        const [, id, word, rho, e, g, zener] = match;
        const found = await constants(id!, word === 'sheet' ? 'sheet' : 'network', Number(rho), 48, 1);
        expect(Math.abs(mean(found.youngsGPa) / Number(e) - 1)).toBeLessThan(0.04);
        expect(Math.abs(mean(found.shearGPa) / Number(g) - 1)).toBeLessThan(0.04);
        expect(Math.abs(found.zener / Number(zener) - 1)).toBeLessThan(0.04);
        compared++;
      }
      expect(compared).toBe(12);
    },
  );

  test('a network gyroid of 0.50 has 20.77 % of the modulus within 3 % (J. Manuf. Mater. Process. 8 (2024) 256, simulated)', async () => {
    const { youngsGPa } = await constants('gyroid', 'network', 0.5, 32, 4);
    expect(Math.abs(mean(youngsGPa) / 0.2077 - 1)).toBeLessThan(0.03);
  });

  test('the cubic cells are cubic: the constants of the three axes agree within 0.5 % on 24^3 voxels', async () => {
    const { youngsGPa, shearGPa } = await constants('gyroid', 'sheet', 0.3, 24, 4);
    for (const values of [youngsGPa, shearGPa]) {
      for (const value of values) expect(Math.abs(value / mean(values) - 1)).toBeLessThan(0.005);
    }
  });

  test('shares of solid converge with the square of the voxel: 12 and 24 foretell 36 within 1 %', async () => {
    const [coarse, fine, finer] = (await Promise.all(
      [12, 24, 36].map(async (n) => mean((await constants('diamond', 'network', 0.4, n, 4)).youngsGPa)),
    )) as [number, number, number];
    const limit = fine + (fine - coarse) / 3;
    const foretold = limit + ((fine - limit) * 24 * 24) / (36 * 36);
    expect(finer).toBeLessThan(fine);
    expect(Math.abs(foretold / finer - 1)).toBeLessThan(0.01);
  });
});
