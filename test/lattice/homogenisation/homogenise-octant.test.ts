import { describe, expect, test } from 'vitest';
import { homogenise } from '../../../src/lattice/homogenisation/homogenise.ts';
import { homogeniseOctant } from '../../../src/lattice/homogenisation/homogenise-octant.ts';

/** A cubic cell with mirrors: shares by distance to the axes of a body-centred cell, n voxels along each edge. */
function mirrored(n: number): Float64Array {
  const share = new Float64Array(n ** 3);
  const half = (i: number) => Math.abs(i + 0.5 - n / 2) / n;
  for (let at = 0; at < share.length; at++) {
    const [x, y, z] = [half(at % n), half(Math.floor(at / n) % n), half(Math.floor(at / n ** 2))];
    const along = (x + y + z) / 3;
    const far = Math.sqrt((x - along) ** 2 + (y - along) ** 2 + (z - along) ** 2);
    share[at] = Math.min(1, Math.max(0, 3 - 12 * far));
  }
  return share;
}

function octantOf(n: number, share: Float64Array): Float64Array {
  const m = n / 2;
  return Float64Array.from(
    { length: m ** 3 },
    (_, at) => share[(Math.floor(at / m ** 2) * n + (Math.floor(at / m) % m)) * n + (at % m)]!,
  );
}

const solver = { poisson: 0.3, tolerance: 1e-7, maxIterations: 5000 };

describe('an eighth of a cell with mirrors', () => {
  test('has the stiffness of the whole cell', async () => {
    const n = 12;
    const share = mirrored(n);
    expect(share.some((value) => value > 0 && value < 1)).toBe(true);
    expect(share.some((value) => value === 0)).toBe(true);
    const { stiffnessGPa } = await homogenise({ n, solidShare: share, youngsGPa: 1, ...solver });
    const { c11, c12, c44 } = await homogeniseOctant({ n: n / 2, solidShare: octantOf(n, share), ...solver });
    expect(Math.abs(c11 / stiffnessGPa[0]! - 1)).toBeLessThan(1e-6);
    expect(Math.abs(c12 / stiffnessGPa[1]! - 1)).toBeLessThan(1e-6);
    expect(Math.abs(c44 / stiffnessGPa[21]! - 1)).toBeLessThan(1e-6);
  });

  test('of solid is the solid: C11 = E (1 - nu) / ((1 + nu)(1 - 2 nu))', async () => {
    const found = await homogeniseOctant({ n: 3, solidShare: new Float64Array(27).fill(1), ...solver });
    expect(found.c11).toBeCloseTo(0.7 / (1.3 * 0.4), 12);
    expect(found.c12).toBeCloseTo(0.3 / (1.3 * 0.4), 12);
    expect(found.c44).toBeCloseTo(1 / 2.6, 12);
  });

  test('of a grid of square bars along the axes has E of the bars that run along, within the stiffening of the knots', async () => {
    const m = 8;
    // Bars of 2 x 2 of 16 voxels along x, y and z through the corner of the cell; E = 1/64 and more.
    const near = (i: number) => i < 1;
    const share = Float64Array.from({ length: m ** 3 }, (_, at) => {
      const axes = [near(at % m), near(Math.floor(at / m) % m), near(Math.floor(at / m ** 2))];
      return axes.filter(Boolean).length >= 2 ? 1 : 0;
    });
    const { c11, c12 } = await homogeniseOctant({ n: m, solidShare: share, ...solver });
    const youngs = c11 - (2 * c12 ** 2) / (c11 + c12);
    expect(youngs).toBeGreaterThan(1 / 64);
    expect(youngs).toBeLessThan((1 / 64) * (1 + 1 / 8));
  });
});
