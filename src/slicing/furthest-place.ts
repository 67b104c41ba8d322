/** The place of an area that is furthest from another one. */
import type { Loops } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';
import { offsetLoops } from '../geometry/clipping.ts';
import { intersectSets, subtractSets } from '../geometry/combine-sets.ts';

/** A place and how far it is from the nearest point of the other area. */
export interface FurthestPlace {
  readonly xMm: number;
  readonly yMm: number;
  /** Infinite where there is no other area. */
  readonly awayMm: number;
}

/** The distance is told to this. */
const RESOLUTION_MM = 0.002;

/**
 * Returns the place of `area` furthest from `other`; null where the other one covers it all. The other area is grown until nothing is left,
 * first in steps that double, then by halves. What is left is soon small, and only what lies near it is grown.
 */
export function furthestPlace(area: Loops, other: Loops, firstStepMm: number): FurthestPlace | null {
  let left = subtractSets(area, other);
  if (left.length === 0) return null;
  if (other.length === 0) return placeIn(left, Infinity);
  let sure = 0;
  let step = Math.max(firstStepMm, RESOLUTION_MM);
  let over = Infinity;
  while (over - sure > RESOLUTION_MM) {
    const next = over === Infinity ? sure + step : (sure + over) / 2;
    const beyond = subtractSets(left, offsetLoops(nearTo(left, other, next), next));
    if (beyond.length === 0) over = next;
    else {
      left = beyond;
      sure = next;
      step *= 2;
    }
  }
  return placeIn(left, sure);
}

/** What of an area lies within a distance of the box around another one. */
function nearTo(loops: Loops, other: Loops, withinMm: number): Loops {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { xy } of loops) {
    for (let i = 0; i < xy.length; i += 2) {
      x0 = Math.min(x0, xy[i]!);
      x1 = Math.max(x1, xy[i]!);
      y0 = Math.min(y0, xy[i + 1]!);
      y1 = Math.max(y1, xy[i + 1]!);
    }
  }
  const margin = withinMm + RESOLUTION_MM;
  const box = [x0 - margin, y0 - margin, x1 + margin, y0 - margin, x1 + margin, y1 + margin, x0 - margin, y1 + margin];
  return intersectSets(other, [{ xy: Float64Array.from(box, snapMm), closed: true }]);
}

function placeIn([loop]: Loops, awayMm: number): FurthestPlace {
  return { xMm: loop?.xy[0] ?? 0, yMm: loop?.xy[1] ?? 0, awayMm };
}
