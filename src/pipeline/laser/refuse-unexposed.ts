/** A part of which no layer gets a single path: its contours begin deeper inside than it is wide. */
import { PrepError } from '../../core/prep-error.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import type { PlannedVectors } from './laser-outputs.ts';

/** Throws `profile-invalid` where nothing of a whole part could be exposed; a band of layers may well hold nothing. */
export function refuseUnexposed({ request, job }: BuildInHand, { vectors }: PlannedVectors): void {
  const { pairing, profile } = request;
  const { partId, layers } = job.spec;
  if (vectors > 0 || pairing.process !== 'lpbf' || layers.to - layers.from < job.layerCount) return;
  const insideMm = pairing.profile.contour.beamCompensationMm.value;
  const reason = `nothing of the part '${partId}' can be exposed in any layer: contours begin ${insideMm} mm inside its boundary`;
  throw new PrepError('profile-invalid', reason, [profile.file, 'contour', 'beamCompensationMm']);
}
