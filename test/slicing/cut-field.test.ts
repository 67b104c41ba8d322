import { beforeAll, describe, expect, test } from 'vitest';
import type { Field, SolidBand } from '../../src/core/field.ts';
import type { Loops } from '../../src/core/polyline.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2, signedAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { cutFieldBodies, type FieldBody } from '../../src/slicing/cut-field.ts';
import { planeOf } from '../support/plane-of.ts';

beforeAll(() => loadClipping());

/** A field by its formula. */
function fieldOf(valueAt: (x: number, y: number, z: number) => number): Field {
  return {
    plane: (zMm, grid) => planeOf(grid, (xMm, yMm) => valueAt(xMm, yMm, zMm)),
  };
}

function square(half: number, x = 0, y = 0): Loops {
  const xy = [x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half];
  return [{ xy: Float64Array.from(xy), closed: true }];
}

function body(valueAt: (x: number, y: number, z: number) => number, band: SolidBand, stepMm = 0.1): FieldBody {
  return { field: fieldOf(valueAt), band, stepMm, originMm: [0, 0, 0] };
}

describe('bodies of a field inside a 4 mm square', () => {
  test('a slab of 1 mm through it has 4 mm2, trimmed at its edges', () => {
    const loops = cutFieldBodies([body((x) => x, { from: -0.5, to: 0.5 })], 0, square(2));
    expect(loops.length).toBe(1);
    expect(loopsAreaMm2(loops)).toBeCloseTo(4, 6);
  });

  test('a ball has its section pi (r2 - z2) at each height, to 0.1 %', () => {
    const ball = body((x, y, z) => Math.sqrt(x * x + y * y + z * z), { from: null, to: 1.5 });
    for (const z of [0, 0.5, 1.2]) {
      expect(loopsAreaMm2(cutFieldBodies([ball], z, square(2))) / (Math.PI * (2.25 - z * z))).toBeCloseTo(1, 3);
    }
    expect(cutFieldBodies([ball], 1.6, square(2))).toEqual([]);
  });

  test('a shell has an outline and a hole, wound with the solid on the left', () => {
    const shell = body((x, y) => Math.sqrt(x * x + y * y), { from: 1, to: 1.5 });
    const areas = cutFieldBodies([shell], 0, square(2))
      .map(signedAreaMm2)
      .sort((a, b) => a - b);
    expect(areas.length).toBe(2);
    expect(areas[0]! / -Math.PI).toBeCloseTo(1, 2);
    expect(areas[1]! / (Math.PI * 2.25)).toBeCloseTo(1, 2);
  });

  test('two bodies are united: a cross of two slabs has 4 + 4 - 1 mm2', () => {
    const cross = [body((x) => x, { from: -0.5, to: 0.5 }), body((_, y) => y, { from: -0.5, to: 0.5 }, 0.07)];
    const loops = cutFieldBodies(cross, 0, square(2));
    expect(loops.length).toBe(1);
    expect(loopsAreaMm2(loops)).toBeCloseTo(7, 5);
  });

  test('a wall of 20 um, a fifth of the step, is not lost', () => {
    const wall = body((x) => x, { from: 0.013, to: 0.033 });
    expect(loopsAreaMm2(cutFieldBodies([wall], 0, square(2)))).toBeCloseTo(4 * 0.02, 6);
  });

  test('solid everywhere gives the trim itself, nowhere nothing, and an empty trim nothing', () => {
    expect(loopsAreaMm2(cutFieldBodies([body(() => 0, { from: null, to: 1 })], 0, square(2)))).toBeCloseTo(16, 9);
    expect(cutFieldBodies([body(() => 2, { from: null, to: 1 })], 0, square(2))).toEqual([]);
    expect(cutFieldBodies([body(() => 0, { from: null, to: 1 })], 0, [])).toEqual([]);
  });

  test('a trim with a hole cuts the hole out', () => {
    const clockwise = { xy: Float64Array.from([-1, -1, -1, 1, 1, 1, 1, -1]), closed: true };
    const slab = body((x) => x, { from: -0.5, to: 0.5 });
    expect(loopsAreaMm2(cutFieldBodies([slab], 0, [...square(2), clockwise]))).toBeCloseTo(2, 6);
  });
});

test('the contour moves with its part: shifted by whole grid units, every point is shifted by them', () => {
  const cut = (dx: number, dy: number) => {
    const wave = fieldOf((x, y) => Math.sin(3 * (x - dx)) * Math.cos(2 * (y - dy)));
    const shifted: FieldBody = { field: wave, band: { from: -0.3, to: 0.3 }, stepMm: 0.1, originMm: [dx, dy, 0] };
    return cutFieldBodies([shifted], 0, square(2, dx, dy));
  };
  const units = (loops: Loops, dx: number, dy: number) =>
    loops.map(({ xy }) => [...xy].map((v, i) => Math.round((v - (i % 2 === 0 ? dx : dy)) * 1e4)));
  expect(units(cut(17.0003, -5.0071), 17.0003, -5.0071)).toEqual(units(cut(0, 0), 0, 0));
});
