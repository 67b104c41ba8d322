/** What the writers of laser paths are told of a part. */
import type { LpbfProfile } from '../config/profile.ts';
import { type LaserKeyName, parameterSetOf, timeSettingsOf } from '../config/profile-settings.ts';
import { type LaserExposure, type LaserJob, UNKNOWN_EXPOSURE } from '../core/laser-file.ts';
import { exposureKey } from '../core/toolpath.ts';
import type { BuildInHand } from './build-in-hand.ts';
import { identityLabel, identityMetadata } from './case-identity.ts';
import { exposedRegions } from './exposure-table.ts';
import { scanKeysOf } from './scan-keys.ts';
import { TOOL } from './tool.ts';

/** Returns the job of a part: every key that its paths may have, with what the profile says of it. */
export function laserJobOf({ request, job }: BuildInHand, profile: LpbfProfile): LaserJob {
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
        exposure: exposureOf(profile, params),
      })),
    ),
  };
}

function exposureOf(profile: LpbfProfile, params: LaserKeyName): LaserExposure {
  const { powerW, speedMmPerS, focusMm, spotMm } = parameterSetOf(profile, params);
  const { jumpSpeedMmPerS, jumpDelayUs } = timeSettingsOf(profile);
  return {
    ...UNKNOWN_EXPOSURE,
    powerW: powerW.value,
    speedMmPerS: speedMmPerS.value,
    focusMm: focusMm.value,
    spotMm: spotMm.value,
    jumpSpeedMmPerS,
    jumpDelayUs,
  };
}
