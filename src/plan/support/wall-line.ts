/** The place of a wall of support: a straight line on the plate, the wall upright over it. */

/** A stretch of a line: places on it are (xMm, yMm) + s (ux, uy) with s from `fromMm` to `toMm`; (ux, uy) has length 1. */
export interface WallLine {
  readonly xMm: number;
  readonly yMm: number;
  readonly ux: number;
  readonly uy: number;
  readonly fromMm: number;
  readonly toMm: number;
}

/** Returns the line between two places; s counts from the first one. */
export function wallBetween(x0Mm: number, y0Mm: number, x1Mm: number, y1Mm: number): WallLine {
  const dx = x1Mm - x0Mm;
  const dy = y1Mm - y0Mm;
  const length = Math.sqrt(dx * dx + dy * dy);
  return { xMm: x0Mm, yMm: y0Mm, ux: dx / length, uy: dy / length, fromMm: 0, toMm: length };
}
