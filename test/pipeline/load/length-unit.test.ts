import { expect, test } from 'vitest';
import {
  cannotBeMm,
  MM_PER_UNIT,
  sizeText,
  suspectedUnit,
  UNIT_OPTIONS,
  unitWords,
} from '../../../src/pipeline/load/length-unit.ts';

const box = (x: number, y: number, z: number) => [0, 0, 0, x, y, z] as const;

test('below 0.4 mm metres are suspected, below 4 mm inches, above 2 m micrometres, by the longest side', () => {
  expect(suspectedUnit(box(0.06, 0.09, 0.03))).toBe('metre');
  expect(suspectedUnit(box(0.06, 0.399, 0.06))).toBe('metre');
  expect(suspectedUnit(box(0.4, 0.09, 0.03))).toBe('inch');
  expect(suspectedUnit(box(0.06, 0.09, 3.999))).toBe('inch');
  expect(suspectedUnit(box(0.06, 0.09, 4))).toBeNull();
  expect(suspectedUnit(box(2000, 10, 10))).toBeNull();
  expect(suspectedUnit(box(2000.1, 10, 10))).toBe('micron');
  expect(suspectedUnit([-5000, -5000, -5000, -4990, -4990, -4990])).toBeNull();
});

test('millimetres are out of the question below 1 mm and above 2 m, and only unlikely from 1 to 4 mm', () => {
  for (const side of [0.001, 0.4, 0.999, 2000.1]) expect(cannotBeMm(box(side / 2, side, side / 3))).toBe(true);
  for (const side of [1, 3.999, 4, 2000]) expect(cannotBeMm(box(side / 2, side, side / 3))).toBe(false);
});

test('each suspected unit has its words and its option', () => {
  expect((['metre', 'inch', 'micron'] as const).map((unit) => [unitWords(unit), UNIT_OPTIONS[unit]])).toEqual([
    ['metres', 'm'],
    ['inches', 'inch'],
    ['microns', 'micron'],
  ]);
});

test('an inch is 25.4 mm', () => {
  expect(MM_PER_UNIT).toEqual({ mm: 1, cm: 10, m: 1000, inch: 25.4, micron: 0.001 });
});

test('a size is told to four digits', () => {
  expect(sizeText([1, 1, 1, 41.00004, 31, 21.123456])).toBe('40 x 30 x 20.12');
});
