import { describe, expect, test } from 'vitest';
import { lineAngleDeg, outOfCone } from '../../../src/scan/patterns/line-angle.ts';
import { CASES } from './pattern-cases.ts';

describe('the cone about the gas flow', () => {
  test('directions are squeezed into what it leaves: of 40 degrees about +x that is 20 to 160', () => {
    // 140 of 180 degrees are left: u becomes 20 + u * 7 / 9.
    const turned = [0, 9, 45, 90, 135, 171, 179].map((angle) => outOfCone(angle, 0, 40, 1));
    [20, 27, 55, 90, 125, 153, 20 + (179 * 7) / 9].forEach((deg, i) => {
      expect(turned[i]).toBeCloseTo(deg, 12);
    });
  });

  test('lines have no sense: against the flow counts as along it, and the line keeps its sense', () => {
    const pairs = [
      [180, 200],
      [225, 235],
      [270, 270],
      [315, 305],
    ] as const;
    for (const [angle, turned] of pairs) expect(outOfCone(angle, 0, 40, 1)).toBeCloseTo(turned, 12);
    // Along a flow at 270: 15 degrees past it, and across it as it was.
    expect(outOfCone(270, 270, 30, 1)).toBe(285);
    expect(outOfCone(90, 270, 30, 1)).toBe(105);
    expect(outOfCone(0, 270, 30, 1)).toBe(0);
    expect(outOfCone(355, 355, 30, 1)).toBe(10);
  });

  test('of two directions neither may lie inside: 0 to 90 degrees become 20 to 70', () => {
    const pairs = [
      [0, 20],
      [45, 45],
      [81, 65],
      [90, 110],
    ] as const;
    for (const [angle, turned] of pairs) expect(outOfCone(angle, 0, 40, 2)).toBeCloseTo(turned, 12);
    expect(outOfCone(45, 0, 90, 2)).toBe(45);
    expect(outOfCone(10, 0, 90, 2)).toBe(45);
  });

  test('of three directions none: 0, 60 and 120 degrees become 10, 70 and 130', () => {
    expect([0, 60, 120].map((angle) => outOfCone(angle, 0, 20, 3))).toEqual([10, 70, 130]);
  });

  test('no cone changes nothing, to the last digit', () => {
    for (const angle of [0, 0.1, 66.7, 359.9]) expect(outOfCone(angle, 12.3, 0, 1)).toBe(angle);
  });

  test('a whole opening of 180 degrees leaves only lines across the flow', () => {
    for (const angle of [1, 60, 120, 200, 359]) expect(outOfCone(angle, 0, 180, 1) % 180).toBe(90);
  });

  test('more than the directions of a pattern leave room for is refused', () => {
    expect(() => outOfCone(0, 0, 91, 2)).toThrow(
      'coneDeg: the cone of a pattern of 2 directions opens by 0 to 90 deg, got 91',
    );
    expect(() => outOfCone(0, 0, 181, 1)).toThrow('coneDeg: the cone of this pattern opens by 0 to 180 deg, got 181');
    expect(() => outOfCone(0, 0, -1, 1)).toThrow('got -1');
  });
});

describe('the direction of a layer', () => {
  test('without a flow it turns by 67 degrees a layer and is never the same within 360 layers', () => {
    const angles = Array.from({ length: 361 }, (_, layer) => lineAngleDeg(CASES.meander, layer, 1));
    expect(angles.slice(0, 4)).toEqual([0, 67, 134, 201]);
    expect(new Set(angles.slice(0, 360)).size).toBe(360);
    expect(angles[360]).toBe(0);
  });

  test('no layer of 360 has a line inside the cone', () => {
    for (const directions of [1, 2, 3]) {
      for (let layer = 0; layer < 360; layer++) {
        const settings = { ...CASES.meander, gasFlowDeg: 271, coneDeg: 30 };
        const angle = lineAngleDeg(settings, layer, directions);
        for (let k = 0; k < directions; k++) {
          const off = (((angle + (180 / directions) * k - 271) % 180) + 180) % 180;
          expect(Math.min(off, 180 - off)).toBeGreaterThanOrEqual(15 - 1e-9);
        }
      }
    }
  });

  test('lines of layers in a row lie at least 20 degrees apart with a cone up to 60, whatever the flow', () => {
    for (const gasFlowDeg of [0, 33, 90, 270]) {
      for (const coneDeg of [5, 20, 30, 45, 60]) {
        const settings = { ...CASES.meander, gasFlowDeg, coneDeg };
        const angles = Array.from({ length: 360 }, (_, layer) => lineAngleDeg(settings, layer, 1));
        const apart = angles.slice(1).map((angle, i) => {
          const off = Math.abs(angle - (angles[i] ?? angle)) % 180;
          return Math.min(off, 180 - off);
        });
        // 67 x (1 - 60 / 180) = 44.7 for the widest.
        expect(Math.min(...apart)).toBeGreaterThan(Math.min(67 * (1 - coneDeg / 180), 67) - 1e-9);
        expect(Math.min(...apart)).toBeGreaterThan(20);
        // As many directions as without a cone: one for each of 180 layers.
        expect(new Set(angles.slice(0, 180).map((angle) => Math.round((angle % 180) * 1e6))).size).toBe(180);
      }
    }
  });
});
