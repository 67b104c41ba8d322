/** Pore size and density of unit cells. */
import { type Place, PrepError } from '../core/prep-error.ts';
import type { Phase } from './settings.ts';
import { isStruts, radiusOfPore } from './strut-periodic.ts';
import { densityOfRadius } from './struts/strut-density.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** Returns the density at which the largest sphere in the pores has a diameter; refuses cells whose pores were not measured. */
export function densityOfPore(cell: PeriodicCell, phase: Phase, poreMm: number, cellMm: number, place: Place): number {
  if (isStruts(cell)) {
    const radius = radiusOfPore(cell, poreMm / cellMm);
    if (radius > 0) return densityOfRadius(cell.graph, radius, cell.filletCells);
    const most = 2 * radiusOfPore(cell, 0) * cellMm;
    throw new PrepError(
      'density-out-of-reach',
      `a pore of ${poreMm} mm is out of reach of ${cell.id} in a cell of ${cellMm} mm: below ${most.toFixed(3)} mm`,
      place,
    );
  }
  throw new PrepError('lattice-invalid', `pore sizes of ${cell.id}, ${phase} are not known`, place);
}
