/** Follows the boundary of the result along raw offset curves, from one to the other at crossings. */
import type { InsetCrossings } from './inset-crossings.ts';
import type { InsetOrder } from './inset-order.ts';
import type { InsetWindings } from './inset-windings.ts';
import type { OffsetSegments } from './offset-segments.ts';

/** Points of closed lines x0,y0,... one after the other. */
interface Rings {
  xy: Float64Array;
  length: number;
}

/** Numbers for which room is kept (16 MB). */
const MOST_KEPT = 1 << 21;
/** The room of the lines at hand: they are gone with the next walk. */
const ROOM: Rings = { xy: new Float64Array(0), length: 0 };

/**
 * Returns the closed lines, in grid units, on whose left the curves wind and on whose right they do not; null where they contradict
 * each other. They lie in a room that the next call writes to.
 *
 * Right of both curves at a crossing let the winding be w. Boundary is what has 0 on its right; of the four ways at the crossing one comes
 * in and the other curve's goes out where w is 0 or -1, and none else. So whoever comes in changes over.
 */
export function walkBoundary(
  segments: OffsetSegments,
  crossings: InsetCrossings,
  order: InsetOrder,
  windings: InsetWindings,
): Float64Array[] | null {
  const { starts, next } = segments;
  const { at, placeOf, firstOf } = order;
  const lines: Float64Array[] = [];
  // Each vertex is written at most once, and each crossing.
  const rings = roomFor(2 * (next.length + crossings.count));
  const used = new Uint8Array(at.length);
  for (let l = 0; l + 1 < starts.length; l++) {
    const [from, to] = [starts[l]!, starts[l + 1]!];
    const [first, end] = [firstOf[from]!, firstOf[to]!];
    let begin = rings.length;
    if (first === end && from < to && windings.atStart[l] === 0) {
      for (let i = from; i < to; i++) push(rings, segments.x[i]!, segments.y[i]!);
      lines.push(rings.xy.subarray(begin, rings.length));
    }
    for (let start = first; start < end; start++) {
      if (used[start] || windings.behind[start] !== 0) continue;
      begin = rings.length;
      let place = start;
      do {
        if (used[place] || windings.behind[place] !== 0) return null;
        used[place] = 1;
        pushCrossing(rings, segments, crossings, at[place]!);
        place = placeOf[at[follow(rings, segments, crossings, order, place)]! ^ 1]!;
      } while (place !== start);
      lines.push(rings.xy.subarray(begin, rings.length));
    }
  }
  return lines;
}

function roomFor(most: number): Rings {
  if (ROOM.xy.length < most || ROOM.xy.length > Math.max(MOST_KEPT, most)) ROOM.xy = new Float64Array(most);
  ROOM.length = 0;
  return ROOM;
}

/** Writes the vertices from a place to the next one along the same loop and returns that one. */
function follow(
  rings: Rings,
  { x, y, next, starts }: OffsetSegments,
  { on }: InsetCrossings,
  { at, firstOf, loopOf }: InsetOrder,
  place: number,
): number {
  const loop = loopOf[place]!;
  const last = place + 1 === firstOf[starts[loop + 1]!];
  const following = last ? firstOf[starts[loop]!]! : place + 1;
  const to = on[at[following]!]!;
  let i = on[at[place]!]!;
  if (i === to && !last) return following;
  do {
    i = next[i]!;
    push(rings, x[i]!, y[i]!);
  } while (i !== to);
  return following;
}

/** Writes the grid point next to a crossing, which is the same whichever segment was found first. */
function pushCrossing(rings: Rings, { x, y, next }: OffsetSegments, { on, t }: InsetCrossings, pass: number): void {
  const other = pass ^ 1;
  const i = on[pass]!;
  const e = on[other]!;
  const k = next[i]!;
  const f = next[e]!;
  const lower = x[i]! - x[e]! || y[i]! - y[e]! || x[k]! - x[f]! || y[k]! - y[f]!;
  const [from, to, share] = lower < 0 ? [i, k, t[pass]!] : [e, f, t[other]!];
  push(rings, Math.round(x[from]! + share * (x[to]! - x[from]!)), Math.round(y[from]! + share * (y[to]! - y[from]!)));
}

function push(rings: Rings, x: number, y: number): void {
  rings.xy[rings.length++] = x;
  rings.xy[rings.length++] = y;
}
