/** The place of a piece that is furthest from what holds it. */
import type { Clearance } from '../../geometry/clearance.ts';
import { isInsideLoop } from '../../geometry/inside-loop.ts';
import type { NestedLoops } from '../../geometry/loop-nesting.ts';
import type { PiecePlaces } from './piece-places.ts';

/** A place and its distance from the nearest border of what holds. */
export interface FurthestIn {
  readonly xMm: number;
  readonly yMm: number;
  readonly awayMm: number;
}

/** Distances are told to this. */
const RESOLUTION_MM = 0.001;

/**
 * Returns the furthest of the places given; from there it is climbed in steps that halve, within the piece. Distance changes no faster than place, so
 * the answer falls short of the greatest distance by at most what two places of the piece are apart, and of a corner not at all.
 *
 * @param firstMm - a distance that is surely exceeded somewhere
 */
export function furthestIn(piece: NestedLoops, places: PiecePlaces, held: Clearance, firstMm: number): FurthestIn {
  let best: FurthestIn | null = null;
  for (const xy of [places.within, places.corners]) {
    for (let i = 0; i < xy.length; i += 2) best = better(best, held, xy[i]!, xy[i + 1]!, firstMm);
  }
  if (best === null) return { xMm: piece.outline.xy[0]!, yMm: piece.outline.xy[1]!, awayMm: 0 };
  for (let step = places.stepMm; step > RESOLUTION_MM; ) {
    const from: FurthestIn = best;
    for (const [ux, uy] of WAYS) {
      const [x, y] = [from.xMm + step * ux, from.yMm + step * uy];
      if (isInside(piece, x, y)) best = better(best, held, x, y, firstMm);
    }
    if (best === from) step /= 2;
  }
  return best;
}

const WAYS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
  [0.75, 0.75],
  [-0.75, 0.75],
  [-0.75, -0.75],
  [0.75, -0.75],
] as const;

function isInside({ outline, holes }: NestedLoops, x: number, y: number): boolean {
  return isInsideLoop(outline.xy, x, y) && !holes.some(({ xy }) => isInsideLoop(xy, x, y));
}

/** The place asked for where it is further by what can be told, else the one before. */
function better(best: FurthestIn | null, held: Clearance, xMm: number, yMm: number, firstMm: number): FurthestIn | null;
function better(best: FurthestIn, held: Clearance, xMm: number, yMm: number, firstMm: number): FurthestIn;
function better(best: FurthestIn | null, held: Clearance, xMm: number, yMm: number, firstMm: number) {
  let sure = best === null ? 0 : best.awayMm + RESOLUTION_MM;
  if (held.isWithin(xMm, yMm, sure)) return best;
  let over = Math.max(2 * sure, firstMm);
  while (!held.isWithin(xMm, yMm, over)) {
    sure = over;
    over *= 2;
  }
  while (over - sure > RESOLUTION_MM / 2) {
    const middle = (sure + over) / 2;
    if (held.isWithin(xMm, yMm, middle)) over = middle;
    else sure = middle;
  }
  return { xMm, yMm, awayMm: (sure + over) / 2 };
}
