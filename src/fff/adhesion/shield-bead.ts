/** A wall of one bead around a part. */
import type { Loops } from '../../core/polyline.ts';
import type { Bead } from '../bead.ts';
import { evenBeads, linesAround } from './around.ts';
import type { ShieldSettings } from './settings.ts';

/** Heights on the coordinate grid that are meant alike differ by less, mm. */
const SAME_MM = 0.00005;

/** Returns true where a layer has a piece of the wall: a layer that begins below its top has, so the wall is as high as asked or a little higher. */
export function hasShield(
  { height }: ShieldSettings,
  layer: { readonly index: number; readonly zMm: number; readonly thicknessMm: number },
): boolean {
  if (height.by === 'part') return true;
  if (height.by === 'layers') return layer.index < height.layers;
  return layer.zMm - layer.thicknessMm < height.heightMm - SAME_MM;
}

/** Returns the closed bead around the convex outline of a part: the same in every layer, so that it stands upright whatever the part does. */
export function shieldBead(outline: Loops, { distanceMm }: ShieldSettings, beadWidthMm: number): Bead[] {
  return evenBeads(linesAround(outline, distanceMm, beadWidthMm), beadWidthMm, 'draft-shield');
}
