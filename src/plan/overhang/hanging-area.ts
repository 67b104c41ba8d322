/** What of a layer lies beyond the reach of what is below it. */
import type { Loops } from '../../core/polyline.ts';
import { subtractSets } from '../../geometry/combine-sets.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import { REACH_ROUNDING_MM } from './reach.ts';

/**
 * Returns the area of a layer that is further than the reach from what holds it. `loadClipping` must have been awaited before.
 *
 * @param layer - clean loops (`unitePositive`); so are the others
 * @param held - the layer below, with the supports beside it
 */
export function hangingArea(layer: Loops, held: Loops, reachMm: number): Loops {
  if (layer.length === 0 || held.length === 0) return layer;
  if (hasSameLoops(layer, held)) return [];
  return subtractSets(layer, insetLoops(held, reachMm + REACH_ROUNDING_MM));
}

/** True where two sets are written alike, as are layers of upright walls. */
function hasSameLoops(a: Loops, b: Loops): boolean {
  return a.length === b.length && a.every(({ xy }, l) => isSame(xy, b[l]!.xy));
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
