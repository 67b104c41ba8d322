/** What the strips of beads cover, as exact polygons by the general clipper: an account that shares nothing with the planner. */
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import type { BeadToolpath } from '../../src/core/toolpath.ts';
import { subtractLoops, unitePositive } from '../../src/geometry/clipping.ts';
import { areaOf } from '../scan/shapes.ts';

/** Shares of the area: covered by no strip; and what is covered outside, over the area. */
export interface StripShares {
  readonly bare: number;
  readonly outside: number;
}

/** Corners of the polygon that stands for a disc. */
const DISC_CORNERS = 32;

/** Returns what strips, each a row of trapezoids with discs at their bends and flat ends, leave bare of an area and cover outside. */
export function stripShares(area: Loops, beads: readonly BeadToolpath[]): StripShares {
  const cover = unitePositive(beads.flatMap(stripOf));
  const whole = areaOf(area);
  return { bare: areaOf(subtractLoops(area, cover)) / whole, outside: areaOf(subtractLoops(cover, area)) / whole };
}

function stripOf({ path: { xy, closed }, widthMm }: BeadToolpath): Polyline[] {
  const n = widthMm.length;
  const pieces: Polyline[] = [];
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const k = (i + 1) % n;
    const [ax, ay, bx, by] = [xy[2 * i]!, xy[2 * i + 1]!, xy[2 * k]!, xy[2 * k + 1]!];
    const length = Math.hypot(bx - ax, by - ay);
    const [nx, ny] = [-(by - ay) / length / 2, (bx - ax) / length / 2];
    const [a, b] = [widthMm[i]!, widthMm[k]!];
    const corners = [
      ax - nx * a,
      ay - ny * a,
      bx - nx * b,
      by - ny * b,
      bx + nx * b,
      by + ny * b,
      ax + nx * a,
      ay + ny * a,
    ];
    pieces.push({ xy: Float64Array.from(corners), closed: true });
  }
  for (let i = closed ? 0 : 1; i < (closed ? n : n - 1); i++) {
    const disc = new Float64Array(2 * DISC_CORNERS);
    for (let k = 0; k < DISC_CORNERS; k++) {
      const angle = (2 * Math.PI * k) / DISC_CORNERS;
      disc[2 * k] = xy[2 * i]! + (widthMm[i]! / 2) * Math.cos(angle);
      disc[2 * k + 1] = xy[2 * i + 1]! + (widthMm[i]! / 2) * Math.sin(angle);
    }
    pieces.push({ xy: disc, closed: true });
  }
  return pieces;
}
