/** Lines of short walls under a point or an edge, each with the middle of a tooth where it matters. */
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import type { WebSettings } from './settings.ts';
import { type WallLine, wallBetween } from './wall-line.ts';

/**
 * Returns lines that cross in a point, turned evenly from the direction of the first; a tooth of every one stands under the point.
 *
 * @param ux - direction of the first line, of any length but 0
 */
export function webLines(
  xMm: number,
  yMm: number,
  ux: number,
  uy: number,
  { lines, reachMm }: WebSettings,
  pitchMm: number,
): WallLine[] {
  const length = Math.sqrt(ux * ux + uy * uy);
  return Array.from({ length: lines }, (_, n) => {
    const [cos, sin] = [cosineOfCycles(n / (2 * lines)), sineOfCycles(n / (2 * lines))];
    const [wx, wy] = [(ux * cos - uy * sin) / length, (ux * sin + uy * cos) / length];
    return underTooth(
      { xMm: xMm - reachMm * wx, yMm: yMm - reachMm * wy, ux: wx, uy: wy, fromMm: 0, toMm: 2 * reachMm },
      pitchMm,
    );
  });
}

/** Returns the line of a wall along an edge; a tooth stands under its middle. */
export function edgeLine(x0Mm: number, y0Mm: number, x1Mm: number, y1Mm: number, pitchMm: number): WallLine {
  return underTooth(wallBetween(x0Mm, y0Mm, x1Mm, y1Mm), pitchMm);
}

/** Counts s anew, so that the middle of the line is the middle of a tooth: teeth stand half a pitch from whole pitches. */
function underTooth({ xMm, yMm, ux, uy, fromMm, toMm }: WallLine, pitchMm: number): WallLine {
  const shift = pitchMm / 2 - (fromMm + toMm) / 2;
  return { xMm: xMm - shift * ux, yMm: yMm - shift * uy, ux, uy, fromMm: fromMm + shift, toMm: toMm + shift };
}
