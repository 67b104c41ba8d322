/** Slopes of a distance, each worked out once while its neighbours are looked at: beside a ridge a node is asked for up to 26 times. */
import { distanceSlope } from './distance-slope.ts';
import type { GridIndex, SurfaceGrid } from './surface-grid.ts';

/** Most slopes of one phase that are kept, 7 MiB of them; three planes of nodes where they are fewer. */
const MOST_KEPT = 2 ** 18;

/** Slopes by node. */
export interface KeptSlopes {
  /** Numbers x, y, z of slopes. */
  readonly values: Float64Array;
  /** Returns where in `values` the slope of a node stands, until the next call; as `distanceSlope` gives it. */
  at(i: number, j: number, k: number, sign: number): number;
}

/** Keeps slopes of both phases; nodes beyond the ends of a grid that does not repeat are worked out each time. */
export function keptSlopes(grid: SurfaceGrid, index: GridIndex, signed: Float32Array): KeptSlopes {
  const { nx, ny, nz, periodic } = grid;
  const { x, y, z } = index;
  const slopeAt = distanceSlope(grid, index, signed);
  let size = 1;
  while (size < 3 * nx * ny && size < MOST_KEPT) size *= 2;
  const mask = size - 1;
  // Solid in the first half, void in the second, and one place for what is not kept.
  const values = new Float64Array(3 * (2 * size + 1));
  const nodes = new Int32Array(2 * size).fill(-1);
  const loose = 6 * size;
  return {
    values,
    at(i, j, k, sign) {
      if (!periodic && (i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz)) {
        slopeAt(i, j, k, sign, values, loose);
        return loose;
      }
      const node = z[nz + k]! + y[ny + j]! + x[nx + i]!;
      const place = (node & mask) + (sign > 0 ? 0 : size);
      if (nodes[place] !== node) {
        nodes[place] = node;
        slopeAt(i, j, k, sign, values, 3 * place);
      }
      return 3 * place;
    },
  };
}
