/** What the writers of laser paths are told of a part. */
import { laserExposureOf } from '../config/exposure-settings.ts';
import type { LpbfPrinter } from '../config/printer-schema.ts';
import type { LpbfProfile } from '../config/profile.ts';
import type { LaserJob } from '../core/laser-file.ts';
import { exposureKey } from '../core/toolpath.ts';
import type { BuildInHand } from './build-in-hand.ts';
import { identityLabel, identityMetadata } from './case-identity.ts';
import { exposedRegions } from './exposure-table.ts';
import { scanKeysOf } from './scan-keys.ts';
import { TOOL } from './tool.ts';

/** A profile and the laser machine that runs it. */
export interface LaserPairing {
  readonly profile: LpbfProfile;
  readonly printer: LpbfPrinter;
}

/** Returns the job of a part: every key that its paths may have, with what the profile says of it. */
export function laserJobOf({ request, job }: BuildInHand, { profile, printer }: LaserPairing): LaserJob {
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
      keys.map((params) => ({
        key: exposureKey({ params, regionId }),
        params,
        regionId,
        exposure: laserExposureOf(profile, params, printer),
      })),
    ),
  };
}
