import { expect, test } from 'vitest';
import { CHORD_MM, cornerScale, roundFacets } from '../../../src/implant/solids/round-facets.ts';

test.each([0.01, 0.1, 1, 3, 10, 50, 250, 3000])(
  'the chord of a circle of %d mm radius is at most 1 um deep',
  (radius) => {
    const facets = roundFacets(radius);
    expect(radius * (1 - Math.cos(Math.PI / facets))).toBeLessThanOrEqual(CHORD_MM);
    expect(facets % 4).toBe(0);
    expect(facets).toBeGreaterThanOrEqual(32);
  },
);

test('a circle of 10 mm radius has no more facets than that takes, rounded up to a multiple of 4', () => {
  // pi sqrt(10 / 0.002) = 222.1
  expect(roundFacets(10)).toBe(224);
});

test('a square of the area of a circle has its corners at sqrt(pi / 2) radii', () => {
  expect(cornerScale(4)).toBeCloseTo(Math.sqrt(Math.PI / 2), 14);
});
