import { describe, expect, test } from 'vitest';
import { longWays } from '../../src/volume/long-ways.ts';
import { BEYOND, nearDistance, type VoidGrid, voidGridBuilder } from '../../src/volume/void-grid.ts';
import type { BoxMm } from '../../src/volume/voxel-size.ts';

const BOX: BoxMm = { min: [0, 0, 0], max: [4, 4, 4] };

function square(x0: number, y0: number, x1: number, y1: number): Float64Array {
  return Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1);
}

/** A grid of slabs of 0.5 mm, each with the loops of its height. */
function gridOf(loopsAt: (zMm: number) => Float64Array[], reach: number): VoidGrid {
  const builder = voidGridBuilder(BOX, 0.25, reach);
  for (let k = 0; k < 8; k++) builder.add({ zLowMm: k / 2, zHighMm: (k + 1) / 2, solid: loopsAt((k + 0.5) / 2) });
  return builder.finish();
}

describe('a grid of void', () => {
  test('knows solid, and the distance of each node to the faces of a block to what the spacing of its cuts leaves', () => {
    const reach = 3;
    const { nx, ny, nz, originMm, voxelMm, solid, near } = gridOf(() => [square(1, 1, 3, 3)], reach);
    let known = 0;
    let wrong = 0;
    for (let p = 0; p < nx * ny * nz; p++) {
      const [x, y, z] = [p % nx, Math.trunc(p / nx) % ny, Math.trunc(p / (nx * ny))].map(
        (v, a) => originMm[a]! + v * voxelMm,
      );
      const out = [Math.abs(x! - 2) - 1, Math.abs(y! - 2) - 1, Math.abs(z! - 2) - 2];
      if (solid[p] !== (out.every((v) => v < 0) ? 1 : 0)) wrong++;
      const away = Math.sqrt(out.reduce((sum, v) => sum + Math.max(0, v) ** 2, 0));
      const distance = (away > 0 ? away : -Math.max(...out)) / voxelMm;
      // Cuts lie at most the diagonal of a square of the grid beside the foot, and further at edges and corners of the block.
      const found = nearDistance(near[p]!, reach);
      if (!(found > Math.min(reach, distance) - 0.05)) wrong++;
      if (out.filter((v) => v > -2 * voxelMm).length === 1) {
        if (!(found < Math.min(reach, Math.sqrt(distance ** 2 + 0.5)) + 0.05)) wrong++;
      }
      if (near[p] !== BEYOND) known++;
    }
    expect(wrong).toBe(0);
    expect(known).toBeGreaterThan(1000);
  });

  test('counts a floor between two planes of nodes as lost, from both sides', () => {
    const builder = voidGridBuilder(BOX, 1, 1);
    builder.add({ zLowMm: 0, zHighMm: 1.9, solid: [] });
    builder.add({ zLowMm: 1.9, zHighMm: 2, solid: [square(0, 0, 4, 4)] });
    const { lostSolids, lostVoids } = builder.finish();
    expect([lostSolids, lostVoids]).toEqual([16, 0]);
  });
});

test('a layer outside of the box or below the one before is refused', () => {
  const builder = voidGridBuilder(BOX, 1, 1);
  builder.add({ zLowMm: 0, zHighMm: 1, solid: [square(0, 0, 4, 4)] });
  expect(() => builder.add({ zLowMm: 0.5, zHighMm: 2, solid: [] })).toThrow(/layers rise/);
  expect(() => builder.add({ zLowMm: 1, zHighMm: 2, solid: [square(0, 0, 5, 4)] })).toThrow(/leaves the box/);
});

describe('long ways', () => {
  test('a blind square well is as long as it is deep, over the width of a round well of its area', () => {
    const grid = gridOf(
      (z) => [square(0, 0, 4, 4), ...(z > 1 ? [Float64Array.of(1.5, 1.5, 1.5, 2.5, 2.5, 2.5, 2.5, 1.5)] : [])],
      1,
    );
    expect(longWays(grid, 100, 3)).toEqual([]);
    const [well] = longWays(grid, 1, 3);
    expect(Math.abs(well!.ratio / (3 / Math.sqrt(4 / Math.PI)) - 1)).toBeLessThan(0.15);
    expect(Math.abs(well!.nodes * 0.25 ** 3 - 3)).toBeLessThan(0.3);
    expect(longWays(grid, 1, 0.5)).toEqual([]);
  });
});
