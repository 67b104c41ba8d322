import { expect, test } from 'vitest';
import { durationText } from '../../../src/formats/gcode/duration-text.ts';

test.each([
  [0, '0s'],
  [0.4, '0s'],
  [59.4, '59s'],
  [59.6, '1m 0s'],
  [3600, '1h 0m 0s'],
  [3661, '1h 1m 1s'],
  [86_399, '23h 59m 59s'],
  [86_400, '1d 0h 0m 0s'],
  [21_833, '6h 3m 53s'],
  [10 * 86_400 + 61, '10d 0h 1m 1s'],
])('%d s are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
