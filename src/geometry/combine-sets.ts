/** Boolean operations on sets of loops: the fast way where it applies, the general clipper where it does not. */
import type { Loops } from '../core/polyline.ts';
import { intersectLoops, subtractLoops, unitePositive } from './clipping.ts';
import { combineLoops } from './loop-boolean.ts';

/** Returns the area that both sets cover. */
export function intersectSets(a: Loops, b: Loops): Loops {
  return combineLoops(a, b, 'intersect') ?? intersectLoops(a, b);
}

/** Returns the area that either set covers. */
export function uniteSets(a: Loops, b: Loops): Loops {
  return combineLoops(a, b, 'unite') ?? unitePositive([...a, ...b]);
}

/** Returns the area that a covers and b does not. */
export function subtractSets(a: Loops, b: Loops): Loops {
  return combineLoops(a, b, 'subtract') ?? subtractLoops(a, b);
}
