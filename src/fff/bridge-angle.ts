/** The direction in which lines over nothing are shortest between what bears them. */
import type { Loops } from '../core/polyline.ts';
import { clipLines, directionOf } from '../geometry/line-clip.ts';
import { zoneMap } from '../geometry/zone-map.ts';

const STEP_DEG = 5;
/** An end of a line rests where there is solid this many beads beyond it. */
const BEYOND = 0.5;
/** Spans are told apart to this share. */
const SAME = 1e-6;

/**
 * Returns the direction of a bridge over an area in the air, of whole 5 degrees: that in which the most of its lines rest on solid at both ends, and of those
 * with as many the one with the shortest mean span.
 */
export function bridgeAngleDeg(air: Loops, below: Loops, beadWidthMm: number): number {
  const solid = zoneMap([below]);
  let best = 0;
  let mostBorne = -1;
  let leastSpan = Number.POSITIVE_INFINITY;
  for (let angleDeg = 0; angleDeg < 180; angleDeg += STEP_DEG) {
    const { cos, sin } = directionOf(angleDeg);
    const { firstLine, starts, from, to } = clipLines(air, { angleDeg, spacingMm: beadWidthMm, phase: 0.5 });
    let [borne, free, length] = [0, 0, 0];
    for (let line = 0; line + 1 < starts.length; line++) {
      const off = (firstLine + line + 0.5) * beadWidthMm;
      for (let piece = starts[line]!; piece < starts[line + 1]!; piece++) {
        const rests = (along: number) => solid.at(along * cos - off * sin, along * sin + off * cos) >= 0;
        const reach = BEYOND * beadWidthMm;
        length += to[piece]! - from[piece]!;
        if (rests(from[piece]! - reach) && rests(to[piece]! + reach)) borne++;
        else free++;
      }
    }
    if (borne + free === 0) continue;
    const share = borne / (borne + free);
    const span = length / (borne + free);
    if (share > mostBorne + SAME || (share > mostBorne - SAME && span < leastSpan * (1 - SAME))) {
      best = angleDeg;
      mostBorne = Math.max(share, mostBorne);
      leastSpan = span;
    }
  }
  return best;
}
