/** How far a layer may stand out over the one below. */
import { GRID_PER_MM } from '../../core/units.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';

/** Three borders on the grid, each half a unit off at most: a face of just the angle is no overhang. */
export const REACH_ROUNDING_MM = 2 / GRID_PER_MM;

/** Returns h / tan(angle): how far a face of an angle from the plate steps out from one layer to the next. */
export function reachMm(thicknessMm: number, angleDeg: number): number {
  const turns = angleDeg / 360;
  return (thicknessMm * cosineOfCycles(turns)) / sineOfCycles(turns);
}
