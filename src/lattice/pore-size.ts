/** Pore size and density of unit cells. */
import { type Place, PrepError } from '../core/prep-error.ts';
import { monotoneCurve } from './homogenisation/monotone-curve.ts';
import { PORE_TABLE } from './pore-table.ts';
import type { Phase } from './settings.ts';
import { isStruts, radiusOfPore } from './strut-periodic.ts';
import { densityOfRadius } from './struts/strut-density.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** Steps of the bisection: a density to 1e-12. */
const HALVINGS = 40;

/**
 * Returns the density at which the largest sphere in the pores has a diameter: exact for struts, from a table of measures for
 * surfaces. Throws `density-out-of-reach` with the pores that there are.
 */
export function densityOfPore(cell: PeriodicCell, phase: Phase, poreMm: number, cellMm: number, place: Place): number {
  const refuse = (least: number, most: number): never => {
    throw new PrepError(
      'density-out-of-reach',
      `a pore of ${poreMm} mm is out of reach of ${cell.id} in a cell of ${cellMm} mm: known from ${up(least * cellMm)} to ${down(most * cellMm)} mm`,
      place,
    );
  };
  if (isStruts(cell)) {
    const radius = radiusOfPore(cell, poreMm / cellMm);
    return radius > 0 ? densityOfRadius(cell.graph, radius, cell.filletCells) : refuse(0, 2 * radiusOfPore(cell, 0));
  }
  const curve = PORE_TABLE.find((entry) => entry.cellId === cell.id && entry.phase === phase);
  if (curve === undefined) {
    throw new PrepError('lattice-invalid', `pore sizes of ${cell.id}, ${phase} are not known; give a density`, place);
  }
  const { relativeDensity: x, pore: y } = curve;
  const wished = poreMm / cellMm;
  const most = y[0]!;
  const least = y[y.length - 1]!;
  if (!(wished >= least && wished <= most)) refuse(least, most);
  let low = x[0]!;
  let high = x[x.length - 1]!;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = 0.5 * (low + high);
    if (monotoneCurve({ x, y }, middle) > wished) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

function up(valueMm: number): string {
  return (Math.ceil(valueMm * 1000) / 1000).toFixed(3);
}

function down(valueMm: number): string {
  return (Math.floor(valueMm * 1000) / 1000).toFixed(3);
}
