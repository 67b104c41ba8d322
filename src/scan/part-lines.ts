/** Parts lines into stretches of two kinds. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';
import { type GrowableFloats, growableFloats, pushFloat } from '../geometry/growable.ts';
import { type LinePlaces, type MarkPlaces, noPlaces, PLACE_WORDS, reservePlaces } from '../geometry/line-places.ts';

/** Lines in pieces, each kind in their order. */
export interface PartedLines {
  readonly inside: readonly Polyline[];
  readonly outside: readonly Polyline[];
}

/** Room for points beyond this many times what is needed is given back. */
const ROOMY = 1.5;
/** Points of pieces with their ends, in points of the lines. */
const ENDS_SHARE = 1.2;

/**
 * Stretches of a line, which change from one kind to the other; their ends are numbers of points and shares of the way to the next, a closed one
 * may pass the first point.
 */
interface Stretches {
  count: number;
  /** Whether the first one is inside. */
  isInside: boolean;
  from: Float64Array;
  to: Float64Array;
  lengthMm: Float64Array;
}

/**
 * Parts closed lines by what is told of places along them. Stretches inside of at most `leastMm` are taken as
 * outside, then those outside between others as inside. Pieces begin and end in the middle between places, `stepMm` apart at most.
 *
 * @param places - room for those of all lines
 */
export function partLines(
  lines: Loops,
  stepMm: number,
  leastMm: number,
  isInside: MarkPlaces,
  places: LinePlaces = noPlaces(),
): PartedLines {
  const inside: Polyline[] = [];
  const outside: Polyline[] = [];
  const stretches = noStretches();
  // The points of all pieces lie in one room, and where each ends: a lattice has thousands of pieces.
  const points = growableFloats(0);
  const ends: number[] = [];
  const pieces: Polyline[][] = [];
  places.count = 0;
  for (const { xy } of lines) layPlaces(places, xy, stepMm);
  const marks = isInside(places);
  let place = 0;
  for (const line of lines) {
    place = setStretches(stretches, line.xy, stepMm, marks, place);
    giveShort(stretches, true, leastMm);
    giveShort(stretches, false, leastMm);
    if (stretches.count === 1) {
      (stretches.isInside ? inside : outside).push(line);
      continue;
    }
    if (points.values.length === 0) points.values = new Float64Array(roomFor(lines));
    for (let k = 0; k < stretches.count; k++) {
      const first = points.length;
      pushPoints(points, line.xy, stretches.from[k]!, stretches.to[k]!);
      if (points.length - first <= 2) points.length = first;
      else {
        const kind = (k % 2 === 0) === stretches.isInside ? inside : outside;
        // A place in the order of its kind.
        kind.push(line);
        pieces.push(kind);
        ends.push(kind.length - 1, points.length);
      }
    }
  }
  const xy = points.values.length > ROOMY * points.length ? points.values.slice(0, points.length) : points.values;
  for (let k = 0, first = 0; k < pieces.length; k++) {
    const end = ends[2 * k + 1]!;
    pieces[k]![ends[2 * k]!] = { xy: xy.subarray(first, end), closed: false };
    first = end;
  }
  return { inside, outside };
}

/** Numbers of all points of lines, and of as many ends as most layers have. */
function roomFor(lines: Loops): number {
  let numbers = 0;
  for (const { xy } of lines) numbers += xy.length;
  return Math.ceil(ENDS_SHARE * numbers) + 64;
}

function noStretches(): Stretches {
  const room = () => new Float64Array(64);
  return { count: 0, isInside: false, from: room(), to: room(), lengthMm: room() };
}

function pushStretch(stretches: Stretches, from: number, to: number, lengthMm: number): void {
  if (stretches.count === stretches.from.length) {
    for (const key of ['from', 'to', 'lengthMm'] as const) {
      const grown = new Float64Array(2 * stretches.count);
      grown.set(stretches[key]);
      stretches[key] = grown;
    }
  }
  const k = stretches.count++;
  stretches.from[k] = from;
  stretches.to[k] = to;
  stretches.lengthMm[k] = lengthMm;
}

/** Steps in which a side of a line is taken. */
function stepsOf(lengthMm: number, stepMm: number): number {
  return lengthMm > stepMm ? Math.ceil(lengthMm / stepMm) : 1;
}

/** Lays places in the middle of each step along a closed line, behind those before. */
function layPlaces(places: LinePlaces, xy: Float64Array, stepMm: number): void {
  let qx = xy[0]!;
  let qy = xy[1]!;
  for (let i = 2; i <= xy.length; i += 2) {
    const k = i < xy.length ? i : 0;
    const px = qx;
    const py = qy;
    qx = xy[k]!;
    qy = xy[k + 1]!;
    const dx = qx - px;
    const dy = qy - py;
    const length = Math.sqrt(dx * dx + dy * dy);
    const steps = stepsOf(length, stepMm);
    reservePlaces(places, steps);
    const { values } = places;
    for (let s = 0, w = PLACE_WORDS * places.count; s < steps; s++, w += PLACE_WORDS) {
      const at = (s + 0.5) / steps;
      values[w] = px + at * dx;
      values[w + 1] = py + at * dy;
      values[w + 2] = dx / length;
      values[w + 3] = dy / length;
    }
    places.count += steps;
  }
}

/** Sets the stretches of a line from the marks of its places, of which `first` is the first one; returns the first of the next line. */
function setStretches(
  stretches: Stretches,
  xy: Float64Array,
  stepMm: number,
  isInside: Uint8Array,
  first: number,
): number {
  stretches.count = 0;
  stretches.isInside = isInside[first] === 1;
  let kind = isInside[first]!;
  // The stretch in hand.
  let from = 0;
  let to = 0;
  let lengthMm = 0;
  let place = first;
  for (let i = 0; 2 * i < xy.length; i++) {
    const k = 2 * i + 2 < xy.length ? 2 * i + 2 : 0;
    const dx = xy[k]! - xy[2 * i]!;
    const dy = xy[k + 1]! - xy[2 * i + 1]!;
    const length = Math.sqrt(dx * dx + dy * dy);
    const steps = stepsOf(length, stepMm);
    for (let s = 0; s < steps; s++) {
      const here = isInside[place++]!;
      if (here !== kind) {
        pushStretch(stretches, from, to, lengthMm);
        kind = here;
        from = i + s / steps;
        lengthMm = 0;
      }
      to = i + (s + 1) / steps;
      lengthMm += length / steps;
    }
  }
  if (to > 0) pushStretch(stretches, from, to, lengthMm);
  closeUp(stretches);
  return place;
}

/** Joins the first stretch to the last one where both are of one kind. */
function closeUp(stretches: Stretches): void {
  const { count, from, to, lengthMm } = stretches;
  // Kinds change from one to the next, so those of the ends are alike where their number is odd.
  if (count < 2 || count % 2 === 0) return;
  const last = count - 1;
  to[last] = to[0]!;
  lengthMm[last]! += lengthMm[0]!;
  from.copyWithin(0, 1, count);
  to.copyWithin(0, 1, count);
  lengthMm.copyWithin(0, 1, count);
  stretches.count = last;
  stretches.isInside = !stretches.isInside;
}

/** Gives short stretches of a kind to those beside them. */
function giveShort(stretches: Stretches, isInside: boolean, leastMm: number): void {
  const { count, from, to, lengthMm } = stretches;
  if (count < 2) return;
  let kept = 0;
  let kind = false;
  for (let k = 0; k < count; k++) {
    const own = (k % 2 === 0) === stretches.isInside;
    const here = own === isInside && lengthMm[k]! <= leastMm ? !own : own;
    if (kept > 0 && here === kind) {
      to[kept - 1] = to[k]!;
      lengthMm[kept - 1]! += lengthMm[k]!;
      continue;
    }
    from[kept] = from[k]!;
    to[kept] = to[k]!;
    lengthMm[kept++] = lengthMm[k]!;
    kind = here;
  }
  stretches.isInside = (kept % 2 === 1) === kind;
  stretches.count = kept;
  closeUp(stretches);
}

/** Writes the points of a stretch of a closed line. */
function pushPoints(points: GrowableFloats, xy: Float64Array, from: number, to: number): void {
  const n = xy.length / 2;
  const first = points.length;
  const end = to <= from ? to + n : to;
  pushAt(points, first, xy, from);
  for (let i = Math.floor(from) + 1; i < end; i++) {
    const at = 2 * (i < n ? i : i - n);
    push(points, first, xy[at]!, xy[at + 1]!);
  }
  pushAt(points, first, xy, end);
}

/** Writes the point at a place of a closed line to those from `first` on. */
function pushAt(points: GrowableFloats, first: number, xy: Float64Array, position: number): void {
  const n = xy.length / 2;
  const whole = Math.floor(position);
  const share = position - whole;
  const a = 2 * (whole % n);
  if (share === 0) {
    push(points, first, xy[a]!, xy[a + 1]!);
    return;
  }
  const b = 2 * ((whole + 1) % n);
  const x = snapMm(xy[a]! + share * (xy[b]! - xy[a]!));
  push(points, first, x, snapMm(xy[a + 1]! + share * (xy[b + 1]! - xy[a + 1]!)));
}

/** Writes a point, unless it stands there. */
function push(points: GrowableFloats, first: number, x: number, y: number): void {
  const n = points.length;
  if (n > first && points.values[n - 2] === x && points.values[n - 1] === y) return;
  pushFloat(points, x);
  pushFloat(points, y);
}
