import { expect, test } from 'vitest';
import { linesWithin } from '../../src/geometry/lines-within.ts';

const square = { xy: Float64Array.of(0, 0, 4, 0, 4, 4, 0, 4), closed: true };
const line = (closed: boolean, ...xy: number[]) => ({ xy: Float64Array.from(xy), closed });

test('a line through a square is cut at its sides, one inside stays, one outside goes', () => {
  expect(linesWithin([line(false, -1, 1, 5, 1)], [square])).toEqual([line(false, 0, 1, 4, 1)]);
  const inside = line(true, 1, 1, 2, 1, 2, 2);
  expect(linesWithin([inside], [square])).toEqual([inside]);
  expect(linesWithin([line(false, -1, 5, 5, 5)], [square])).toEqual([]);
  expect(linesWithin([inside], [])).toEqual([]);
});

test('a line that leaves and comes back is two, a ring of which a corner lies outside is one', () => {
  expect(linesWithin([line(false, 1, 1, 5, 1, 5, 2, 1, 2)], [square])).toEqual([
    line(false, 1, 1, 4, 1),
    line(false, 4, 2, 1, 2),
  ]);
  expect(linesWithin([line(true, 1, 1, 3, 1, 5, 3, 1, 3)], [square])).toEqual([
    line(false, 4, 3, 1, 3, 1, 1, 3, 1, 4, 2),
  ]);
});
