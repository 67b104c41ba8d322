import { expect, test } from 'vitest';
import { nthSmallest } from '../../../src/lattice/homogenisation/nth-smallest.ts';

/** Numbers that look random, many of them equal. */
function scattered(count: number, kinds: number): Float64Array {
  let state = 12345;
  return Float64Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return (state % kinds) - kinds / 3;
  });
}

for (const [count, kinds] of [
  [1, 5],
  [2, 5],
  [7, 3],
  [100, 1],
  [101, 8],
  [300, 1e9],
] as const) {
  test(`each of ${count} values of ${kinds} kinds stands where sorting puts it`, () => {
    const values = scattered(count, kinds);
    const sorted = values.slice().sort();
    for (let index = 0; index < count; index++) expect(nthSmallest(values.slice(), index)).toBe(sorted[index]);
  });
}

test('values that rise or fall already are no trap', () => {
  const rising = Float64Array.from({ length: 1000 }, (_, i) => i);
  for (const index of [0, 1, 499, 998, 999]) {
    expect(nthSmallest(rising.slice(), index)).toBe(index);
    expect(nthSmallest(rising.slice().reverse(), index)).toBe(index);
  }
});
