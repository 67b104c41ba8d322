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

/** Where places are further apart than this, all that may lie by the furthest one are climbed from. */
const FINE_MM = 0.05;

/**
 * Returns the furthest place: from the furthest of those given it is climbed in steps that halve, within the piece, and so from others that are
 * hardly nearer where places are wide apart. Distance changes no faster than place, so the answer falls short of the greatest distance at most by about
 * what places are apart, and of a corner not at all.
 *
 * @param firstMm - a distance that is surely exceeded somewhere
 */
export function furthestIn(piece: NestedLoops, places: PiecePlaces, held: Clearance, firstMm: number): FurthestIn {
  const { within, corners, stepMm } = places;
  let best: FurthestIn = { xMm: piece.outline.xy[0]!, yMm: piece.outline.xy[1]!, awayMm: 0 };
  for (const xy of [within, corners]) {
    for (let i = 0; i < xy.length; i += 2) best = better(best, held, xy[i]!, xy[i + 1]!, firstMm);
  }
  best = climb(piece, best, stepMm, held, firstMm, 0);
  if (stepMm <= FINE_MM) return best;
  for (let i = 0; i < within.length; i += 2) {
    const [x, y] = [within[i]!, within[i + 1]!];
    // About as far as a point may be from the nearest place.
    const atLeast = best.awayMm - 0.75 * stepMm;
    if (atLeast > 0 && held.isWithin(x, y, atLeast)) continue;
    const from = better({ xMm: x, yMm: y, awayMm: Math.max(0, atLeast) - RESOLUTION_MM }, held, x, y, firstMm);
    const top = climb(piece, from, stepMm / 2, held, firstMm, best.awayMm);
    if (top.awayMm > best.awayMm) best = top;
  }
  return best;
}

/** Goes on to further places until no step leads to one, or what is left of the steps hardly leads beyond a distance known already. */
function climb(
  piece: NestedLoops,
  from: FurthestIn,
  stepMm: number,
  held: Clearance,
  firstMm: number,
  knownMm: number,
): FurthestIn {
  let best = from;
  for (let step = stepMm; step > RESOLUTION_MM && best.awayMm + 2 * step > knownMm; ) {
    const at = best;
    for (const [ux, uy] of WAYS) {
      const [x, y] = [at.xMm + step * ux, at.yMm + step * uy];
      if (isInside(piece, x, y)) best = better(best, held, x, y, firstMm);
    }
    if (best === at) step /= 2;
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
function better(best: FurthestIn, held: Clearance, xMm: number, yMm: number, firstMm: number): FurthestIn {
  let sure = best.awayMm + RESOLUTION_MM;
  if (sure > 0 && held.isWithin(xMm, yMm, sure)) return best;
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
