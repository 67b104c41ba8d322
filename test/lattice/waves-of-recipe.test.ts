import { describe, expect, test } from 'vitest';
import { cornerHarmonics, setHarmonics } from '../../src/lattice/harmonics.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { cellWaves, sumOfTerms } from '../../src/lattice/waves-of-recipe.ts';

/** Terms as their formulas count them. */
const TERMS: Readonly<Record<string, number>> = {
  gyroid: 3,
  diamond: 4,
  primitive: 3,
  iwp: 6,
  neovius: 4,
  frd: 4,
  'fischer-koch-s': 3,
  lidinoid: 7,
  'split-p': 9,
};

describe.each(Object.values(UNIT_CELLS))('the terms of $id', (cell) => {
  const waves = cellWaves(cell)!;

  test('are as many as its formula has, and add up to it and to its gradient', () => {
    expect(waves.f.coefficients).toHaveLength(TERMS[cell.id]!);
    const at = cornerHarmonics();
    const gradient = new Float64Array(3);
    for (let n = 0; n < 50; n++) {
      const [u, v, w] = [0.31 * n, 0.173 * n + 0.2, 0.447 * n - 3];
      setHarmonics(at, u, v, w);
      cell.gradient(at, gradient);
      expect(sumOfTerms(waves.f, u, v, w)).toBeCloseTo(cell.value(at), 11);
      for (let axis = 0; axis < 3; axis++) {
        expect(sumOfTerms(waves.gradient[axis]!, u, v, w)).toBeCloseTo(gradient[axis]!, 11);
      }
    }
  });
});

test('the gyroid is sin X cos Y + sin Y cos Z + sin Z cos X', () => {
  const { coefficients, factors } = cellWaves(UNIT_CELLS.gyroid!)!.f;
  const terms = [...coefficients].map((c, n) => `${c}: ${[...factors.subarray(3 * n, 3 * n + 3)].join(' ')}`);
  expect(terms.sort()).toEqual(['1: 0 1 2', '1: 1 2 0', '1: 2 0 1']);
});

test('a cell that is no such sum has no terms', () => {
  const gyroid = UNIT_CELLS.gyroid!;
  expect(cellWaves({ ...gyroid, value: ({ sx }) => Math.abs(sx) })).toBeNull();
  expect(cellWaves({ ...gyroid, value: ({ s2x, c2x }) => s2x * c2x })).toBeNull();
});
