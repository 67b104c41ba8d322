/** Where a circle that touches the boundary of an area from inside does not fit. */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { type Clearance, clearanceBetween } from '../geometry/clearance.ts';
import { crowdedBoundary } from '../geometry/crowded-boundary.ts';
import { growableFloats, pushFloat } from '../geometry/growable.ts';
import { type LoopSegments, loopSegments } from '../geometry/loop-segments.ts';
import { lengthMm, loopsAreaMm2 } from '../geometry/polygon-area.ts';

/** The boundary of an area, prepared for circles up to a radius. */
export interface TouchedBoundary {
  readonly segments: LoopSegments;
  readonly clearance: Clearance;
  /** False where circles at a place, in mm, meet nothing but what they touch. */
  isCrowded(xMm: number, yMm: number): boolean;
}

/** Tells whether a circle does not fit, at a place of a line with a direction. */
export type TightAt = (x: number, y: number, ux: number, uy: number) => boolean;

/** A circle that the boundary enters by less than this fits; circles are tried a little larger, so that walls of just their width count. */
const FIT_MM = 0.001;
const LARGER_MM = 0.002;
/** Where walls are thinner than this many radii on average, boundaries are near each other everywhere. */
const LEAST_WALL = 4;
/** Ends of a tight stretch are found by halving the way to the next place that fits this often. */
const HALVINGS = 4;
/** Stretches longer than this many radii are never taken for corners. */
const LONGEST_CORNER = 6;

/** Prepares the boundary of an area for circles of at most `radiusMm`, tried up to that far inside. */
export function touchedBoundary(solid: Loops, radiusMm: number): TouchedBoundary {
  const segments = loopSegments(solid);
  let length = 0;
  for (const loop of solid) length += lengthMm(loop);
  const isThin = 2 * loopsAreaMm2(solid) < LEAST_WALL * radiusMm * length;
  // From a place half a radius inside the far side of a circle is one and a half away, from one on the boundary it is two.
  const reach = 2 * (radiusMm + LARGER_MM) * GRID_PER_MM;
  const crowded = isThin ? null : crowdedBoundary(segments, reach);
  const clearance = clearanceBetween(segments, crowded?.isNear ?? null);
  const isCrowded = (x: number, y: number) => crowded === null || crowded.isCrowded(x * GRID_PER_MM, y * GRID_PER_MM);
  return { segments, clearance, isCrowded };
}

/** Tells whether a circle does not fit that touches the boundary from inside, a distance to the right of a line. */
export function tightAt({ clearance, isCrowded }: TouchedBoundary, radiusMm: number, rightMm: number): TightAt {
  const larger = radiusMm + LARGER_MM;
  const left = larger - rightMm;
  return (x, y, ux, uy) => isCrowded(x, y) && clearance.isWithin(x - uy * left, y + ux * left, larger - FIT_MM);
}

/** Tight places of a boundary. */
export interface TightPlaces {
  /** Points x0, y0, ... in mm. */
  readonly xy: Float64Array;
  /** Corners that were left out. */
  readonly corners: number;
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
  const { x, y, next, starts } = boundary.segments;
  const isTight = tightAt(boundary, radiusMm, 0);
  const step = stepMm * GRID_PER_MM;
  const out = growableFloats(64);
  let corners = 0;
  for (let l = 0; l + 1 < starts.length; l++) {
    const [first, end] = [starts[l]!, starts[l + 1]!];
    if (first === end) continue;
    const round = loopLength(boundary.segments, first, end);
    const places = Math.ceil(round / step);
    const apart = round / places;
    // Where the stretch in hand begins in the list, and the place before it, which fits; a place is a number of a segment and a share of it.
    let from = out.length;
    let before = -1;
    let last = -1;
    let place = 0;
    let soFar = 0;
    for (let i = first; i < end; i++) {
      const dx = x[next[i]!]! - x[i]!;
      const dy = y[next[i]!]! - y[i]!;
      const length = Math.sqrt(dx * dx + dy * dy);
      const until = i + 1 < end ? soFar + length : Number.POSITIVE_INFINITY;
      for (; place < places && (place + 0.5) * apart < until; place++) {
        const share = Math.min(((place + 0.5) * apart - soFar) / length, 1);
        const px = (x[i]! + share * dx) / GRID_PER_MM;
        const py = (y[i]! + share * dy) / GRID_PER_MM;
        if (isTight(px, py, dx / length, dy / length)) {
          if (from === out.length) before = last;
          pushFloat(out, px);
          pushFloat(out, py);
        } else if (from < out.length) {
          if (before >= 0 && isCorner(boundary, isTight, radiusMm, before, i + share, leastMm2)) {
            out.length = from;
            corners++;
          }
          from = out.length;
        }
        last = i + share;
      }
      soFar += length;
    }
  }
  return { xy: out.values.slice(0, out.length), corners };
}

function loopLength({ x, y, next }: LoopSegments, first: number, end: number): number {
  let length = 0;
  for (let i = first; i < end; i++) {
    const dx = x[next[i]!]! - x[i]!;
    const dy = y[next[i]!]! - y[i]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return length;
}

/** Tells whether the stretch between two places of a loop that fit is a corner without area worth the name. */
function isCorner(
  { segments, clearance }: TouchedBoundary,
  isTight: TightAt,
  radiusMm: number,
  before: number,
  behind: number,
  leastMm2: number,
): boolean {
  const { x, y, next } = segments;
  if (lengthBetween(segments, before, behind) > LONGEST_CORNER * radiusMm * GRID_PER_MM) return false;
  const from = lastFitting(segments, isTight, before, behind);
  const to = lastFitting(segments, isTight, behind, before);
  if (!(from < to)) return false;
  // Twice the area between the stretch and its chord, by triangles with its first point.
  const [x0, y0] = [xAt(segments, from), yAt(segments, from)];
  let [px, py, twice] = [0, 0, 0];
  for (let i = Math.floor(from) + 1; i <= Math.ceil(to); i++) {
    const at = Math.min(i, to);
    const qx = xAt(segments, at) - x0;
    const qy = yAt(segments, at) - y0;
    twice += px * qy - py * qx;
    [px, py] = [qx, qy];
  }
  const areaMm2 = twice / (2 * GRID_PER_MM * GRID_PER_MM);
  if (!(Math.abs(areaMm2) < leastMm2)) return false;
  // Nothing else of the boundary comes into a circle anywhere along it. What follows on the loop within a diameter is no other side: a loop that
  // turns back to make one goes around a circle that fits, three radii at least.
  const larger = radiusMm + LARGER_MM;
  const diameter = 2 * radiusMm * GRID_PER_MM;
  const first = segmentWithin(segments, Math.floor(from), -1, diameter);
  const last = segmentWithin(segments, Math.floor(to), 1, diameter);
  for (let i = Math.floor(from); i <= Math.floor(to); i++) {
    const dx = x[next[i]!]! - x[i]!;
    const dy = y[next[i]!]! - y[i]!;
    const length = Math.sqrt(dx * dx + dy * dy);
    for (const at of [Math.max(i, from), (Math.max(i, from) + Math.min(i + 1, to)) / 2, Math.min(i + 1, to)]) {
      const share = at - i;
      const cx = (x[i]! + share * dx) / GRID_PER_MM - (dy / length) * larger;
      const cy = (y[i]! + share * dy) / GRID_PER_MM + (dx / length) * larger;
      if (clearance.isWithinBeside(cx, cy, larger - FIT_MM, first, last)) return false;
    }
  }
  return true;
}

/** The last place that is found to fit on the way from one that does towards the tight ones before another. */
function lastFitting(segments: LoopSegments, isTight: TightAt, fits: number, towards: number): number {
  const { x, y, next } = segments;
  let low = fits;
  // Half of the way at most: there, or before, it is tight.
  let high = (fits + towards) / 2;
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    const i = Math.floor(middle);
    const dx = x[next[i]!]! - x[i]!;
    const dy = y[next[i]!]! - y[i]!;
    const length = Math.sqrt(dx * dx + dy * dy);
    const isHere = isTight(
      xAt(segments, middle) / GRID_PER_MM,
      yAt(segments, middle) / GRID_PER_MM,
      dx / length,
      dy / length,
    );
    if (isHere) high = middle;
    else low = middle;
  }
  return low;
}

/** The farthest segment of the same loop, onward or back but not over its first point, whose near end is at most that far along it. */
function segmentWithin({ x, y, next }: LoopSegments, from: number, way: 1 | -1, most: number): number {
  let left = most;
  let i = from;
  while (left > 0) {
    const other = i + way;
    if (way === 1 ? next[i] !== other : i === 0 || next[other] !== i) break;
    const dx = x[next[other]!]! - x[other]!;
    const dy = y[next[other]!]! - y[other]!;
    left -= Math.sqrt(dx * dx + dy * dy);
    i = other;
  }
  return i;
}

function xAt({ x, next }: LoopSegments, at: number): number {
  const i = Math.floor(at);
  return at === i ? x[i]! : x[i]! + (at - i) * (x[next[i]!]! - x[i]!);
}

function yAt({ y, next }: LoopSegments, at: number): number {
  const i = Math.floor(at);
  return at === i ? y[i]! : y[i]! + (at - i) * (y[next[i]!]! - y[i]!);
}

function lengthBetween(segments: LoopSegments, from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; ) {
    const end = Math.min(Math.floor(at) + 1, to);
    const dx = xAt(segments, end) - xAt(segments, at);
    const dy = yAt(segments, end) - yAt(segments, at);
    length += Math.sqrt(dx * dx + dy * dy);
    at = end;
  }
  return length;
}
