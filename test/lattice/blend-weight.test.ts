import { describe, expect, test } from 'vitest';
import { evenedWeight, meanSlope, slopeOfPart } from '../../src/lattice/blend-weight.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';

describe('the root mean square slope of a cell', () => {
  test.each([
    // cos X + cos Y + cos Z: three squares of sines, a half each.
    ['primitive', 1.5],
    // sin X cos Y + ...: by X cos X cos Y - sin Z sin X, a quarter and a quarter, three times.
    ['gyroid', 1.5],
    // Four products of three; each derivative has four terms of 1/8.
    ['diamond', 1.5],
    // 2 (cos X cos Y + ...) - (cos 2X + ...): by X (4 + 4) / 4 + 4 / 2, three times.
    ['iwp', 12],
  ])('%s: the square is %d by hand', (id, square) => {
    expect(meanSlope(UNIT_CELLS[id]!) ** 2 / square).toBeCloseTo(1, 2);
  });

  test('of f / l is that of f over l, of f - l that of f', () => {
    const cell = UNIT_CELLS.gyroid!;
    expect(slopeOfPart(cell, 'ratio', 0.5)).toBe(2 * meanSlope(cell));
    expect(slopeOfPart(cell, 'wall', 0.5)).toBe(2 * meanSlope(cell));
    expect(slopeOfPart(cell, 'excess', -0.5)).toBe(meanSlope(cell));
  });
});

test('the evened weight gives the sum the sign of the two fields, each over its slope', () => {
  expect([evenedWeight(0, 3, 7), evenedWeight(1, 3, 7)]).toEqual([0, 1]);
  expect(evenedWeight(0.3, 2, 2)).toBeCloseTo(0.3, 15);
  for (const [w, s1, s2] of [
    [0.2, 1, 5],
    [0.5, 3, 0.5],
    [0.9, 2, 8],
  ] as const) {
    const even = evenedWeight(w, s1, s2);
    for (const [g1, g2] of [
      [1, -2],
      [-3, 1],
      [0.4, -0.1],
      [-1, 0.6],
    ] as const) {
      expect(Math.sign((1 - even) * g1 + even * g2)).toBe(Math.sign(((1 - w) * g1) / s1 + (w * g2) / s2));
    }
  }
});
