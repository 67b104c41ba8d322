/** Pore size and density of unit cells. */
import { type Place, PrepError } from '../core/prep-error.ts';
import type { Phase } from './settings.ts';

/** Returns the density at which the largest sphere in the pores has a diameter; refuses cells whose pores were not measured. */
export function densityOfPore(cellType: string, phase: Phase, poreMm: number, cellMm: number, place: Place): number {
  throw new PrepError(
    'lattice-invalid',
    `pore sizes of ${cellType}, ${phase} are not known (${poreMm}, ${cellMm})`,
    place,
  );
}
