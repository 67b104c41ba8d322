/** What the laser melts beside the solid: walls narrower than the melt, and contours that are not laid half a melt width inside. */
import type { LpbfProfile } from '../../config/profile.ts';
import { type Finding, finding } from '../../core/finding.ts';
import type { LengthSpread } from '../../inspect/inspection.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';

/** The rules of this file, for the report. */
export const OUTSIDE_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'exposure-outside', meaning: 'Tracks as wide as the melt cover little beside the solid, over all layers.' },
  { id: 'compensation-off', meaning: 'The outermost contour lies half a melt width inside the boundary.' },
];

/** Share of the solid that tracks may cover beside it where the profile has no `limits.outsideFraction`: an uncalibrated choice. */
export const OUTSIDE_FRACTION = 0.05;
/** From this share of the limit on it is a note: one thin wall beside much that is thick. */
const NOTE_SHARE = 0.2;
/** Differences below this are rounding. */
const SAME_MM = 1e-6;

/** What is known of a part when its layers are planned. */
export interface OutsideFacts {
  readonly partId: string;
  /** Of lattices measured: the thickness of their walls in the file. */
  readonly wallMm: LengthSpread | null;
  /** Volume that the lattice is to fill a share of, skin included; null for solid parts and for a band of layers. */
  readonly envelopeMm3: number | null;
}

/** Returns a warning where tracks cover more beside the solid than the profile allows, a note from a fifth of that on. */
export function outsideFindings(
  profile: LpbfProfile,
  { outsideMm3, solidMm3 }: Pick<LayerTotals, 'outsideMm3' | 'solidMm3'>,
  { partId, wallMm, envelopeMm3 }: OutsideFacts,
): Finding[] {
  const findings = compensationFindings(profile, partId);
  const limit = profile.limits.outsideFraction?.value ?? OUTSIDE_FRACTION;
  if (outsideMm3 === null || !(outsideMm3 > NOTE_SHARE * limit * solidMm3)) return findings;
  const meltMm = profile.meltWidthMm.value;
  const words = [
    `tracks as wide as the melt (${meltMm} mm) cover ${short(outsideMm3)} mm3 beside the solid, ${percent(outsideMm3 / solidMm3)} % of it (limit ${percent(limit)} %): what is made is so much thicker`,
  ];
  if (wallMm !== null && wallMm.p50 < meltMm) words.push(`half of its walls are thinner than ${short(wallMm.p50)} mm`);
  if (envelopeMm3 !== null && envelopeMm3 > 0) {
    const [asked, built] = [solidMm3 / envelopeMm3, (solidMm3 + outsideMm3) / envelopeMm3];
    words.push(`solid over envelope is ${asked.toFixed(3)} in the file and ${built.toFixed(3)} as exposed`);
  }
  const known = { partId, measured: Number(outsideMm3.toPrecision(9)), limit: limit * solidMm3, unit: 'mm3' };
  const severity = outsideMm3 > limit * solidMm3 ? 'warning' : 'note';
  return [...findings, finding('exposure-outside', severity, words.join('; '), known)];
}

/** Faces lie where the edge of the melt is: half a melt width beyond the middle of the outermost contour. */
function compensationFindings({ contour, meltWidthMm }: LpbfProfile, partId: string): Finding[] {
  const compensationMm = contour.beamCompensationMm.value;
  const halfMm = meltWidthMm.value / 2;
  const offMm = halfMm - compensationMm;
  if (Math.abs(offMm) <= SAME_MM) return [];
  const where = offMm > 0 ? 'outside' : 'inside';
  const message = `the beam compensation of ${compensationMm} mm is not half the melt width (${short(halfMm)} mm): faces come out ${short(Math.abs(offMm))} mm ${where} of the design`;
  const known = { partId, measured: Number(offMm.toPrecision(9)), limit: 0, unit: 'mm' };
  return [finding('compensation-off', 'note', message, known)];
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function percent(share: number): string {
  return short(100 * share);
}
