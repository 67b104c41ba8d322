/** Places along a line by its length, and stretches between them. */
import type { Polyline } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';

/**
 * Returns the length in mm from the first point of a line to each of its points; of a closed line the whole length comes last, as that to the
 * first point again.
 */
export function lengthsAlong({ xy, closed }: Polyline): Float64Array {
  const n = xy.length / 2;
  const lengths = new Float64Array(closed ? n + 1 : n);
  for (let i = 1; i < lengths.length; i++) {
    const [a, b] = [2 * (i - 1), 2 * (i % n)];
    const dx = xy[b]! - xy[a]!;
    const dy = xy[b + 1]! - xy[a + 1]!;
    lengths[i] = lengths[i - 1]! + Math.sqrt(dx * dx + dy * dy);
  }
  return lengths;
}

/** A place of a line. */
export interface LinePlace {
  /** Length along the line. */
  readonly mm: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Returns the two places at these lengths along a line and the points of the line between them, in order; of a closed line `toMm` may lie
 * rounds beyond `fromMm`.
 */
export function placesBetween(
  { xy, closed }: Polyline,
  lengths: Float64Array,
  fromMm: number,
  toMm: number,
): LinePlace[] {
  const n = xy.length / 2;
  const wholeMm = lengths[lengths.length - 1]!;
  const places: LinePlace[] = [];
  /** Adds a place and returns the number of the segment that it lies on, counted on from round to round. */
  const addAt = (mm: number): number => {
    const round = closed ? Math.floor(mm / wholeMm) : 0;
    const within = mm - round * wholeMm;
    const i = segmentAt(lengths, within);
    const [a, b] = [2 * i, 2 * ((i + 1) % n)];
    const share = (within - lengths[i]!) / (lengths[i + 1]! - lengths[i]!);
    const x = xy[a]! + share * (xy[b]! - xy[a]!);
    const y = xy[a + 1]! + share * (xy[b + 1]! - xy[a + 1]!);
    places.push({ mm, x, y });
    return i + round * n;
  };
  for (let i = addAt(fromMm) + 1; ; i++) {
    const mm = lengths[i % n]! + Math.floor(i / n) * wholeMm;
    if (mm >= toMm || (!closed && i >= n)) break;
    places.push({ mm, x: xy[2 * (i % n)]!, y: xy[2 * (i % n) + 1]! });
  }
  addAt(toMm);
  return places;
}

/**
 * Returns the points from one place of a line to another. Those of the line stay what they are; ends that are none of them are put on the grid
 * of coordinates, which is the only rounding.
 */
export function stretchOf(line: Polyline, lengths: Float64Array, fromMm: number, toMm: number): Float64Array {
  const points: number[] = [];
  for (const place of placesBetween(line, lengths, fromMm, toMm)) {
    const x = snapMm(place.x);
    const y = snapMm(place.y);
    if (points[points.length - 2] !== x || points[points.length - 1] !== y) points.push(x, y);
  }
  return Float64Array.from(points);
}

/** Returns a closed line that begins at a place of it. */
export function beginningAt(line: Polyline, lengths: Float64Array, startMm: number): Polyline {
  const xy = stretchOf(line, lengths, startMm, startMm + lengths[lengths.length - 1]!);
  return { xy: xy.slice(0, -2), closed: true };
}

/** Number of the segment that holds a length, by halving. */
function segmentAt(lengths: Float64Array, mm: number): number {
  let low = 0;
  let high = lengths.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lengths[middle]! <= mm) low = middle;
    else high = middle;
  }
  return low;
}
