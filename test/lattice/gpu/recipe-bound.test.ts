import { describe, expect, test } from 'vitest';
import { type Formula, formulaOf, gradientOf } from '../../../src/lattice/gpu/cell-formula.ts';
import { POLYNOMIAL_ERROR, polynomialSineCosine, sineBound } from '../../../src/lattice/gpu/device-sine.ts';
import { type Bounded, lengthBound, productBound, sumBound } from '../../../src/lattice/gpu/error-bound.ts';
import { formulaBound, recipeBound } from '../../../src/lattice/gpu/recipe-bound.ts';
import { shapeOf } from '../../../src/lattice/gpu/recipe-shape.ts';
import { cornerHarmonics, type Harmonics, setHarmonics } from '../../../src/lattice/harmonics.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { randomFrom } from '../../geometry/solids.ts';
import { linear, part, patchesOf } from './planes.ts';

const f32 = Math.fround;

describe('the polynomials of sine and cosine', () => {
  test('are within their stated error of a quarter of a cycle', () => {
    let worst = 0;
    for (let n = -20_000; n <= 20_000; n++) {
      const angle = (Math.PI * n) / 40_000;
      const [s, c] = polynomialSineCosine(angle);
      worst = Math.max(worst, Math.abs(s - Math.sin(angle)), Math.abs(c - Math.cos(angle)));
    }
    expect(worst).toBeLessThan(POLYNOMIAL_ERROR);
    expect(worst).toBeGreaterThan(0.1 * POLYNOMIAL_ERROR);
  });

  test('have a bound of some units in the last place, and the phase’s error counts 2 pi fold', () => {
    expect(sineBound(0).error).toBeLessThan(1e-5);
    expect(sineBound(1e-3).error - sineBound(0).error).toBeCloseTo(2 * Math.PI * 1e-3, 12);
  });
});

describe('bounds of operations', () => {
  test('hold for sums, products and lengths of floats that are off by as much as they may be', () => {
    const random = randomFrom(3);
    for (let n = 0; n < 20_000; n++) {
      const scale = 10 ** Math.floor(6 * random() - 3);
      const [x, y] = [scale * (2 * random() - 1), 2 * random() - 1];
      const a: Bounded = { size: Math.abs(x), error: 1e-5 * scale };
      const b: Bounded = { size: Math.abs(y), error: 3e-6 };
      const xHeld = f32(x + (2 * random() - 1) * 0.9e-5 * scale);
      const yHeld = f32(y + (2 * random() - 1) * 2.5e-6);
      expect(Math.abs(f32(xHeld + yHeld) - (x + y))).toBeLessThan(sumBound(a, b).error);
      expect(Math.abs(f32(xHeld * yHeld) - x * y)).toBeLessThan(productBound(a, b).error);
      const length = f32(Math.sqrt(f32(f32(xHeld * xHeld) + f32(yHeld * yHeld))));
      expect(Math.abs(length - Math.sqrt(x * x + y * y))).toBeLessThan(lengthBound([a, b]).error);
    }
  });

  test('are right by hand: two halves rounded make one unit of the last place', () => {
    const exact = { size: 0.5, error: 0 };
    expect(sumBound(exact, exact).error).toBeCloseTo(2 ** -23, 20);
    expect(productBound({ size: 2, error: 0.1 }, { size: 3, error: 0.01 }).error).toBeCloseTo(0.321, 5);
  });
});

/** A formula in floats, every operation rounded. */
function inFloats(formula: Formula, at: ReadonlyMap<string, number>): number {
  switch (formula.kind) {
    case 'number':
      return f32(formula.value);
    case 'symbol':
      return at.get(formula.name)!;
    case 'negative':
      return -inFloats(formula.of, at);
    default: {
      const a = inFloats(formula.a, at);
      const b = inFloats(formula.b, at);
      return f32(formula.kind === 'plus' ? a + b : formula.kind === 'minus' ? a - b : a * b);
    }
  }
}

const NAMES = ['s.x', 's.y', 's.z', 'c.x', 'c.y', 'c.z', 's2.x', 's2.y', 's2.z', 'c2.x', 'c2.y', 'c2.z'];

function valuesOf(at: Harmonics, change: (value: number) => number): Map<string, number> {
  return new Map(NAMES.map((name) => [name, change(at[name.replace('.', '') as keyof Harmonics])]));
}

describe.each(Object.values(UNIT_CELLS))('$id', (cell) => {
  const random = randomFrom(5);
  const gradient = new Float64Array(3);
  const OFF = 2e-6;
  const bounds = new Map(NAMES.map((name) => [name, { size: 1, error: OFF }]));

  test('f and its derivatives in floats, of sines that are off, stay within bound and size', () => {
    const formulas = [formulaOf(cell), ...gradientOf(cell)];
    const bound = formulas.map((formula) => formulaBound(formula, bounds));
    let nearest = 0;
    for (let n = 0; n < 3000; n++) {
      const at = cornerHarmonics();
      setHarmonics(at, random(), random(), random());
      cell.gradient(at, gradient);
      const exact = [cell.value(at), ...gradient];
      const held = valuesOf(at, (value) => f32(value + (random() < 0.5 ? -1 : 1) * 0.95 * OFF));
      formulas.forEach((formula, k) => {
        const off = Math.abs(inFloats(formula, held) - exact[k]!);
        expect(off).toBeLessThan(bound[k]!.error);
        expect(Math.abs(exact[k]!)).toBeLessThanOrEqual(bound[k]!.size);
        nearest = Math.max(nearest, off / bound[k]!.error);
      });
    }
    // A bound that is never approached would be a guess.
    expect(nearest).toBeGreaterThan(0.05);
  });

  test('leaves a sheet of straight cells in doubt within a thousandth of its level at most', () => {
    const patches = patchesOf([linear(0.1, 0.5, 0), linear(0.2, 0, 0.5), linear(0.3, 0, 0)]);
    const recipe = {
      patches,
      parts: [part(cell.id, [0, 1, 2], 'ratio', { constant: 0.4 })],
      weight: { constant: 0 },
    } as const;
    const bound = recipeBound(recipe, shapeOf(recipe), [1, 1], [1, -1]);
    expect(bound.levels[0]).toBeGreaterThan(1e-7);
    expect(bound.levels[0]).toBeLessThan(6e-4);
    expect(bound.levels[1]).toBe(bound.levels[0]);
  });
});

test('a coefficient that is no number makes a bound that is none', () => {
  const patches = patchesOf([linear(0.1, 0.5, 0), linear(0.2, 0, 0.5), linear(0.3, 0, 0)]);
  patches.channels[1]![20] = Number.NaN;
  const recipe = {
    patches,
    parts: [part('gyroid', [0, 1, 2], 'excess', { constant: 0 })],
    weight: { constant: 0 },
  } as const;
  expect(recipeBound(recipe, shapeOf(recipe), [1, 1], [0]).levels[0]).toBeNaN();
});
