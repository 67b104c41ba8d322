/** Walls that have no room for contours and hatch: struts, sheets of lattices, fins. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { compareLoops } from '../geometry/canonical-loops.ts';
import { unitePositive } from '../geometry/clipping.ts';
import { intersectSets, subtractSets } from '../geometry/combine-sets.ts';
import { growableFloats, pushFloat } from '../geometry/growable.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { middleLines } from './middle-lines.ts';
import { type PartedLines, partLines } from './part-lines.ts';
import {
  markTight,
  type TouchedBoundary,
  type TouchRoom,
  tightPlaces,
  touchedBoundary,
  touchRoom,
} from './tight-places.ts';

/** The thin walls of an area. */
export interface ThinWalls {
  /** Lines along the middle of what is narrower than one melt width; closed ones are rings. */
  readonly middles: readonly Polyline[];
  /** Middle lines that were left out as too short. */
  readonly skipped: number;
  /** Parts lines that run inside the boundary by a distance: `inside` lie where a wall is at most two melt widths. */
  part(lines: Loops, distanceMm: number): PartedLines;
}

/** Rounding of an offset there and back, along curves: no wall. */
const ROUNDING_MM = 0.002;
/** Places along a boundary at which circles are tried are at most this share of the melt width apart. */
const STEP_SHARE = 0.5;
/** What the melt of contours leaves of a corner or a notch is no wall below this area in squares of half a melt width: a corner of 45 degrees has 1.2. */
const LEAST_NARROW = 1;
/** No narrow place reaches this many melt widths beyond the squares of its tight places, and circles that open it one more. */
const WITHIN_WIDTHS = 1;
const OPEN_WIDTHS = 2.1;
/** What lies this many melt widths around the squares of narrow places is looked at: a line reaches half of one, and sees the boundary one ahead of its end. */
const AROUND_WIDTHS = 1.5;
/** A slender stretch of this many melt widths or less is a corner (one of 45 degrees has 2.4), and one between slender ones belongs to them. */
const LEAST_SLENDER = 3;

/**
 * Finds the thin walls of an area: where a circle of one melt width, or of two, that touches the boundary from inside does not fit.
 *
 * @param solid - clean loops
 * @param inside - `solid` shrunk by half a melt width, as its contours run: where it is left, there is a path and no need of a middle line
 * @param room - lines are parted until it is used again
 */
export function thinWalls(
  solid: Loops,
  inside: Loops,
  meltWidthMm: number,
  leastLengthMm: number,
  room: TouchRoom = touchRoom(),
): ThinWalls {
  // In one order, as ties of triangles follow that of the points.
  const [loops, shrunk] = [inOneOrder(solid), inOneOrder(inside)];
  const boundary = touchedBoundary(loops, meltWidthMm, room);
  const { area, narrow } = narrowPlaces(loops, shrunk, boundary, meltWidthMm, leastLengthMm);
  const stepMm = STEP_SHARE * meltWidthMm;
  return {
    ...middleLines(area, narrow, meltWidthMm, leastLengthMm),
    part: (lines, distanceMm) =>
      partLines(lines, stepMm, LEAST_SLENDER * meltWidthMm, markTight(boundary, meltWidthMm, distanceMm), room.places),
  };
}

function inOneOrder(loops: Loops): Loops {
  return [...loops].sort((a, b) => compareLoops(a.xy, b.xy));
}

/** What is narrower than a melt width, and the area as far as it matters for that and for lines of the least length there. */
function narrowPlaces(
  solid: Loops,
  inside: Loops,
  boundary: TouchedBoundary,
  meltWidthMm: number,
  leastLengthMm: number,
): { readonly area: Loops; readonly narrow: Loops } {
  const reachMm = meltWidthMm / 2;
  const leastMm2 = LEAST_NARROW * reachMm * reachMm;
  const { xy, corners } = tightPlaces(boundary, reachMm, STEP_SHARE * meltWidthMm, leastMm2);
  if (xy.length === 0) return { area: [], narrow: [] };
  // All that follows is local: only the cuts by squares look at the whole layer.
  const tight = squaresOf(xy, meltWidthMm);
  const near = grown(tight, meltWidthMm, OPEN_WIDTHS * meltWidthMm);
  // Not shrunk anew: of a wall of just a melt width cut points, rounded to the grid, may leave slivers elsewhere than where the contour runs.
  const open = insetLoops(intersectSets(inside, near), reachMm + ROUNDING_MM);
  const within = intersectSets(solid, grown(tight, meltWidthMm, WITHIN_WIDTHS * meltWidthMm));
  const isAll = open.length === 0 && corners === 0;
  const narrow = isAll ? within : largeParts(subtractSets(within, open), leastMm2);
  if (narrow.length === 0) return { area: [], narrow };
  const around = squaresOf(placesAlong(narrow, meltWidthMm), meltWidthMm);
  return {
    area: intersectSets(solid, grown(around, meltWidthMm, AROUND_WIDTHS * meltWidthMm + leastLengthMm)),
    narrow,
  };
}

function largeParts(loops: Loops, leastMm2: number): Loops {
  const parts = nestLoops(loops).filter(({ outline, holes }) => loopsAreaMm2([outline, ...holes]) >= leastMm2);
  return parts.flatMap(({ outline, holes }) => [outline, ...holes]);
}

/** Points along loops, at most a step apart. */
function placesAlong(loops: Loops, stepMm: number): Float64Array {
  const out = growableFloats(64);
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const dx = xy[i]! - xy[j]!;
      const dy = xy[i + 1]! - xy[j + 1]!;
      const steps = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / stepMm));
      for (let k = 0; k < steps; k++) {
        pushFloat(out, xy[j]! + (k / steps) * dx);
        pushFloat(out, xy[j + 1]! + (k / steps) * dy);
      }
    }
  }
  return out.values.subarray(0, out.length);
}

/** The squares of a size that hold points: their numbers, rising. */
function squaresOf(xy: Float64Array, sizeMm: number): Float64Array {
  const squares = new Set<number>();
  for (let i = 0; i < xy.length; i += 2) {
    squares.add((Math.floor(xy[i + 1]! / sizeMm) + MIDDLE) * 2 * MIDDLE + Math.floor(xy[i]! / sizeMm) + MIDDLE);
  }
  return Float64Array.from(squares).sort();
}

/** Squares have whole numbers up to this on either side of the origin, and one number made of both. */
const MIDDLE = 2 ** 24;

/** The area of squares with a rim: rectangles of those that follow each other in a row, united. */
function grown(rising: Float64Array, sizeMm: number, rimMm: number): Loops {
  const rectangles: Polyline[] = [];
  for (let from = 0, to = 1; from < rising.length; from = to, to++) {
    while (to < rising.length && rising[to] === rising[to - 1]! + 1) to++;
    const column = (rising[from]! % (2 * MIDDLE)) - MIDDLE;
    const row = Math.floor(rising[from]! / (2 * MIDDLE)) - MIDDLE;
    const [x0, y0] = [column * sizeMm - rimMm, row * sizeMm - rimMm];
    const [x1, y1] = [(column + to - from) * sizeMm + rimMm, (row + 1) * sizeMm + rimMm];
    rectangles.push({ xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1), closed: true });
  }
  return unitePositive(rectangles);
}
