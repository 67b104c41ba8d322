/** Rings along the border of an area, from the outside in or from the inside out. */
import type { Loops, Polyline } from '../../core/polyline.ts';
import { type Clearance, clearanceOf } from '../../geometry/clearance.ts';
import { offsetLoops } from '../../geometry/clipping.ts';
import { subtractSets } from '../../geometry/combine-sets.ts';
import { nestLoops } from '../../geometry/loop-nesting.ts';
import { lengthMm, loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import { middleLines } from '../middle-lines.ts';
import { inSweepOrder } from '../sweep-order.ts';
import type { PatternHatch } from './pattern-hatch.ts';
import type { ConcentricHatch, ContourParallelHatch } from './settings.ts';

/** A track covers this share of the spacing to each side; what lies between rings and further from both gets a line of its own. */
const REACH_SHARE = 0.75;
/** Gaps with less area than this, in squares of the spacing, are corners. */
const LEAST_GAP = 0.05;
/** Places along a ring at which gaps are looked for are at most this share of the spacing apart. */
const STEP_SHARE = 0.5;
/** Offsets round to the grid of coordinates. */
const ROUNDING_MM = 0.001;

/**
 * Fills an area with rings: the first half a spacing inside its border, each further one a spacing inside the one before, as a straight line
 * would lie. Where two sides meet with more than a track's width between their last rings, a line runs along the middle; it
 * follows the rings around it.
 */
export function planRings(area: Loops, settings: ConcentricHatch | ContourParallelHatch): PatternHatch {
  const { spacingMm, minLengthMm } = settings;
  const levels: Polyline[][] = [];
  let skipped = 0;
  let ring = offsetLoops(area, -spacingMm / 2);
  while (ring.length > 0) {
    const long = inSweepOrder(ring).filter((loop) => lengthMm(loop) >= minLengthMm);
    skipped += ring.length - long.length;
    const next = offsetLoops(ring, -spacingMm);
    const gaps = gapsBetween(ring, next, spacingMm);
    const { middles, skipped: left } = middleLines(ring, gaps, 2 * spacingMm, minLengthMm);
    skipped += left;
    levels.push([...long, ...inSweepOrder(middles)]);
    ring = next;
  }
  if (settings.pattern === 'contour-parallel') levels.reverse();
  return { lines: { xyxy: new Float64Array(0) }, rings: levels.flat(), cells: [], skipped };
}

/** What lies inside a ring and outside of the next one, beyond the reach of both. */
function gapsBetween(ring: Loops, next: Loops, spacingMm: number): Loops {
  const reachMm = REACH_SHARE * spacingMm;
  if (!hasGap(ring, next, reachMm, STEP_SHARE * spacingMm)) return [];
  const bare = subtractSets(offsetLoops(ring, -reachMm), offsetLoops(next, reachMm));
  return nestLoops(bare)
    .map(({ outline, holes }) => [outline, ...holes])
    .filter((loops) => loopsAreaMm2(loops) >= LEAST_GAP * spacingMm * spacingMm)
    .flat();
}

/** Looks for a gap at places along a ring: a track's reach inside it, where neither the next ring nor another stretch of this one reaches. */
function hasGap(ring: Loops, next: Loops, reachMm: number, stepMm: number): boolean {
  const toNext = next.length > 0 ? clearanceOf(next) : null;
  let toRing: Clearance | null = null;
  for (const { xy } of ring) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const dx = xy[i]! - xy[j]!;
      const dy = xy[i + 1]! - xy[j + 1]!;
      const length = Math.sqrt(dx * dx + dy * dy);
      const steps = Math.ceil(length / stepMm);
      for (let k = 0; k < steps; k++) {
        const x = xy[j]! + ((k + 0.5) / steps) * dx - (reachMm / length) * dy;
        const y = xy[j + 1]! + ((k + 0.5) / steps) * dy + (reachMm / length) * dx;
        if (toNext?.isWithin(x, y, reachMm)) continue;
        toRing ??= clearanceOf(ring);
        if (!toRing.isWithin(x, y, reachMm - ROUNDING_MM)) return true;
      }
    }
  }
  return false;
}
