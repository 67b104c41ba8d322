import { describe, expect, test } from 'vitest';
import { withBase } from '../../../src/plan/support/base-tracks.ts';
import { cutHeight, footTopMm, standing } from '../../../src/plan/support/standing.ts';

describe('a part whose lowest place is at -2 mm', () => {
  test('is raised by 5 mm for a lift of 3 mm, and cut where it is', () => {
    const lifted = standing(-2, { kind: 'lifted', liftMm: 3 });
    expect(lifted).toEqual({ raiseMm: 5, removedMm: 0 });
    expect(cutHeight(0.015, lifted, 0.03)).toBe(0.015);
  });

  test('stands directly on a foot of kerf and allowance, which is its first layer', () => {
    const direct = standing(-2, { kind: 'direct', kerfMm: 0.4, allowanceMm: 0.5 });
    expect(direct.raiseMm).toBeCloseTo(2.9, 12);
    expect(direct.removedMm).toBeCloseTo(0.9, 12);
    // 30 layers of foot; the layer above is the first of the part.
    expect(footTopMm(direct, 0.03)).toBeCloseTo(0.93, 12);
    expect(cutHeight(0.015, direct, 0.03)).toBeCloseTo(0.915, 12);
    expect(cutHeight(0.915, direct, 0.03)).toBeCloseTo(0.915, 12);
    expect(cutHeight(0.945, direct, 0.03)).toBeCloseTo(0.945, 12);
  });
});

test('the foot of a wall has two tracks on each side at the plate, one half way up and none above', () => {
  const wall = { xy: Float64Array.of(0, 0, 10, 0), closed: false };
  const base = { heightMm: 0.6, tracks: 2, spacingMm: 0.1 };
  const at = (z: number) => withBase([wall], z, base).map(({ xy }) => [...xy]);
  expect(at(0.015)).toEqual([
    [0, -0.2, 10, -0.2],
    [10, -0.1, 0, -0.1],
    [0, 0, 10, 0],
    [10, 0.1, 0, 0.1],
    [0, 0.2, 10, 0.2],
  ]);
  expect(at(0.3)).toHaveLength(3);
  expect(at(0.6)).toEqual([[0, 0, 10, 0]]);
});
