import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartTicks } from '../../src/draw/chart-ticks.ts';

describe('ticks of an axis', () => {
  test.each([
    { low: 0, high: 10, most: 5, values: [0, 2, 4, 6, 8, 10], texts: ['0', '2', '4', '6', '8', '10'] },
    { low: 0, high: 10, most: 4, values: [0, 5, 10], texts: ['0', '5', '10'] },
    { low: 0.03, high: 9, most: 5, values: [2, 4, 6, 8], texts: ['2', '4', '6', '8'] },
    { low: 0.1, high: 0.3, most: 2, values: [0.1, 0.2, 0.3], texts: ['0.1', '0.2', '0.3'] },
    { low: -1, high: 1, most: 4, values: [-1, -0.5, 0, 0.5, 1], texts: ['-1.0', '-0.5', '0', '0.5', '1.0'] },
    { low: 0, high: 40_000, most: 4, values: [0, 10_000, 20_000, 30_000, 40_000], texts: null },
    { low: 0, high: 4e-8, most: 2, values: [0, 2e-8, 4e-8], texts: ['0', '2e-8', '4e-8'] },
    { low: 0, high: 6e9, most: 3, values: [0, 2e9, 4e9, 6e9], texts: ['0', '2e9', '4e9', '6e9'] },
  ])('from $low to $high in at most $most pieces they are $values', ({ low, high, most, values, texts }) => {
    const ticks = chartTicks(low, high, most);
    expect(ticks.values).toEqual(values);
    if (texts !== null) expect(ticks.texts).toEqual(texts);
  });

  test('five digits and more stand in groups of three, four do not', () => {
    expect(chartTicks(0, 20_000, 2).texts).toEqual(['0', '10\u202f000', '20\u202f000']);
    expect(chartTicks(0, 4000, 2).texts).toEqual(['0', '2000', '4000']);
  });

  test('the step is the smallest of 1, 2 and 5 times a power of ten that gives no more pieces than allowed', () => {
    const steps: number[] = [];
    for (let power = -12; power <= 12; power++)
      for (const factor of [1, 2, 5]) steps.push(Number(`${factor}e${power}`));
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), fc.integer({ min: 1, max: 12 }), (span, most) => {
        expect(chartTicks(0, span, most).step).toBe(steps.find((step) => step >= (span / most) * (1 - 1e-9)));
      }),
    );
  });
});
