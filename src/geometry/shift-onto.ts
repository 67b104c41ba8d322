/** Where a part can stand in a build area without being turned. */
import type { BuildArea, PlateFigure } from '../core/build-area.ts';
import { snapMm } from '../core/units.ts';
import { cornersOf, isConvex, outsideOf } from './build-area.ts';
import { centroidMm } from './polygon-area.ts';
import { smallestCircle } from './smallest-circle.ts';

/** A shift in the plane, in mm. */
export type Shift = readonly [number, number];

/** Places that are tried along each side of the room, where none is known. */
const TRIES = 41;
/** Rounding of a distance: what is too large by less is tried all the same. */
const HAIR_MM = 1e-6;

/**
 * Returns the shift of an outline x,y, ... (the convex hull of a part) that puts it into a build area, clear of the exclusions: the one
 * that is wanted where that does, else one in the middle of the room that there is, else the nearest of a grid of places. It is a whole
 * number of grid units. Null where none was found: without exclusions, in a convex area, there is none then.
 */
export function shiftOnto(area: BuildArea, hull: Float64Array, wanted: Shift): Shift | null {
  const fits = ([x, y]: Shift): boolean => {
    const moved = hull.map((value, i) => value + (i % 2 === 0 ? x : y));
    return outsideOf(area, { loops: [moved], lines: [], vectors: [] }).length === 0;
  };
  const first = snapped(wanted);
  if (fits(first)) return first;
  const room = roomOf(area.outline, hull);
  if (room === null) return null;
  const middle = snapped(room.middle);
  if (fits(middle)) return middle;
  return gridOf(room.box, first).find(fits) ?? null;
}

/** Shifts that may put an outline into a figure: the box around them, and one in their middle. */
interface Room {
  readonly box: readonly [number, number, number, number];
  readonly middle: Shift;
}

/** Null where the outline does not fit into a convex figure, or into the box of another one. */
function roomOf(figure: PlateFigure, hull: Float64Array): Room | null {
  if (figure.shape === 'circle') {
    const around = smallestCircle(hull);
    const middle: Shift = [figure.xMm - around.xMm, figure.yMm - around.yMm];
    const { xMm, yMm, radiusMm } = figure;
    if (around.radiusMm > radiusMm + HAIR_MM) return null;
    const [xMin, yMin, xMax, yMax] = boxOf(hull);
    return {
      box: [xMm - radiusMm - xMin, yMm - radiusMm - yMin, xMm + radiusMm - xMax, yMm + radiusMm - yMax],
      middle,
    };
  }
  const corners = cornersOf(figure)!;
  const [x0, y0, x1, y1] = boxOf(corners);
  const [xMin, yMin, xMax, yMax] = boxOf(hull);
  const box = [x0 - xMin, y0 - yMin, x1 - xMax, y1 - yMax] as const;
  if (box[2] < box[0] - HAIR_MM || box[3] < box[1] - HAIR_MM) return null;
  const boxMiddle: Shift = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  if (!isConvex(corners)) return { box, middle: boxMiddle };
  let shifts: Float64Array = Float64Array.of(box[0], box[1], box[2], box[1], box[2], box[3], box[0], box[3]);
  for (let i = 0; i < corners.length; i += 2) shifts = withinSide(shifts, corners, i, hull);
  return shifts.length === 0 ? null : { box, middle: centroidMm({ xy: shifts, closed: true }) };
}

/** The part of a convex polygon of shifts that keeps an outline on the inner side of one side of a figure. */
function withinSide(shifts: Float64Array, corners: Float64Array, i: number, hull: Float64Array): Float64Array {
  const j = (i + 2) % corners.length;
  const ex = corners[j]! - corners[i]!;
  const ey = corners[j + 1]! - corners[i + 1]!;
  const length = Math.hypot(ex, ey);
  // Inward normal of a counter-clockwise side.
  const nx = -ey / length;
  const ny = ex / length;
  let least = Infinity;
  for (let k = 0; k < hull.length; k += 2) {
    least = Math.min(least, (hull[k]! - corners[i]!) * nx + (hull[k + 1]! - corners[i + 1]!) * ny);
  }
  const kept: number[] = [];
  for (let k = 0; k < shifts.length; k += 2) {
    const m = (k + 2) % shifts.length;
    const here = least + shifts[k]! * nx + shifts[k + 1]! * ny + HAIR_MM;
    const there = least + shifts[m]! * nx + shifts[m + 1]! * ny + HAIR_MM;
    if (here >= 0) kept.push(shifts[k]!, shifts[k + 1]!);
    if (here >= 0 === there >= 0) continue;
    const t = here / (here - there);
    kept.push(shifts[k]! + t * (shifts[m]! - shifts[k]!), shifts[k + 1]! + t * (shifts[m + 1]! - shifts[k + 1]!));
  }
  return Float64Array.from(kept);
}

/** Shifts all over a box, the nearest to a place first. */
function gridOf([x0, y0, x1, y1]: Room['box'], [x, y]: Shift): Shift[] {
  const shifts: { readonly shift: Shift; readonly away: number }[] = [];
  for (let row = 0; row < TRIES; row++) {
    for (let column = 0; column < TRIES; column++) {
      const shift = snapped([x0 + ((x1 - x0) * column) / (TRIES - 1), y0 + ((y1 - y0) * row) / (TRIES - 1)]);
      shifts.push({ shift, away: (shift[0] - x) ** 2 + (shift[1] - y) ** 2 });
    }
  }
  return shifts.sort((a, b) => a.away - b.away).map(({ shift }) => shift);
}

function snapped([x, y]: Shift): Shift {
  return [snapMm(x), snapMm(y)];
}

function boxOf(xy: Float64Array): readonly [number, number, number, number] {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    xMin = Math.min(xMin, xy[i]!);
    yMin = Math.min(yMin, xy[i + 1]!);
    xMax = Math.max(xMax, xy[i]!);
    yMax = Math.max(yMax, xy[i + 1]!);
  }
  return [xMin, yMin, xMax, yMax];
}
