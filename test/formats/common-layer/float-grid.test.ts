import { describe, expect, test } from 'vitest';
import type { CommonLayerHeader } from '../../../src/formats/common-layer/common-layer-file.ts';
import { decimalMm } from '../../../src/formats/common-layer/float-grid.ts';
import { millimetres } from '../../../src/formats/coordinates.ts';
import { randomFrom } from '../../geometry/solids.ts';

const header = (units: number, encoding: 'ascii' | 'binary' = 'binary'): CommonLayerHeader => ({
  encoding,
  units,
  version: 200,
  labels: new Map(),
  dimensionMm: null,
  layers: null,
  align: false,
  date: null,
  userData: [],
  profiles: new Map(),
});

describe('a 32-bit float', () => {
  test.each([
    [1, 1024],
    [0.1, 1024],
    [0.01, 1310],
    [0.001, 1024],
  ])('in units of %f mm tells each coordinate of the grid, up to %i mm', (units, reachMm) => {
    const random = randomFrom(3);
    const toMm = millimetres(units);
    const toDecimal = decimalMm(header(units));
    for (let i = 0; i < 20_000; i++) {
      const grid = i < 100 ? reachMm * 10_000 - i : Math.round((2 * random() - 1) * reachMm * 10_000);
      const inFile = Math.fround(grid / 10_000 / units);
      if (toDecimal(toMm(inFile)) !== grid / 10_000 + 0) expect.fail(`${grid} in ${units}`);
    }
  });

  test('off the grid stays what it is, and so does every one of another unit', () => {
    const third = Math.fround(1 / 3);
    expect(decimalMm(header(1))(third)).toBe(third);
    const near = Math.fround(116.05);
    expect(decimalMm(header(1))(near)).toBe(116.05);
    expect(decimalMm(header(25.4))(near)).toBe(near);
    expect(decimalMm(header(1 / 3))(near)).toBe(near);
  });
});

test('a decimal of an ASCII file loses the noise of its unit, and nothing else', () => {
  const toMm = millimetres(0.1);
  const toDecimal = decimalMm(header(0.1, 'ascii'));
  expect(toMm(65.3)).toBe(6.529999999999999);
  expect(toDecimal(toMm(65.3))).toBe(6.53);
  expect(toDecimal(toMm(56.09999))).toBe(toMm(56.09999));
});
