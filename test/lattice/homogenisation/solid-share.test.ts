import { describe, expect, test } from 'vitest';
import type { Field } from '../../../src/core/field.ts';
import { solidShare, solidShareInTurns } from '../../../src/lattice/homogenisation/solid-share.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { planeOf } from '../../support/plane-of.ts';

/** A field that is the height above the bottom of the cell. */
const height: Field = {
  plane: (zMm, grid) => planeOf(grid, () => zMm),
};

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the solid share of voxels', () => {
  test('a field that rises with z fills the lower layers, the next one in part', () => {
    const share = solidShare({
      field: height,
      cellMm: 3,
      phase: 'network',
      relativeDensity: 0.625,
      n: 4,
      samplesPerVoxel: 2,
    });
    const layer = (k: number) => [...new Set(share.subarray(16 * k, 16 * (k + 1)))];
    expect([layer(0), layer(1), layer(2), layer(3)]).toEqual([[1], [1], [0.5], [0]]);
  });

  test('x runs fastest', () => {
    const alongX: Field = {
      plane: (_, grid) => planeOf(grid, (xMm) => xMm),
    };
    const share = solidShare({
      field: alongX,
      cellMm: 1,
      phase: 'network',
      relativeDensity: 0.5,
      n: 2,
      samplesPerVoxel: 1,
    });
    expect([...share]).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
  });

  test('a sheet is where the field is near 0 on both sides', () => {
    const about: Field = {
      plane: (zMm, grid) => height.plane(zMm - 0.55, grid, null),
    };
    const share = solidShare({
      field: about,
      cellMm: 1,
      phase: 'sheet',
      relativeDensity: 0.4,
      n: 5,
      samplesPerVoxel: 1,
    });
    // Samples at z = 0.18, 0.38, 0.58, 0.78, 0.98, so those of layers 2 and 1 are nearest to 0.55.
    expect([0, 1, 2, 3, 4].map((k) => share[25 * k])).toEqual([0, 1, 1, 0, 0]);
  });

  for (const phase of ['sheet', 'network'] as const) {
    for (const n of [20, 24]) {
      test(`the ${phase} gyroid on ${n}^3 voxels, in step with its cell, has the density asked for to a fraction of a percent`, () => {
        const field = tpmsField(UNIT_CELLS.gyroid!, 2, [0, 0, 0]);
        for (const samplesPerVoxel of [1, 3]) {
          const share = solidShare({ field, cellMm: 2, phase, relativeDensity: 0.3, n, samplesPerVoxel });
          expect(Math.abs(mean(share) - 0.3)).toBeLessThan(5e-4);
        }
      });
    }
  }

  test('one sample makes voxels of 0 or 1, nothing is solid at 0 and all at 1', () => {
    const of = (relativeDensity: number) =>
      solidShare({
        field: tpmsField(UNIT_CELLS.diamond!, 1, [0, 0, 0]),
        cellMm: 1,
        phase: 'sheet',
        relativeDensity,
        n: 8,
        samplesPerVoxel: 1,
      });
    expect(new Set(of(0.4))).toEqual(new Set([0, 1]));
    expect(new Set(of(0))).toEqual(new Set([0]));
    expect(new Set(of(1))).toEqual(new Set([1]));
  });

  test('a box that is no cube has cubes for voxels: their edge is the length along x over its voxels', () => {
    const share = solidShare({
      field: height,
      cellMm: 2,
      phase: 'network',
      relativeDensity: 0.5,
      n: [2, 3, 4],
      samplesPerVoxel: 2,
    });
    expect([...share]).toEqual([...new Array(12).fill(1), ...new Array(12).fill(0)]);
  });

  test('shares that are found in turns are the same, and stop with the signal', async () => {
    const options = {
      field: tpmsField(UNIT_CELLS.gyroid!, 2, [0, 0, 0]),
      cellMm: 2,
      phase: 'sheet',
      relativeDensity: 0.3,
      n: 8,
      samplesPerVoxel: 2,
    } as const;
    expect(await solidShareInTurns(options, new AbortController().signal)).toEqual(solidShare(options));
    const control = new AbortController();
    control.abort(new Error('stopped by hand'));
    await expect(solidShareInTurns(options, control.signal)).rejects.toThrow('stopped by hand');
  });
});
