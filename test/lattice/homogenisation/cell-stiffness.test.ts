import { describe, expect, test } from 'vitest';
import type { Field } from '../../../src/core/field.ts';
import { cellStiffness, LOADS } from '../../../src/lattice/homogenisation/cell-stiffness.ts';
import { planeOf } from '../../support/plane-of.ts';

/** Value: height above the bottom, so that the lower part of a cell is solid. */
const height: Field = { plane: (zMm, grid) => planeOf(grid, () => zMm) };
const options = {
  field: height,
  periodMm: 2,
  phase: 'network',
  poisson: 0.3,
  signal: new AbortController().signal,
  onLoad: () => {},
} as const;

describe('one period on two grids', () => {
  test('plates in a box that is no cube are plates in plane stress on both grids: C11 = rho E / (1 - nu^2), C33 = 0', async () => {
    const { fine, coarse } = await cellStiffness({ ...options, relativeDensity: 0.5, voxels: [4, 4, 8] });
    expect([fine.voxels, coarse.voxels]).toEqual([
      [4, 4, 8],
      [2, 2, 4],
    ]);
    expect([fine.voxelMm, coarse.voxelMm]).toEqual([0.5, 1]);
    for (const { stiffness, relativeDensity, residual } of [fine, coarse]) {
      expect(relativeDensity).toBe(0.5);
      expect(residual).toBeLessThan(2e-5);
      for (const i of [0, 7]) expect(stiffness[i]).toBeCloseTo(0.5 / 0.91, 6);
      expect(stiffness[1]).toBeCloseTo((0.3 * 0.5) / 0.91, 6);
      expect(stiffness[14]).toBeCloseTo(0, 6);
      expect(stiffness[35]).toBeCloseTo(0.5 / 2.6, 6);
    }
  });

  test('solid is solid: E of the solid along each axis', async () => {
    const { fine } = await cellStiffness({ ...options, relativeDensity: 1, voxels: [4, 2, 6] });
    expect(fine.stiffness[0]).toBeCloseTo(0.7 / (1.3 * 0.4), 12);
    expect(fine.stiffness[21]).toBeCloseTo(1 / 2.6, 12);
  });

  test('every load is told once, and a run that is to stop stops while it samples', async () => {
    const told: number[] = [];
    await cellStiffness({
      ...options,
      relativeDensity: 0.5,
      voxels: [4, 4, 4],
      onLoad: (done) => told.push(done),
    });
    expect(told).toEqual(Array.from({ length: LOADS }, (_, i) => i + 1));
    const control = new AbortController();
    control.abort(new Error('stopped by hand'));
    const stopped = cellStiffness({
      ...options,
      relativeDensity: 0.5,
      voxels: [4, 4, 4],
      signal: control.signal,
      onLoad: () => told.push(-1),
    });
    await expect(stopped).rejects.toThrow('stopped by hand');
    expect(told).not.toContain(-1);
  });
});
