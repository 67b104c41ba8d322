import { describe, expect, test } from 'vitest';
import type { SolidBand } from '../../../src/core/field.ts';
import type { IsoBody } from '../../../src/geometry/iso/iso-body.ts';
import { voxelShares } from '../../../src/geometry/iso/voxel-shares.ts';
import { levelOfDensity } from '../../../src/lattice/relative-density.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { planeOf } from '../../support/plane-of.ts';
import { boxMesh, sphereMesh } from '../solids.ts';

function body(valueAt: (x: number, y: number, z: number) => number, band: SolidBand): IsoBody {
  const field = {
    plane: (zMm: number, grid: Parameters<typeof planeOf>[0]) => planeOf(grid, (x, y) => valueAt(x, y, zMm)),
  };
  return { field, band, exactNodes: true, smooth: true };
}

const SOLID: SolidBand = { from: null, to: 1 };

/** Voxels of each region. */
function countOf(part: ReturnType<typeof boxMesh>, bodies: readonly IsoBody[], edgeMm: number, samples = 4): number[] {
  const counts = [0, 0, 0];
  const shares = voxelShares(part, bodies, { edgeMm, originMm: [0, 0, 0], samples });
  for (const layer of shares.layers()) for (const region of layer) counts[region]!++;
  return counts.slice(1);
}

describe('voxels of bodies in a part', () => {
  test('a box of 2 x 1.5 x 1 mm has 20 x 15 x 10 voxels of 0.1 mm', () => {
    expect(countOf(boxMesh(0, 0, 0, 2, 1.5, 1), [body(() => 0, SOLID)], 0.1)).toEqual([3000, 0]);
  });

  test('a voxel is solid from half: a plane at 0.43 or 0.57 of a voxel leaves it out or takes it in', () => {
    const slab = (x: number) => [body((at) => at - x, { from: null, to: 0 })];
    expect(countOf(boxMesh(0, 0, 0, 1, 1, 1), slab(0.543), 0.1, 8)).toEqual([500, 0]);
    expect(countOf(boxMesh(0, 0, 0, 1, 1, 1), slab(0.557), 0.1, 8)).toEqual([600, 0]);
  });

  test('a ball has its volume to 1 %', () => {
    const [voxels] = countOf(sphereMesh(1, 96), [body(() => 0, SOLID)], 0.05);
    expect(Math.abs((voxels! * 0.05 ** 3) / ((4 / 3) * Math.PI) - 1)).toBeLessThan(0.01);
  });

  test('each voxel belongs to the body that fills most of it, the first where they overlap', () => {
    const walls = body((x) => x, { from: null, to: 0.5 });
    const skin = body((_, y) => y, { from: null, to: 0.5 });
    expect(countOf(boxMesh(0, 0, 0, 1, 1, 1), [skin, walls], 0.1)).toEqual([500, 250]);
  });

  test('a gyroid of walls of two voxels, ten of them to a half cell, has its volume to 2.5 % and not 11 % too much', () => {
    const field = tpmsField(UNIT_CELLS.gyroid!, 2, [0, 0, 0]);
    const level = levelOfDensity(UNIT_CELLS.gyroid!, 'sheet', 0.3);
    const walls: IsoBody = { field, band: { from: -level, to: level }, exactNodes: true, smooth: true };
    const shares = voxelShares(boxMesh(0, 0, 0, 2, 2, 2), [walls], { edgeMm: 0.1, originMm: [0, 0, 0], samples: 4 });
    let voxels = 0;
    for (const layer of shares.layers()) for (const region of layer) voxels += region;
    expect(Math.abs((voxels * 0.1 ** 3) / 2.4 - 1)).toBeLessThan(0.025);
    expect(Math.abs(shares.solidMm3() / 2.4 - 1)).toBeLessThan(0.006);
  });
});
