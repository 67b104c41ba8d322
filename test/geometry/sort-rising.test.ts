import { expect, test } from 'vitest';
import { sortRising } from '../../src/geometry/sort-rising.ts';
import { randomFrom } from './solids.ts';

test('sorts the first values of a list, however many, and leaves the rest', () => {
  const random = randomFrom(3);
  for (const count of [0, 1, 2, 3, 7, 24, 130, 302, 999, 1000, 1001, 5000]) {
    const values = Float64Array.from({ length: count + 2 }, () => Math.round(40 * random()) - 20 + random());
    const expected = [...[...values.subarray(0, count)].sort((a, b) => a - b), ...values.subarray(count)];
    sortRising(values, count);
    expect([...values]).toEqual(expected);
  }
});
