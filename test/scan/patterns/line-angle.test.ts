import { describe, expect, test } from 'vitest';
import { lineAngleDeg, outOfCone } from '../../../src/scan/patterns/line-angle.ts';
import { CASES } from './pattern-cases.ts';

describe('the cone about the gas flow', () => {
  test('a direction inside is turned to the nearer edge, one outside or on the edge stays', () => {
    // Flow along +x, 40 degrees open: lines from -20 to 20 degrees are turned.
    const turned = [0, 5, 19, 20, 21, 90, 159, 160, 161, 175, 179].map((angle) => outOfCone(angle, 0, 40, 1));
    expect(turned).toEqual([20, 20, 20, 20, 21, 90, 159, 160, 160, 160, 160]);
  });

  test('lines have no sense: against the flow counts as along it, and the line keeps its sense', () => {
    expect([181, 200, 340, 355, 359].map((angle) => outOfCone(angle, 0, 40, 1))).toEqual([200, 200, 340, 340, 340]);
    expect([185, 85, 265].map((angle) => outOfCone(angle, 270, 30, 1))).toEqual([185, 75, 255]);
  });

  test('just along the flow the line turns counter-clockwise, past a full turn too', () => {
    expect(outOfCone(270, 270, 30, 1)).toBe(285);
    expect(outOfCone(90, 270, 30, 1)).toBe(105);
    expect(outOfCone(355, 355, 30, 1)).toBe(10);
  });

  test('of two directions neither may lie inside: 85 degrees has its other one 5 degrees off a flow along +x', () => {
    expect(outOfCone(85, 0, 40, 2)).toBe(70);
    expect(outOfCone(95, 0, 40, 2)).toBe(110);
    expect(outOfCone(45, 0, 90, 2)).toBe(45);
    expect(outOfCone(10, 0, 90, 2)).toBe(45);
  });

  test('of three directions none: 58 and 118 degrees are turned like -2', () => {
    expect([58, 118, 178].map((angle) => outOfCone(angle, 0, 20, 3))).toEqual([50, 110, 170]);
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
          expect(Math.min(off, 180 - off)).toBeGreaterThanOrEqual(15);
        }
      }
    }
  });
});
