/** Where a bead turns sharply it is laid slower: the nozzle pulls at what lies behind it, and the inside of the turn gets too much. */
import type { Polyline } from '../core/polyline.ts';
import { cosineOfCycles } from '../geometry/sine.ts';

/** Which turns are slow, and how slow. */
export interface TurnSettings {
  /** Turns of more than this within a bead width. */
  readonly fromDeg: number;
  /** Share of the bead's speed there, 0..1. */
  readonly speedFraction: number;
}

/**
 * Returns for each step of a line the share of the bead's speed that it is laid at; null where no turn is sharp. A turn is seen at each
 * point between the ways half a bead width before and behind it; both steps at a sharp one are slow.
 */
export function turnSpeeds({ xy, closed }: Polyline, beadWidthMm: number, turns: TurnSettings): Float64Array | null {
  const n = xy.length / 2;
  const steps = closed ? n : n - 1;
  const least = cosineOfCycles(turns.fromDeg / 360);
  const speeds = new Float64Array(steps).fill(1);
  let isSharp = false;
  let alongX = 0;
  let alongY = 0;
  for (let i = closed ? 0 : 1; i < (closed ? n : n - 1); i++) {
    along(i, -1);
    const ax = alongX;
    const ay = alongY;
    along(i, 1);
    const bx = alongX;
    const by = alongY;
    const a = Math.sqrt(ax * ax + ay * ay);
    const b = Math.sqrt(bx * bx + by * by);
    // The way before points backward.
    if (!(a > 0 && b > 0) || -(ax * bx + ay * by) >= least * a * b) continue;
    isSharp = true;
    speeds[i === 0 ? steps - 1 : i - 1] = turns.speedFraction;
    speeds[i] = turns.speedFraction;
  }
  return isSharp ? speeds : null;

  /** Finds the way from point i to where the line is half a bead width on. */
  function along(i: number, direction: 1 | -1): void {
    let left = beadWidthMm / 2;
    let k = i;
    for (let count = 0; count < steps; count++) {
      let next = k + direction;
      if (closed) next = next < 0 ? n - 1 : next === n ? 0 : next;
      if (next < 0 || next >= n) break;
      const dx = xy[2 * next]! - xy[2 * k]!;
      const dy = xy[2 * next + 1]! - xy[2 * k + 1]!;
      const size = Math.sqrt(dx * dx + dy * dy);
      if (size >= left) {
        const share = left / size;
        alongX = xy[2 * k]! + share * dx - xy[2 * i]!;
        alongY = xy[2 * k + 1]! + share * dy - xy[2 * i + 1]!;
        return;
      }
      left -= size;
      k = next;
    }
    alongX = xy[2 * k]! - xy[2 * i]!;
    alongY = xy[2 * k + 1]! - xy[2 * i + 1]!;
  }
}
