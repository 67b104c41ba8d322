/** Beam compensation and the contours inside it. */
import type { Loops } from '../core/polyline.ts';
import type { ParamsKey } from '../core/toolpath.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import type { ContourSettings } from './settings.ts';
import { inSweepOrder } from './sweep-order.ts';

/** The closed paths at one distance from the boundary, in execution order. */
export interface ContourLevel {
  readonly params: ParamsKey;
  readonly loops: Loops;
}

/**
 * Returns the contours of an area, outermost level first: the first beamCompensationMm inside the boundary, each further one
 * offsetMm inside the one before (inward offsets add up exactly, and the next one has less left to do). A level that
 * the area is too thin for is empty there: see `thinWalls`.
 *
 * @param solid - clean loops (`unitePositive`)
 */
export function planContours(solid: Loops, { beamCompensationMm, offsetMm, count }: ContourSettings): ContourLevel[] {
  const outer = insetLoops(solid, -beamCompensationMm);
  const levels: ContourLevel[] = [{ params: 'contour-outer', loops: inSweepOrder(outer) }];
  for (let k = 1, loops = outer; k < count; k++) {
    loops = insetLoops(loops, -offsetMm);
    levels.push({ params: 'contour-inner', loops: inSweepOrder(loops) });
  }
  return levels;
}

/** Returns the area that hatch lines may fill: inside the innermost contour by the hatch offset. */
export function hatchArea(contours: readonly ContourLevel[], hatchOffsetMm: number): Loops {
  return insetLoops(contours.at(-1)?.loops ?? [], -hatchOffsetMm);
}
