/** Cuts one set of loops in two along the border of another. */
import type { Loops } from '../core/polyline.ts';
import { intersectLoops, subtractLoops } from './clipping.ts';
import { combineLoops } from './loop-boolean.ts';

/** The two parts of a set; they share the very points of the cut. */
export interface SplitSet {
  readonly inside: Loops;
  readonly outside: Loops;
}

/**
 * Returns what of `set` lies inside `cutter` and what outside. Both come the same way, so that each point where the borders cross is rounded
 * alike in both and the two add up to the set. `loadClipping` must have been awaited before.
 */
export function splitSet(set: Loops, cutter: Loops): SplitSet {
  const inside = combineLoops(set, cutter, 'intersect');
  const outside = inside === null ? null : combineLoops(set, cutter, 'subtract');
  if (inside !== null && outside !== null) return { inside, outside };
  return { inside: intersectLoops(set, cutter), outside: subtractLoops(set, cutter) };
}
