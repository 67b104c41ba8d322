/** How finely a fill is sampled where nobody says. */
import { isStruts } from './strut-periodic.ts';
import { strutStepMm } from './struts/sampling-step.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** A coarser step would miss whole walls and pores. */
export const FEWEST_SAMPLES_PER_CELL = 8;
const MAX_STEP_MM = 0.1;

/** Returns the step in mm for cells of an edge and, for struts, a diameter. */
export function defaultStepMm(cell: PeriodicCell, cellMm: number, wallMm: number | null): number {
  const own =
    isStruts(cell) && wallMm !== null
      ? strutStepMm(cell.samplesPerCell, cellMm, wallMm / 2)
      : cellMm / Math.max(1, cell.samplesPerCell);
  return Math.min(MAX_STEP_MM, own);
}
