import { describe, expect, test } from 'vitest';
import { evenDensity, evenLevel, evenLevelAt, evenRange } from '../../src/lattice/even-walls.ts';
import { cornerHarmonics, setHarmonics } from '../../src/lattice/harmonics.ts';
import { levelOfDensity } from '../../src/lattice/relative-density.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { randomFrom } from '../geometry/solids.ts';
import { FORMULA } from './formulas.ts';

const PLAIN = [1, 1, 1] as const;
const TAU = 2 * Math.PI;
type Point = readonly [number, number, number];

/** f and its slope by X, Y, Z from the formula of the literature, by differences. */
function byFormula(id: string, [x, y, z]: Point): { f: number; gradient: [number, number, number] } {
  const f = FORMULA[id]!;
  const h = 1e-5;
  const [a, b, c] = [TAU * x, TAU * y, TAU * z];
  return {
    f: f(a, b, c),
    gradient: [
      (f(a + h, b, c) - f(a - h, b, c)) / (2 * h),
      (f(a, b + h, c) - f(a, b - h, c)) / (2 * h),
      (f(a, b, c + h) - f(a, b, c - h)) / (2 * h),
    ],
  };
}

const lengthOf = (v: readonly number[]) => Math.sqrt(v.reduce((sum, one) => sum + one * one, 0));

describe.each(['primitive', 'gyroid', 'iwp', 'neovius'])('%s with even walls', (id) => {
  const cell = UNIT_CELLS[id]!;

  test('has the density of its level by a count of random points of the formula, plain and stretched', () => {
    const random = randomFrom(3);
    for (const slope of [PLAIN, [1, 1, 0.5]] as const) {
      const level = evenLevelAt(cell, slope, 0.25);
      let count = 0;
      const points = 40_000;
      for (let n = 0; n < points; n++) {
        const { f, gradient } = byFormula(id, [random(), random(), random()]);
        if (Math.abs(f) < level * lengthOf(gradient.map((value, a) => value * slope[a]!))) count++;
      }
      // Three standard deviations of 40,000 draws.
      expect(Math.abs(count / points - 0.25)).toBeLessThan(3 * Math.sqrt((0.25 * 0.75) / points));
      expect(evenDensity(cell, slope, level)).toBeCloseTo(0.25, 5);
    }
  });
});

describe('the wall, found by walking from f = 0 along the normal to both faces', () => {
  const cell = UNIT_CELLS.primitive!;
  const at = cornerHarmonics();
  const gradient = new Float64Array(3);
  const look = (p: Point) => {
    setHarmonics(at, ...p);
    cell.gradient(at, gradient);
    return { f: cell.value(at), slope: lengthOf([...gradient]) };
  };

  /** Points on f = 0, by Newton along the gradient. */
  function onSurface(count: number): { p: Point; n: Point }[] {
    const random = randomFrom(8);
    const found: { p: Point; n: Point }[] = [];
    while (found.length < count) {
      let p: [number, number, number] = [random(), random(), random()];
      for (let step = 0; step < 30; step++) {
        const { f, slope } = look(p);
        p = p.map((value, a) => value - (f * gradient[a]!) / (TAU * slope * slope)) as [number, number, number];
      }
      const { f, slope } = look(p);
      if (Math.abs(f) > 1e-9) continue;
      found.push({ p, n: [...gradient].map((value) => value / slope) as unknown as Point });
    }
    return found;
  }

  /** Mean wall and its spread over the mean, in cells. */
  function walls(isIn: (f: number, slope: number) => boolean): { mean: number; spread: number } {
    const widths = onSurface(400).map(({ p, n }) => {
      const reach = (sign: number) => {
        let far = 0;
        const inside = (d: number) => {
          const { f, slope } = look(p.map((value, a) => value + sign * d * n[a]!) as unknown as Point);
          return isIn(f, slope);
        };
        while (far < 0.3 && inside(far + 0.002)) far += 0.002;
        let [low, high] = [far, far + 0.002];
        for (let step = 0; step < 20; step++) {
          const middle = (low + high) / 2;
          if (inside(middle)) low = middle;
          else high = middle;
        }
        return low;
      };
      return reach(1) + reach(-1);
    });
    const mean = widths.reduce((sum, w) => sum + w / widths.length, 0);
    return { mean, spread: Math.sqrt(widths.reduce((sum, w) => sum + (w - mean) ** 2 / widths.length, 0)) / mean };
  }

  test('of primitive is the one asked for to 1 % at 0.05 cells, and its spread far below that of the plain sheet', () => {
    const level = Math.PI * 0.05;
    const even = walls((f, slope) => Math.abs(f) < level * slope);
    const density = evenDensity(cell, PLAIN, level);
    const plainLevel = levelOfDensity(cell, 'sheet', density);
    const plain = walls((f) => Math.abs(f) < plainLevel);
    expect(Math.abs(even.mean / 0.05 - 1)).toBeLessThan(0.01);
    expect(even.spread).toBeLessThan(0.005);
    expect(plain.spread).toBeGreaterThan(0.13);
  });
});

test('levels rise with the density, ends included', () => {
  const cell = UNIT_CELLS.neovius!;
  let before = -1;
  for (let rho = 0; rho <= 1; rho += 0.05) {
    const level = evenLevelAt(cell, PLAIN, Math.min(rho, 1));
    expect(level).toBeGreaterThan(before);
    before = level;
  }
  expect(evenDensity(cell, PLAIN, 0)).toBe(0);
  // All but the points right on an extreme of f, where the slope is 0.
  expect(evenDensity(cell, PLAIN, 1e9)).toBeGreaterThan(0.99999);
});

describe('the range', () => {
  test('of the gyroid ends well above 0.5, and what lies beyond is refused with it at its place', () => {
    const cell = UNIT_CELLS.gyroid!;
    const { min, max } = evenRange(cell, PLAIN);
    expect(min).toBe(0);
    expect(max).toBeGreaterThan(0.5);
    expect(max).toBeLessThan(1);
    expect(evenLevel(cell, PLAIN, max - 0.01, ['here'])).toBeGreaterThan(0);
    for (const rho of [0, max, 1, Number.NaN, -0.1]) {
      expect(() => evenLevel(cell, PLAIN, rho, ['here'])).toThrow(
        expect.objectContaining({
          code: 'density-out-of-reach',
          reason: `relative density ${rho} is out of reach of gyroid, sheet with even walls: the pores all hang together only below ${(Math.floor(max * 1000) / 1000).toFixed(3)}`,
          place: ['here', 'relativeDensity'],
        }),
      );
    }
  });

  test('is found once for each stretch', () => {
    const cell = UNIT_CELLS.primitive!;
    expect(evenRange(cell, PLAIN)).toBe(evenRange(cell, PLAIN));
    expect(evenRange(cell, [1, 1, 0.5])).not.toBe(evenRange(cell, PLAIN));
  });
});
