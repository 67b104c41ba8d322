/** A part that is not exposed, because its contours begin deeper inside than it is wide. */
import { PrepError } from '../../core/prep-error.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import type { PathRoom } from '../parts/path-room.ts';
import type { PlannedVectors } from './laser-outputs.ts';

/**
 * Throws `profile-invalid` where nothing of a whole part could be exposed, or where no contour and no hatch had room and contours begin further inside
 * than a track is wide: then what thin walls get is not what the profile means. A band of layers may well hold nothing.
 */
export function refuseUnexposed({ request, job }: BuildInHand, { vectors }: PlannedVectors, room: PathRoom): void {
  const { pairing, profile } = request;
  const { partId, layers } = job.spec;
  if (pairing.process !== 'lpbf' || layers.to - layers.from < job.layerCount) return;
  const { contour, meltWidthMm } = pairing.profile;
  const insideMm = contour.beamCompensationMm.value;
  if (vectors > 0 && !(room.isBare() && insideMm > meltWidthMm.value)) return;
  const reason = `nothing of the part '${partId}' can be exposed as the profile asks: contours begin ${insideMm} mm inside its boundary`;
  throw new PrepError('profile-invalid', reason, [profile.file, 'contour', 'beamCompensationMm']);
}
