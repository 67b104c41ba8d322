import { expect, test } from 'vitest';
import { putNanometres } from '../../../src/formats/threemf/put-nanometres.ts';
import { textBuffer } from '../../../src/formats/threemf/text-buffer.ts';

test('a length is written in whole nanometres, without an exponent, without zeros at the end, without minus zero', () => {
  const cases: readonly [number, string][] = [
    [0, '0'],
    [-1e-7, '0'],
    [1e-6, '0.000001'],
    [-0.5, '-0.5'],
    [39.99990081787109, '39.999901'],
    [1234.0000004, '1234'],
    [-1234.0000006, '-1234.000001'],
    [1e6, '1000000'],
  ];
  for (const [value, text] of cases) {
    const buffer = textBuffer();
    putNanometres(buffer, value);
    expect(Buffer.from(buffer.bytes.subarray(0, buffer.length)).toString()).toBe(text);
  }
  expect(() => putNanometres(textBuffer(), Number.NaN)).toThrow(/is a length/);
});

test('a long run of lengths grows the buffer and loses nothing', () => {
  const buffer = textBuffer();
  for (let i = 0; i < 20_000; i++) putNanometres(buffer, 1.234567);
  expect(buffer.length).toBe(20_000 * 8);
  expect(Buffer.from(buffer.bytes.subarray(buffer.length - 8, buffer.length)).toString()).toBe('1.234567');
});
