/** Relative density of the whole cells of a lattice, from exact areas. */
import { assert } from '../core/prep-error.ts';
import { addCoverage } from '../volume/cell-coverage.ts';
import type { InspectedLattice } from './settings.ts';

/** Sums layer by layer. */
export interface CellDensity {
  /** Adds the loops of a layer whose middle lies at `middleMm`. */
  layer(loops: readonly Float64Array[], middleMm: number): void;
  /** Solid share of the whole cells that had a layer; null when there was none. */
  relativeDensity(): number | null;
  /** Volume of the whole cells that had a layer, over the thickness of a layer. */
  wholeMm2(): number;
}

/** Half a grid unit: a middle that should lie on the face of a cell may miss it by rounding. */
const ON_FACE_MM = 5e-5;

/** Returns the meter. A layer counts for the cells that its middle lies in; its area there is exact. */
export function cellDensity(lattice: InspectedLattice): CellDensity {
  const { cellMm, originMm, wholeCells } = lattice;
  const { nx, ny, nz, i0, j0, k0, mask } = wholeCells;
  assert(mask.length === nx * ny * nz, 'the mask of whole cells has one value per cell');
  const grid = { x0Mm: originMm[0] + i0 * cellMm, y0Mm: originMm[1] + j0 * cellMm, edgeMm: cellMm, nx, ny };
  const z0Mm = originMm[2] + k0 * cellMm;
  const areas = new Float64Array(nx * ny);
  let solid = 0;
  let whole = 0;
  return {
    layer(loops, middleMm) {
      const k = Math.floor((middleMm - z0Mm + ON_FACE_MM) / cellMm);
      if (k < 0 || k >= nz) return;
      areas.fill(0);
      addCoverage(loops, grid, areas);
      for (let c = 0; c < nx * ny; c++) {
        if (mask[k * nx * ny + c] === 0) continue;
        solid += areas[c]!;
        whole += cellMm * cellMm;
      }
    },
    relativeDensity: () => (whole > 0 ? solid / whole : null),
    wholeMm2: () => whole,
  };
}
