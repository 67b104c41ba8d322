/** An ALSAM file needs delays that a profile may leave out: better known before an hour of planning. */
import { laserExposureOf } from '../../config/exposure-settings.ts';
import type { Pairing } from '../../config/match.ts';
import type { Problem } from '../../config/problems.ts';
import { parameterSetOf } from '../../config/profile-settings.ts';
import { problemsError } from '../../config/settings-file.ts';
import type { OutputKind } from './output-kinds.ts';
import { lasersOf, scanKeysOf } from './scan-keys.ts';

/** What the schema of the file asks for. */
const DELAYS = ['markDelayUs', 'polygonDelayUs', 'laserOnDelayUs', 'laserOffDelayUs'] as const;

/** Refuses the kind `alsam` where the profile does not say all that it asks for; `file` names the profile. */
export function refuseAlsam(outputs: readonly OutputKind[], pairing: Pairing, file: string): void {
  if (!outputs.includes('alsam') || pairing.process !== 'lpbf') return;
  const { profile, printer } = pairing;
  const problems: Problem[] = [];
  const lacking = new Set<string>();
  for (const key of scanKeysOf(profile)) {
    const exposure = laserExposureOf(profile, key, printer);
    for (const delay of DELAYS) if (exposure[delay] === null) lacking.add(delay);
    if (exposure.laser === null && lasersOf(pairing, key).includes(undefined)) {
      const reason = `is missing: an ALSAM file names the laser, and printer '${printer.id}' has several`;
      problems.push({ place: ['parameters', key, 'laser'], reason });
    }
    if (parameterSetOf(profile, key).pointDistanceMm !== undefined) {
      const reason = 'is of a laser that goes from point to point, for which an ALSAM file has no words';
      problems.push({ place: ['parameters', key, 'pointDistanceMm'], reason });
    }
  }
  const needed = 'is missing, and not every key has its own: an ALSAM file needs it';
  problems.unshift(...[...lacking].map((delay) => ({ place: ['time', delay], reason: needed })));
  if (problems.length > 0) throw problemsError('profile-invalid', file, problems);
}
