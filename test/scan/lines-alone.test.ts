import { expect, test } from 'vitest';
import type { Polyline } from '../../src/core/polyline.ts';
import { lengthMm } from '../../src/geometry/polygon-area.ts';
import { linesAlone } from '../../src/scan/lines-alone.ts';
import { loop, rectangle, reversed } from './shapes.ts';

const MELT_MM = 0.12;
const square = rectangle(0, 0, 10, 10);
const open = (...xy: number[]): Polyline => ({ ...loop(...xy), closed: false });
const lengths = (lines: readonly Polyline[]) => lines.map((line) => lengthMm(line));

test('a line without others is alone all around, one with its like beside it nowhere', () => {
  expect(linesAlone([square], [], 0.02, MELT_MM)).toEqual([square]);
  expect(linesAlone([square], [rectangle(-0.02, -0.02, 10.02, 10.02)], 0.02, MELT_MM)).toEqual([]);
  expect(linesAlone([square], [rectangle(0.02, 0.02, 9.98, 9.98)], 0.02, MELT_MM)).toEqual([]);
});

test('one that runs the other way is not beside it, nor one farther away', () => {
  expect(linesAlone([square], [reversed(rectangle(-0.02, -0.02, 10.02, 10.02))], 0.02, MELT_MM)).toEqual([square]);
  expect(linesAlone([square], [rectangle(-0.05, -0.05, 10.05, 10.05)], 0.02, MELT_MM)).toEqual([square]);
});

test('where another one ends the line is alone from there on, at most a place later', () => {
  // Beside the lower side from 2 to 6: 36 of 40 mm are left.
  const [left, ...more] = linesAlone([square], [open(2, -0.02, 6, -0.02)], 0.02, MELT_MM);
  expect(more).toEqual([]);
  expect(Math.abs(lengthMm(left!) - 36)).toBeLessThan(0.06 + 0.1);
});

test('gaps between others of a melt width or less do not count', () => {
  const withGap = (gapMm: number) => [open(0, -0.02, 5, -0.02), open(5 + gapMm, -0.02, 10, -0.02)];
  const alone = (gapMm: number) =>
    lengths(linesAlone([square], withGap(gapMm), 0.02, MELT_MM)).filter((length) => length < 9);
  expect(alone(0.1)).toEqual([]);
  expect(alone(0.5)).toHaveLength(1);
  expect(Math.abs(alone(0.5)[0]! - 0.5)).toBeLessThan(0.06 + 0.1);
});
