/** Tells contours that cross from contours that touch or slip over each other by a fraction of a micrometre. */
import { GRID_PER_MM, snapMm } from '../core/units.ts';
import { signedAreaMm2 } from '../geometry/polygon-area.ts';
import { type EdgeCrossing, edgeCrossings, type ShiftRoom } from './edge-crossings.ts';
import { distanceToLine } from './region-test.ts';
import type { SegmentGrid } from './segment-grid.ts';

/** A place where contours change sides; the depth is how far they part next to it, null where that was not measured. */
export interface ContourCrossing {
  readonly self: boolean;
  readonly xMm: number;
  readonly yMm: number;
  readonly depthMm: number | null;
}

/** Above this many crossings in a layer each one counts, without a look at its depth. */
const MOST_JUDGED = 2000;

/** Pairs of points of two arcs up to which the depth is measured; beyond, it is only compared with the limit. */
const MOST_PAIRS = 20_000;

/**
 * Returns the crossings deeper than `depthMm`.
 *
 * Between two crossings that follow each other on a contour, both contours run side by side. Where they stay within the
 * depth all that way, the two crossings belong to one contact. A contact with an even number of crossings is a
 * touch; one with an odd number ends on the other side and is one crossing.
 */
export function contourCrossings(grid: SegmentGrid, depthMm: number, room?: ShiftRoom): ContourCrossing[] {
  const crossings = edgeCrossings(grid, room);
  const depths: (number | null)[] = crossings.map(() => null);
  const contact = crossings.map((_, k) => k);
  const lobes = new Set<number>();
  if (crossings.length <= MOST_JUDGED) joinContacts(grid, crossings, depthMm * GRID_PER_MM, contact, depths, lobes);
  const contacts = new Map<number, { first: number; odd: boolean; oddLobes: boolean; depth: number | null }>();
  for (let k = 0; k < crossings.length; k++) {
    const root = contactOf(contact, k);
    const known = contacts.get(root) ?? { first: k, odd: false, oddLobes: false, depth: null };
    const depth = depths[k] ?? known.depth;
    contacts.set(root, {
      first: known.first,
      odd: !known.odd,
      oddLobes: known.oddLobes !== lobes.has(k),
      depth: depth === null ? null : Math.min(depth, known.depth ?? depth),
    });
  }
  const found: ContourCrossing[] = [];
  for (const { first, odd, oddLobes, depth } of contacts.values()) {
    // The lobe at the end of a contact is bounded by one of its crossings, which still counts for its sides.
    if (!odd || oddLobes) continue;
    const { s, t, x, y } = crossings[first]!;
    found.push({
      self: grid.loopOf[s] === grid.loopOf[t],
      xMm: snapMm(x / GRID_PER_MM),
      yMm: snapMm(y / GRID_PER_MM),
      depthMm: depth === null ? null : depth / GRID_PER_MM,
    });
  }
  return found;
}

/** One crossing as one of its two contours passes it. */
interface Pass {
  readonly crossing: number;
  readonly loop: number;
  readonly other: number;
  readonly at: number;
  readonly atOther: number;
}

/**
 * Joins crossings within one contact, notes the least depth beside each, and the lobes too thin to count: where a contour
 * comes back to the place it crossed, four times area by length is the width of a spike or the diameter of a round lobe.
 */
function joinContacts(
  grid: SegmentGrid,
  crossings: readonly EdgeCrossing[],
  limit: number,
  contact: number[],
  depths: (number | null)[],
  lobes: Set<number>,
): void {
  const passes: Pass[] = [];
  for (const [crossing, { s, t, atS, atT }] of crossings.entries()) {
    const [a, b] = [grid.loopOf[s]!, grid.loopOf[t]!];
    passes.push({ crossing, loop: a, other: b, at: atS, atOther: atT });
    passes.push({ crossing, loop: b, other: a, at: atT, atOther: atS });
  }
  passes.sort((p, q) => p.loop - q.loop || p.other - q.other || p.at - q.at || p.crossing - q.crossing);
  for (let first = 0; first < passes.length; ) {
    let end = first;
    while (
      end < passes.length &&
      passes[end]!.loop === passes[first]!.loop &&
      passes[end]!.other === passes[first]!.other
    ) {
      end++;
    }
    for (let k = first; end - first > 1 && k < end; k++) {
      const p = passes[k]!;
      const q = passes[k + 1 < end ? k + 1 : first]!;
      const arc = arcPoints(grid, p.loop, p.at, q.at);
      if (p.crossing === q.crossing) {
        if ((4 * Math.abs(signedAreaMm2({ xy: arc, closed: true }))) / lengthOf(arc) <= limit) lobes.add(p.crossing);
        continue;
      }
      const depth = arcDepth(arc, shorterArc(grid, p.other, p.atOther, q.atOther), limit);
      if (depth !== null && depth <= limit) contact[contactOf(contact, p.crossing)] = contactOf(contact, q.crossing);
      else if (depth !== null) {
        depths[p.crossing] = Math.min(depths[p.crossing] ?? Infinity, depth);
        depths[q.crossing] = Math.min(depths[q.crossing] ?? Infinity, depth);
      }
    }
    first = end;
  }
}

function contactOf(contact: number[], k: number): number {
  let root = k;
  while (contact[root] !== root) root = contact[root]!;
  return root;
}

/** Points of a loop from one position on to another, both ends included. */
function arcPoints(grid: SegmentGrid, loop: number, from: number, to: number): Float64Array {
  const { ax, ay, bx, by, loopStart } = grid;
  const first = loopStart[loop]!;
  const size = loopStart[loop + 1]! - first;
  const start = Math.floor(from);
  const steps = (Math.floor(to) - start + size) % size || (to >= from ? 0 : size);
  const xy = new Float64Array(2 * (steps + 2));
  const put = (k: number, at: number): void => {
    const e = Math.floor(at);
    xy[2 * k] = ax[e]! + (at - e) * (bx[e]! - ax[e]!);
    xy[2 * k + 1] = ay[e]! + (at - e) * (by[e]! - ay[e]!);
  };
  put(0, from);
  for (let k = 1; k <= steps; k++) {
    const e = first + ((start - first + k) % size);
    xy[2 * k] = ax[e]!;
    xy[2 * k + 1] = ay[e]!;
  }
  put(steps + 1, to);
  return xy;
}

/** The shorter way along a loop between two positions. */
function shorterArc(grid: SegmentGrid, loop: number, from: number, to: number): Float64Array {
  const ahead = arcPoints(grid, loop, from, to);
  const back = arcPoints(grid, loop, to, from);
  return lengthOf(ahead) <= lengthOf(back) ? ahead : back;
}

function lengthOf(xy: Float64Array): number {
  let length = 0;
  for (let i = 2; i < xy.length; i += 2) length += Math.hypot(xy[i]! - xy[i - 2]!, xy[i + 1]! - xy[i - 1]!);
  return length;
}

/** Largest distance of a point of either arc from the other arc; null when above the limit and not measured. */
function arcDepth(a: Float64Array, b: Float64Array, limit: number): number | null {
  const enough = (a.length / 2) * (b.length / 2) > MOST_PAIRS ? limit : Infinity;
  const depth = Math.max(farthest(a, b, enough), farthest(b, a, enough));
  return depth > enough ? null : depth;
}

/** Largest distance of a point from a line; ends early once it is above `enough`. */
function farthest(points: Float64Array, line: Float64Array, enough: number): number {
  let most = 0;
  for (let i = 0; i < points.length && most <= enough; i += 2) {
    let least = Math.hypot(points[i]! - line[0]!, points[i + 1]! - line[1]!);
    for (let k = 2; k < line.length && least > most; k += 2) {
      least = Math.min(
        least,
        distanceToLine(points[i]!, points[i + 1]!, line[k - 2]!, line[k - 1]!, line[k]!, line[k + 1]!),
      );
    }
    if (least > most) most = least;
  }
  return most;
}
