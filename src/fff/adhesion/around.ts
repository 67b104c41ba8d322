/** Closed beads at a distance around an area. */
import type { Loops } from '../../core/polyline.ts';
import type { BeadFeature } from '../../core/toolpath.ts';
import { unitePositive } from '../../geometry/clipping.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import { signedAreaMm2 } from '../../geometry/polygon-area.ts';
import type { Bead } from '../bead.ts';

/** Returns an area without its holes, and without what lies in them. */
export function filledArea(area: Loops): Loops {
  return unitePositive(outlinesOf(area));
}

/** Returns the loops that run counter-clockwise. */
export function outlinesOf(loops: Loops): Loops {
  return loops.filter((loop) => signedAreaMm2(loop) > 0);
}

/**
 * Returns the middle lines of beads of a width whose inner sides are at a distance from an area: outlines around it, and loops in its holes.
 * Where two sides face each other with less room than two beads need, the line leaves the place out; so no bead lies on another or on
 * the area.
 */
export function linesAround(area: Loops, distanceMm: number, widthMm: number): Loops {
  return insetLoops(insetLoops(area, distanceMm + widthMm), -widthMm / 2);
}

/** Returns closed beads of one width along lines. */
export function evenBeads(lines: Loops, widthMm: number, feature: BeadFeature): Bead[] {
  return lines.map((path) => ({ path, widthMm: new Float64Array(path.xy.length / 2).fill(widthMm), feature }));
}
