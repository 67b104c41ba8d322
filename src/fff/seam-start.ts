/** Where a closed bead begins and ends. */
import { snapMm } from '../core/units.ts';
import { directionOf } from '../geometry/line-clip.ts';
import type { Bead } from './bead.ts';
import type { SeamSettings } from './settings.ts';

/** Places along a bead that are looked at stand at most this far apart. */
const STEP_MM = 0.5;
/** A corner is the turn between the ways of this length before and behind it: offsets round inner corners. */
const WINDOW_MM = 0.4;
/** A turn to the right by more than 30 degrees is an inner corner: least sine, for turns up to a right angle. */
const LEAST_SINE = 0.5;
/** Two places that differ by less are alike; then the one further left counts, then the lower one. */
const SAME = 1e-4;
/** Golden ratio less one: seams of successive layers never line up. */
const GOLDEN = 0.618_033_988_749_894_9;
/** A place this near to a point of the bead is that point. */
const ON_POINT_MM = 0.001;

/** What decides the place of a seam. */
export interface SeamPlace {
  readonly seam: SeamSettings;
  readonly layerIndex: number;
  /** Whether a seam may be at a place; null: anywhere. If it may be nowhere, it is where it would be without the rule. */
  readonly isAllowed: ((xMm: number, yMm: number) => boolean) | null;
}

/** Returns a closed bead begun at its seam; it ends where it begins, without gap or overlap. Not for the position `nearest`. */
export function withSeam(bead: Bead, place: SeamPlace): Bead {
  const { at, total } = lengths(bead.path.xy);
  if (!(total > 0)) return bead;
  const all = candidates(at);
  const { isAllowed, seam } = place;
  const allowed = isAllowed === null ? all : all.filter((s) => isAllowed(...pointAt(bead.path.xy, at, s)));
  return begunAt(bead, at, seamAt(bead.path.xy, at, allowed.length > 0 ? allowed : all, seam, place.layerIndex));
}

function seamAt(xy: Float64Array, at: Float64Array, places: number[], seam: SeamSettings, layerIndex: number): number {
  const { cos, sin } = directionOf(seam.directionDeg);
  const ahead = (s: number) => {
    const [x, y] = pointAt(xy, at, s);
    return x * cos + y * sin;
  };
  const furthest = best(places, ahead, xy, at);
  if (seam.position === 'spread') {
    const total = at[at.length - 1]!;
    const wanted = (furthest + ((layerIndex * GOLDEN) % 1) * total) % total;
    return best(places, (s) => -Math.min(Math.abs(s - wanted), total - Math.abs(s - wanted)), xy, at);
  }
  const corners = places.filter((s) => sharpness(xy, at, s) > LEAST_SINE);
  const near =
    seam.position === 'hidden' ? corners : corners.filter((s) => apartMm(xy, at, s, furthest) <= seam.reachMm);
  return near.length > 0 ? best(near, (s) => sharpness(xy, at, s), xy, at) : furthest;
}

/** The place with the highest score. */
function best(places: readonly number[], score: (s: number) => number, xy: Float64Array, at: Float64Array): number {
  let found = places[0]!;
  let most = Number.NEGATIVE_INFINITY;
  let [foundX, foundY] = [0, 0];
  for (const s of places) {
    const value = score(s);
    if (value < most - SAME) continue;
    const [x, y] = pointAt(xy, at, s);
    const isFirst = x < foundX - SAME || (x < foundX + SAME && y < foundY);
    if (value <= most + SAME && !isFirst) continue;
    [found, foundX, foundY] = [s, x, y];
    most = Math.max(value, most);
  }
  return found;
}

/** Sine of the turn to the right at a place; 2 less the sine beyond a right angle. */
function sharpness(xy: Float64Array, at: Float64Array, s: number): number {
  const [ax, ay] = pointAt(xy, at, s - WINDOW_MM);
  const [x, y] = pointAt(xy, at, s);
  const [bx, by] = pointAt(xy, at, s + WINDOW_MM);
  const cross = (x - ax) * (by - y) - (y - ay) * (bx - x);
  const dot = (x - ax) * (bx - x) + (y - ay) * (by - y);
  const size = Math.sqrt(cross * cross + dot * dot);
  if (!(size > 0) || cross >= 0) return 0;
  return dot >= 0 ? -cross / size : 2 + cross / size;
}

function apartMm(xy: Float64Array, at: Float64Array, s: number, t: number): number {
  const [ax, ay] = pointAt(xy, at, s);
  const [bx, by] = pointAt(xy, at, t);
  return Math.sqrt((ax - bx) * (ax - bx) + (ay - by) * (ay - by));
}

/** Way up to each point of a closed line, and around it. */
function lengths(xy: Float64Array): { readonly at: Float64Array; readonly total: number } {
  const n = xy.length / 2;
  const at = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const k = i + 1 === n ? 0 : i + 1;
    const dx = xy[2 * k]! - xy[2 * i]!;
    const dy = xy[2 * k + 1]! - xy[2 * i + 1]!;
    at[i + 1] = at[i]! + Math.sqrt(dx * dx + dy * dy);
  }
  return { at, total: at[n]! };
}

function candidates(at: Float64Array): number[] {
  const out: number[] = [];
  for (let i = 0; i + 1 < at.length; i++) {
    const length = at[i + 1]! - at[i]!;
    const pieces = Math.max(1, Math.ceil(length / STEP_MM));
    for (let k = 0; k < pieces; k++) out.push(at[i]! + (length * k) / pieces);
  }
  return out;
}

/** Number of the last point at or before a way along the line. */
function stepAt(at: Float64Array, s: number): number {
  let [low, high] = [0, at.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle]! <= s) low = middle;
    else high = middle;
  }
  return low;
}

function pointAt(xy: Float64Array, at: Float64Array, way: number): [number, number] {
  const n = at.length - 1;
  const total = at[n]!;
  const s = ((way % total) + total) % total;
  const i = stepAt(at, s);
  const k = i + 1 === n ? 0 : i + 1;
  const length = at[i + 1]! - at[i]!;
  const t = length > 0 ? (s - at[i]!) / length : 0;
  return [xy[2 * i]! + t * (xy[2 * k]! - xy[2 * i]!), xy[2 * i + 1]! + t * (xy[2 * k + 1]! - xy[2 * i + 1]!)];
}

/** The same bead from a place on; a point is added there where there is none. */
function begunAt(bead: Bead, at: Float64Array, s: number): Bead {
  const { xy } = bead.path;
  const n = bead.widthMm.length;
  const i = stepAt(at, s);
  const isPoint = s - at[i]! < ON_POINT_MM;
  const isNext = !isPoint && at[i + 1]! - s < ON_POINT_MM;
  const first = isPoint ? i : (i + 1) % n;
  const points: number[] = [];
  const widths: number[] = [];
  if (!isPoint && !isNext) {
    const [x, y] = pointAt(xy, at, s);
    const share = (s - at[i]!) / (at[i + 1]! - at[i]!);
    points.push(snapMm(x), snapMm(y));
    widths.push(bead.widthMm[i]! + share * (bead.widthMm[first]! - bead.widthMm[i]!));
  }
  for (let k = 0; k < n; k++) {
    const of = (first + k) % n;
    points.push(xy[2 * of]!, xy[2 * of + 1]!);
    widths.push(bead.widthMm[of]!);
  }
  return { ...bead, path: { xy: Float64Array.from(points), closed: true }, widthMm: Float64Array.from(widths) };
}
