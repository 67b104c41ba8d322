import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalText } from '../../src/core/decimal-text.ts';

test.each([
  [0, 3, '0'],
  [-0, 3, '0'],
  [1, 3, '0.001'],
  [100, 3, '0.1'],
  [12_000, 3, '12'],
  [12_345, 3, '12.345'],
  [-1, 3, '-0.001'],
  [-12_500, 3, '-12.5'],
  [5, 5, '0.00005'],
  [123_456_789_012, 5, '1234567.89012'],
])('%d units of 10^-%d are %s', (units, decimals, text) => {
  expect(decimalText(units, decimals)).toBe(text);
});

test('a number is plain digits without trailing zeros, and reads back as the same number of units', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 1, max: 6 }), (units, decimals) => {
      const text = decimalText(units, decimals);
      expect(text).toMatch(/^(0|-?[1-9]\d*|-?\d+\.\d*[1-9])$/);
      const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) as RegExpExecArray;
      expect(BigInt(`${sign}${whole}${part.padEnd(decimals, '0')}`)).toBe(BigInt(units));
    }),
  );
});
