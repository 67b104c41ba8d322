/** Loops on the plate around the first layer of a part. */
import type { Loops } from '../../core/polyline.ts';
import { unitePositive } from '../../geometry/clipping.ts';
import type { Bead } from '../bead.ts';
import { evenBeads, filledArea, linesAround, outlinesOf } from './around.ts';
import type { BrimSettings } from './settings.ts';

/**
 * Returns the brim around an area. A whole number of loops, as near to `beadWidthMm` as it allows, shares the width exactly. The brims of
 * parts near to each other are one; where they leave less room than a bead, it stays free.
 */
export function brimBeads(area: Loops, brim: BrimSettings, beadWidthMm: number): Bead[] {
  const count = Math.max(1, Math.round(brim.widthMm / beadWidthMm));
  const widthMm = brim.widthMm / count;
  const base = brim.inHoles ? unitePositive(area) : filledArea(area);
  const levels: Bead[][] = [];
  for (let k = 0; k < count; k++) {
    const lines = linesAround(base, brim.gapMm + k * widthMm, widthMm);
    levels.push(evenBeads(brim.inHoles ? lines : outlinesOf(lines), widthMm, 'brim'));
  }
  if (brim.order === 'outer-first') levels.reverse();
  return levels.flat();
}
