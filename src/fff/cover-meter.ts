/** How much of a small area beads cover, from a lattice of places. */
import type { Loops } from '../core/polyline.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import type { Bead } from './bead.ts';
import { ownFactor } from './fit-beads.ts';
import { roomAt } from './room-at.ts';

/** About so many places are asked. */
const PLACES = 1000;

/** Returns a function that tells the area under beads, each with its round ends and just its own area. */
export function coverMeter(area: Loops): (beads: readonly Bead[]) => number {
  const areaMm2 = loopsAreaMm2(area);
  const stepMm = Math.sqrt(areaMm2 / PLACES);
  const places = placesIn(area, stepMm);
  return (beads) => {
    const isCovered = new Uint8Array(places.length / 2);
    for (const bead of beads) cover(bead, places, isCovered);
    let count = 0;
    for (const one of isCovered) count += one;
    return isCovered.length === 0 ? 0 : (areaMm2 * count) / isCovered.length;
  };
}

function placesIn(area: Loops, stepMm: number): Float64Array {
  let [x0, y0] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [x1, y1] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { xy } of area) {
    for (let i = 0; i < xy.length; i += 2) {
      x0 = Math.min(x0, xy[i]!);
      x1 = Math.max(x1, xy[i]!);
      y0 = Math.min(y0, xy[i + 1]!);
      y1 = Math.max(y1, xy[i + 1]!);
    }
  }
  const room = roomAt(area);
  const found: number[] = [];
  for (let y = y0 + stepMm / 2; y < y1; y += stepMm) {
    for (let x = x0 + stepMm / 2; x < x1; x += stepMm) if (room(x, y) > 0) found.push(x, y);
  }
  return Float64Array.from(found);
}

function cover({ path: { xy, closed }, widthMm }: Bead, places: Float64Array, isCovered: Uint8Array): void {
  const n = widthMm.length;
  const own = closed ? 1 : ownFactor(xy, widthMm);
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const k = i + 1 === n ? 0 : i + 1;
    const [ax, ay] = [xy[2 * i]!, xy[2 * i + 1]!];
    const [ux, uy] = [xy[2 * k]! - ax, xy[2 * k + 1]! - ay];
    const half = (own * (widthMm[i]! + widthMm[k]!)) / 4;
    const perSquare = 1 / (ux * ux + uy * uy);
    for (let p = 0; p < isCovered.length; p++) {
      if (isCovered[p] === 1) continue;
      const px = places[2 * p]! - ax;
      const py = places[2 * p + 1]! - ay;
      const t = Math.min(1, Math.max(0, (px * ux + py * uy) * perSquare));
      const dx = px - t * ux;
      const dy = py - t * uy;
      if (dx * dx + dy * dy < half * half) isCovered[p] = 1;
    }
  }
}
