/** Rounding of a reach. */
import { GRID_PER_MM } from '../../core/units.ts';

/** Three borders on the grid, each half a unit off at most: a face of just the angle is no overhang. */
export const REACH_ROUNDING_MM = 2 / GRID_PER_MM;
