/** Where the layers of a part lie and at which heights it is cut. */
import type { Box3 } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { GRID_PER_MM, snapMm } from '../core/units.ts';
import { MIN_LAYER_THICKNESS_MM, type SliceSettings } from './settings.ts';

/** One unit of the coordinate grid: how far a cut at the base or top of a layer is moved into it. */
const NUDGE_MM = 1 / GRID_PER_MM;

/** The layers of a part, counted from 0 at its lowest point, or at the plate where it stands on layers of its own. */
export interface LayerPlan {
  readonly count: number;
  /** Of the layers of the part. */
  readonly thicknessMm: number;
  /** Layers that the part stands on; they hold nothing of it. */
  readonly below: number;
  /** Thickness of a layer, of the part or below it. */
  thicknessOf(index: number): number;
  /** Upper surface of a layer, on the coordinate grid. */
  zTopMm(index: number): number;
  /** Height of the cut that stands for a layer. */
  zCutMm(index: number): number;
}

/**
 * Lays layers from the lowest point of a part upward; the last layer is the one whose middle is still inside the part (by
 * half a grid unit, so that rounding does not decide).
 *
 * Heights are multiples of the thickness, never running sums. Cuts at `base` and `top` are moved one grid unit (0.1 um)
 * into the layer: a face that lies in the plane between two layers then belongs to the layer it bounds, and the cuts of the
 * end faces are not empty.
 */
export function planLayers(box: Box3, settings: SliceSettings): LayerPlan {
  const { thicknessMm, cut } = settings;
  if (!(thicknessMm >= MIN_LAYER_THICKNESS_MM) || !Number.isFinite(thicknessMm)) {
    const reason = `must be at least ${MIN_LAYER_THICKNESS_MM} mm, got ${thicknessMm}`;
    throw new PrepError('value-out-of-range', reason, ['slice', 'thicknessMm']);
  }
  const zMin = box[2];
  const zMax = box[5];
  const count = Math.ceil((zMax - zMin - NUDGE_MM / 2) / thicknessMm - 0.5);
  if (!(count >= 1)) {
    const heightMm = Number((zMax - zMin).toFixed(4));
    const reason = `a part of ${heightMm} mm height has no layer: it ends below the middle of the first ${thicknessMm} mm`;
    throw new PrepError('mesh-invalid', reason);
  }
  const cutMm = {
    mid: (index: number) => zMin + (index + 0.5) * thicknessMm,
    base: (index: number) => zMin + index * thicknessMm + NUDGE_MM,
    top: (index: number) => Math.min(zMin + (index + 1) * thicknessMm, zMax) - NUDGE_MM,
  }[cut];
  const part: LayerPlan = {
    count,
    thicknessMm,
    below: 0,
    thicknessOf: () => thicknessMm,
    zTopMm: (index) => snapMm(zMin + (index + 1) * thicknessMm),
    zCutMm: cutMm,
  };
  return settings.below === undefined ? part : planOn(settings.below.topsMm, part);
}

/** The plan of a part with the layers that it stands on before its own. */
function planOn(topsMm: readonly number[], part: LayerPlan): LayerPlan {
  const below = topsMm.length;
  const top = (index: number): number => (index < 0 ? 0 : (topsMm[index] ?? 0));
  const thickness = (index: number): number => snapMm(top(index) - top(index - 1));
  return {
    ...part,
    count: below + part.count,
    below,
    thicknessOf: (index) => (index < below ? thickness(index) : part.thicknessMm),
    zTopMm: (index) => (index < below ? top(index) : part.zTopMm(index - below)),
    // In the middle of such a layer, below the part: a cut there meets nothing of it.
    zCutMm: (index) => (index < below ? top(index) - thickness(index) / 2 : part.zCutMm(index - below)),
  };
}
