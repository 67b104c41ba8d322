/** Where a circle that touches the boundary of an area from inside does not fit. */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { type Clearance, clearanceBetween } from '../geometry/clearance.ts';
import { crowdedBoundary } from '../geometry/crowded-boundary.ts';
import { type GrowableFloats, growableFloats, pushFloat } from '../geometry/growable.ts';
import { type KeptRoom, keptRoom } from '../geometry/kept-room.ts';
import { type LinePlaces, type MarkPlaces, noPlaces, PLACE_WORDS, reservePlaces } from '../geometry/line-places.ts';
import { type LoopSegments, loopSegments } from '../geometry/loop-segments.ts';
import { lengthMm, loopsAreaMm2 } from '../geometry/polygon-area.ts';

/** What is kept from one boundary to the next. */
export interface TouchRoom {
  readonly kept: KeptRoom;
  readonly places: LinePlaces;
  /** Where on the boundary each place lies. */
  readonly at: GrowableFloats;
}

/** Returns room for one boundary at a time. */
export function touchRoom(): TouchRoom {
  return { kept: keptRoom(), places: noPlaces(), at: growableFloats(64) };
}

/** The boundary of an area, prepared for circles up to a radius. */
export interface TouchedBoundary {
  readonly room: TouchRoom;
  readonly segments: LoopSegments;
  readonly clearance: Clearance;
  /** True where circles at a place, in mm, meet nothing but what they touch; null where that is told of none. */
  readonly isEven: ((xMm: number, yMm: number) => boolean) | null;
}

/** A circle that the boundary enters by less than this fits; circles are tried a little larger, so that walls of just their width count. */
const FIT_MM = 0.001;
const LARGER_MM = 0.002;
/** Where walls are thinner than this many radii on average, boundaries are near each other everywhere. */
const LEAST_WALL = 12;
/** Ends of a tight stretch are found by halving the way to the next place that fits this often. */
const HALVINGS = 4;
/** Stretches longer than this many radii are never taken for corners. */
const LONGEST_CORNER = 6;

/** Prepares the boundary of an area for circles of at most `radiusMm`, tried up to that far inside; it is good until the room is used again. */
export function touchedBoundary(solid: Loops, radiusMm: number, room: TouchRoom = touchRoom()): TouchedBoundary {
  const { kept } = room;
  const segments = loopSegments(solid, false, kept);
  let length = 0;
  for (const loop of solid) length += lengthMm(loop);
  const isThin = 2 * loopsAreaMm2(solid) < LEAST_WALL * radiusMm * length;
  // From a place half a radius inside the far side of a circle is one and a half away, from one on the boundary it is two.
  const reach = 2 * (radiusMm + LARGER_MM) * GRID_PER_MM;
  const crowded = isThin ? null : crowdedBoundary(segments, reach, kept);
  const clearance = clearanceBetween(segments, crowded?.isNear ?? null, kept);
  const isEven =
    crowded === null ? null : (x: number, y: number) => !crowded.isCrowded(x * GRID_PER_MM, y * GRID_PER_MM);
  return { room, segments, clearance, isEven };
}

/** Marks the places of a line at which a circle does not fit that touches the boundary from inside, a distance to the right of the line. */
export function markTight(boundary: TouchedBoundary, radiusMm: number, rightMm: number): MarkPlaces {
  const { clearance, isEven, room } = boundary;
  const larger = radiusMm + LARGER_MM;
  const left = larger - rightMm;
  return (places) => {
    const { count, values } = places;
    const marks = room.kept.bytes('marks', count).fill(1);
    if (isEven !== null) {
      for (let k = 0, w = 0; k < count; k++, w += PLACE_WORDS) if (isEven(values[w]!, values[w + 1]!)) marks[k] = 0;
    }
    clearance.clearBeyond(places, left, larger - FIT_MM, marks);
    return marks;
  };
}

/** Tight places of a boundary. */
export interface TightPlaces {
  /** Points x0, y0, ... in mm. */
  readonly xy: Float64Array;
  /** Corners that were left out. */
  readonly corners: number;
}

/** A loop of a boundary. Places along it are the number of a segment and a share of it; those of a second time around are higher by the count. */
interface Loop {
  readonly segments: LoopSegments;
  readonly first: number;
  readonly count: number;
}

/**
 * Returns the places along the boundary, at most `stepMm` apart, where a circle does not fit. Corners are left out: stretches that nothing but
 * themselves keeps the circle from, and that with the chord between their ends bound less than `leastMm2`.
 */
export function tightPlaces(
  boundary: TouchedBoundary,
  radiusMm: number,
  stepMm: number,
  leastMm2: number,
): TightPlaces {
  const { segments } = boundary;
  const { starts } = segments;
  const { places, at } = boundary.room;
  const out = growableFloats(64);
  // Tight places of the stretch in hand.
  const stretch = growableFloats(64);
  const loops: Loop[] = [];
  const ends: number[] = [];
  places.count = 0;
  at.length = 0;
  for (let l = 0; l + 1 < starts.length; l++) {
    const loop = { segments, first: starts[l]!, count: starts[l + 1]! - starts[l]! };
    if (loop.count === 0) continue;
    layPlaces(loop, stepMm * GRID_PER_MM, places, at);
    loops.push(loop);
    ends.push(places.count);
  }
  const isTight = markTight(boundary, radiusMm, 0)(places);
  let corners = 0;
  for (const [l, loop] of loops.entries()) {
    const first = ends[l - 1] ?? 0;
    const count = ends[l]! - first;
    const own = isTight.subarray(first, first + count);
    const fits = own.indexOf(0);
    // Stretches are told from the first place that fits, once around; where none does, all is one.
    stretch.length = 0;
    let before = fits < 0 ? -1 : at.values[first + fits]!;
    for (let n = 0; n < count; n++) {
      const k = fits + 1 + n;
      const place = k < count ? at.values[first + k]! : at.values[first + k - count]! + loop.count;
      if (own[k < count ? k : k - count] === 1) {
        pushFloat(stretch, place);
        continue;
      }
      if (stretch.length > 0 && isCorner(boundary, loop, radiusMm, before, stretch, place, leastMm2)) {
        corners++;
        stretch.length = 0;
      }
      takePlaces(out, loop, stretch);
      before = place;
    }
    takePlaces(out, loop, stretch);
  }
  return { xy: out.values.slice(0, out.length), corners };
}

/** Lays places along a loop at even distances, at most a step apart, behind those before; `at` says where on it each lies. */
function layPlaces(loop: Loop, step: number, places: LinePlaces, at: GrowableFloats): void {
  const { x, y, next } = loop.segments;
  const round = lengthOf(loop);
  const count = Math.ceil(round / step);
  const apart = round / count;
  reservePlaces(places, count);
  const { values } = places;
  let place = 0;
  let soFar = 0;
  for (let k = 0; k < loop.count; k++) {
    const i = loop.first + k;
    const dx = x[next[i]!]! - x[i]!;
    const dy = y[next[i]!]! - y[i]!;
    const length = Math.sqrt(dx * dx + dy * dy);
    const until = k + 1 < loop.count ? soFar + length : Number.POSITIVE_INFINITY;
    for (; place < count && (place + 0.5) * apart < until; place++) {
      const share = Math.min(((place + 0.5) * apart - soFar) / length, 1);
      const w = PLACE_WORDS * (places.count + place);
      values[w] = (x[i]! + share * dx) / GRID_PER_MM;
      values[w + 1] = (y[i]! + share * dy) / GRID_PER_MM;
      values[w + 2] = dx / length;
      values[w + 3] = dy / length;
      pushFloat(at, i + share);
    }
    soFar += length;
  }
  places.count += count;
}

function lengthOf({ segments: { x, y, next }, first, count }: Loop): number {
  let length = 0;
  for (let i = first; i < first + count; i++) {
    const dx = x[next[i]!]! - x[i]!;
    const dy = y[next[i]!]! - y[i]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return length;
}

function takePlaces(out: GrowableFloats, loop: Loop, stretch: GrowableFloats): void {
  for (let k = 0; k < stretch.length; k++) {
    pushFloat(out, xAt(loop, stretch.values[k]!) / GRID_PER_MM);
    pushFloat(out, yAt(loop, stretch.values[k]!) / GRID_PER_MM);
  }
  stretch.length = 0;
}

/** Tells whether a stretch of tight places between two that fit is a corner without area worth the name. */
function isCorner(
  boundary: TouchedBoundary,
  loop: Loop,
  radiusMm: number,
  before: number,
  stretch: GrowableFloats,
  behind: number,
  leastMm2: number,
): boolean {
  const radius = radiusMm * GRID_PER_MM;
  if (lengthBetween(loop, before, behind) > LONGEST_CORNER * radius) return false;
  const from = lastFitting(boundary, loop, radiusMm, before, stretch.values[0]!);
  const to = lastFitting(boundary, loop, radiusMm, behind, stretch.values[stretch.length - 1]!);
  // Twice the area between the stretch and its chord, by triangles with its first point.
  const [x0, y0] = [xAt(loop, from), yAt(loop, from)];
  let [px, py, twice] = [0, 0, 0];
  for (let i = Math.floor(from) + 1; i <= Math.ceil(to); i++) {
    const at = Math.min(i, to);
    const qx = xAt(loop, at) - x0;
    const qy = yAt(loop, at) - y0;
    twice += px * qy - py * qx;
    [px, py] = [qx, qy];
  }
  if (!(Math.abs(twice) < 2 * leastMm2 * GRID_PER_MM * GRID_PER_MM)) return false;
  // Nothing else of the boundary comes into a circle anywhere along it. What follows on the loop within a diameter is no other side: a loop that
  // turns back to make one goes around a circle that fits, three radii at least.
  const first = segmentWithin(loop, Math.floor(from), -1, 2 * radius);
  const last = segmentWithin(loop, Math.floor(to), 1, 2 * radius);
  const isOwn = (e: number) => {
    if (e < loop.first || e >= loop.first + loop.count) return false;
    // The number from the first one on, as far around as it takes.
    return first + ((((e - first) % loop.count) + loop.count) % loop.count) <= last;
  };
  for (let k = 0; k < stretch.length; k++) {
    const { x, y } = centreAt(loop, stretch.values[k]!, radiusMm + LARGER_MM);
    if (boundary.clearance.isWithinBeside(x, y, radiusMm + LARGER_MM - FIT_MM, isOwn)) return false;
  }
  return true;
}

/** Centre, in mm, of the circle that touches the boundary at a place. */
function centreAt(loop: Loop, at: number, radiusMm: number): { readonly x: number; readonly y: number } {
  const { x, y, next } = loop.segments;
  const i = segmentAt(loop, at);
  const dx = x[next[i]!]! - x[i]!;
  const dy = y[next[i]!]! - y[i]!;
  const length = Math.sqrt(dx * dx + dy * dy);
  const px = xAt(loop, at) / GRID_PER_MM - (dy / length) * radiusMm;
  return { x: px, y: yAt(loop, at) / GRID_PER_MM + (dx / length) * radiusMm };
}

/** The last place that is found to fit on the way from one that does to a tight one. */
function lastFitting(
  { clearance }: TouchedBoundary,
  loop: Loop,
  radiusMm: number,
  fits: number,
  tight: number,
): number {
  let [low, high] = [fits, tight];
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    const { x, y } = centreAt(loop, middle, radiusMm + LARGER_MM);
    if (clearance.isWithin(x, y, radiusMm + LARGER_MM - FIT_MM)) high = middle;
    else low = middle;
  }
  return low;
}

/** The farthest segment, onward or back, whose near end is at most that far along the loop; less than a time around. */
function segmentWithin(loop: Loop, from: number, way: 1 | -1, most: number): number {
  let left = most;
  let i = from;
  while (left > 0 && Math.abs(i + way - from) < loop.count) {
    i += way;
    left -= lengthBetween(loop, i, i + 1);
  }
  return i;
}

function segmentAt({ first, count }: Loop, at: number): number {
  return first + ((((Math.floor(at) - first) % count) + count) % count);
}

function xAt(loop: Loop, at: number): number {
  const { x, next } = loop.segments;
  const i = segmentAt(loop, at);
  return x[i]! + (at - Math.floor(at)) * (x[next[i]!]! - x[i]!);
}

function yAt(loop: Loop, at: number): number {
  const { y, next } = loop.segments;
  const i = segmentAt(loop, at);
  return y[i]! + (at - Math.floor(at)) * (y[next[i]!]! - y[i]!);
}

function lengthBetween(loop: Loop, from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; ) {
    const end = Math.min(Math.floor(at) + 1, to);
    const dx = xAt(loop, end) - xAt(loop, at);
    const dy = yAt(loop, end) - yAt(loop, at);
    length += Math.sqrt(dx * dx + dy * dy);
    at = end;
  }
  return length;
}
