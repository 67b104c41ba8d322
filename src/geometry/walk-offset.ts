/** The boundary of an offset out of its raw curves, with all that was found on the way. */
import type { Loops } from '../core/polyline.ts';
import { canonicalLoops } from './canonical-loops.ts';
import { findCrossings, type InsetCrossings } from './inset-crossings.ts';
import { type InsetOrder, orderPasses } from './inset-order.ts';
import { keepsStrip } from './inset-strips.ts';
import { walkBoundary } from './inset-walk.ts';
import { type InsetWindings, rightWindings } from './inset-windings.ts';
import { keptRoom } from './kept-room.ts';
import type { OffsetSegments } from './offset-segments.ts';

/** Of the curves at hand. */
const ROOM = keptRoom();

/** An offset, and where its raw curves cross and wind: all but the loops is good until the next one is walked. */
export interface WalkedOffset {
  readonly loops: Loops;
  readonly crossings: InsetCrossings;
  readonly order: InsetOrder;
  readonly windings: InsetWindings;
}

/** Walks the boundary; null where ties cannot be broken, or sides would be left that lie upon each other. */
export function walkOffset(segments: OffsetSegments): WalkedOffset | null {
  const crossings = findCrossings(segments, ROOM);
  if (crossings === null) return null;
  const order = orderPasses(segments, crossings, ROOM);
  if (order === null) return null;
  const windings = rightWindings(segments, crossings, order, ROOM);
  if (windings === null || keepsStrip({ segments, crossings, order, windings })) return null;
  const lines = walkBoundary(segments, crossings, order, windings);
  return lines === null ? null : { loops: canonicalLoops(lines), crossings, order, windings };
}
