import { expect, test } from 'vitest';
import { joinVectors } from '../../../src/formats/ilt/join-vectors.ts';

const joined = (...xyxy: number[]) =>
  joinVectors(Float64Array.from(xyxy)).map(({ closed, xy }) => ({ closed, xy: [...xy] }));

test('vectors around a square are one closed line', () => {
  expect(joined(0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0)).toEqual([
    { closed: true, xy: [0, 0, 1, 0, 1, 1, 0, 1] },
  ]);
});

test('a chain that does not come back is open, and a gap begins a new line', () => {
  expect(joined(0, 0, 1, 0, 1, 0, 1, 1, 5, 5, 6, 6)).toEqual([
    { closed: false, xy: [0, 0, 1, 0, 1, 1] },
    { closed: false, xy: [5, 5, 6, 6] },
  ]);
});

test('there and back is closed, a point alone is not, and nothing is nothing', () => {
  expect(joined(0, 0, 1, 0, 1, 0, 0, 0)).toEqual([{ closed: true, xy: [0, 0, 1, 0] }]);
  expect(joined(2, 2, 2, 2)).toEqual([{ closed: false, xy: [2, 2, 2, 2] }]);
  expect(joined()).toEqual([]);
});
