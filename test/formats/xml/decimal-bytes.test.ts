import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalFromBytes, indexFromBytes } from '../../../src/formats/xml/decimal-bytes.ts';

const parse = (text: string, dialect: '3mf' | 'stl' = '3mf') => {
  const bytes = new TextEncoder().encode(`#${text}#`);
  return decimalFromBytes(bytes, 1, bytes.length - 1, dialect);
};

describe('decimalFromBytes', () => {
  test('every double that JavaScript prints is read back to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parse(String(value))).toBe(value + 0);
      }),
      { numRuns: 5000 },
    );
  });

  test('every decimal is the nearest double, whatever its length', () => {
    const digits = fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 25 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(digits, digits, fc.integer({ min: -330, max: 330 }), (whole, part, exponent) => {
        const text = `${whole}.${part}e${exponent}`;
        expect(parse(text)).toBe(Number(text));
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    '',
    '+',
    '.',
    '-.',
    '1e',
    '1e+',
    '0x1',
    '1,5',
    'NaN',
    'INF',
    'Infinity',
    '1 2',
    '1.2.3',
    '١',
    '1f',
    '--1',
  ])('"%s" is no number', (text) => {
    expect(parse(text)).toBeNaN();
    expect(parse(text, 'stl')).toBeNaN();
  });

  test('"1." is a number of STL and none of 3MF', () => {
    expect(parse('1.', 'stl')).toBe(1);
    expect(parse('1.')).toBeNaN();
  });

  test('minus nothing is 0, not -0', () => {
    expect(Object.is(parse('-0.000'), 0)).toBe(true);
    expect(Object.is(parse('-1e-999'), 0)).toBe(true);
  });
});

test('indexFromBytes takes 0 to 2^31 - 1 and nothing else', () => {
  const index = (text: string) => indexFromBytes(new TextEncoder().encode(text), 0, text.length);
  expect(['0', '007', '2147483647'].map(index)).toEqual([0, 7, 2147483647]);
  expect(['', '-1', '+1', '1.0', '2147483648', '99999999999999999999', 'x'].map(index)).toEqual([
    -1, -1, -1, -1, -1, -1, -1,
  ]);
});
