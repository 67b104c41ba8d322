/** What is left bare between one ring and the next. */
import type { Loops } from '../../core/polyline.ts';
import { subtractSets } from '../../geometry/combine-sets.ts';
import { type GrowableFloats, growableFloats, pushFloat } from '../../geometry/growable.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import { insetWithTrims } from '../../geometry/inset-trims.ts';
import { nestLoops } from '../../geometry/loop-nesting.ts';
import { placesBeyond } from '../../geometry/places-beyond.ts';
import { loopsAreaMm2 } from '../../geometry/polygon-area.ts';

/** A track covers this share of the spacing to each side; what lies between rings and further from both gets a line of its own. */
const REACH_SHARE = 0.75;
/** Gaps with less area than this, in squares of the spacing, are corners. */
const LEAST_GAP = 0.05;
/** Places at which gaps are looked for are at most this share of the spacing apart. */
const STEP_SHARE = 0.5;
/** Offsets round to the grid of coordinates. */
const ROUNDING_MM = 0.001;

/** The ring inside another one, and what neither reaches. */
export interface NextRing {
  readonly next: Loops;
  readonly gaps: Loops;
}

/**
 * Returns the ring a spacing inside another one, and the gaps between them.
 *
 * A place in a gap lies nearer than a spacing to its foot on the ring, and the next ring is missing beyond it: so gaps lie only beside what
 * was trimmed of the raw offset curve, which of most rings is a few corners. There places are tried, and where one is bare the area is cut out.
 */
export function nextRing(ring: Loops, spacingMm: number): NextRing {
  const inset = insetWithTrims(ring, spacingMm);
  const next = inset?.loops ?? insetLoops(ring, -spacingMm);
  const places = growableFloats(256);
  const stepMm = STEP_SHARE * spacingMm;
  const reachMm = REACH_SHARE * spacingMm;
  if (inset === null) for (let l = 0; l < ring.length; l++) placesAlong(places, ring[l]!.xy, stepMm, reachMm);
  else {
    const { trimmed } = inset;
    for (let i = 0; i < trimmed.length; i += 4) {
      placesOn(places, trimmed[i]!, trimmed[i + 1]!, trimmed[i + 2]!, trimmed[i + 3]!, stepMm, reachMm - spacingMm);
    }
    for (const l of inset.vanished) placesAlong(places, ring[l]!.xy, stepMm, reachMm);
  }
  // A place lies that far from its own foot on the ring, which must not count.
  const beyondNext = placesBeyond(places.values.subarray(0, places.length), next, reachMm);
  const bare = placesBeyond(beyondNext, ring, reachMm - ROUNDING_MM);
  if (bare.length === 0) return { next, gaps: [] };
  const between = subtractSets(insetLoops(ring, -reachMm), insetLoops(next, reachMm));
  const gaps = nestLoops(between)
    .map(({ outline, holes }) => [outline, ...holes])
    .filter((loops) => loopsAreaMm2(loops) >= LEAST_GAP * spacingMm * spacingMm)
    .flat();
  return { next, gaps };
}

function placesAlong(places: GrowableFloats, xy: Float64Array, stepMm: number, leftMm: number): void {
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
    placesOn(places, xy[j]!, xy[j + 1]!, xy[i]!, xy[i + 1]!, stepMm, leftMm);
  }
}

/** Adds places along a side, moved to its left. */
function placesOn(
  places: GrowableFloats,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  stepMm: number,
  leftMm: number,
): void {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length = Math.sqrt(dx * dx + dy * dy);
  const steps = Math.ceil(length / stepMm);
  for (let k = 0; k < steps; k++) {
    pushFloat(places, x0 + ((k + 0.5) / steps) * dx - (leftMm / length) * dy);
    pushFloat(places, y0 + ((k + 0.5) / steps) * dy + (leftMm / length) * dx);
  }
}
