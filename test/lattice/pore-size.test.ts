import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import { cellByKey } from '../../src/lattice/cell-by-key.ts';
import { densityOfPore } from '../../src/lattice/pore-size.ts';
import { levelOfDensity } from '../../src/lattice/relative-density.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { FORMULA } from './formulas.ts';

type Point = readonly [number, number, number];

/** Places along lines through the cells around one at which |f| passes t; coordinates in cells. */
function facePoints(f: (x: number, y: number, z: number) => number, t: number): Float64Array {
  const points: number[] = [];
  const [from, to, lines] = [-0.75, 1, 140];
  const step = (to - from) / lines;
  for (let axis = 0; axis < 3; axis++) {
    for (let n = 0; n < (lines + 1) ** 2; n++) {
      const a = from + (n % (lines + 1)) * step;
      const b = from + Math.floor(n / (lines + 1)) * step;
      let before = 0;
      for (let k = 0; k <= lines; k++) {
        const c = from + k * step;
        const [x, y, z] = axis === 0 ? [c, a, b] : axis === 1 ? [b, c, a] : [a, b, c];
        const g = Math.abs(f(2 * Math.PI * x, 2 * Math.PI * y, 2 * Math.PI * z)) - t;
        if (k > 0 && g < 0 !== before < 0) {
          const at = c - step * (g / (g - before));
          points.push(...(axis === 0 ? [at, a, b] : axis === 1 ? [b, at, a] : [a, b, at]));
        }
        before = g;
      }
    }
  }
  return Float64Array.from(points);
}

/** Diameter in cells of the largest ball that touches none of the points, its middle looked for around a first guess. */
function largestBall(points: Float64Array, guess: Point): number {
  const free = ([x, y, z]: Point): number => {
    let least = Infinity;
    for (let n = 0; n < points.length; n += 3) {
      least = Math.min(least, (points[n]! - x) ** 2 + (points[n + 1]! - y) ** 2 + (points[n + 2]! - z) ** 2);
    }
    return Math.sqrt(least);
  };
  let middle = guess;
  let radius = free(middle);
  for (let step = 0.06; step > 0.002; step /= 2) {
    for (let k = 0; k < 27; k++) {
      const move: Point = [
        middle[0] + step * ((k % 3) - 1),
        middle[1] + step * ((Math.floor(k / 3) % 3) - 1),
        middle[2] + step * (Math.floor(k / 9) - 1),
      ];
      const r = free(move);
      if (r > radius) [middle, radius] = [move, r];
    }
  }
  return 2 * radius;
}

/** Where f is greatest, deep in a pore, in cells. */
const MIDDLES = {
  gyroid: { middle: [0.125, 0.125, 0.125] },
  diamond: { middle: [0.125, 0.125, 0.125] },
  primitive: { middle: [0, 0, 0] },
} as const;

describe.each(Object.entries(MIDDLES))('the pores of %s', (id, { middle }) => {
  const f = FORMULA[id]!;

  test.each([0.15, 0.3, 0.45])('of the sheet of %d hold the ball that touches its faces', (density) => {
    const pore = largestBall(facePoints(f, levelOfDensity(UNIT_CELLS[id]!, 'sheet', density)), middle);
    // Asked for that pore in a cell of 2 mm, the density is the one that has it: within 0.01 of the cell in the pore.
    const least = densityOfPore(UNIT_CELLS[id]!, 'sheet', 2 * (pore + 0.01), 2, []);
    const most = densityOfPore(UNIT_CELLS[id]!, 'sheet', 2 * (pore - 0.01), 2, []);
    expect(least).toBeLessThan(density);
    expect(most).toBeGreaterThan(density);
  });
});

test('the pore between kelvin struts is the ball in the middle of the truncated octahedron that touches the middles of its edges', () => {
  const kelvin = cellByKey('kelvin 1 0', []);
  const density = densityOfPore(kelvin, 'sheet', 1.05 * 2, 2, []);
  // Corners are the permutations of (0, 1/4, 1/2): the middles of all edges, such as (1/8, 1/8, 1/2), lie 0.5303 cells away.
  const distance = 3 / (4 * Math.SQRT2);
  const radius = distance - 1.05 / 2;
  // A period has 24 edges of sqrt(2)/4; where they meet some of it is counted twice.
  const slender = 24 * (Math.SQRT2 / 4) * Math.PI * radius * radius;
  expect(density / slender).toBeGreaterThan(0.9);
  expect(density / slender).toBeLessThan(1.02);
});

test('a pore that no density has is refused with those that there are', () => {
  expect(() => densityOfPore(UNIT_CELLS.gyroid!, 'sheet', 1.5, 2, ['lattice', 'poreMm'])).toThrow(PrepError);
  expect(() => densityOfPore(UNIT_CELLS.gyroid!, 'sheet', 1.5, 2, ['lattice', 'poreMm'])).toThrow(
    /lattice > poreMm: a pore of 1.5 mm is out of reach of gyroid in a cell of 2 mm: known from 0\.\d+ to 0\.\d+ mm/,
  );
});
