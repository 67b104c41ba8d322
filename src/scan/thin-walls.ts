/** Walls that have no room for contours and hatch: struts, sheets of lattices, fins. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { type Clearance, clearanceOf } from '../geometry/clearance.ts';
import { unitePositive } from '../geometry/clipping.ts';
import { intersectSets, subtractSets } from '../geometry/combine-sets.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { middleLines } from './middle-lines.ts';
import { type PartedLines, partLines } from './part-lines.ts';

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
/** A circle that the boundary enters by less than this fits; circles are tried a little larger, so that walls of just their width count. */
const FIT_MM = 0.001;
const LARGER_MM = 0.002;
/** Places along a boundary at which circles are tried are at most this share of the melt width apart. */
const STEP_SHARE = 0.5;
/** What the melt of contours leaves of a corner or a notch is no wall below this area in squares of half a melt width: a corner of 45 degrees has 1.2. */
const LEAST_NARROW = 1;
/** What lies this many melt widths around the squares of tight places is looked at: a circle reaches one, its opposite side a second, a line's end a third. */
const AROUND_WIDTHS = 3;
/** A slender stretch of this many melt widths or less is a corner (one of 45 degrees has 2.4), and one between slender ones belongs to them. */
const LEAST_SLENDER = 3;

/**
 * Finds the thin walls of an area: where a circle of one melt width, or of two, that touches the boundary from inside does not fit.
 *
 * @param solid - clean loops
 */
export function thinWalls(solid: Loops, meltWidthMm: number, leastLengthMm: number): ThinWalls {
  const clearance = clearanceOf(solid);
  const { area, narrow } = narrowPlaces(solid, clearance, meltWidthMm, leastLengthMm);
  const stepMm = STEP_SHARE * meltWidthMm;
  return {
    ...middleLines(area, narrow, meltWidthMm, leastLengthMm),
    part: (lines, distanceMm) =>
      partLines(lines, stepMm, LEAST_SLENDER * meltWidthMm, isTight(clearance, meltWidthMm, distanceMm)),
  };
}

/** Tells whether a circle does not fit that touches the boundary from inside, a distance to the right of a line. */
function isTight(clearance: Clearance, radiusMm: number, rightMm: number): TightAt {
  const larger = radiusMm + LARGER_MM;
  const left = larger - rightMm;
  return (x, y, ux, uy) => clearance.isWithin(x - uy * left, y + ux * left, larger - FIT_MM);
}

type TightAt = (x: number, y: number, ux: number, uy: number) => boolean;

/** What is narrower than a melt width, and the area as far as it matters for that and for lines of the least length there. */
function narrowPlaces(
  solid: Loops,
  clearance: Clearance,
  meltWidthMm: number,
  leastLengthMm: number,
): { readonly area: Loops; readonly narrow: Loops } {
  const reachMm = meltWidthMm / 2;
  const tight = tightSquares(solid, isTight(clearance, reachMm, 0), meltWidthMm);
  if (tight === null) return { area: [], narrow: [] };
  // All that follows is local: only the first step looks at the whole layer.
  const area = intersectSets(solid, tight(AROUND_WIDTHS * meltWidthMm + leastLengthMm));
  const open = insetLoops(insetLoops(area, -reachMm), reachMm + ROUNDING_MM);
  const within = intersectSets(area, tight(meltWidthMm));
  if (open.length === 0) return { area, narrow: within };
  const parts = nestLoops(subtractSets(within, open));
  const narrow = parts.filter(
    ({ outline, holes }) => loopsAreaMm2([outline, ...holes]) >= LEAST_NARROW * reachMm * reachMm,
  );
  return { area, narrow: narrow.flatMap(({ outline, holes }) => [outline, ...holes]) };
}

/** Squares of two melt widths around the places where a circle does not fit, with a rim when asked; null where all fit. */
function tightSquares(solid: Loops, isTightAt: TightAt, meltWidthMm: number): ((rimMm: number) => Loops) | null {
  const sizeMm = 2 * meltWidthMm;
  const stepMm = STEP_SHARE * meltWidthMm;
  const squares = new Set<number>();
  for (const { xy } of solid) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const dx = xy[i]! - xy[j]!;
      const dy = xy[i + 1]! - xy[j + 1]!;
      const length = Math.sqrt(dx * dx + dy * dy);
      const steps = Math.ceil(length / stepMm);
      for (let k = 0; k < steps; k++) {
        const x = xy[j]! + ((k + 0.5) / steps) * dx;
        const y = xy[j + 1]! + ((k + 0.5) / steps) * dy;
        if (!isTightAt(x, y, dx / length, dy / length)) continue;
        squares.add((Math.floor(y / sizeMm) + MIDDLE) * 2 * MIDDLE + Math.floor(x / sizeMm) + MIDDLE);
      }
    }
  }
  if (squares.size === 0) return null;
  const rising = Float64Array.from(squares).sort();
  return (rimMm) => unitePositive(runsOf(rising, sizeMm, rimMm));
}

/** Squares have whole numbers up to this on either side of the origin, and one number made of both. */
const MIDDLE = 2 ** 24;

/** Rectangles of the squares that follow each other in a row. */
function runsOf(rising: Float64Array, sizeMm: number, rimMm: number): Loops {
  const rectangles: Polyline[] = [];
  for (let from = 0, to = 1; from < rising.length; from = to, to++) {
    while (to < rising.length && rising[to] === rising[to - 1]! + 1) to++;
    const column = (rising[from]! % (2 * MIDDLE)) - MIDDLE;
    const row = Math.floor(rising[from]! / (2 * MIDDLE)) - MIDDLE;
    const [x0, y0] = [column * sizeMm - rimMm, row * sizeMm - rimMm];
    const [x1, y1] = [(column + to - from) * sizeMm + rimMm, (row + 1) * sizeMm + rimMm];
    rectangles.push({ xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1), closed: true });
  }
  return rectangles;
}
