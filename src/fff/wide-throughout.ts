/** Tells areas that have no thin walls, so that nothing of them needs a middle line. */
import type { Loops } from '../core/polyline.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import type { BeadSettings } from './settings.ts';

/** An opening may take this much more than corners lose, in bead squares: the least neck that counts as a wall has 0.25. */
const MOST_LOST = 0.1;

/**
 * Tells whether an area is nowhere narrower than the widest bead, but for its corners: a disc of that size that is rolled around inside leaves
 * out no more than corners lose to it, which is known from their angles. False says nothing.
 */
export function isWideThroughout(
  area: Loops,
  { beadWidthMm, maxBeadWidthMm }: Pick<BeadSettings, 'beadWidthMm' | 'maxBeadWidthMm'>,
): boolean {
  const radius = maxBeadWidthMm / 2;
  const inner = insetLoops(area, -radius);
  if (inner.length < area.length) return false;
  const opened = insetLoops(inner, radius);
  const lost = loopsAreaMm2(area) - loopsAreaMm2(opened);
  return lost - radius * radius * cornerLoss(area) < MOST_LOST * beadWidthMm * beadWidthMm;
}

/** What a disc of radius 1 leaves of all corners that point outward: tan(a) - a for each turn of 2 a. */
function cornerLoss(area: Loops): number {
  let sum = 0;
  for (const { xy } of area) {
    const n = xy.length;
    for (let i = 0; i < n; i += 2) {
      const before = i === 0 ? n - 2 : i - 2;
      const after = i + 2 === n ? 0 : i + 2;
      const ax = xy[i]! - xy[before]!;
      const ay = xy[i + 1]! - xy[before + 1]!;
      const bx = xy[after]! - xy[i]!;
      const by = xy[after + 1]! - xy[i + 1]!;
      const cross = ax * by - ay * bx;
      if (cross <= 0) continue;
      const dot = ax * bx + ay * by;
      const size = Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
      // A spike loses more than this; then the answer is no.
      const tangent = Math.min((size - dot) / cross, 4);
      sum += tangent - arcTangent(tangent);
    }
  }
  return sum;
}

/** Arc tangent of 0 to 4 to within 0.005 (S. Rajan et al., IEEE Signal Processing Magazine 23(3), 2006), from plain arithmetic. */
function arcTangent(value: number): number {
  return value <= 1 ? value / (1 + 0.28125 * value * value) : Math.PI / 2 - arcTangent(1 / value);
}
