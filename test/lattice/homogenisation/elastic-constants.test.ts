import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { elasticConstants, youngsAlongGPa } from '../../../src/lattice/homogenisation/elastic-constants.ts';
import { isotropicStiffness } from './brick-stiffness.ts';

function cubic(c11: number, c12: number, c44: number): Float64Array {
  const c = new Float64Array(36);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) c[6 * i + j] = i === j ? c11 : c12;
    c[7 * (i + 3)] = c44;
  }
  return c;
}

describe('elastic constants', () => {
  test('an isotropic stiffness gives back E, nu and G along every axis and direction, and a ratio of 1', () => {
    const found = elasticConstants(Float64Array.from(isotropicStiffness(110, 0.34).flat()));
    for (const e of found.youngsGPa) expect(e).toBeCloseTo(110, 9);
    for (const nu of found.poisson) expect(nu).toBeCloseTo(0.34, 12);
    for (const g of found.shearGPa) expect(g).toBeCloseTo(110 / 2.68, 9);
    expect(found.zener).toBeCloseTo(1, 12);
    for (const g of [found.meanShearGPa.voigt, found.meanShearGPa.reuss]) expect(g).toBeCloseTo(110 / 2.68, 9);
    for (const k of [found.bulkGPa.voigt, found.bulkGPa.reuss]) expect(k).toBeCloseTo(110 / (3 * 0.32), 9);
    for (const d of [
      [1, 0, 0],
      [0, -2, 0],
      [1, 2, 3],
    ] as const) {
      expect(youngsAlongGPa(found.compliancePerGPa, d)).toBeCloseTo(110, 9);
    }
  });

  test('copper (C11 168.4, C12 121.4, C44 75.4 GPa) has E 66.7 along an edge, 130.3 along a face, 191.2 along a space diagonal', () => {
    const copper = elasticConstants(cubic(168.4, 121.4, 75.4));
    expect(copper.zener).toBeCloseTo(3.209, 3);
    expect(copper.youngsGPa[0]).toBeCloseTo(66.69, 2);
    expect(youngsAlongGPa(copper.compliancePerGPa, [1, 1, 0])).toBeCloseTo(130.34, 2);
    // Along a space diagonal 3 / E = 1 / (C11 + 2 C12) + 1 / C44.
    expect(youngsAlongGPa(copper.compliancePerGPa, [-1, 1, 1])).toBeCloseTo(191.15, 2);
    expect(copper.poisson[0]).toBeCloseTo(121.4 / (168.4 + 121.4), 12);
    expect(copper.bulkGPa.hill).toBeCloseTo((168.4 + 2 * 121.4) / 3, 9);
    // Hill's own bounds: (C11 - C12 + 3 C44) / 5 and 5 (C11 - C12) C44 / (4 C44 + 3 (C11 - C12)).
    expect(copper.meanShearGPa.voigt).toBeCloseTo((47 + 3 * 75.4) / 5, 9);
    expect(copper.meanShearGPa.reuss).toBeCloseTo((5 * 47 * 75.4) / (4 * 75.4 + 3 * 47), 9);
    expect(copper.meanShearGPa.hill).toBeCloseTo(0.5 * (copper.meanShearGPa.voigt + copper.meanShearGPa.reuss), 12);
  });

  test('constants of different axes stay apart', () => {
    const c = new Float64Array(36);
    [10, 20, 40, 1, 2, 4].forEach((value, i) => {
      c[7 * i] = value;
    });
    const { youngsGPa, shearGPa, poisson } = elasticConstants(c);
    expect(youngsGPa.map((e) => Math.round(e * 1e9) / 1e9)).toEqual([10, 20, 40]);
    expect(shearGPa.map((g) => Math.round(g * 1e9) / 1e9)).toEqual([1, 2, 4]);
    expect(poisson.map(Math.abs)).toEqual([0, 0, 0]);
  });

  test('the ratios of contraction are those of a pull along x, y and z', () => {
    // A solid whose compliance is known: E 10, 20, 40; nu_xy 0.1, nu_yz 0.2, nu_zx 0.3.
    const s = [1 / 10, -0.1 / 10, -0.3 / 40, -0.1 / 10, 1 / 20, -0.2 / 20, -0.3 / 40, -0.2 / 20, 1 / 40];
    const [a, b, c, , d, e, , , f] = s as [number, number, number, number, number, number, number, number, number];
    const det = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d);
    const stiffness = new Float64Array(36);
    stiffness.set([(d * f - e * e) / det, (c * e - b * f) / det, (b * e - c * d) / det], 0);
    stiffness.set([(c * e - b * f) / det, (a * f - c * c) / det, (b * c - a * e) / det], 6);
    stiffness.set([(b * e - c * d) / det, (b * c - a * e) / det, (a * d - b * b) / det], 12);
    for (let i = 3; i < 6; i++) stiffness[7 * i] = 1;
    const { poisson } = elasticConstants(stiffness);
    expect(poisson[0]).toBeCloseTo(0.1, 12);
    expect(poisson[1]).toBeCloseTo(0.2, 12);
    expect(poisson[2]).toBeCloseTo(0.3, 12);
  });

  test('a stiffness that gives way is refused', () => {
    expect(() => elasticConstants(new Float64Array(36))).toThrow(PrepError);
    expect(() => elasticConstants(cubic(1, 1, 1))).toThrow(/stiffness: gives way to some strain/);
  });
});
