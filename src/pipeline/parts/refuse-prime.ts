/** A priming line that would run into a part, or into what stands around one. */
import { adhesionReachOf, primeStripOf } from '../../config/adhesion-settings.ts';
import type { FffProfile } from '../../config/profile.ts';
import { PrepError } from '../../core/prep-error.ts';
import { segmentGapMm } from '../../geometry/segment-gap.ts';

/** A part where it stands. */
export interface StandingPart {
  readonly partId: string;
  /** Its convex outline on the plate. */
  readonly outline: Float64Array;
}

/** Rounding of a sum of lengths, mm. */
const HAIR_MM = 1e-9;

/** Throws `part-off-plate` where the side of the priming line comes nearer to a part than its skirt, brim or shield reaches. */
export function refusePrime(
  profile: FffProfile,
  profileFile: string,
  layerMm: number,
  parts: readonly StandingPart[],
): void {
  const strip = primeStripOf(profile, layerMm);
  if (strip === null) return;
  const { fromMm, toMm, widthMm } = strip;
  const reach = adhesionReachOf(profile);
  for (const { partId, outline } of parts) {
    const gapMm = segmentGapMm(outline, fromMm[0], fromMm[1], toMm[0], toMm[1]) - widthMm / 2;
    const neededMm = reach?.reachMm ?? 0;
    if (gapMm >= neededMm - HAIR_MM) continue;
    const what = reach === null ? '' : `; its ${reach.what} reaches ${neededMm.toFixed(3)} mm`;
    const reason = `the priming line comes ${Math.max(gapMm, 0).toFixed(3)} mm near to the part '${partId}'${what}`;
    throw new PrepError('part-off-plate', reason, [profileFile, 'prime']);
  }
}
