import { describe, expect, test } from 'vitest';
import { measuredAndLimit, timeText, unitText, valueText } from '../../../src/inspect/report/value-text.ts';

describe('values in words', () => {
  test.each([
    [null, 'not measured'],
    [0, '0'],
    [0.144483207, '0.144483'],
    [1573.966083117, '1573.97'],
    [126211.232842312, '126\u202f211'],
    [-12345.6, '-12\u202f345.6'],
    [0.000000123456789, '0.000000123457'],
    [-1e-7, '-0.0000001'],
    [1.5e21, '1\u202f500\u202f000\u202f000\u202f000\u202f000\u202f000\u202f000'],
  ])('%s reads %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });

  test('a measured value just over its limit does not look like the limit', () => {
    expect(measuredAndLimit(0.0100000004, 0.01)).toEqual({ measured: '0.0100000004', limit: '0.01' });
    expect(measuredAndLimit(0.0112, 0.01)).toEqual({ measured: '0.0112', limit: '0.01' });
    expect(measuredAndLimit(0.01, 0.01)).toEqual({ measured: '0.01', limit: '0.01' });
    expect(measuredAndLimit(null, null)).toEqual({ measured: 'not measured', limit: '\u2013' });
  });

  test.each([
    [null, 'not measured'],
    [42.5, '42.5 s'],
    [59.7, '59.7 s (1 min 0 s)'],
    [600, '600 s (10 min 0 s)'],
    [3725, '3725 s (1 h 2 min)'],
  ])('a time of %s s reads %s', (timeS, text) => {
    expect(timeText(timeS)).toBe(text);
  });

  test.each([
    ['mm3', 'mm\u00b3'],
    ['mm2', 'mm\u00b2'],
    ['mm3/s', 'mm\u00b3/s'],
    ['69.4 J/mm3', '69.4 J/mm\u00b3'],
    ['C', '\u00b0C'],
    ['410 C', '410 \u00b0C'],
    ['Class C', 'Class C'],
    ['m2', 'm\u00b2'],
    ['relative density', 'relative density'],
    ['ITEM3 of m30', 'ITEM3 of m30'],
  ])('the unit %s reads %s', (unit, text) => {
    expect(unitText(unit)).toBe(text);
  });
});
