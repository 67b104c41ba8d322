/** What the writers of laser paths are told of a part. */
import { laserExposureOf } from '../../config/exposure-settings.ts';
import type { LaserJob } from '../../core/laser-file.ts';
import { exposureKey } from '../../core/toolpath.ts';
import { exposedRegions } from '../keys/exposure-table.ts';
import { type LaserPairing, lasersOf, scanKeysOf } from '../keys/scan-keys.ts';
import { TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { identityLabel, identityMetadata } from '../request/case-identity.ts';

/** Returns the job of a part: every key that its paths may have, with what the profile says of it. */
export function laserJobOf({ request, job }: BuildInHand, pairing: LaserPairing): LaserJob {
  const { profile, printer } = pairing;
  const { partId } = job.spec;
  const identity = request.case?.identity ?? null;
  const keys = scanKeysOf(profile);
  return {
    tool: TOOL,
    partId,
    partLabel: identity === null ? partId : `${partId}_${identityLabel(identity)}`,
    about: identity === null ? {} : identityMetadata(identity),
    profile: { id: profile.id, name: profile.name },
    keys: exposedRegions(job.spec.regions).flatMap((regionId) =>
      keys.flatMap((params) =>
        lasersOf(pairing, params).map((laser) => ({
          key: exposureKey({ params, regionId, ...(laser === undefined ? {} : { laser }) }),
          params,
          regionId,
          exposure: laserExposureOf(profile, params, printer, laser),
        })),
      ),
    ),
  };
}
