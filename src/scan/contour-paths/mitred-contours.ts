/** Contours whose corners keep their points where an offset opens them. */
import type { Loops } from '../../core/polyline.ts';
import { offsetLoops } from '../../geometry/clipping.ts';
import type { ContourLevel } from '../contours.ts';
import type { ContourSettings } from '../settings.ts';
import { inSweepOrder } from '../sweep-order.ts';

/**
 * Returns the contours of an area as `planContours` does, but at corners that open inward, those of a notch or of a square hole, the paths meet in a
 * point instead of an arc, as long as it lies within `limit` offsets of the corner; beyond, corners are rounded.
 *
 * @param solid - clean loops (`unitePositive`)
 */
export function mitredContours(
  solid: Loops,
  { beamCompensationMm, offsetMm, count }: ContourSettings,
  limit: number,
): ContourLevel[] {
  const levels: ContourLevel[] = [];
  let loops = offsetLoops(solid, -beamCompensationMm, 'miter', limit);
  for (let k = 0; k < count; k++) {
    if (k > 0) loops = offsetLoops(loops, -offsetMm, 'miter', limit);
    levels.push({ params: k === 0 ? 'contour-outer' : 'contour-inner', loops: inSweepOrder(loops) });
  }
  return levels;
}
