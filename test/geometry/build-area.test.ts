import { describe, expect, test } from 'vitest';
import type { BuildArea, PlateFigure } from '../../src/core/build-area.ts';
import { GRID_PER_MM } from '../../src/core/units.ts';
import { heightLeftMm, isConvex, outsideOf, type PlateContent, ROUNDING_MM } from '../../src/geometry/build-area.ts';

const ROUND: PlateFigure = { shape: 'circle', xMm: 0, yMm: 0, radiusMm: 50 };
const SQUARE: PlateFigure = { shape: 'rectangle', xMinMm: 0, yMinMm: 0, xMaxMm: 250, yMaxMm: 250 };
const L_SHAPE: PlateFigure = { shape: 'polygon', xy: Float64Array.of(0, 0, 100, 0, 100, 40, 40, 40, 40, 100, 0, 100) };

function area(outline: PlateFigure, ...holes: PlateFigure[]): BuildArea {
  return {
    outline,
    exclusions: holes.map((figure) => ({ figure, reason: 'screw' })),
    heightMm: 100,
    plateUncounted: false,
  };
}

function content(parts: Partial<PlateContent>): PlateContent {
  return { loops: [], lines: [], vectors: [], ...parts };
}

const box = (x0: number, y0: number, x1: number, y1: number) =>
  content({ loops: [Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1)] });

describe('a round plate', () => {
  test('does not hold the corners of the box around it', () => {
    const [corner] = outsideOf(area(ROUND), box(0, 0, 49, 49));
    expect(corner?.byMm).toBeCloseTo(49 * Math.SQRT2 - 50, 12);
    expect(corner).toMatchObject({ exclusion: null, xMm: 49, yMm: 49 });
  });

  test('holds a square whose corners lie on its edge', () => {
    const half = 50 / Math.SQRT2;
    expect(outsideOf(area(ROUND), box(-half, -half, half, half))).toEqual([]);
  });

  test('holds a disc of its own size though its points are rounded to the grid', () => {
    const xy = Float64Array.from({ length: 720 }, (_, i) => {
      const angle = (Math.floor(i / 2) * Math.PI) / 180;
      return Math.round(50 * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) * GRID_PER_MM) / GRID_PER_MM;
    });
    expect(outsideOf(area(ROUND), content({ loops: [xy] }))).toEqual([]);
    expect(ROUNDING_MM).toBeLessThan(1 / GRID_PER_MM);
  });

  test('is asked by open lines and vectors too', () => {
    const lines = [Float64Array.of(0, 0, 30, 0, 60, 0)];
    expect(outsideOf(area(ROUND), content({ lines }))).toEqual([{ exclusion: null, byMm: 10, xMm: 60, yMm: 0 }]);
    const vectors = [Float64Array.of(0, 0, 10, 0, 0, 20, 0, -55)];
    expect(outsideOf(area(ROUND), content({ vectors }))).toEqual([{ exclusion: null, byMm: 5, xMm: 0, yMm: -55 }]);
  });
});

describe('a rectangular plate', () => {
  test('holds what reaches to its edges, and not a grid unit more', () => {
    expect(outsideOf(area(SQUARE), box(0, 0, 250, 250))).toEqual([]);
    const [over] = outsideOf(area(SQUARE), box(0, 0, 250.0001, 250));
    expect(over?.byMm).toBeCloseTo(0.0001, 9);
  });

  test('is left over a corner by the way to the corner', () => {
    expect(outsideOf(area(SQUARE), box(200, 200, 253, 254))).toEqual([
      { exclusion: null, byMm: 5, xMm: 253, yMm: 254 },
    ]);
  });
});

describe('a plate with a corner cut out', () => {
  test('holds parts in both arms and none in the corner', () => {
    expect(outsideOf(area(L_SHAPE), box(1, 1, 99, 39))).toEqual([]);
    expect(outsideOf(area(L_SHAPE), box(1, 1, 39, 99))).toEqual([]);
    const [corner] = outsideOf(area(L_SHAPE), box(45, 45, 60, 50));
    expect(corner?.byMm).toBeCloseTo(10, 4);
  });

  test('is left by a vector between its arms, whose ends lie in it', () => {
    const vectors = [Float64Array.of(90, 30, 30, 90)];
    const [across] = outsideOf(area(L_SHAPE), content({ vectors }));
    // The middle (60, 60) is 20 mm from both arms.
    expect(across?.byMm).toBeCloseTo(20, 4);
  });

  test('is left by a line of one point', () => {
    const lines = [Float64Array.of(60, 70)];
    expect(outsideOf(area(L_SHAPE), content({ lines }))).toEqual([{ exclusion: null, byMm: 20, xMm: 60, yMm: 70 }]);
  });

  test('is not convex, and a square is', () => {
    expect(isConvex(L_SHAPE.shape === 'polygon' ? L_SHAPE.xy : new Float64Array())).toBe(false);
    expect(isConvex(Float64Array.of(0, 0, 1, 0, 1, 1, 0, 1))).toBe(true);
  });
});

describe('an exclusion', () => {
  const screw: PlateFigure = { shape: 'circle', xMm: 20, yMm: 20, radiusMm: 5 };
  const clamp: PlateFigure = { shape: 'polygon', xy: Float64Array.of(100, 0, 120, 0, 120, 10, 100, 10) };
  const plate = area(SQUARE, screw, clamp);

  test('lets alone what only touches it', () => {
    expect(outsideOf(plate, box(25, 15, 60, 30))).toEqual([]);
    expect(outsideOf(plate, box(100, 10, 120, 30))).toEqual([]);
  });

  test('tells how deep a part reaches into it, and where', () => {
    expect(outsideOf(plate, box(22, 10, 60, 30))).toEqual([{ exclusion: 0, byMm: 3, xMm: 22, yMm: 20 }]);
    const [into] = outsideOf(plate, box(90, 6, 130, 30));
    expect(into?.exclusion).toBe(1);
    expect(into?.byMm).toBeCloseTo(4, 4);
  });

  test('is met by a vector that crosses it with both ends outside', () => {
    const vectors = [Float64Array.of(0, 21, 200, 21)];
    expect(outsideOf(plate, content({ vectors }))).toEqual([{ exclusion: 0, byMm: 4, xMm: 20, yMm: 21 }]);
  });

  test('counts where a part covers it without a line in it', () => {
    expect(outsideOf(plate, box(5, 5, 40, 40))).toEqual([{ exclusion: 0, byMm: 5, xMm: 20, yMm: 20 }]);
    expect(outsideOf(plate, box(90, -0, 130, 60))).toMatchObject([{ exclusion: 1, byMm: 5 }]);
  });

  test('does not count where the part has a hole around it', () => {
    const loops = [
      Float64Array.of(5, 5, 40, 5, 40, 40, 5, 40),
      Float64Array.of(14, 14, 14, 26, 26, 26, 26, 14, 14, 14),
    ];
    expect(outsideOf(plate, content({ loops }))).toEqual([]);
  });
});

test('of what is lifted the height that is left is less by the lift', () => {
  expect(heightLeftMm(area(SQUARE), 3.5)).toBe(96.5);
});
