/** The order in which raw offset curves run through their crossings, exact also where crossings lie upon each other. */
import type { InsetCrossings } from './inset-crossings.ts';
import { nudgedOrientation } from './inset-nudge.ts';
import { type KeptRoom, NEW_ROOM } from './kept-room.ts';
import type { OffsetSegments } from './offset-segments.ts';

/** Passes of loops through crossings: pass 2c is that of the first segment of crossing c, 2c + 1 that of the second. */
export interface InsetOrder {
  /** Pass by place. */
  readonly at: Int32Array;
  /** Place of a pass. */
  readonly placeOf: Int32Array;
  /** First place of each segment, and the count at the end. */
  readonly firstOf: Int32Array;
  /** Loop by place. */
  readonly loopOf: Int32Array;
}

/** Crossings on one segment nearer than this share of it are put in order by exact arithmetic. */
const NEAR = 1e-12;
/** Passes on one segment that are sorted by inserting. */
const FEW = 24;

/** Returns the passes along the loops, or null where two cannot be put in order. */
export function orderPasses(
  segments: OffsetSegments,
  crossings: InsetCrossings,
  room: KeptRoom = NEW_ROOM,
): InsetOrder | null {
  const { on, t } = crossings;
  const passes = on.length;
  const n = segments.next.length;
  // Where the passes of each segment end, and as they are written from the last to the first, where they begin.
  const firstOf = room.ints('first-of', n + 1).fill(0);
  for (let p = 0; p < passes; p++) firstOf[on[p]!]!++;
  for (let i = 0, end = 0; i <= n; i++) {
    end += firstOf[i]!;
    firstOf[i] = end;
  }
  const at = room.ints('at', passes);
  for (let p = passes - 1; p >= 0; p--) {
    const i = on[p]!;
    const place = firstOf[i]! - 1;
    firstOf[i] = place;
    at[place] = p;
  }
  let open = false;
  const compare = (p: number, q: number): number => {
    const later = t[p]! - t[q]!;
    if (Math.abs(later) >= NEAR || p === q) return later;
    const exact = exactOrder(segments, crossings, p, q);
    if (exact === 0) open = true;
    return exact;
  };
  for (let from = 0; from < passes; ) {
    const to = firstOf[on[at[from]!]! + 1]!;
    if (to - from > 1) sortPlaces(at, from, to, compare);
    from = to;
  }
  if (open) return null;
  const placeOf = room.ints('place-of', passes);
  for (let place = 0; place < passes; place++) placeOf[at[place]!] = place;
  const loopOf = room.ints('loop-of', passes);
  for (let l = 0; l + 1 < segments.starts.length; l++) {
    loopOf.fill(l, firstOf[segments.starts[l]!]!, firstOf[segments.starts[l + 1]!]!);
  }
  return { at, placeOf, firstOf, loopOf };
}

/** Sorts passes between two places: few by inserting each, as nearly all segments have few. */
function sortPlaces(at: Int32Array, from: number, to: number, compare: (p: number, q: number) => number): void {
  if (to - from > FEW) {
    at.subarray(from, to).sort(compare);
    return;
  }
  for (let place = from + 1; place < to; place++) {
    const pass = at[place]!;
    let k = place;
    for (; k > from && compare(at[k - 1]!, pass) > 0; k--) at[k] = at[k - 1]!;
    at[k] = pass;
  }
}

/** Positive where pass p of a segment comes after pass q of the same one, negative where before, 0 where that stays open. */
function exactOrder(segments: OffsetSegments, { on }: InsetCrossings, p: number, q: number): number {
  const i = on[p]!;
  const [fromP, overP] = shareAlong(segments, i, on[p ^ 1]!);
  const [fromQ, overQ] = shareAlong(segments, i, on[q ^ 1]!);
  const left = product(fromP, overQ);
  const right = product(fromQ, overP);
  return leadingSign(left.map((term, k) => term - right[k]!)) * leadingSign(overP) * leadingSign(overQ);
}

/** How far along segment i another crosses it, as a fraction of two polynomials of the step's size. */
function shareAlong(segments: OffsetSegments, i: number, e: number): [bigint[], bigint[]] {
  const f = segments.next[e]!;
  const from = nudgedOrientation(segments, e, f, i).map(BigInt);
  const to = nudgedOrientation(segments, e, f, segments.next[i]!).map(BigInt);
  return [from, from.map((term, k) => term - to[k]!)];
}

function product(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  const out = new Array<bigint>(a.length + b.length - 1).fill(0n);
  for (let i = 0; i < a.length; i++) for (let k = 0; k < b.length; k++) out[i + k]! += a[i]! * b[k]!;
  return out;
}

function leadingSign(polynomial: readonly bigint[]): number {
  const leading = polynomial.find((term) => term !== 0n) ?? 0n;
  return leading > 0n ? 1 : leading < 0n ? -1 : 0;
}
