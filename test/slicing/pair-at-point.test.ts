import { expect, test } from 'vitest';
import { pairAtPoint } from '../../src/slicing/pair-at-point.ts';

const rad = (...degrees: number[]) => degrees.map((angle) => (angle * Math.PI) / 180);

test('two wedges that touch in a point keep their own lines', () => {
  // Solid from 10 to 80 degrees and from 190 to 260 (that is -170 to -100).
  expect([...pairAtPoint(rad(80, -100), rad(10, -170))]).toEqual([0, 1]);
  expect([...pairAtPoint(rad(80, -100), rad(-170, 10))]).toEqual([1, 0]);
});

test('a wedge that spans the angle of 180 degrees is found', () => {
  expect([...pairAtPoint(rad(-150, 45), rad(150, 30))]).toEqual([0, 1]);
});

test('wedges side by side that share a wall do not swap lines', () => {
  // Solid from 0 to 90 and from 90 to 180.
  expect([...pairAtPoint(rad(90, 180), rad(0, 90))]).toEqual([0, 1]);
});

test('a wedge within a wedge is nested, not crossed', () => {
  expect([...pairAtPoint(rad(170, 100), rad(10, 80))]).toEqual([0, 1]);
});

test('what has no partner gets -1', () => {
  expect([...pairAtPoint(rad(90, 45), rad(10))]).toEqual([-1, 0]);
  expect([...pairAtPoint(rad(90), [])]).toEqual([-1]);
});
