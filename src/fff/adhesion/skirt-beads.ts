/** Loops around everything in the first layers. */
import type { Loops } from '../../core/polyline.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import type { Bead } from '../bead.ts';
import type { BeadSettings } from '../settings.ts';
import { evenBeads, filledArea, outlinesOf } from './around.ts';

/** Returns the skirt around an area, outermost loops first; holes of the area and between the loops get none. */
export function skirtBeads(area: Loops, settings: Pick<BeadSettings, 'beadWidthMm' | 'skirt'>): Bead[] {
  const { beadWidthMm, skirt } = settings;
  const beads: Bead[] = [];
  const filled = filledArea(area);
  for (let k = skirt.loops - 1; k >= 0; k--) {
    const lines = outlinesOf(insetLoops(filled, skirt.distanceMm + (k + 0.5) * beadWidthMm));
    beads.push(...evenBeads(lines, beadWidthMm, 'skirt'));
  }
  return beads;
}
