import { describe, expect, test } from 'vitest';
import type { Box3 } from '../../src/core/mesh.ts';
import { PrepError } from '../../src/core/prep-error.ts';
import { planLayers } from '../../src/slicing/layer-plan.ts';
import { liftOf } from '../../src/slicing/settings.ts';

const boxOf = (zMin: number, zMax: number): Box3 => [0, 0, zMin, 1, 1, zMax];
const countOf = (heightMm: number, thicknessMm: number) =>
  planLayers(boxOf(0, heightMm), { thicknessMm, cut: 'mid' }).count;

describe('the number of layers', () => {
  test.each([
    [20, 0.03, 667],
    [20, 0.04, 500],
    [39.32, 0.5, 79],
    [0.3, 0.1, 3],
    [Math.fround(0.3), 0.1, 3],
    [0.1 + 0.2, 0.1, 3],
    [0.35, 0.1, 3],
    [0.351, 0.1, 4],
    [0.06, 0.1, 1],
    [100, 0.02, 5000],
  ])('%f mm at %f mm gives %i', (height, thickness, count) => {
    expect(countOf(height, thickness)).toBe(count);
  });

  test('the middle of the last layer is inside and that of the next is not, for every height in 10 um steps', () => {
    for (let i = 6; i < 2000; i++) {
      const height = i / 100;
      const count = countOf(height, 0.1);
      expect((count - 0.5) * 0.1).toBeLessThan(height);
      expect((count + 0.5) * 0.1).toBeGreaterThan(height - 1e-6);
    }
  });

  test('does not depend on where the part stands', () => {
    for (const z of [-7.3, 0.1, 1234.5678]) {
      expect(planLayers(boxOf(z, z + 20), { thicknessMm: 0.03, cut: 'mid' }).count).toBe(667);
    }
  });
});

describe('the heights', () => {
  test('tops are the doubles nearest to multiples of the thickness, without a running sum', () => {
    const plan = planLayers(boxOf(0, 20), { thicknessMm: 0.03, cut: 'mid' });
    for (let i = 0; i < 667; i++) expect(plan.zTopMm(i)).toBe((300 * (i + 1)) / 10000);
  });

  test('a part above the plate starts its layers at its lowest point', () => {
    const plan = planLayers(boxOf(2.5, 3.5), { thicknessMm: 0.25, cut: 'mid' });
    expect([0, 1, 2, 3].map(plan.zTopMm)).toEqual([2.75, 3, 3.25, 3.5]);
    expect([0, 3].map(plan.zCutMm)).toEqual([2.625, 3.375]);
  });

  test('cuts at the base and the top lie one grid unit inside the layer', () => {
    const base = planLayers(boxOf(0, 1), { thicknessMm: 0.25, cut: 'base' });
    const top = planLayers(boxOf(0, 1), { thicknessMm: 0.25, cut: 'top' });
    for (let i = 0; i < 4; i++) {
      expect(base.zCutMm(i)).toBeCloseTo(0.25 * i + 0.0001, 12);
      expect(top.zCutMm(i)).toBeCloseTo(0.25 * (i + 1) - 0.0001, 12);
    }
  });

  test('a cut at the top of the last layer is still inside a part that ends below it', () => {
    const plan = planLayers(boxOf(0, 0.9), { thicknessMm: 0.25, cut: 'top' });
    expect(plan.count).toBe(4);
    expect(plan.zTopMm(3)).toBe(1);
    expect(plan.zCutMm(3)).toBeCloseTo(0.8999, 12);
  });
});

describe('what is refused', () => {
  test.each([0, -1, Number.NaN, Infinity, 0.0005])('a thickness of %f mm', (thicknessMm) => {
    const plan = () => planLayers(boxOf(0, 1), { thicknessMm, cut: 'mid' });
    expect(plan).toThrowError(PrepError);
    expect(plan).toThrowError(/slice > thicknessMm: must be at least 0.001 mm/);
  });

  test('a part that ends below the middle of its first layer', () => {
    expect(() => countOf(0.05, 0.1)).toThrowError(/has no layer/);
    expect(() => countOf(0, 0.1)).toThrowError(/has no layer/);
  });
});

describe('a part on layers of its own', () => {
  const below = { topsMm: [0.3, 0.5, 0.7], gapMm: 0.2 };
  const plan = planLayers([0, 0, 0.9, 10, 10, 1.9], { thicknessMm: 0.1, cut: 'mid', below });

  test('counts them first: three, and ten of the part', () => {
    expect([plan.below, plan.count]).toEqual([3, 13]);
    expect(Array.from({ length: 5 }, (_, k) => plan.zTopMm(k))).toEqual([0.3, 0.5, 0.7, 1, 1.1]);
    expect(Array.from({ length: 4 }, (_, k) => plan.thicknessOf(k))).toEqual([0.3, 0.2, 0.2, 0.1]);
  });

  test('is cut where it would be without them, and nowhere in them', () => {
    const bare = planLayers([0, 0, 0.9, 10, 10, 1.9], { thicknessMm: 0.1, cut: 'mid' });
    expect(plan.zCutMm(3)).toBe(bare.zCutMm(0));
    expect(plan.zCutMm(12)).toBe(bare.zCutMm(9));
    expect(Math.max(plan.zCutMm(0), plan.zCutMm(1), plan.zCutMm(2))).toBeLessThan(0.7);
  });

  test('is lifted by their height and the gap', () => {
    expect(liftOf({ thicknessMm: 0.1, cut: 'mid', below })).toBeCloseTo(0.9, 12);
    expect(liftOf({ thicknessMm: 0.1, cut: 'mid' })).toBe(0);
  });
});
