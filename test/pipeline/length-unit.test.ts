import { expect, test } from 'vitest';
import { MM_PER_UNIT, sizeText, suspectedUnit } from '../../src/pipeline/length-unit.ts';

const box = (x: number, y: number, z: number) => [0, 0, 0, x, y, z] as const;

test('below 1 mm metres are suspected, above 2 m micrometres, by the longest side', () => {
  expect(suspectedUnit(box(0.06, 0.09, 0.03))).toBe('metre');
  expect(suspectedUnit(box(0.06, 0.09, 0.999))).toBe('metre');
  expect(suspectedUnit(box(0.06, 0.09, 1))).toBeNull();
  expect(suspectedUnit(box(2000, 10, 10))).toBeNull();
  expect(suspectedUnit(box(2000.1, 10, 10))).toBe('micron');
  expect(suspectedUnit([-5000, -5000, -5000, -4990, -4990, -4990])).toBeNull();
});

test('an inch is 25.4 mm', () => {
  expect(MM_PER_UNIT).toEqual({ mm: 1, cm: 10, m: 1000, inch: 25.4, micron: 0.001 });
});

test('a size is told to four digits', () => {
  expect(sizeText([1, 1, 1, 41.00004, 31, 21.123456])).toBe('40 x 30 x 20.12');
});
