/**
 * Where a layer faces down or up more than a given angle, from the layers on that side.
 *
 * A face of angle a from the plate steps back by n x thickness / tan a over n layers. So a step wider than the reach n x thickness /
 * tan(limit) belongs to a flatter face, and then the whole step is meant, up to the border of the solid n layers away: what is
 * further than the reach from that solid (the far part of the step), and what the reach leads back to from there.
 * Taking the far part alone would leave a band of one reach along each border, and of a face just flatter than the limit next to nothing.
 * The way back is mitred: the corners of a gap are as open underneath as its middle. Along a border whose face gets steeper the
 * step ends up to one reach (two at a corner) beyond the place where it passes the limit.
 */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { ARC_TOLERANCE_MM, offsetLoops } from '../geometry/clipping.ts';
import { subtractSets, uniteSets } from '../geometry/combine-sets.ts';
import { reachOfLayerMm } from '../geometry/layer-reach.ts';

/** Three borders on the grid, each half a unit off at most: a step that exceeds the reach by less may be one of just that angle. */
const ROUNDING_MM = 2 / GRID_PER_MM;
/** Chords of rounded corners lie inside their arcs by the tolerance, in both offsets. */
const BACK_MM = 2 * ARC_TOLERANCE_MM;
/** How far the answer reaches over the border where the whole layer is meant. */
const OVER_MM = 0.01;

/** Which faces count. */
export interface FacingRule {
  /** Faces flatter than this, in degrees from the plate. */
  readonly angleDeg: number;
  /** How many layers away the face may be. */
  readonly layers: number;
}

/**
 * Returns an area whose common part with the layer is what faces the layers given; it may reach over the layer's border, so that a cut along it
 * leaves no strips there.
 *
 * @param others - layers on one side, nearest first; one that is missing holds nothing, and faces the whole layer
 */
export function facingArea(
  layer: Loops,
  others: readonly Loops[],
  thicknessMm: number,
  { angleDeg, layers }: FacingRule,
): Loops {
  if (layer.length === 0) return [];
  const reachMm = reachOfLayerMm(thicknessMm, angleDeg);
  let facing: Loops = [];
  for (let n = 1; n <= layers; n++) {
    const other = others[n - 1] ?? [];
    if (other.length === 0) return offsetLoops(layer, OVER_MM, 'miter');
    const awayMm = n * reachMm + ROUNDING_MM;
    const far = subtractSets(layer, offsetLoops(other, awayMm));
    if (far.length === 0) continue;
    facing = uniteSets(facing, subtractSets(offsetLoops(far, awayMm + BACK_MM, 'miter'), other));
  }
  return facing;
}
