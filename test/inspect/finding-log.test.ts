import { expect, test } from 'vitest';
import { said } from '../../src/inspect/finding-log.ts';

test('a number in a message has as many decimals as asked for, without zeros at its end', () => {
  expect([said(3395.89941), said(2.5), said(12, 0), said(0.12349), said(-1.00004)]).toEqual([
    '3395.8994',
    '2.5',
    '12',
    '0.1235',
    '-1',
  ]);
});

test('what is not 0 does not read 0, down to the decimals that files have', () => {
  expect([said(3.92e-7), said(0.00004), said(-0.000012), said(0.3, 0)]).toEqual([
    '0.0000004',
    '0.00004',
    '-0.00001',
    '0.3',
  ]);
  expect([said(0), said(-0), said(1e-12), said(-1e-12)]).toEqual(['0', '0', '0', '0']);
});
