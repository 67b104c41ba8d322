/** Relative density of the whole cells of a lattice, from exact areas. */
import { assert } from '../core/prep-error.ts';
import { addCoverage } from '../volume/cell-coverage.ts';
import type { InspectedLattice, LatticeScale } from './settings.ts';

/** Sums layer by layer. */
export interface CellDensity {
  /** Returns the solid in each whole cell that a layer meets whose middle lies at `middleMm`; needs no other layer. */
  solidIn(loops: readonly Float64Array[], middleMm: number): Float64Array;
  /** Adds what a layer has in its cells. */
  add(solidMm2: Float64Array): void;
  /** Solid share of the whole cells that had a layer; null when there was none. */
  relativeDensity(): number | null;
  /** Volume of the whole cells that had a layer, over the thickness of a layer. */
  wholeMm2(): number;
}

/** Half a grid unit: a middle that should lie on the face of a cell may miss it by rounding. */
const ON_FACE_MM = 5e-5;

/** Returns the meter. A layer counts for the cells that its middle lies in; its area there is exact. */
export function cellDensity(lattice: InspectedLattice): CellDensity {
  const { cellMm, originMm, wholeCells, scaled } = lattice;
  const { nx, ny, nz, i0, j0, k0, mask } = wholeCells;
  assert(mask.length === nx * ny * nz, 'the mask of whole cells has one value per cell');
  const grid = { x0Mm: originMm[0] + i0 * cellMm, y0Mm: originMm[1] + j0 * cellMm, edgeMm: cellMm, nx, ny };
  const z0Mm = originMm[2] + k0 * cellMm;
  const areas = new Float64Array(nx * ny);
  let solid = 0;
  let whole = 0;
  return {
    solidIn(madeLoops, madeMiddleMm) {
      const loops = scaled === undefined ? madeLoops : madeLoops.map((xy) => asDesigned(xy, scaled));
      const middleMm = scaled === undefined ? madeMiddleMm : heightAsDesigned(madeMiddleMm, scaled);
      const k = Math.floor((middleMm - z0Mm + ON_FACE_MM) / cellMm);
      if (k < 0 || k >= nz) return new Float64Array(0);
      areas.fill(0);
      addCoverage(loops, grid, areas);
      return areas.filter((_, c) => mask[k * nx * ny + c] !== 0);
    },
    add(solidMm2) {
      for (let c = 0; c < solidMm2.length; c++) {
        solid += solidMm2[c]!;
        whole += cellMm * cellMm;
      }
    },
    relativeDensity: () => (whole > 0 ? solid / whole : null),
    wholeMm2: () => whole,
  };
}

/** A share of an area is the same in the design: cells are cubes there. */
function asDesigned(xy: Float64Array, { scale, aboutMm }: LatticeScale): Float64Array {
  const design = new Float64Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    design[i] = aboutMm[0] + (xy[i]! - aboutMm[0]) / scale[0];
    design[i + 1] = aboutMm[1] + (xy[i + 1]! - aboutMm[1]) / scale[1];
  }
  return design;
}

function heightAsDesigned(zMm: number, { scale, aboutMm }: LatticeScale): number {
  return aboutMm[2] + (zMm - aboutMm[2]) / scale[2];
}
