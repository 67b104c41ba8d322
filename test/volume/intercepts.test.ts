import { describe, expect, test } from 'vitest';
import { addLine, lineTally, meanIntercept } from '../../src/volume/intercepts.ts';

function along(solid: number[], region: number[], areaMm2 = 1) {
  const tally = lineTally();
  addLine(tally, Float64Array.from(solid), solid.length, Float64Array.from(region), region.length, areaMm2);
  return tally;
}

describe('void along lines', () => {
  test('walls from 1 to 2 and 4 to 5 in a region of 6: void 4, four ends', () => {
    expect(along([1, 2, 4, 5], [0, 6])).toEqual({ voidMm3: 4, regionMm3: 6, endsMm2: 4 });
  });

  test('a void cut off by the side counts as half: mean of one whole void of 2 and two halves of 1 is 2', () => {
    const tally = along([1, 2, 4, 5], [0, 6]);
    expect(meanIntercept(tally, lineTally(), lineTally()).xMm).toBe(2);
    expect(meanIntercept(tally, lineTally(), lineTally()).yMm).toBeNull();
  });

  test('solid that reaches the side or goes on beyond it has no end there', () => {
    expect(along([0, 1, 3, 9], [0, 6])).toEqual({ voidMm3: 2, regionMm3: 6, endsMm2: 2 });
    expect(along([-1, 7], [0, 6])).toEqual({ voidMm3: 0, regionMm3: 6, endsMm2: 0 });
  });

  test('a region of two stretches sees one wall in each; the line stands for its area', () => {
    expect(along([1, 2, 3, 5, 8, 9], [0, 4, 6, 10], 0.5)).toEqual({
      voidMm3: 0.5 * (2 + 3),
      regionMm3: 4,
      endsMm2: 2.5,
    });
  });

  test('the mean over all lines weighs each by what it met', () => {
    const x = { voidMm3: 4, regionMm3: 6, endsMm2: 4 };
    const y = { voidMm3: 4, regionMm3: 6, endsMm2: 8 };
    expect(meanIntercept(x, y, lineTally())).toEqual({ xMm: 2, yMm: 1, zMm: null, overallMm: 16 / 12 });
  });
});
