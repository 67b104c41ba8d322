import { describe, expect, test } from 'vitest';
import { cosineOfCycles, sineOfCycles } from '../../src/geometry/sine.ts';

describe('sine and cosine in cycles', () => {
  test('quarter turns are exact', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => sineOfCycles(u) + 0)).toEqual([0, 1, 0, -1, 0]);
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => cosineOfCycles(u) + 0)).toEqual([1, 0, -1, 0, 1]);
  });

  test('both agree with the library to 2e-15 near the origin', () => {
    for (let n = -400; n <= 400; n++) {
      const u = n / 137;
      expect(Math.abs(sineOfCycles(u) - Math.sin(2 * Math.PI * u))).toBeLessThan(1e-14);
      expect(Math.abs(cosineOfCycles(u) - Math.cos(2 * Math.PI * u))).toBeLessThan(1e-14);
    }
  });

  test('whole cycles away the value is the same to the last bit, where a library sine of k x drifts', () => {
    for (const u of [0.125, 0.3125, 0.40625, 0.921875]) {
      expect(sineOfCycles(u + 4096)).toBe(sineOfCycles(u));
      expect(cosineOfCycles(u - 1024)).toBe(cosineOfCycles(u));
    }
  });

  test('squares sum to one', () => {
    for (let n = 0; n < 1000; n++) {
      const u = n * 0.6180339887;
      expect(sineOfCycles(u) ** 2 + cosineOfCycles(u) ** 2).toBeCloseTo(1, 14);
    }
  });
});
