/** Which keys the laser paths of a profile may have, and how far apart the vectors of each lie. */
import { ownContourKeysOf } from '../../config/contour-settings.ts';
import { laserShareOf } from '../../config/laser-share.ts';
import type { LpbfPrinter } from '../../config/printer-schema.ts';
import type { LpbfProfile } from '../../config/profile.ts';
import type { LaserKeyName } from '../../config/profile-settings.ts';

/** A profile and the laser machine that runs it. */
export interface LaserPairing {
  readonly profile: LpbfProfile;
  readonly printer: LpbfPrinter;
}

/** Keys that paths have with every profile. */
const ALWAYS = ['contour-outer', 'contour-inner', 'hatch-core', 'thin-wall'] as const satisfies readonly LaserKeyName[];

/** Returns the keys in the order of their ids; those of areas and of single contours that a profile does not tell apart have none. */
export function scanKeysOf({ skins, parameters }: LpbfProfile): LaserKeyName[] {
  const keys: LaserKeyName[] = [...ALWAYS];
  if (skins?.hullMm !== undefined) keys.push('hatch-hull');
  if (skins?.upskin !== undefined) keys.push('hatch-upskin');
  if (skins?.downskin !== undefined) keys.push('hatch-downskin');
  for (const key of ['hatch-lattice', 'contour-upskin', 'contour-downskin'] as const) {
    if (parameters[key] !== undefined) keys.push(key);
  }
  return [...keys, ...ownContourKeysOf({ parameters })];
}

/** Returns the distance between neighbouring hatch lines of a key. */
export function spacingOf({ hatch, skins }: LpbfProfile, key: LaserKeyName): number {
  const own = key === 'hatch-upskin' ? skins?.upskin : key === 'hatch-downskin' ? skins?.downskin : undefined;
  return (own?.spacingMm ?? hatch.spacingMm).value;
}

/** Returns the lasers that share the paths of a key, by number; one that is undefined where nothing is shared. */
export function lasersOf(pairing: LaserPairing, key: LaserKeyName): readonly (number | undefined)[] {
  const share = laserShareOf(pairing);
  const [row] = share?.rows ?? [];
  if (share === null || row === undefined || share.fixed[key] !== undefined) return [undefined];
  return row.lasers.toSorted((a, b) => a - b);
}
