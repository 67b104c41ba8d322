/** The solid skin of a part: all points nearer than its thickness to the surface, open sides left out. */
import type { Field, PlaneField, PlaneGrid } from '../core/field.ts';
import type { TriangleBvh } from '../geometry/triangle-bvh.ts';

/** Nodes a side of the squares that are decided by one distance where it is clear; halved three times. */
const COARSEST_SQUARE = 16;

/**
 * Returns the distance to the skinned surface as a field: the skin is where it is below `skinMm`. A distance changes by at most
 * the way gone, so one query decides a whole square of nodes unless the skin's inner face passes near it.
 */
export function skinField(surface: TriangleBvh, skinMm: number): Field {
  let values = new Float64Array(0);
  return {
    plane(zMm: number, grid: PlaneGrid, mask: Uint8Array | null): PlaneField {
      const { nx, ny, stepMm } = grid;
      if (values.length < nx * ny) values = new Float64Array(nx * ny);
      for (let j = 0; j < ny; j += COARSEST_SQUARE) {
        for (let i = 0; i < nx; i += COARSEST_SQUARE) fill(i, j, COARSEST_SQUARE);
      }
      return {
        row(j, out) {
          out.set(values.subarray(j * nx, (j + 1) * nx));
        },
        nodeAt(i, j) {
          return values[j * nx + i]!;
        },
        valueAt(xMm, yMm) {
          return surface.distanceWithin(xMm, yMm, zMm, 2 * skinMm + stepMm);
        },
      };

      function fill(i0: number, j0: number, size: number): void {
        const i1 = Math.min(i0 + size, nx);
        const j1 = Math.min(j0 + size, ny);
        if (!anyMasked(i0, i1, j0, j1)) return;
        const x = grid.x0Mm + 0.5 * (i0 + i1 - 1) * stepMm;
        const y = grid.y0Mm + 0.5 * (j0 + j1 - 1) * stepMm;
        const reach = 0.5 * stepMm * Math.sqrt((i1 - i0 - 1) ** 2 + (j1 - j0 - 1) ** 2) + 1e-9;
        const distance = surface.distanceWithin(x, y, zMm, skinMm + reach + stepMm);
        if (size > 1 && Math.abs(distance - skinMm) <= reach) {
          const half = size / 2;
          fill(i0, j0, half);
          if (i0 + half < nx) fill(i0 + half, j0, half);
          if (j0 + half < ny) fill(i0, j0 + half, half);
          if (i0 + half < nx && j0 + half < ny) fill(i0 + half, j0 + half, half);
          return;
        }
        for (let j = j0; j < j1; j++) values.fill(distance, j * nx + i0, j * nx + i1);
      }

      function anyMasked(i0: number, i1: number, j0: number, j1: number): boolean {
        if (mask === null) return true;
        for (let j = j0; j < j1; j++) {
          for (let i = j * nx + i0; i < j * nx + i1; i++) if (mask[i] === 1) return true;
        }
        return false;
      }
    },
  };
}
