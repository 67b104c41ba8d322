/** The inset of an area with what of its raw offset curves is no boundary: only beside those can room be left between an area and its inset. */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { type GrowableFloats, growableFloats, pushFloat } from './growable.ts';
import type { InsetCrossings } from './inset-crossings.ts';
import type { InsetOrder } from './inset-order.ts';
import type { InsetWindings } from './inset-windings.ts';
import { type OffsetSegments, offsetSegments } from './offset-segments.ts';
import { walkOffset } from './walk-offset.ts';

/** An inset, and where it is less than each loop moved inward by itself. */
export interface TrimmedInset {
  readonly loops: Loops;
  /** Pieces of raw offset curves that are no boundary, in mm: x0, y0, x1, y1 each, with the area that shrank on their right. */
  readonly trimmed: Float64Array;
  /** Numbers of the loops that vanish before they have a curve. */
  readonly vanished: readonly number[];
}

/** Shrinks an area as `offsetByWalk` does, corners rounded where they open, and tells what was trimmed; null where that one gives up. */
export function insetWithTrims(loops: Loops, insetMm: number): TrimmedInset | null {
  const segments = insetMm > 0 ? offsetSegments(loops, -insetMm, 'round') : null;
  if (segments === null) return null;
  const walked = walkOffset(segments);
  if (walked === null) return null;
  const { crossings, order, windings } = walked;
  const { starts } = segments;
  const vanished = loops.map((_, l) => l).filter((l) => starts[l] === starts[l + 1]);
  return { loops: walked.loops, trimmed: trimmedPieces(segments, crossings, order, windings), vanished };
}

function trimmedPieces(
  segments: OffsetSegments,
  crossings: InsetCrossings,
  { at, firstOf }: InsetOrder,
  { atStart, behind }: InsetWindings,
): Float64Array {
  const { x, y, next, starts } = segments;
  const out = growableFloats(256);
  for (let l = 0; l + 1 < starts.length; l++) {
    const [from, to] = [starts[l]!, starts[l + 1]!];
    if (from === to) continue;
    const [first, end] = [firstOf[from]!, firstOf[to]!];
    if (first === end) {
      if (atStart[l] !== 0) for (let i = from; i < to; i++) pushPiece(out, x[i]!, y[i]!, x[next[i]!]!, y[next[i]!]!);
      continue;
    }
    for (let place = first; place < end; place++) {
      if (behind[place] === 0) continue;
      const isLast = place + 1 === end;
      const pass = at[place]!;
      const until = at[isLast ? first : place + 1]!;
      let i = crossings.on[pass]!;
      const last = crossings.on[until]!;
      let [px, py] = crossingOf(segments, crossings, pass);
      if (i !== last || isLast) {
        do {
          i = next[i]!;
          pushPiece(out, px, py, x[i]!, y[i]!);
          [px, py] = [x[i]!, y[i]!];
        } while (i !== last);
      }
      const [qx, qy] = crossingOf(segments, crossings, until);
      pushPiece(out, px, py, qx, qy);
    }
  }
  return out.values.slice(0, out.length);
}

function crossingOf({ x, y, next }: OffsetSegments, { on, t }: InsetCrossings, pass: number): [number, number] {
  const i = on[pass]!;
  const k = next[i]!;
  return [x[i]! + t[pass]! * (x[k]! - x[i]!), y[i]! + t[pass]! * (y[k]! - y[i]!)];
}

function pushPiece(out: GrowableFloats, x0: number, y0: number, x1: number, y1: number): void {
  if (x0 === x1 && y0 === y1) return;
  pushFloat(out, x0 / GRID_PER_MM);
  pushFloat(out, y0 / GRID_PER_MM);
  pushFloat(out, x1 / GRID_PER_MM);
  pushFloat(out, y1 / GRID_PER_MM);
}
