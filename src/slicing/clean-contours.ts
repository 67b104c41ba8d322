/** Turns the raw contours of a cut into the area of the layer. */
import type { Loops } from '../core/polyline.ts';
import { unitePositive } from '../geometry/clipping.ts';

/**
 * Returns the area that the contours wind around counter-clockwise, as outlines and holes that neither cross nor overlap:
 * shells that overlap merge, shells turned inside out vanish. `loadClipping` must have been awaited before.
 */
export function cleanContours(loops: Loops): Loops {
  return loops.length === 0 ? [] : unitePositive(loops);
}
