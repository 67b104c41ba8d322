import { expect, test } from 'vitest';
import type { Polyline } from '../../src/core/polyline.ts';
import { markEach } from '../../src/geometry/line-places.ts';
import { lengthMm } from '../../src/geometry/polygon-area.ts';
import { partLines as partLinesBy } from '../../src/scan/part-lines.ts';
import { vectorsOf } from '../../src/scan/vectors-of.ts';
import { rectangle } from './shapes.ts';

const partLines = (
  lines: readonly Polyline[],
  stepMm: number,
  leastMm: number,
  isInside: (x: number, y: number, ux: number, uy: number) => boolean,
) => partLinesBy(lines, stepMm, leastMm, markEach(isInside));
const square = rectangle(0, 0, 10, 10);
const lengths = (lines: readonly { readonly xy: Float64Array; readonly closed: boolean }[]) =>
  lines.map((line) => lengthMm(line));

test('a line of one kind stays as it is, closed', () => {
  expect(partLines([square], 0.5, 1, () => true)).toEqual({ inside: [square], outside: [] });
  expect(partLines([square], 0.5, 1, () => false)).toEqual({ inside: [], outside: [square] });
});

test('a line of two kinds is cut where they change, and the pieces are the whole', () => {
  // To the right of x = 4: 6 + 10 + 6 mm of the way round.
  const { inside, outside } = partLines([square], 0.5, 1, (x) => x > 4);
  expect(inside).toHaveLength(1);
  expect(outside).toHaveLength(1);
  expect(lengths(inside)[0]).toBeCloseTo(22, 9);
  expect(lengths(outside)[0]).toBeCloseTo(18, 9);
  const [right, left] = [inside[0]!.xy, outside[0]!.xy];
  expect([...right.subarray(0, 2), ...right.subarray(-2)]).toEqual([4, 0, 4, 10]);
  expect([...left.subarray(0, 2), ...left.subarray(-2)]).toEqual([4, 10, 4, 0]);
});

test('short stretches inside are taken as outside, then those outside between others as inside', () => {
  const within = (low: number, high: number) => (x: number, y: number) => y === 0 && x > low && x < high;
  expect(partLines([square], 0.25, 1, within(3, 4)).inside).toEqual([]);
  expect(lengths(partLines([square], 0.25, 1, within(3, 5)).inside)).toEqual([2]);
  // 2 mm inside, 0.5 mm outside, 2 mm inside: one stretch of 4.5 mm.
  const split = (x: number, y: number) => within(2, 4)(x, y) || within(4.5, 6.5)(x, y);
  expect(lengths(partLines([square], 0.25, 1, split).inside)).toEqual([4.5]);
});

test('the direction that the test is given is that of the line', () => {
  partLines([square], 1, 0, (x, y, ux, uy) => {
    const expected = y === 0 ? [1, 0] : x === 10 ? [0, 1] : y === 10 ? [-1, 0] : [0, -1];
    expect([ux + 0, uy + 0]).toEqual(expected);
    return false;
  });
});

test('vectors run along each line, closed ones back to the start', () => {
  const open = { xy: Float64Array.of(1, 2, 3, 4, 5, 6), closed: false };
  expect([...vectorsOf([open])]).toEqual([1, 2, 3, 4, 3, 4, 5, 6]);
  expect([...vectorsOf([square])]).toEqual([0, 0, 10, 0, 10, 0, 10, 10, 10, 10, 0, 10, 0, 10, 0, 0]);
});
