/**
 * The coordinate grid: every coordinate of a layer is a whole number of grid units from the cut to the file, so what was
 * planned is what is read back, to the last digit.
 */

/** Grid units in one millimetre: 0.1 micrometre. */
export const GRID_PER_MM = 10_000;

/** Returns the double nearest to the grid point next to a coordinate in mm; never negative zero. */
export function snapMm(valueMm: number): number {
  return Math.round(valueMm * GRID_PER_MM) / GRID_PER_MM + 0;
}

/** Returns a coordinate in mm as a whole number of grid units. */
export function toGrid(valueMm: number): number {
  return Math.round(valueMm * GRID_PER_MM) + 0;
}
