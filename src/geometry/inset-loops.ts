/**
 * The offset of a layer's area, exact in topology and in practice linear: the same area as `offsetLoops`, without a sweep over all edges.
 *
 * The raw offset curves of the loops wind around the result. Where they cross is found with a grid; the winding on the right of each piece
 * follows from one winding for each group of curves that cross; and boundary is what has 0 on its right. Coordinates are whole grid units,
 * so tests of orientation are exact, and ties are broken by infinitely small steps (inset-nudge.ts): the pieces always fit together. What
 * is rounded in the end is the place of each crossing, by half a grid unit at most (the library cuts off, up to a whole one).
 */
import type { Loops } from '../core/polyline.ts';
import { type OffsetJoin, offsetLoops } from './clipping.ts';
import { offsetRoom, offsetSegments } from './offset-segments.ts';
import { walkOffset } from './walk-offset.ts';

/**
 * Returns the area grown by `deltaMm`, or shrunk where it is negative: `offsetLoops`, faster. `loadClipping` must have been awaited before,
 * for the few areas that are left to the library.
 *
 * @param loops - clean loops, as for `offsetLoops`
 */
export function insetLoops(loops: Loops, deltaMm: number, join: OffsetJoin = 'round'): Loops {
  return offsetByWalk(loops, deltaMm, join) ?? offsetLoops(loops, deltaMm, join);
}

/** Of the offset at hand; nothing that comes back lies in it. */
const ROOM = offsetRoom();

/**
 * The same without the library: null where ties cannot be broken (curves that lie upon each other over several points), where sides would
 * be left that lie upon each other, for an offset of 0 and for loops that `offsetLoops` refuses.
 */
export function offsetByWalk(loops: Loops, deltaMm: number, join: OffsetJoin): Loops | null {
  const segments = deltaMm === 0 ? null : offsetSegments(loops, deltaMm, join, ROOM);
  return segments === null ? null : (walkOffset(segments)?.loops ?? null);
}
