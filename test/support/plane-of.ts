/** A plane field from a formula, sampled point by point. */
import type { PlaneField, PlaneGrid } from '../../src/core/field.ts';

/** Returns the field f(x, y) on a grid. */
export function planeOf(grid: PlaneGrid, valueAt: (xMm: number, yMm: number) => number): PlaneField {
  const nodeAt = (i: number, j: number) => valueAt(grid.x0Mm + i * grid.stepMm, grid.y0Mm + j * grid.stepMm);
  return {
    row(j, out) {
      for (let i = 0; i < grid.nx; i++) out[i] = nodeAt(i, j);
    },
    nodeAt,
    valueAt,
  };
}
