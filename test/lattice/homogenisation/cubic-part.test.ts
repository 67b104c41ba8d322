import { expect, test } from 'vitest';
import { cubicDeviation } from '../../../src/lattice/homogenisation/cubic-part.ts';

function stiffness(...entries: readonly (readonly [number, number, number])[]): Float64Array {
  const c = new Float64Array(36);
  for (const [i, j, value] of entries) c[6 * i + j] = c[6 * j + i] = value;
  return c;
}

const CUBIC = [
  ...[0, 1, 2].map((i) => [i, i, 10] as const),
  ...[3, 4, 5].map((i) => [i, i, 4] as const),
  ...[
    [0, 1, 3],
    [0, 2, 3],
    [1, 2, 3],
  ].map((entry) => entry as [number, number, number]),
];

test('a cubic stiffness is cubic', () => {
  expect(cubicDeviation(stiffness(...CUBIC))).toBe(0);
});

test('an axis that is stiffer by 3 of 10 stands out by 2 of a mean of 11', () => {
  expect(cubicDeviation(stiffness(...CUBIC, [2, 2, 13]))).toBeCloseTo(2 / 11, 14);
});

test('a shear that couples with a pull is not cubic', () => {
  expect(cubicDeviation(stiffness(...CUBIC, [0, 5, -0.5]))).toBeCloseTo(0.05, 14);
});
