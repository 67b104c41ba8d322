import { describe, expect, test } from 'vitest';
import type { BuildArea, PlateFigure } from '../../src/core/build-area.ts';
import { GRID_PER_MM } from '../../src/core/units.ts';
import { outsideOf } from '../../src/geometry/build-area.ts';
import { shiftOnto } from '../../src/geometry/shift-onto.ts';

const ROUND: PlateFigure = { shape: 'circle', xMm: 0, yMm: 0, radiusMm: 50 };

function area(outline: PlateFigure, ...holes: PlateFigure[]): BuildArea {
  const exclusions = holes.map((figure) => ({ figure, reason: 'screw' }));
  return { outline, exclusions, heightMm: 100, plateUncounted: false };
}

/** Checks that a shift puts a hull into an area on the grid, and returns it. */
function placed(where: BuildArea, hull: Float64Array, wanted: readonly [number, number]) {
  const shift = shiftOnto(where, hull, wanted);
  if (shift === null) return null;
  const loops = [hull.map((value, i) => value + (shift[i % 2] as number))];
  expect(outsideOf(where, { loops, lines: [], vectors: [] })).toEqual([]);
  for (const value of shift) expect(Math.abs(value * GRID_PER_MM - Math.round(value * GRID_PER_MM))).toBeLessThan(1e-6);
  return shift;
}

describe('on a round plate', () => {
  test('a part stands where it is wanted where it can', () => {
    expect(placed(area(ROUND), Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10), [20, -30])).toEqual([20, -30]);
  });

  test('a triangle that fits only by its circle, not by its box, is put by its circle', () => {
    // Corners on a circle of 49.9 mm around (7, 9).
    const corners = [90, 210, 330].flatMap((deg) => {
      const angle = (deg * Math.PI) / 180;
      return [7 + 49.9 * Math.cos(angle), 9 + 49.9 * Math.sin(angle)];
    });
    const shift = placed(area(ROUND), Float64Array.from(corners), [-7, 3]);
    expect(shift?.[0]).toBeCloseTo(-7, 3);
    expect(shift?.[1]).toBeCloseTo(-9, 3);
  });

  test('what is wider than the circle does not fit, though its box fits into the box of the plate', () => {
    const wide = Float64Array.of(-40, -40, 40, -40, 40, 40, -40, 40);
    expect(shiftOnto(area(ROUND), wide, [0, 0])).toBeNull();
    const just = 50 / Math.SQRT2;
    expect(placed(area(ROUND), Float64Array.of(-just, -just, just, -just, just, just, -just, just), [0, 0])).toEqual([
      0, 0,
    ]);
  });
});

describe('on a plate with corners cut off', () => {
  /** 100 by 100 with 20 mm off each corner. */
  const octagon: PlateFigure = {
    shape: 'polygon',
    xy: Float64Array.of(20, 0, 80, 0, 100, 20, 100, 80, 80, 100, 20, 100, 0, 80, 0, 20),
  };

  test('a part that is wanted in a corner is moved to where it fits', () => {
    const part = Float64Array.of(0, 0, 30, 0, 30, 30, 0, 30);
    expect(placed(area(octagon), part, [1, 1])).toEqual([35, 35]);
  });

  test('a part of exactly its size fits, one that is a little larger in any way does not', () => {
    const same = octagon.shape === 'polygon' ? octagon.xy : new Float64Array();
    expect(placed(area(octagon), same, [3, 3])).toEqual([0, 0]);
    expect(
      shiftOnto(
        area(octagon),
        same.map((value) => value * 1.001),
        [0, 0],
      ),
    ).toBeNull();
    // Fits into the box, not between the cut corners.
    const square = Float64Array.of(0, 0, 90, 0, 90, 90, 0, 90);
    expect(shiftOnto(area(octagon), square, [5, 5])).toBeNull();
  });
});

test('a part goes beside a screw in the middle of the plate, as near to where it was wanted as the grid of tries has', () => {
  const plate: PlateFigure = { shape: 'rectangle', xMinMm: 0, yMinMm: 0, xMaxMm: 100, yMaxMm: 100 };
  const screw: PlateFigure = { shape: 'circle', xMm: 50, yMm: 50, radiusMm: 4 };
  const part = Float64Array.of(-10, -10, 10, -10, 10, 10, -10, 10);
  const shift = placed(area(plate, screw), part, [50, 50]);
  const away = Math.max(Math.abs((shift?.[0] ?? 0) - 50), Math.abs((shift?.[1] ?? 0) - 50));
  expect(away).toBeGreaterThanOrEqual(14);
  expect(away).toBeLessThan(16);
});

test('a part that no arm of an L holds does not fit, one that an arm holds does', () => {
  const outline: PlateFigure = {
    shape: 'polygon',
    xy: Float64Array.of(0, 0, 100, 0, 100, 40, 40, 40, 40, 100, 0, 100),
  };
  const part = (side: number) => Float64Array.of(0, 0, side, 0, side, 38, 0, 38);
  expect(shiftOnto(area(outline), Float64Array.of(0, 0, 60, 0, 60, 60, 0, 60), [20, 20])).toBeNull();
  expect(placed(area(outline), part(90), [5, 60])).not.toBeNull();
});
