/** Tells what hangs between two sides that hold it from what is held on one side alone. */
import type { Clearance } from '../../geometry/clearance.ts';
import type { NestedLoops } from '../../geometry/loop-nesting.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import type { PiecePlaces } from './piece-places.ts';

/** Directions that are tried, over half a turn. */
const DIRECTIONS = 24;
/** The border of a grown area is off by chords and the grid. */
const ROOM_MM = 0.003;
/** A longer way between two sides passes along a ledge, not over a gap: in the middle of a gap each side is half a span away. */
const SPAN_PER_DISTANCE = 3;

/**
 * Returns the least way over a piece, in mm from solid to solid, both ends of which lie where the piece meets what holds it; null where there is
 * none. It is sought from the furthest of the places within, in 24 directions, so a way askew of them is told up to 0.3 % too long.
 *
 * @param reachMm - how far from what holds it the piece begins
 * @param awayMm - the greatest distance of the piece from what holds it
 */
export function bridgeSpanMm(
  piece: NestedLoops,
  { within }: PiecePlaces,
  held: Clearance,
  reachMm: number,
  awayMm: number,
): number | null {
  let [x, y, sure] = [0, 0, -1];
  for (let i = 0; i < within.length; i += 2) {
    if (sure >= 0 && held.isWithin(within[i]!, within[i + 1]!, sure + ROOM_MM)) continue;
    [x, y] = [within[i]!, within[i + 1]!];
    sure = distanceOf(held, x, y, Math.max(0, sure), 2 * awayMm);
  }
  if (sure < 0) return null;
  let least = SPAN_PER_DISTANCE * awayMm;
  let isBridge = false;
  for (let k = 0; k < DIRECTIONS; k++) {
    const ux = cosineOfCycles(k / (2 * DIRECTIONS));
    const uy = sineOfCycles(k / (2 * DIRECTIONS));
    const [back, ahead] = waysOut(piece, x, y, ux, uy);
    const spanMm = ahead - back + 2 * reachMm;
    if (!(spanMm < least)) continue;
    const near = reachMm + ROOM_MM;
    if (!held.isWithin(x + back * ux, y + back * uy, near) || !held.isWithin(x + ahead * ux, y + ahead * uy, near))
      continue;
    least = spanMm;
    isBridge = true;
  }
  return isBridge ? least : null;
}

function distanceOf(held: Clearance, x: number, y: number, sureMm: number, overMm: number): number {
  let [sure, over] = [sureMm, Math.max(overMm, sureMm)];
  while (over - sure > ROOM_MM) {
    const middle = (sure + over) / 2;
    if (held.isWithin(x, y, middle)) over = middle;
    else sure = middle;
  }
  return sure;
}

/** How far a line runs within a piece from a point in it, backward (below 0) and ahead. */
function waysOut({ outline, holes }: NestedLoops, x: number, y: number, ux: number, uy: number): [number, number] {
  let [back, ahead] = [-Infinity, Infinity];
  for (const { xy } of [outline, ...holes]) {
    let ax = xy[xy.length - 2]! - x;
    let ay = xy[xy.length - 1]! - y;
    let aSide = ux * ay - uy * ax;
    for (let i = 0; i < xy.length; i += 2) {
      const bx = xy[i]! - x;
      const by = xy[i + 1]! - y;
      const bSide = ux * by - uy * bx;
      if (aSide > 0 !== bSide > 0) {
        const share = aSide / (aSide - bSide);
        const along = ux * (ax + share * (bx - ax)) + uy * (ay + share * (by - ay));
        if (along > 0) ahead = Math.min(ahead, along);
        else back = Math.max(back, along);
      }
      [ax, ay, aSide] = [bx, by, bSide];
    }
  }
  return [back, ahead];
}
