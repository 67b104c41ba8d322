/** The unit cells as lists show them. */
import { reachableDensities } from '../lattice/relative-density.ts';
import { UNIT_CELLS } from '../lattice/unit-cell.ts';

/** Ids of all unit cells. */
export const UNIT_CELL_IDS: readonly string[] = Object.keys(UNIT_CELLS);

/** One row for each unit cell: formula and the densities that it reaches. */
export function listCells(): {
  id: string;
  name: string;
  formula: string;
  sheet: number[];
  network: number[];
  source: string;
}[] {
  return Object.values(UNIT_CELLS).map((cell) => {
    const range = (phase: 'sheet' | 'network') => {
      const { min, max } = reachableDensities(cell, phase);
      // Rounded inward: every density between the two is within reach, and so is the upper one.
      return [Math.ceil(min * 1000) / 1000, Math.ceil(max * 1000 - 1) / 1000];
    };
    const { id, name, formula, source } = cell;
    return { id, name, formula, sheet: range('sheet'), network: range('network'), source };
  });
}
