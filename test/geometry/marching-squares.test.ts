import { describe, expect, test } from 'vitest';
import type { PlaneGrid } from '../../src/core/field.ts';
import type { Loops } from '../../src/core/polyline.ts';
import { contourBand } from '../../src/geometry/marching-squares.ts';
import { gridAround, nodeMask } from '../../src/geometry/node-mask.ts';
import { planeOf } from '../support/plane-of.ts';

function areaOf(loops: Loops): number {
  let twice = 0;
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) twice += xy[j]! * xy[i + 1]! - xy[i]! * xy[j + 1]!;
  }
  return twice / 2;
}

const grid: PlaneGrid = { x0Mm: -2.03, y0Mm: -2.01, stepMm: 0.1, nx: 42, ny: 42 };
const circle = (x: number, y: number) => Math.sqrt(x * x + y * y);

describe('contours of a field', () => {
  test('a disc of radius 1.5 mm is one counter-clockwise loop with its area kept to 0.002 %', () => {
    const loops = contourBand(planeOf(grid, circle), grid, { from: null, to: 1.5 }, null);
    expect(loops).toHaveLength(1);
    expect(Math.abs(areaOf(loops) / (Math.PI * 2.25) - 1)).toBeLessThan(2e-5);
  });

  test('vertices lie (u2 - uv + v2) / 12 r outside the circle for chords u and v: at most 1.1 um here, never inside', () => {
    const [loop] = contourBand(planeOf(grid, circle), grid, { from: null, to: 1.5 }, null);
    const xy = loop!.xy;
    for (let i = 0; i < xy.length; i += 2) {
      const off = circle(xy[i]!, xy[i + 1]!) - 1.5;
      expect(off).toBeGreaterThan(-1e-4);
      expect(off).toBeLessThan(1.2e-3);
    }
  });

  test('two discs that leave 0.4 um free beside a node keep apart, although each bulges by more', () => {
    // Their tips lie on the line y = 0 of the grid, 0.2 um left and right of the node (0, 0).
    const gap = 2e-4;
    const discs = (x: number, y: number) => Math.min(Math.hypot(x + 0.2 + gap, y), Math.hypot(x - 0.2 - gap, y));
    const around: PlaneGrid = { x0Mm: -0.6, y0Mm: -0.4, stepMm: 0.1, nx: 13, ny: 9 };
    const loops = contourBand(planeOf(around, discs), around, { from: null, to: 0.2 }, null);
    expect(loops).toHaveLength(2);
    const [left, right] = loops.map(({ xy }) => xy.filter((_, i) => i % 2 === 0)).sort((a, b) => a[0]! - b[0]!);
    expect(Math.max(...left!)).toBeLessThanOrEqual(0);
    expect(Math.min(...right!)).toBeGreaterThanOrEqual(0);
  });

  test('a circle through grid nodes (3, 4, 5) keeps its vertices on the circle there too', () => {
    const whole: PlaneGrid = { x0Mm: -1, y0Mm: -1, stepMm: 0.1, nx: 21, ny: 21 };
    const [loop] = contourBand(planeOf(whole, circle), whole, { from: null, to: 0.5 }, null);
    for (let i = 0; i < loop!.xy.length; i += 2) {
      expect(Math.abs(circle(loop!.xy[i]!, loop!.xy[i + 1]!) - 0.5)).toBeLessThan(3.5e-3);
    }
  });

  test('a ring thinner than the sampling step keeps both faces and its area', () => {
    const loops = contourBand(planeOf(grid, circle), grid, { from: 1.49, to: 1.51 }, null);
    expect(loops).toHaveLength(2);
    expect(Math.abs(areaOf(loops) / (Math.PI * (1.51 ** 2 - 1.49 ** 2)) - 1)).toBeLessThan(2e-3);
  });

  test('a field that is exactly the level on whole columns of nodes still closes', () => {
    const whole: PlaneGrid = { x0Mm: 0, y0Mm: 0, stepMm: 1, nx: 8, ny: 8 };
    const loops = contourBand(
      planeOf(whole, (x, y) => Math.max(Math.abs(x - 4), Math.abs(y - 3))),
      whole,
      { from: null, to: 2 },
      null,
    );
    expect(loops).toHaveLength(1);
    // On a grid this coarse the four corners are cut between neighbouring edges (0.5 each), and nothing else.
    expect(areaOf(loops)).toBeGreaterThan(13.9);
    expect(areaOf(loops)).toBeLessThanOrEqual(16.1);
  });

  test('at a saddle the exact field at the centre decides: x y < -c joins the two solid quadrants or parts them', () => {
    const coarse: PlaneGrid = { x0Mm: -2.5, y0Mm: -2.5, stepMm: 1, nx: 6, ny: 6 };
    const saddle = (x: number, y: number) => x * y;
    expect(contourBand(planeOf(coarse, saddle), coarse, { from: null, to: 0.1 }, null)).toHaveLength(1);
    expect(contourBand(planeOf(coarse, saddle), coarse, { from: null, to: -0.1 }, null)).toHaveLength(2);
  });

  test('nodes outside of the mask are void, and the mask reaches beyond the loops it is made of', () => {
    const trim: Loops = [{ xy: Float64Array.of(-1, -1, 1, -1, 1, 1, -1, 1), closed: true }];
    const around = gridAround(trim, 0.1, 0, 0);
    const mask = nodeMask(trim, around);
    const everywhere = contourBand(
      planeOf(around, () => -1),
      around,
      { from: null, to: 0 },
      mask,
    );
    expect(everywhere).toHaveLength(1);
    for (const { xy } of everywhere) {
      for (let i = 0; i < xy.length; i += 2)
        expect(Math.max(Math.abs(xy[i]!), Math.abs(xy[i + 1]!))).toBeGreaterThan(1.1);
    }
  });

  test('the mask leaves out a hole that is wider than its margin', () => {
    const ring: Loops = [
      { xy: Float64Array.of(0, 0, 4, 0, 4, 4, 0, 4), closed: true },
      { xy: Float64Array.of(1, 1, 1, 3, 3, 3, 3, 1), closed: true },
    ];
    const around = gridAround(ring, 0.1, 0, 0);
    const mask = nodeMask(ring, around);
    const at = (x: number, y: number) =>
      mask[Math.round((y - around.y0Mm) / 0.1) * around.nx + Math.round((x - around.x0Mm) / 0.1)];
    expect(at(2, 2)).toBe(0);
    expect(at(0.5, 2)).toBe(1);
    expect(at(1.1, 2)).toBe(1);
    expect(at(-0.1, 2)).toBe(1);
    expect(at(-0.3, 2)).toBe(0);
  });
});
