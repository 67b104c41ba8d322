/**
 * Shortens the way through places that are visited one after the other: Or-opt and 2-opt (G. A. Croes, "A Method for Solving Traveling-Salesman Problems",
 * 1958; I. Or, 1976) over the nearest neighbours of each end. The way begins at a given place and may end anywhere, or goes on to one. Each step makes it shorter, the
 * order in which steps are tried is fixed and their number is bounded, so that the same places give the same way.
 */
import { nearestEnds } from './nearest-ends.ts';

/** What is laid in one go. Where it may be turned it can as well be entered where it ends. */
export interface Stop {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly isTurnable: boolean;
}

/** A stop in its turn on the way. */
export interface VisitedStop {
  readonly stop: number;
  readonly isTurned: boolean;
}

/** Ends of other stops that are tried for each end. */
const NEIGHBOURS = 6;
/** So many stops in a row are moved to another place together. */
const LONGEST_MOVED = 3;
/** Times that all stops are gone through. */
const MOST_ROUNDS = 12;
/** Ways with more stops stay as they are. */
const MOST_STOPS = 20_000;
/** A step that gains less than this in mm is rounding. */
const LEAST_GAIN_MM = 1e-4;

/** A place in mm. */
export type Place = readonly [xMm: number, yMm: number];

/** What a travel costs beside its length: above some length filament is pulled back, which takes as long as so many mm of travel. */
export interface PullCost {
  readonly fromMm: number;
  readonly asMm: number;
}

/** Nothing but the length counts. */
export const LENGTH_ALONE: PullCost = { fromMm: 0, asMm: 0 };

/** Cost of a travel in mm. */
export function costMm(lengthMm: number, pull: PullCost): number {
  return lengthMm > pull.fromMm ? lengthMm + pull.asMm : lengthMm;
}

/** Returns the stops, given in the order of a first way, on a way that costs no more. `end`: where it goes on to; null: it ends anywhere. */
export function shortenWay(
  stops: readonly Stop[],
  [startX, startY]: Place,
  end: Place | null,
  pull: PullCost = LENGTH_ALONE,
): VisitedStop[] {
  const n = stops.length;
  const [endX, endY] = end ?? [0, 0];
  const order = Int32Array.from(stops, (_, stop) => stop);
  const turned = new Uint8Array(n);
  const visited = (): VisitedStop[] => Array.from(order, (stop, p) => ({ stop, isTurned: turned[p] === 1 }));
  if (n < 2 || n > MOST_STOPS) return visited();
  /** Both ends of each stop: 2 k where it begins as given, 2 k + 1 where it ends. */
  const x = new Float64Array(2 * n);
  const y = new Float64Array(2 * n);
  stops.forEach((stop, k) => {
    x[2 * k] = stop.fromX;
    y[2 * k] = stop.fromY;
    x[2 * k + 1] = stop.toX;
    y[2 * k + 1] = stop.toY;
  });
  const near = nearestEnds(x, y, NEIGHBOURS);
  const place = Int32Array.from(order);
  const spare = new Int32Array(n);
  const spareTurned = new Uint8Array(n);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let isBetter = false;
    for (let stop = 0; stop < n; stop++) if (improveAt(stop)) isBetter = true;
    if (!isBetter) break;
  }
  return visited();

  /** The end at which the stop at a place of the order is entered, and the one at which it is left. */
  function entry(p: number): number {
    return 2 * order[p]! + turned[p]!;
  }
  function exit(p: number): number {
    return 2 * order[p]! + 1 - turned[p]!;
  }

  /** Cost of the way from one end to another; -1 is where all begins, -2 where it goes on to. */
  function apart(a: number, b: number): number {
    if (b === -2 && end === null) return 0;
    const dx = (a < 0 ? startX : x[a]!) - (b < 0 ? endX : x[b]!);
    const dy = (a < 0 ? startY : y[a]!) - (b < 0 ? endY : y[b]!);
    return costMm(Math.sqrt(dx * dx + dy * dy), pull);
  }
  function left(p: number): number {
    return p < 0 ? -1 : exit(p);
  }
  function entered(p: number): number {
    return p >= n ? -2 : entry(p);
  }

  /** Tries what brings one of the ends of a stop together with an end near to it; true where the way became shorter. */
  function improveAt(stop: number): boolean {
    for (let side = 0; side < 2; side++) {
      const end = 2 * stop + side;
      for (let k = 0; k < NEIGHBOURS; k++) {
        const other = near[end * NEIGHBOURS + k]!;
        if (other < 0) break;
        if (bring(end, other)) return true;
      }
    }
    return false;
  }

  function bring(end: number, other: number): boolean {
    const p = place[end >> 1]!;
    const q = place[other >> 1]!;
    const isExit = exit(p) === end;
    const isOtherExit = exit(q) === other;
    // Nothing is gained unless one of the two ways that begin or end here is longer than the new one.
    const known = isExit ? apart(end, entered(p + 1)) : apart(left(p - 1), end);
    const knownOther = isOtherExit ? apart(other, entered(q + 1)) : apart(left(q - 1), other);
    const wanted = apart(end, other);
    if (wanted >= known && wanted >= knownOther) return false;
    if (isExit === isOtherExit) {
      const [low, high] = p < q ? [p, q] : [q, p];
      // Both are left here: what lies between is turned. Both are entered here: so is what lies before the later one.
      if (isExit ? turn(low + 1, high) : turn(low, high - 1)) return true;
    }
    for (let count = 1; count <= LONGEST_MOVED; count++) {
      // The stops that end or begin with the other's, put behind or before this one, and the other way about.
      if (movedTo(q, isOtherExit, count, p, isExit) || movedTo(p, isExit, count, q, isOtherExit)) return true;
    }
    return false;
  }

  /** Turns the stops from one place to another. */
  function turn(from: number, to: number): boolean {
    if (from > to) return false;
    const before = apart(left(from - 1), entered(from)) + apart(exit(to), entered(to + 1));
    const after = apart(left(from - 1), exit(to)) + apart(entry(from), entered(to + 1));
    if (after > before - LEAST_GAIN_MM || !mayTurn(from, to)) return false;
    reverse(from, to);
    return true;
  }

  /** Moves `count` stops of which that at `q` is the outermost, at the side of its exit or entry, next to the exit or entry of the stop at `p`. */
  function movedTo(q: number, byExit: boolean, count: number, p: number, isExit: boolean): boolean {
    const from = byExit ? q - count + 1 : q;
    const to = from + count - 1;
    // Behind this place they go.
    const after = isExit ? p : p - 1;
    if (from < 0 || to >= n || (after >= from - 1 && after <= to) || (p >= from && p <= to)) return false;
    // Entered by their first stop next to an exit they keep their sense.
    const isTurned = isExit === byExit;
    const first = isTurned ? exit(to) : entry(from);
    const last = isTurned ? entry(from) : exit(to);
    const opened = apart(left(from - 1), entry(from)) + apart(exit(to), entered(to + 1));
    const cut = apart(left(after), entered(after + 1));
    const now = apart(left(from - 1), entered(to + 1)) + apart(left(after), first) + apart(last, entered(after + 1));
    if (now > opened + cut - LEAST_GAIN_MM || (isTurned && !mayTurn(from, to))) return false;
    if (isTurned) reverse(from, to);
    if (after < from) rotate(after + 1, from, to);
    else rotate(from, to + 1, after);
    return true;
  }

  function mayTurn(from: number, to: number): boolean {
    for (let p = from; p <= to; p++) if (!(stops[order[p]!] as Stop).isTurnable) return false;
    return true;
  }

  function reverse(from: number, to: number): void {
    for (let a = from, b = to; a <= b; a++, b--) {
      const [stop, was] = [order[a]!, turned[a]!];
      set(a, order[b]!, 1 - turned[b]!);
      set(b, stop, 1 - was);
    }
  }

  /** Puts the stops from `middle` to `last` before those from `first` on. */
  function rotate(first: number, middle: number, last: number): void {
    spare.set(order.subarray(first, middle));
    spareTurned.set(turned.subarray(first, middle));
    let to = first;
    for (let p = middle; p <= last; p++) set(to++, order[p]!, turned[p]!);
    for (let k = 0; k < middle - first; k++) set(to++, spare[k]!, spareTurned[k]!);
  }

  function set(p: number, stop: number, isTurned: number): void {
    order[p] = stop;
    turned[p] = isTurned;
    place[stop] = p;
  }
}
