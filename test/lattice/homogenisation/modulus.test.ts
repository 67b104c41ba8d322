import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { hashinShtrikmanUpper } from '../../../src/lattice/homogenisation/hashin-shtrikman.ts';
import { densityOfModulus, modulusOf } from '../../../src/lattice/homogenisation/modulus.ts';
import { STIFFNESS_TABLE } from '../../../src/lattice/homogenisation/stiffness-table.ts';
import { reachableDensities } from '../../../src/lattice/relative-density.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';

describe('the stiffness table', () => {
  test('it has sheet and network of all nine surfaces, as far as they reach, and E and G rise with density', () => {
    const names = Object.keys(UNIT_CELLS).flatMap((id) => [`${id} sheet`, `${id} network`]);
    expect(STIFFNESS_TABLE.map(({ cellId, phase }) => `${cellId} ${phase}`)).toEqual(names);
    for (const { cellId, phase, relativeDensity, youngsRatio, shearRatio, poisson, extrapolated } of STIFFNESS_TABLE) {
      const { min, max } = reachableDensities(UNIT_CELLS[cellId]!, phase);
      expect(relativeDensity[0]).toBeGreaterThan(Math.max(min, 0.0999));
      expect(relativeDensity[0]! - 0.05).toBeLessThanOrEqual(Math.max(min, 0.05));
      expect(relativeDensity.at(-1)).toBeLessThan(Math.min(max, 0.6001));
      for (const column of [relativeDensity, youngsRatio, shearRatio]) {
        for (let i = 1; i < column.length; i++) expect(column[i]!).toBeGreaterThan(column[i - 1]!);
      }
      for (const column of [youngsRatio, shearRatio, poisson, extrapolated]) {
        expect(column.length).toBe(relativeDensity.length);
      }
      for (const share of extrapolated) expect(share).toBeLessThan(0.08);
    }
  });

  test('no entry lies above the bound of Hashin and Shtrikman for the bulk modulus', () => {
    for (const { relativeDensity, youngsRatio, poisson } of STIFFNESS_TABLE) {
      relativeDensity.forEach((rho, i) => {
        const bulk = youngsRatio[i]! / (3 * (1 - 2 * poisson[i]!));
        expect(bulk).toBeLessThan(hashinShtrikmanUpper(rho, 1, 0.34).bulkGPa);
      });
    }
  });
});

describe('modulus and density', () => {
  // E/Es of an independent finite element program on 48^3 voxels that are solid or void, which lies 2 to 4 % low.
  for (const [id, phase, rho, youngs, zener] of [
    ['gyroid', 'sheet', 0.2, 0.0684, 1.11],
    ['gyroid', 'sheet', 0.5, 0.2447, 1.14],
    ['gyroid', 'network', 0.3, 0.0682, 1.65],
    ['gyroid', 'network', 0.5, 0.2066, 1.28],
    ['diamond', 'sheet', 0.3, 0.1357, 0.85],
    ['diamond', 'sheet', 0.5, 0.2668, 1.01],
    ['diamond', 'network', 0.4, 0.1134, 1.92],
    ['diamond', 'network', 0.5, 0.1788, 1.72],
  ] as const) {
    test(`the ${phase} ${id} at ${rho} has the modulus and the anisotropy of an independent program within 4 %`, () => {
      const found = modulusOf(id, phase, rho);
      expect(Math.abs(found.youngsRatio / youngs - 1)).toBeLessThan(0.04);
      expect(Math.abs(found.zener / zener - 1)).toBeLessThan(0.04);
    });
  }

  test('a network gyroid of 0.50 has 20.77 % of the modulus within 1 % (J. Manuf. Mater. Process. 8 (2024) 256)', () => {
    expect(Math.abs(modulusOf('gyroid', 'network', 0.5).youngsRatio / 0.2077 - 1)).toBeLessThan(0.01);
  });

  test('the density of a modulus is the one that has it, all along every curve', () => {
    for (const { cellId, phase, relativeDensity } of STIFFNESS_TABLE) {
      for (let rho = relativeDensity[0]!; rho <= relativeDensity.at(-1)!; rho += 0.0137) {
        expect(densityOfModulus(cellId, phase, modulusOf(cellId, phase, rho).youngsRatio)).toBeCloseTo(rho, 10);
      }
    }
  });

  test('the ends of the table are reached', () => {
    const { youngsRatio } = STIFFNESS_TABLE[0]!;
    expect(modulusOf('gyroid', 'sheet', 0.1).youngsRatio).toBe(youngsRatio[0]);
    expect(modulusOf('gyroid', 'sheet', 0.6).youngsRatio).toBeCloseTo(youngsRatio[10]!, 14);
    expect(densityOfModulus('gyroid', 'sheet', youngsRatio[10]!)).toBeCloseTo(0.6, 12);
  });

  test('what the table does not hold is refused with what it holds', () => {
    expect(() => modulusOf('gyroid', 'sheet', 0.05)).toThrow(PrepError);
    expect(() => modulusOf('gyroid', 'sheet', 0.61)).toThrow(
      /lattice > relativeDensity: .* from 0\.1 to 0\.6, got 0\.61/,
    );
    expect(() => modulusOf('gyroid', 'sheet', Number.NaN)).toThrow(/got NaN/);
    expect(() => modulusOf('cheese', 'sheet', 0.3)).toThrow(
      /no stiffness is known of cheese, sheet; known are gyroid sheet/,
    );
    expect(() => densityOfModulus('diamond', 'network', 0.9, ['case', 'lattice'])).toThrow(
      /case > lattice > youngsRatio: diamond, network reaches from 0\.\d+ to 0\.\d+ .* got 0\.9/,
    );
  });
});
