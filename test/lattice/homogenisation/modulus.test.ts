import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { hashinShtrikmanUpper } from '../../../src/lattice/homogenisation/hashin-shtrikman.ts';
import { densityOfModulus, modulusOf, reachableModulus } from '../../../src/lattice/homogenisation/modulus.ts';
import { STIFFNESS_TABLE } from '../../../src/lattice/homogenisation/stiffness-table.ts';
import { reachableDensities } from '../../../src/lattice/relative-density.ts';
import { STRUT_CELLS } from '../../../src/lattice/struts/strut-cells.ts';
import { radiusOfDensity, reachableStrutDensities } from '../../../src/lattice/struts/strut-density.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';

describe('the stiffness table', () => {
  const struts = STIFFNESS_TABLE.filter(({ cellId }) => Object.hasOwn(STRUT_CELLS, cellId));
  const surfaces = STIFFNESS_TABLE.filter((curve) => !struts.includes(curve));

  test('it has sheet and network of all nine surfaces and all struts, as far as they reach', () => {
    const names = Object.keys(UNIT_CELLS).flatMap((id) => [`${id} sheet`, `${id} network`]);
    expect(surfaces.map(({ cellId, phase }) => `${cellId} ${phase}`)).toEqual(names);
    for (const { cellId, phase, relativeDensity } of surfaces) {
      const { min, max } = reachableDensities(UNIT_CELLS[cellId]!, phase);
      expect(relativeDensity[0]).toBeGreaterThan(Math.max(min, 0.0999));
      expect(relativeDensity[0]! - 0.05).toBeLessThanOrEqual(Math.max(min, 0.05));
      expect(relativeDensity.at(-1)).toBeLessThan(Math.min(max, 0.6001));
    }
    expect(struts.map(({ cellId }) => cellId)).toEqual(Object.keys(STRUT_CELLS));
    for (const { cellId, phase, relativeDensity } of struts) {
      expect([phase, relativeDensity[0]]).toEqual(['network', 0.05]);
      const { max } = reachableStrutDensities(STRUT_CELLS[cellId]!);
      expect(relativeDensity.at(-1)).toBeLessThan(max);
      expect(relativeDensity.at(-1)).toBeGreaterThan(Math.min(max, 0.6) - 0.0501);
    }
  });

  test('E and G rise with density, and what was extrapolated is little', () => {
    for (const { relativeDensity, youngsRatio, shearRatio, poisson, extrapolated } of STIFFNESS_TABLE) {
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

/**
 * E over that of the solid of slender struts with round sections, stiff nodes and Timoshenko's shear (kappa 0.9, nu 0.34), from the
 * radius r: struts in which the load bends are links between nodes that do not turn, E = stress over strain of the cell.
 */
const FRAME: Readonly<Record<string, { readonly length: number; readonly youngs: (r: number) => number }>> = {
  bcc: { length: Math.sqrt(3) / 2, youngs: (r) => linked(r, Math.sqrt(3) / 2, 0.5) },
  'diamond-strut': { length: Math.sqrt(3) / 4, youngs: (r) => linked(r, Math.sqrt(3) / 4, 0.25) },
  // Zhu, Knott & Mills, J. Mech. Phys. Solids 45 (1997) 319: 6 sqrt2 E I / L^4 / (1 + 12 I / (A L^2)); their shear is added.
  kelvin: {
    length: Math.SQRT2 / 4,
    youngs: (r) =>
      (6 * Math.SQRT2 * inertia(r)) / (Math.SQRT2 / 4) ** 4 / (1 + 12 * (1 + SHEAR) * slender(r, Math.SQRT2 / 4)),
  },
  // Deshpande, Fleck & Ashby, J. Mech. Phys. Solids 49 (2001) 1747: a ninth of the struts' volume, knots counted as often as struts meet.
  octet: { length: Math.SQRT1_2, youngs: (r) => (24 * Math.SQRT1_2 * Math.PI * r * r) / 9 },
  fcc: { length: Math.SQRT1_2, youngs: (r) => (12 * Math.SQRT1_2 * Math.PI * r * r) / 9 },
};
const SHEAR = (2 * 1.34) / 0.9;
const inertia = (r: number) => (Math.PI * r ** 4) / 4;
/** I / (A L^2). */
const slender = (r: number, length: number) => (r / length) ** 2 / 4;

/** Four struts a cell edge squared, at the angle of the space diagonal to the load, each over the height h. */
function linked(r: number, length: number, h: number): number {
  const area = Math.PI * r * r;
  const bend = (length ** 3 / (12 * inertia(r))) * (1 + 12 * SHEAR * slender(r, length));
  return (4 * h) / ((2 / 3) * bend + ((1 / 3) * length) / area);
}

describe('thin struts', () => {
  // What nodes stiffen goes with the radius over the length: towards 0 it is gone.
  for (const [id, { length, youngs }] of Object.entries(FRAME)) {
    test(`${id} tends to the frame of slender beams`, () => {
      const power = id === 'octet' || id === 'fcc' ? 1 : 1 / 3;
      const [thin, thick] = [0.05, 0.1].map((rho) => {
        const r = radiusOfDensity(STRUT_CELLS[id]!, rho);
        return {
          at: r / length,
          shorter: Math.exp(power * Math.log(youngs(r) / modulusOf(id, 'network', rho).youngsRatio)),
        };
      }) as [{ at: number; shorter: number }, { at: number; shorter: number }];
      expect(thin.shorter).toBeLessThan(1);
      expect(thick.shorter).toBeLessThan(thin.shorter);
      const limit = thin.shorter + ((thin.shorter - thick.shorter) * thin.at) / (thick.at - thin.at);
      expect(Math.abs(limit - 1)).toBeLessThan(power === 1 ? 0.06 : 0.03);
    });
  }

  test('bending makes E of bcc, kelvin and diamond-strut rise with the square of the density, stretching with the first power', () => {
    const slope = (id: string) => {
      const [a, b] = [0.05, 0.1].map((rho) => modulusOf(id, 'network', rho).youngsRatio) as [number, number];
      return Math.log2(b / a);
    };
    for (const id of ['bcc', 'kelvin', 'diamond-strut']) expect(Math.abs(slope(id) - 2.2)).toBeLessThan(0.2);
    for (const id of ['octet', 'fcc']) expect(Math.abs(slope(id) - 1.1)).toBeLessThan(0.15);
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

  test('the reach of a cell is that of its first and last density', () => {
    const { min, max } = reachableModulus('octet', 'network');
    expect([densityOfModulus('octet', 'network', min), densityOfModulus('octet', 'network', max)]).toEqual([
      expect.closeTo(0.05, 12),
      expect.closeTo(0.6, 12),
    ]);
  });

  test('what the table does not hold is refused with what it holds', () => {
    expect(() => modulusOf('gyroid', 'sheet', 0.05)).toThrow(PrepError);
    expect(() => modulusOf('gyroid', 'sheet', 0.61)).toThrow(
      /lattice > relativeDensity: .* from 0\.1 to 0\.6, got 0\.61/,
    );
    expect(() => modulusOf('gyroid', 'sheet', Number.NaN)).toThrow(/got NaN/);
    expect(() => modulusOf('cheese', 'sheet', 0.3)).toThrow(
      /no stiffness is known of cheese, sheet; known are gyroid, sheet;/,
    );
    expect(() => modulusOf('bcc', 'network', 0.04)).toThrow(
      /the stiffness of bcc is known .* from 0\.05 to 0\.6, got 0\.04/,
    );
    expect(() => densityOfModulus('diamond', 'network', 0.9, ['case', 'lattice'])).toThrow(
      /case > lattice > youngsRatio: diamond, network reaches from 0\.\d+ to 0\.\d+ .* got 0\.9/,
    );
  });
});
