import { expect, test } from 'vitest';
import { determinant, followedBy, shiftBy } from '../../src/core/affine.ts';

/** A quarter turn about z, then 10 mm along x. */
const TURN = [0, -1, 0, 10, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const MIRROR = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** Where a transform takes a point. */
const at = (m: readonly number[], [x, y, z]: readonly [number, number, number]) =>
  [0, 4, 8].map((row) => m[row]! * x + m[row + 1]! * y + m[row + 2]! * z + m[row + 3]!);

test('a turn keeps volumes, a mirror turns them over, a scale multiplies them', () => {
  expect(determinant(TURN)).toBe(1);
  expect(determinant(MIRROR)).toBe(-1);
  expect(determinant([2, 0, 0, 5, 0, 3, 0, 5, 0, 0, 4, 5, 0, 0, 0, 1])).toBe(24);
});

test('one after the other, in this order', () => {
  // (1, 2, 3) turns to (-2, 1, 3), moves to (8, 1, 3), and mirrors to (-8, 1, 3).
  expect(at(followedBy(TURN, MIRROR), [1, 2, 3])).toEqual([-8, 1, 3]);
  // It mirrors to (-1, 2, 3) first, turns to (-2, -1, 3) and moves to (8, -1, 3).
  expect(at(followedBy(MIRROR, TURN), [1, 2, 3])).toEqual([8, -1, 3]);
  expect(at(followedBy(TURN, shiftBy([1, 2, -3])), [1, 2, 3])).toEqual([9, 3, 0]);
  expect(followedBy(TURN, MIRROR).slice(12)).toEqual([0, 0, 0, 1]);
});
