/** The middle of a sheet in one plane: where its field is half way between the levels of its two faces. */
import type { Loops } from '../core/polyline.ts';
import { contourBand } from '../geometry/marching-squares.ts';
import { bodyGrid, type FieldBody } from './cut-field.ts';

/**
 * Returns the middle lines of a body inside `trim`, as exact as its faces; none where the body is no sheet, or one whose two faces are
 * not two levels of its field. The lines close beyond the border of `trim`: what lies outside of it says nothing.
 */
export function cutMiddle(body: FieldBody, zMm: number, trim: Loops): Loops {
  const { from, to } = body.band;
  if (from === null || to === null || trim.length === 0) return [];
  const { grid, mask } = bodyGrid(body, trim);
  return contourBand(body.field.plane(zMm, grid, mask), grid, { from: null, to: (from + to) / 2 }, mask);
}
