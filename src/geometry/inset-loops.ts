/**
 * The offset of a layer's area, exact in topology and in practice linear: the same area as `offsetLoops`, without a sweep over all edges.
 *
 * The raw offset curves of the loops wind around the result. Where they cross is found with a grid; the winding on the right of each piece
 * follows from one winding for each group of curves that cross; and boundary is what has 0 on its right. Coordinates are whole grid units,
 * so tests of orientation are exact, and ties are broken by infinitely small steps (inset-nudge.ts): the pieces always fit together. What
 * is rounded in the end is the place of each crossing, by half a grid unit at most (the library cuts off, up to a whole one).
 */
import type { Loops } from '../core/polyline.ts';
import { canonicalLoops } from './canonical-loops.ts';
import { type OffsetJoin, offsetLoops } from './clipping.ts';
import { findCrossings } from './inset-crossings.ts';
import { orderPasses } from './inset-order.ts';
import { keepsStrip } from './inset-strips.ts';
import { walkBoundary } from './inset-walk.ts';
import { rightWindings } from './inset-windings.ts';
import { offsetSegments } from './offset-segments.ts';

/**
 * Returns the area grown by `deltaMm`, or shrunk where it is negative: `offsetLoops`, faster. `loadClipping` must have been awaited before,
 * for the few areas that are left to the library.
 *
 * @param loops - clean loops, as for `offsetLoops`
 */
export function insetLoops(loops: Loops, deltaMm: number, join: OffsetJoin = 'round'): Loops {
  return offsetByWalk(loops, deltaMm, join) ?? offsetLoops(loops, deltaMm, join);
}

/**
 * The same without the library: null where ties cannot be broken (curves that lie upon each other over several points), where sides would
 * be left that lie upon each other, for an offset of 0 and for loops that `offsetLoops` refuses.
 */
export function offsetByWalk(loops: Loops, deltaMm: number, join: OffsetJoin): Loops | null {
  const segments = deltaMm === 0 ? null : offsetSegments(loops, deltaMm, join);
  if (segments === null) return null;
  const crossings = findCrossings(segments);
  if (crossings === null) return null;
  const order = orderPasses(segments, crossings);
  if (order === null) return null;
  const windings = rightWindings(segments, crossings, order);
  if (windings === null || keepsStrip({ segments, crossings, order, windings })) return null;
  const lines = walkBoundary(segments, crossings, order, windings);
  return lines === null ? null : canonicalLoops(lines);
}
