import { describe, expect, test } from 'vitest';
import { elasticConstants } from '../../../src/lattice/homogenisation/elastic-constants.ts';
import { hashinShtrikmanUpper } from '../../../src/lattice/homogenisation/hashin-shtrikman.ts';
import { homogenise } from '../../../src/lattice/homogenisation/homogenise.ts';
import { solidShare } from '../../../src/lattice/homogenisation/solid-share.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';

describe('the upper bounds of Hashin and Shtrikman', () => {
  test('a whole solid is its own bound, and none has none', () => {
    const whole = hashinShtrikmanUpper(1, 110, 0.34);
    expect(whole.youngsGPa).toBeCloseTo(110, 9);
    expect(whole.shearGPa).toBeCloseTo(110 / 2.68, 9);
    expect(whole.bulkGPa).toBeCloseTo(110 / 0.96, 9);
    const none = hashinShtrikmanUpper(0, 110, 0.34);
    expect(Math.abs(none.bulkGPa) + Math.abs(none.shearGPa)).toBeLessThan(1e-9);
  });

  test('at a Poisson ratio of 0.2 all three are rho / (2 - rho) of the solid, by hand', () => {
    const { bulkGPa, shearGPa, youngsGPa } = hashinShtrikmanUpper(0.3, 1, 0.2);
    expect(bulkGPa * 1.8).toBeCloseTo(0.3 / 1.7, 12);
    expect(shearGPa * 2.4).toBeCloseTo(0.3 / 1.7, 12);
    expect(youngsGPa).toBeCloseTo(0.3 / 1.7, 12);
  });

  for (const id of ['gyroid', 'diamond']) {
    for (const phase of ['sheet', 'network'] as const) {
      test(`no ${phase} ${id} lies above them, from 0.2 to 0.8`, async () => {
        const field = tpmsField(UNIT_CELLS[id]!, 1, [0, 0, 0]);
        for (const relativeDensity of [0.2, 0.5, 0.8]) {
          const share = solidShare({ field, cellMm: 1, phase, relativeDensity, n: 16, samplesPerVoxel: 1 });
          const solid = share.reduce((sum, value) => sum + value, 0) / share.length;
          const { stiffnessGPa } = await homogenise({
            n: 16,
            solidShare: share,
            youngsGPa: 1,
            poisson: 0.34,
            tolerance: 1e-4,
            maxIterations: 500,
          });
          const { bulkGPa, meanShearGPa } = elasticConstants(stiffnessGPa);
          const bound = hashinShtrikmanUpper(solid, 1, 0.34);
          expect(bulkGPa.voigt).toBeLessThan(bound.bulkGPa);
          expect(meanShearGPa.reuss).toBeLessThan(bound.shearGPa);
        }
      });
    }
  }
});
