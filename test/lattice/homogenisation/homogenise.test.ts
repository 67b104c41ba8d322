import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { elasticConstants } from '../../../src/lattice/homogenisation/elastic-constants.ts';
import { type HomogeniseOptions, homogenise } from '../../../src/lattice/homogenisation/homogenise.ts';
import { isotropicStiffness } from './brick-stiffness.ts';
import { denseHomogenisation } from './dense-homogenisation.ts';

/** Titanium with a tight solver; `known` replaces single members. */
const options = (known: Partial<HomogeniseOptions>): HomogeniseOptions => ({
  n: 6,
  solidShare: new Float64Array(216).fill(1),
  youngsGPa: 110,
  poisson: 0.34,
  tolerance: 1e-10,
  maxIterations: 1000,
  ...known,
});

/** Shares without any symmetry, by a linear congruence; some are 0. */
function unevenShares(n: number): Float64Array {
  let state = 12345;
  return Float64Array.from({ length: n * n * n }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % 3 === 0 ? 0 : (state % 1000) / 999;
  });
}

/** Layers across z: the first `solid` of n are solid, the others void. */
function layers(n: number, solid: number): Float64Array {
  return Float64Array.from({ length: n * n * n }, (_, v) => (Math.floor(v / (n * n)) < solid ? 1 : 0));
}

function worstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
}

describe('homogenise', () => {
  test('a solid cube gives back the solid it is made of', async () => {
    const { stiffnessGPa, iterations } = await homogenise(options({}));
    expect(iterations).toBe(0);
    expect(worstDifference(stiffnessGPa, isotropicStiffness(110, 0.34).flat())).toBeLessThan(1e-9);
    const { youngsGPa, poisson } = elasticConstants(stiffnessGPa);
    for (const e of youngsGPa) expect(Math.abs(e / 110 - 1)).toBeLessThan(1e-6);
    for (const nu of poisson) expect(Math.abs(nu - 0.34)).toBeLessThan(1e-6);
  });

  test('a cube of half a share everywhere has half the stiffness', async () => {
    const { stiffnessGPa } = await homogenise(options({ solidShare: new Float64Array(216).fill(0.5) }));
    expect(worstDifference(stiffnessGPa, isotropicStiffness(55, 0.34).flat())).toBeLessThan(1e-9);
  });

  test('a void has no stiffness', async () => {
    const { stiffnessGPa, residual } = await homogenise(options({ solidShare: new Float64Array(216) }));
    expect([...stiffnessGPa]).toEqual(new Array(36).fill(0));
    expect(residual).toBe(0);
  });

  test('a ball that floats in the void carries nothing', async () => {
    const solidShare = new Float64Array(216);
    for (const v of [86, 87, 92, 93, 122, 123, 128, 129]) solidShare[v] = 1;
    const { stiffnessGPa } = await homogenise(options({ solidShare }));
    expect(worstDifference(stiffnessGPa, new Float64Array(36))).toBeLessThan(1e-9);
  });

  test('an uneven cell agrees with a full matrix of textbook bricks and elimination', async () => {
    const solidShare = unevenShares(3);
    const voidFactor = 0.05;
    const { stiffnessGPa } = await homogenise(options({ n: 3, solidShare, voidFactor, tolerance: 1e-9 }));
    const dense = denseHomogenisation(
      3,
      solidShare.map((share) => voidFactor + (1 - voidFactor) * share),
      110,
      0.34,
    );
    expect(worstDifference(stiffnessGPa, dense)).toBeLessThan(1e-9 * 110);
  });

  for (const voidFactor of [1e-9, 0.01, 0.5]) {
    test(`layers without Poisson's effect, one ${voidFactor} as stiff: Voigt in the plane, Reuss across`, async () => {
      const solidShare = layers(6, 2);
      const { stiffnessGPa: c } = await homogenise(options({ solidShare, voidFactor, poisson: 0 }));
      const voigt = 110 * (1 / 3 + (2 / 3) * voidFactor);
      const reuss = 110 / (1 / 3 + 2 / 3 / voidFactor);
      expect(Math.abs(c[0]! / voigt - 1)).toBeLessThan(1e-8);
      expect(Math.abs(c[7]! / voigt - 1)).toBeLessThan(1e-8);
      expect(Math.abs(c[35]! / (voigt / 2) - 1)).toBeLessThan(1e-8);
      expect(Math.abs(c[14]! - reuss)).toBeLessThan(1e-8 * voigt);
      expect(Math.abs(c[21]! - reuss / 2)).toBeLessThan(1e-8 * voigt);
      expect(Math.abs(c[28]! - reuss / 2)).toBeLessThan(1e-8 * voigt);
    });
  }

  test('layers with a Poisson ratio of 0.34 have the moduli of Backus (J. Geophys. Res. 67 (1962) 4427)', async () => {
    const { stiffnessGPa: c } = await homogenise(options({ solidShare: layers(6, 4), voidFactor: 0.2 }));
    const lambda = (110 * 0.34) / (1.34 * 0.32);
    const mu = 110 / 2.68;
    const mean = 2 / 3 + 0.2 / 3;
    const across = (lambda + 2 * mu) / (2 / 3 + 1 / 3 / 0.2);
    const ratio = lambda / (lambda + 2 * mu);
    const c11 = (mean * 4 * mu * (lambda + mu)) / (lambda + 2 * mu) + ratio * ratio * across;
    const c12 = (mean * 2 * lambda * mu) / (lambda + 2 * mu) + ratio * ratio * across;
    const c13 = ratio * across;
    const c44 = mu / (2 / 3 + 1 / 3 / 0.2);
    const expected = new Float64Array(36);
    expected.set([c11, c12, c13], 0);
    expected.set([c12, c11, c13], 6);
    expected.set([c13, c13, across], 12);
    expected[21] = c44;
    expected[28] = c44;
    expected[35] = mean * mu;
    expect(worstDifference(c, expected)).toBeLessThan(1e-8);
  });

  test('a quarter turn of the cell about z permutes the matrix', async () => {
    const n = 5;
    const solidShare = unevenShares(n);
    const turned = new Float64Array(n * n * n);
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < n; j++) {
        for (let i = 0; i < n; i++) turned[(k * n + i) * n + (n - 1 - j)] = solidShare[(k * n + j) * n + i]!;
      }
    }
    const before = (await homogenise(options({ n, solidShare }))).stiffnessGPa;
    const after = (await homogenise(options({ n, solidShare: turned }))).stiffnessGPa;
    // The new x is the old -y and the new y the old x.
    const from = [1, 0, 2, 4, 3, 5];
    const sign = [1, 1, 1, 1, -1, -1];
    const permuted = Float64Array.from({ length: 36 }, (_, at) => {
      const [i, j] = [Math.floor(at / 6), at % 6];
      return sign[i]! * sign[j]! * before[6 * from[i]! + from[j]!]!;
    });
    expect(worstDifference(after, permuted)).toBeLessThan(1e-8);
    expect(Math.abs(before[0]! - before[7]!)).toBeGreaterThan(0.1);
  });

  test('a lattice of bars is cubic, symmetric and positive definite, and E is a little above that of its bars', async () => {
    const n = 8;
    const solidShare = new Float64Array(n * n * n);
    const inBar = (a: number) => a < 2;
    for (let v = 0; v < solidShare.length; v++) {
      const thick = [v % n, Math.floor(v / n) % n, Math.floor(v / (n * n))].filter(inBar).length;
      if (thick >= 2) solidShare[v] = 1;
    }
    const { stiffnessGPa: c } = await homogenise(options({ n, solidShare }));
    for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) expect(c[6 * i + j]).toBe(c[6 * j + i]);
    expect(Math.abs(c[0]! - c[7]!) + Math.abs(c[7]! - c[14]!)).toBeLessThan(1e-8);
    expect(Math.abs(c[1]! - c[2]!) + Math.abs(c[21]! - c[35]!)).toBeLessThan(1e-8);
    // Positive definite, or the compliance would be refused. Bars of (1/4)^2 of the section carry the pull; knots stiffen them.
    const { youngsGPa } = elasticConstants(c);
    expect(youngsGPa[0] / 110).toBeGreaterThan(1 / 16);
    expect(youngsGPa[0] / 110).toBeLessThan(1.3 / 16);
  });

  test('the stiffness is in proportion to that of the solid', async () => {
    const solidShare = unevenShares(4);
    const one = (await homogenise(options({ n: 4, solidShare, youngsGPa: 1 }))).stiffnessGPa;
    const many = (await homogenise(options({ n: 4, solidShare, youngsGPa: 4 }))).stiffnessGPa;
    expect(
      worstDifference(
        many,
        one.map((value) => 4 * value),
      ),
    ).toBe(0);
  });

  test('the error of the stiffness is far below the tolerance of the solver, since it is its square', async () => {
    const solidShare = unevenShares(8);
    const exact = (await homogenise(options({ n: 8, solidShare, tolerance: 1e-12 }))).stiffnessGPa;
    const rough = await homogenise(options({ n: 8, solidShare, tolerance: 1e-4 }));
    expect(rough.residual).toBeLessThanOrEqual(1e-4);
    expect(rough.residual).toBeGreaterThan(1e-5);
    expect(worstDifference(rough.stiffnessGPa, exact)).toBeLessThan(1e-6 * exact[0]!);
  });

  test('too few iterations show in the residual', async () => {
    const { residual, iterations } = await homogenise(
      options({ n: 8, solidShare: unevenShares(8), tolerance: 1e-9, maxIterations: 2 }),
    );
    expect(iterations).toBe(12);
    expect(residual).toBeGreaterThan(1e-9);
  });

  test('an aborted signal rejects with its reason', async () => {
    const signal = AbortSignal.abort(new Error('stopped by hand'));
    await expect(homogenise(options({ solidShare: layers(6, 3), signal }))).rejects.toThrow('stopped by hand');
  });

  for (const [name, known] of [
    ['n', { n: 2.5 }],
    ['solidShare', { n: 5 }],
    ['solidShare', { solidShare: new Float64Array(216).fill(1.1) }],
    ['solidShare', { solidShare: new Float64Array(216).fill(Number.NaN) }],
    ['youngsGPa', { youngsGPa: 0 }],
    ['poisson', { poisson: 0.5 }],
    ['voidFactor', { voidFactor: -0.1 }],
    ['tolerance', { tolerance: 0 }],
    ['maxIterations', { maxIterations: 0 }],
  ] as [string, Partial<HomogeniseOptions>][]) {
    test(`a ${name} that cannot be is refused by name: ${Object.values(known).map((value) => String(value).slice(0, 8))}`, async () => {
      const refused = homogenise(options(known));
      await expect(refused).rejects.toThrow(PrepError);
      await expect(refused).rejects.toThrow(`homogenise > ${name}: must`);
    });
  }
});
