/** Rings along the border of an area, from the outside in or from the inside out. */
import type { Loops, Polyline } from '../../core/polyline.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import { lengthMm } from '../../geometry/polygon-area.ts';
import { middleLines } from '../middle-lines.ts';
import { inSweepOrder } from '../sweep-order.ts';
import type { PatternHatch } from './pattern-hatch.ts';
import { nextRing } from './ring-gaps.ts';
import type { ConcentricHatch, ContourParallelHatch } from './settings.ts';

/**
 * Fills an area with rings: the first half a spacing inside its border, each further one a spacing inside the one before, as a straight line
 * would lie. Where two sides meet with more than a track's width between their last rings, a line runs along the middle; it
 * follows the rings around it.
 */
export function planRings(area: Loops, settings: ConcentricHatch | ContourParallelHatch): PatternHatch {
  const { spacingMm, minLengthMm } = settings;
  const levels: Polyline[][] = [];
  let skipped = 0;
  let ring = insetLoops(area, -spacingMm / 2);
  while (ring.length > 0) {
    const long = inSweepOrder(ring).filter((loop) => lengthMm(loop) >= minLengthMm);
    skipped += ring.length - long.length;
    const { next, gaps } = nextRing(ring, spacingMm);
    const { middles, skipped: left } = middleLines(ring, gaps, 2 * spacingMm, minLengthMm);
    skipped += left;
    levels.push([...long, ...inSweepOrder(middles)]);
    ring = next;
  }
  if (settings.pattern === 'contour-parallel') levels.reverse();
  return { lines: { xyxy: new Float64Array(0) }, rings: levels.flat(), cells: [], skipped };
}
