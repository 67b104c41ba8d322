import { expect, test } from 'vitest';
import { facingSets } from '../../../src/geometry/repair/facing-sets.ts';
import { randomFrom } from '../solids.ts';

const turnedOf = (sets: ReturnType<typeof facingSets>, count: number) =>
  Array.from({ length: count }, (_, t) => t).filter((t) => sets.isTurned(t));

test('of three in a row of which the middle one is alike to both, the middle one is turned', () => {
  const sets = facingSets(3);
  expect(sets.join(0, 1, true)).toBe(true);
  expect(sets.join(1, 2, true)).toBe(true);
  expect(sets.settle()).toBe(1);
  expect(turnedOf(sets, 3)).toEqual([1]);
});

test('of two that are alike the lower one stays', () => {
  const sets = facingSets(2);
  sets.join(1, 0, true);
  expect(sets.settle()).toBe(1);
  expect(turnedOf(sets, 2)).toEqual([1]);
});

test('a ring that is turned an odd number of times does not fit', () => {
  const sets = facingSets(3);
  sets.join(0, 1, false);
  sets.join(1, 2, false);
  expect(sets.join(2, 0, true)).toBe(false);
  expect(sets.join(2, 0, false)).toBe(true);
});

test('the smaller set is turned to fit the larger one', () => {
  const sets = facingSets(5);
  sets.join(2, 3, false);
  sets.join(3, 4, false);
  sets.join(0, 1, false);
  sets.join(1, 2, true);
  expect(turnedOf(sets, 5)).toEqual([0, 1]);
  expect(sets.rootOf(4)).toBe(0);
});

test('sets joined at random in any order are turned back to what they were', () => {
  const random = randomFrom(2);
  const count = 400;
  const isTurned = Array.from({ length: count }, () => random() < 0.3);
  const sets = facingSets(count);
  for (let i = 0; i < 3000; i++) {
    const [a, b] = [Math.floor(count * random()), Math.floor(count * random())];
    expect(sets.join(a, b, isTurned[a] !== isTurned[b])).toBe(true);
  }
  expect(sets.settle()).toBe(isTurned.filter((turned) => turned).length);
  expect(isTurned.map((_, t) => sets.isTurned(t))).toEqual(isTurned);
});
