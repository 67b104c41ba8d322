/** Whether the result would have sides that lie upon each other, with no width between them. */
import type { InsetCrossings } from './inset-crossings.ts';
import { loopAt } from './inset-nudge.ts';
import type { InsetOrder } from './inset-order.ts';
import type { InsetWindings } from './inset-windings.ts';
import type { OffsetSegments } from './offset-segments.ts';

/** What is known of the curves so far. */
interface Curves {
  readonly segments: OffsetSegments;
  readonly crossings: InsetCrossings;
  readonly order: InsetOrder;
  readonly windings: InsetWindings;
}

/** Tells whether parts of two segments that run along each other in opposite ways are both boundary of the result. */
export function keepsStrip(curves: Curves): boolean {
  const { strips } = curves.crossings;
  for (let k = 0; k < strips.length; k += 2) {
    const others = keptSpans(curves, strips[k + 1]!);
    for (const [from, to] of keptSpans(curves, strips[k]!)) {
      if (others.some(([low, high]) => low < to && high > from)) return true;
    }
  }
  return false;
}

/** The parts of a segment that are boundary: their extent along x, of an upright segment along y. */
function keptSpans({ segments, crossings, order, windings }: Curves, i: number): [number, number][] {
  const { x, y, next, starts } = segments;
  const { at, firstOf } = order;
  const k = next[i]!;
  const values = x[i] === x[k] ? y : x;
  const loop = loopAt(starts, i);
  const first = firstOf[i]!;
  const end = firstOf[i + 1]!;
  let winding = first > firstOf[starts[loop]!]! ? windings.behind[first - 1]! : windings.atStart[loop]!;
  let from = values[i]!;
  const spans: [number, number][] = [];
  for (let place = first; place <= end; place++) {
    const to = place < end ? values[i]! + crossings.t[at[place]!]! * (values[k]! - values[i]!) : values[k]!;
    if (winding === 0 && from !== to) spans.push([Math.min(from, to), Math.max(from, to)]);
    if (place < end) winding = windings.behind[place]!;
    from = to;
  }
  return spans;
}
