/** The areas of a layer that walls of support keep out of, so that they touch the part by their teeth alone. */
import type { Loops } from '../../core/polyline.ts';
import { intersectSets } from '../../geometry/combine-sets.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import type { KeepOut } from './walls-at.ts';

/**
 * Returns the areas from outlines of the part at three heights: that of the layer, one tooth below and one tooth above. Walls keep the gap to the part of the layer. Teeth
 * stand under a ceiling that is not there a tooth below, and on a floor that is not there a tooth above; they keep the gap to what is there at both, the upright sides.
 */
export function keepOut(here: Loops, toothBelow: Loops, toothAbove: Loops, gapMm: number): KeepOut {
  const sides = intersectSets(toothBelow, toothAbove);
  return { walls: insetLoops(here, gapMm), teeth: insetLoops(sides, gapMm) };
}
