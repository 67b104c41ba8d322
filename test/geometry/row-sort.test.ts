import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortRising, sortRoom } from '../../src/geometry/row-sort.ts';

test('values rise and each keeps its partner, lists of all lengths in one room', () => {
  const room = sortRoom();
  const numbers = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 700 });
  fc.assert(
    fc.property(numbers, (list) => {
      const values = Float64Array.from(list);
      // The partner tells which value it came with.
      const partners = Float64Array.from(list, (value) => 3 * value + 1);
      sortRising(values, partners, list.length, room);
      expect([...values]).toEqual([...Float64Array.from(list).sort()].map((value) => expect.closeTo(value, 12)));
      expect([...partners]).toEqual([...values].map((value) => 3 * value + 1));
    }),
  );
});

test('values that lie together but for one far off are sorted, too', () => {
  const values = Float64Array.from({ length: 300 }, (_, i) => (i === 150 ? 1e9 : ((i * 7919) % 300) * 1e-7));
  const sorted = Float64Array.from(values).sort();
  sortRising(values, null, values.length, sortRoom());
  expect(values).toEqual(sorted);
});

test('only as many as are asked for are sorted', () => {
  const values = Float64Array.of(3, 1, 2, 0, -5);
  sortRising(values, null, 3, sortRoom());
  expect([...values]).toEqual([1, 2, 3, 0, -5]);
});
