import { describe, expect, test } from 'vitest';
import type { Loops, Polyline } from '../../../src/core/polyline.ts';
import { distortionSigns, leastWidthMm } from '../../../src/plan/overhang/distortion-indicator.ts';

const SETTINGS = { areaJumpMm2: 100, slenderRatio: 8, spanMm: 2 };

function loop(...xy: number[]): Polyline {
  return { xy: Float64Array.from(xy), closed: true };
}

const box = (x0: number, y0: number, x1: number, y1: number): Polyline => loop(x0, y0, x1, y0, x1, y1, x0, y1);
const width = (outline: Polyline, ...holes: Polyline[]) => leastWidthMm({ outline, holes });

describe('the least width', () => {
  test('of a rectangle is its shorter side, wherever it lies and however it is turned', () => {
    expect(width(box(100, 200, 130, 203))).toBeCloseTo(3, 9);
    expect(width(box(0, 0, 2, 40))).toBeCloseTo(2, 9);
    expect(width(loop(0, 0, 24, 18, 22.2, 20.4, -1.8, 2.4))).toBeCloseTo(3, 9);
  });

  test('of a disc is the root of three times its radius', () => {
    const xy = Array.from({ length: 2000 }, (_, i) => [Math.cos((Math.PI * i) / 1000), Math.sin((Math.PI * i) / 1000)]);
    expect(width(loop(...xy.flat()))).toBeCloseTo(Math.sqrt(3), 4);
  });

  test('of a square frame follows from the moments of both squares', () => {
    // I = (10^4 - 8^4) / 12, A = 100 - 64.
    expect(width(box(0, 0, 10, 10), loop(1, 1, 1, 9, 9, 9, 9, 1))).toBeCloseTo(Math.sqrt((10_000 - 4096) / 36), 9);
  });
});

describe('the indicator', () => {
  const signs = (loops: Loops, areaBelowMm2: number | null, heightMm: number, unsupportedMm: number) =>
    distortionSigns({ loops, areaBelowMm2, heightMm, unsupportedMm }, SETTINGS);

  test('is 0 of an empty layer and near 0 of a first one', () => {
    expect(signs([], null, 0.03, 0)).toMatchObject({ areaMm2: 0, areaRatio: null, slenderness: 0, indicator: 0 });
    expect(signs([box(0, 0, 10, 10)], null, 0.03, 0).indicator).toBeCloseTo(0.003 / 8, 9);
  });

  test('tells jump, ratio and slenderness, and puts them together', () => {
    const found = signs([box(0, 0, 10, 15), box(20, 0, 22, 20)], 140, 4, 0.5);
    expect(found.areaMm2).toBe(190);
    expect(found.areaJumpMm2).toBe(50);
    expect(found.areaRatio).toBeCloseTo(190 / 140, 12);
    // The wall of 2 mm is the slenderest: 4 / 2 of 8; the jump is half of 100, the span a quarter of 2.
    expect(found.slenderness).toBeCloseTo(2, 9);
    expect(found.indicator).toBeCloseTo(1 - 0.5 * 0.75 * 0.75, 9);
  });

  test('is 1 where one sign is in full, and a shrinking layer is no jump', () => {
    expect(signs([box(0, 0, 10, 10)], 100, 1, 5).indicator).toBe(1);
    expect(signs([box(0, 0, 1, 40)], 40, 9, 0).indicator).toBe(1);
    const less = signs([box(0, 0, 10, 10)], 400, 10, 0);
    expect(less.areaJumpMm2).toBe(-300);
    expect(less.indicator).toBeCloseTo(1 / 8, 9);
  });
});
