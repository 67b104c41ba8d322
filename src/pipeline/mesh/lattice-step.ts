/** How finely the mesh and the voxels of a lattice are made where nobody says. */
import type { LatticeSettings } from '../../lattice/settings.ts';
import { onlyFill, type PartJob } from '../parts/part-job.ts';

/** Contours hold both faces of a wall whatever the step; cubes need about two steps to a mean wall, as walls are not even. */
const STEPS_A_WALL = 1.9;

/**
 * Returns the edge of the cubes in mm: what is asked for, else the sampling step of the contours, divided by a whole number so that
 * nodes stay on its multiples and the thinnest mean wall has two steps.
 */
export function latticeStepMm(job: PartJob, { stepMm }: LatticeSettings): number {
  const { spec, solved } = onlyFill(job);
  if (stepMm !== null) return stepMm;
  const contourStepMm = spec.stepMm;
  const { leastWallMm } = solved;
  if (leastWallMm === null) return contourStepMm;
  return contourStepMm / Math.max(1, Math.ceil((contourStepMm * STEPS_A_WALL) / leastWallMm));
}

/** Step of a part without a lattice: the coarsest that a lattice may have. */
const SOLID_STEP_MM = 0.1;

/** Returns the edge of the cubes of a part with any number of fills, none too: as above, so that skins have two steps as well. */
export function solidStepMm({ fills }: Pick<PartJob, 'fills'>): number {
  if (fills.length === 0) return SOLID_STEP_MM;
  return Math.min(
    ...fills.map(({ settings, spec, leastWallMm }) => {
      if (settings.stepMm !== null) return settings.stepMm;
      const thinnestMm = Math.min(leastWallMm ?? Infinity, settings.skinMm > 0 ? settings.skinMm : Infinity);
      return spec.stepMm / Math.max(1, Math.ceil((spec.stepMm * STEPS_A_WALL) / thinnestMm));
    }),
  );
}
