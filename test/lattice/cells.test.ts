import { describe, expect, test } from 'vitest';
import { cornerHarmonics, type Harmonics, setHarmonics } from '../../src/lattice/harmonics.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { randomFrom } from '../geometry/solids.ts';
import { FORMULA } from './formulas.ts';
import { evaluateWgsl } from './wgsl-arithmetic.ts';

const CELLS = Object.entries(UNIT_CELLS);
const POINTS = 200;

/** Scattered points in cells, the same in each run. */
function points(seed: number): [number, number, number][] {
  const random = randomFrom(seed);
  return Array.from({ length: POINTS }, () => [2 * random() - 1, random(), 3 * random()]);
}

function harmonicsAt(u: number, v: number, w: number): Harmonics {
  const at = cornerHarmonics();
  setHarmonics(at, u, v, w);
  return at;
}

function vectorsOf(at: Harmonics): Record<string, readonly number[]> {
  return {
    s: [at.sx, at.sy, at.sz],
    c: [at.cx, at.cy, at.cz],
    s2: [at.s2x, at.s2y, at.s2z],
    c2: [at.c2x, at.c2y, at.c2z],
  };
}

test('there are the nine cells of the contract, each under its own id', () => {
  expect(Object.keys(UNIT_CELLS)).toEqual(Object.keys(FORMULA));
  for (const [id, cell] of CELLS) expect(cell.id).toBe(id);
});

describe.each(CELLS)('%s', (id, cell) => {
  test('is the formula of the literature at scattered points', () => {
    const tau = 2 * Math.PI;
    for (const [u, v, w] of points(1)) {
      expect(cell.value(harmonicsAt(u, v, w))).toBeCloseTo(FORMULA[id]!(tau * u, tau * v, tau * w), 12);
    }
  });

  test('has the same value by its row, with no more coefficients than it says', () => {
    const row = new Float64Array(5);
    for (const [u, v, w] of points(2)) {
      const at = harmonicsAt(u, v, w);
      row.fill(Number.NaN);
      cell.row(at.sy, at.cy, at.sz, at.cz, row);
      if (cell.harmonics === 1) {
        expect(row.subarray(3)).toEqual(Float64Array.of(Number.NaN, Number.NaN));
        row.fill(0, 3);
      }
      const byRow = row[0]! * at.sx + row[1]! * at.cx + row[2]! + row[3]! * at.s2x + row[4]! * at.c2x;
      expect(byRow).toBeCloseTo(cell.value(at), 12);
    }
  });

  test('has the gradient that differences of its value give', () => {
    const gradient = new Float64Array(3);
    const h = 1e-5;
    for (const point of points(3)) {
      cell.gradient(harmonicsAt(...point), gradient);
      for (let axis = 0; axis < 3; axis++) {
        const moved = (by: number) => {
          const there = [...point] as [number, number, number];
          there[axis]! += by;
          return cell.value(harmonicsAt(...there));
        };
        expect(gradient[axis]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h * 2 * Math.PI), 6);
      }
    }
  });

  test('says the same in WGSL', () => {
    const gradient = new Float64Array(3);
    for (const point of points(4)) {
      const at = harmonicsAt(...point);
      expect(evaluateWgsl(cell.wgsl, 'f', vectorsOf(at))).toBeCloseTo(cell.value(at), 12);
      cell.gradient(at, gradient);
      const inWgsl = evaluateWgsl(cell.wgsl, 'gradient', vectorsOf(at)) as readonly number[];
      for (let axis = 0; axis < 3; axis++) expect(inWgsl[axis]).toBeCloseTo(gradient[axis]!, 12);
    }
  });
});

describe('the reader of WGSL', () => {
  const vectors = { s: [2, 3, 5], c: [7, 11, 13] };
  const read = (expression: string, type = 'f32') =>
    evaluateWgsl(`fn f(s: vec3f, c: vec3f) -> ${type} { return ${expression}; }`, 'f', vectors);

  test('knows precedence, signs, brackets and vectors', () => {
    expect(read('s.x + s.y * c.z - -c.x')).toBe(2 + 39 + 7);
    expect(read('1.5 * (s.z - s.x) - 0.25')).toBe(4.25);
    expect(read('2.0 * vec3f(s.x, -s.y, s.z * c.y)', 'vec3f')).toEqual([4, -6, 110]);
  });

  test('throws at what it does not know', () => {
    for (const bad of ['s.x / 2.0', 's.w', 'sin(s.x)', 's', '2 * s.x', '(s.x', 's.x s.y', 'q.x']) {
      expect(() => read(bad), bad).toThrow();
    }
    expect(() => read('vec3f(s.x, s.y, s.z)')).toThrow('f does not return f32');
    expect(() => evaluateWgsl('', 'f', vectors)).toThrow('no function f');
  });
});
