/** The crossings of two sets of loops in the order in which one of them runs through them. */
import type { LoopSegments } from './loop-segments.ts';

/** Crossings in the order in which one set runs through them. */
export interface Order {
  /** Crossing by place. */
  readonly at: Int32Array;
  /** Place of a crossing. */
  readonly placeOf: Int32Array;
  /** First place of each loop, and the count at the end. */
  readonly loopFirst: Int32Array;
}

/** Crossings on one segment with parameters nearer than this may have been swapped by rounding. */
const TIE = 1e-7;

/**
 * Sorts crossings along the loops of one set. Along a loop they go in and out in turn, beginning with the sense that the side
 * of its first vertex asks for; where rounding has swapped near ones they are put right, and null says that the sets
 * cannot be combined.
 */
export function orderAlong(
  on: Int32Array,
  t: Float64Array,
  enters: Uint8Array,
  segments: LoopSegments,
  firstSense: (loop: number) => number,
): Order | null {
  const count = on.length;
  const at = new Int32Array(count);
  for (let c = 0; c < count; c++) at[c] = c;
  at.sort((c, d) => on[c]! - on[d]! || t[c]! - t[d]! || c - d);
  const { starts } = segments;
  const loopFirst = new Int32Array(starts.length);
  let place = 0;
  for (let l = 0; l + 1 < starts.length; l++) {
    const from = place;
    loopFirst[l] = from;
    while (place < count && on[at[place]!]! < starts[l + 1]!) place++;
    if ((place - from) % 2 !== 0) return null;
    let wanted = firstSense(l);
    for (let p = from; p < place; p++, wanted = 1 - wanted) {
      if (!bringForward(at, p, place, wanted, on, t, enters)) return null;
    }
  }
  loopFirst[starts.length - 1] = place;
  const placeOf = new Int32Array(count);
  for (let p = 0; p < count; p++) placeOf[at[p]!] = p;
  return { at, placeOf, loopFirst };
}

/** Puts the next crossing of the wanted sense at place p, if it is there or a tie away. */
function bringForward(
  at: Int32Array,
  p: number,
  end: number,
  wanted: number,
  on: Int32Array,
  t: Float64Array,
  enters: Uint8Array,
): boolean {
  const here = at[p]!;
  let q = p;
  while (enters[at[q]!] !== wanted) {
    q++;
    if (q === end || on[at[q]!] !== on[here] || t[at[q]!]! - t[here]! > TIE) return false;
  }
  const crossing = at[q]!;
  for (let k = q; k > p; k--) at[k] = at[k - 1]!;
  at[p] = crossing;
  return true;
}
