/** How a part stands: lifted above the plate, or on a foot of its own that is cut away with the plate. */

/** What is wanted. */
export type StandingRule =
  | { readonly kind: 'lifted'; readonly liftMm: number }
  /** Directly on the plate: its lowest outline goes on down to the plate, and the cut and an allowance take that foot away. */
  | { readonly kind: 'direct'; readonly kerfMm: number; readonly allowanceMm: number };

/** Example of a lift that a wire or a saw passes under; uncalibrated. */
export const LIFT_MM = 3;
/** Examples of a direct stand, uncalibrated: a wire of 0.3 mm, and what is left to be faced. */
export const KERF_MM = 0.3;
export const ALLOWANCE_MM = 0.5;

/** Where a part stands. */
export interface Standing {
  /** What is added to the heights of the part. */
  readonly raiseMm: number;
  /** Material below the lowest place of the part that is cut and faced away: 0 for a lifted part. */
  readonly removedMm: number;
}

/** Returns where a part stands whose lowest place is at a height of its file. */
export function standing(lowestMm: number, rule: StandingRule): Standing {
  if (rule.kind === 'lifted') return { raiseMm: rule.liftMm - lowestMm, removedMm: 0 };
  const removedMm = rule.kerfMm + rule.allowanceMm;
  return { raiseMm: removedMm - lowestMm, removedMm };
}

/**
 * Returns the height at which the raised part is cut for a layer: its own, or within the foot the middle of the first layer of the part. So the foot is that layer, down to the plate; what lies no
 * higher than `footTopMm` needs no support.
 */
export function cutHeight(zMm: number, { removedMm }: Standing, layerMm: number): number {
  return Math.max(zMm, footTopMm({ removedMm }, layerMm) - layerMm / 2);
}

/** The height below which all of the part's lowest layer stands on its foot. */
export function footTopMm({ removedMm }: Pick<Standing, 'removedMm'>, layerMm: number): number {
  return removedMm === 0 ? 0 : (Math.ceil(removedMm / layerMm - 1e-9) + 1) * layerMm;
}
