import { describe, expect, test } from 'vitest';
import type { PlaneGrid } from '../../src/core/field.ts';
import type { RecipePart } from '../../src/lattice/plane-recipe.ts';
import { recipePlane } from '../../src/lattice/recipe-plane.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { FORMULA } from './formulas.ts';

const GRID: PlaneGrid = { x0Mm: 0.05, y0Mm: 0.1, stepMm: 0.19, nx: 20, ny: 15 };
const TAU = 2 * Math.PI;
/** X = x / 2, Y = y / 3, Z = 0.3 + x y / 8, level 0.4 + x / 10, weight x / 4: over four patches of 2 mm. */
const scalars = [
  (x: number, _: number) => x / 2,
  (_: number, y: number) => y / 3,
  (x: number, y: number) => 0.3 + (x * y) / 8,
  (x: number, _: number) => 0.4 + x / 10,
  (x: number, _: number) => x / 4,
] as const;

/** The polynomial of a + b x + c y + d x y in each of 2 x 2 patches of 2 mm. */
const channels = scalars.map((f) => {
  const out: number[] = [];
  for (const y0 of [0, 2]) {
    for (const x0 of [0, 2]) {
      const [a, b, c, d] = [f(x0, y0), f(x0 + 2, y0), f(x0, y0 + 2), f(x0 + 2, y0 + 2)];
      out.push(a, b - a, 0, c - a, d - c - b + a, 0, 0, 0, 0);
    }
  }
  return Float64Array.from(out);
});
const patches = { x0Mm: 0, y0Mm: 0, edgeMm: 2, nx: 2, ny: 2, channels };
const part = (known: Partial<RecipePart>): RecipePart => ({
  cell: UNIT_CELLS.gyroid!,
  phases: [0, 1, 2],
  form: 'excess',
  level: { constant: 0 },
  slope: null,
  ...known,
});
const f = (id: string, x: number, y: number) =>
  FORMULA[id]!(TAU * scalars[0](x, y), TAU * scalars[1](x, y), TAU * scalars[2](x, y));
const POINTS = [
  [0.01, 0.02],
  [1.234, 3.21],
  [3.999, 0.5],
  [2, 2],
  [0.7, 2.6],
  [3.3, 3.9],
] as const;

const one = (known: Partial<RecipePart>) =>
  recipePlane({ patches, parts: [part(known)], weight: { constant: 0 } }, GRID);

describe('one cell', () => {
  test.each<[RecipePart['form'], (f: number, l: number) => number]>([
    ['excess', (value, l) => value - l],
    ['ratio', (value, l) => value / l],
    ['wall', (value, l) => Math.abs(value) / l - 1],
  ])('by its %s', (form, expected) => {
    const constant = one({ form, level: { constant: 0.55 } });
    const varying = one({ form, level: { channel: 3 } });
    for (const [x, y] of POINTS) {
      expect(constant.valueAt(x, y)).toBeCloseTo(expected(f('gyroid', x, y), 0.55), 11);
      expect(varying.valueAt(x, y)).toBeCloseTo(expected(f('gyroid', x, y), 0.4 + x / 10), 11);
    }
  });

  test('over its slope: the level goes with the length of the gradient by X, Y, Z times the factors', () => {
    const even = one({ form: 'ratio', level: { constant: 0.5 }, slope: [1, 2, 0.5] });
    const h = 1e-5;
    for (const [x, y] of POINTS) {
      const at = [0, 1, 2].map((n) => TAU * scalars[n as 0 | 1 | 2](x, y)) as [number, number, number];
      const slope = [1, 2, 0.5].map((factor, a) => {
        const moved = (by: number) =>
          FORMULA.gyroid!(...(at.map((v, n) => (n === a ? v + by : v)) as [number, number, number]));
        return (factor * (moved(h) - moved(-h))) / (2 * h);
      });
      const length = Math.sqrt(slope.reduce((sum, s) => sum + s * s, 0));
      expect(even.valueAt(x, y)).toBeCloseTo(f('gyroid', x, y) / (0.5 * length), 6);
    }
  });
});

describe('two cells', () => {
  const both = (weight: { constant: number } | { channel: number }) =>
    recipePlane(
      { patches, parts: [part({}), part({ cell: UNIT_CELLS.iwp!, level: { constant: 0.2 } })], weight },
      GRID,
    );
  const blended = (w: number, x: number, y: number) => (1 - w) * f('gyroid', x, y) + w * (f('iwp', x, y) - 0.2);

  test('go into each other by the weight of the second, which may vary', () => {
    for (const [x, y] of POINTS) {
      expect(both({ constant: 0.3 }).valueAt(x, y)).toBeCloseTo(blended(0.3, x, y), 11);
      expect(both({ channel: 4 }).valueAt(x, y)).toBeCloseTo(blended(x / 4, x, y), 11);
    }
  });

  test('are alone at weights of 0 and below, of 1 and above', () => {
    for (const [x, y] of POINTS) {
      for (const w of [0, -1e-16]) expect(both({ constant: w }).valueAt(x, y)).toBe(one({}).valueAt(x, y));
      for (const w of [1, 1 + 1e-16, 7]) {
        expect(both({ constant: w }).valueAt(x, y)).toBe(
          one({ cell: UNIT_CELLS.iwp!, level: { constant: 0.2 } }).valueAt(x, y),
        );
      }
    }
  });
});

test('rows, nodes and points say the same to the last bit', () => {
  const plane = one({ form: 'ratio', level: { channel: 3 } });
  const row = new Float64Array(GRID.nx);
  for (let j = 0; j < GRID.ny; j++) {
    plane.row(j, row);
    for (let i = 0; i < GRID.nx; i++) {
      expect(row[i]).toBe(plane.nodeAt(i, j));
      expect(row[i]).toBe(plane.valueAt(GRID.x0Mm + i * GRID.stepMm, GRID.y0Mm + j * GRID.stepMm));
    }
  }
});

test('beyond the patches the outermost ones go on', () => {
  const plane = one({});
  expect(plane.valueAt(-0.3, -0.2)).toBeCloseTo(f('gyroid', -0.3, -0.2), 11);
  expect(plane.valueAt(4.4, 4.3)).toBeCloseTo(f('gyroid', 4.4, 4.3), 11);
});
