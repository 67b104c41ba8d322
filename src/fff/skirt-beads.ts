/** Loops around everything in the first layer. */
import type { Loops } from '../core/polyline.ts';
import { unitePositive } from '../geometry/clipping.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { signedAreaMm2 } from '../geometry/polygon-area.ts';
import type { Bead } from './bead.ts';
import type { BeadSettings } from './settings.ts';

/** Returns the skirt around an area, outermost loops first; holes of the area and between the loops get none. */
export function skirtBeads(area: Loops, settings: BeadSettings): Bead[] {
  const { beadWidthMm, skirt } = settings;
  const beads: Bead[] = [];
  const filled = unitePositive(outlinesOf(area));
  for (let k = skirt.loops - 1; k >= 0; k--) {
    for (const path of outlinesOf(insetLoops(filled, skirt.distanceMm + (k + 0.5) * beadWidthMm))) {
      beads.push({ path, widthMm: new Float64Array(path.xy.length / 2).fill(beadWidthMm), feature: 'skirt' });
    }
  }
  return beads;
}

function outlinesOf(loops: Loops): Loops {
  return loops.filter((loop) => signedAreaMm2(loop) > 0);
}
