/** What a profile says of the exposure of each key, as plain numbers: for writers of machine files, the clock, and the judge of energies. */
import { type LaserExposure, type Skywriting, UNKNOWN_EXPOSURE } from '../core/laser-file.ts';
import type { PathTiming } from '../scan/timing/settings.ts';
import type { LpbfPrinter } from './printer-schema.ts';
import type { LpbfProfile } from './profile.ts';
import { type LaserKeyName, parameterSetOf } from './profile-settings.ts';
import { mentionsUnconfirmed } from './quantity.ts';

type Time = LpbfProfile['time'];

/** Returns all that is known of the exposure of a key: its own values, or those of `time`; of a shared key for one `laser`. What nobody said is null. */
export function laserExposureOf(
  profile: LpbfProfile,
  key: LaserKeyName,
  printer: LpbfPrinter,
  laser?: number,
): LaserExposure {
  const set = parameterSetOf(profile, key);
  const { time } = profile;
  return {
    ...UNKNOWN_EXPOSURE,
    powerW: set.powerW.value,
    speedMmPerS: set.speedMmPerS.value,
    focusMm: set.focusMm.value,
    spotMm: set.spotMm.value,
    pointDistanceMm: set.pointDistanceMm?.value ?? null,
    pointExposureUs: set.pointExposureUs?.value ?? null,
    jumpSpeedMmPerS: (set.jumpSpeedMmPerS ?? time.jumpSpeedMmPerS).value,
    jumpDelayUs: (set.jumpDelayUs ?? time.jumpDelayUs).value,
    markDelayUs: (set.markDelayUs ?? time.markDelayUs)?.value ?? null,
    polygonDelayUs: (set.polygonDelayUs ?? time.polygonDelayUs)?.value ?? null,
    laserOnDelayUs: (set.laserOnDelayUs ?? time.laserOnDelayUs)?.value ?? null,
    laserOffDelayUs: (set.laserOffDelayUs ?? time.laserOffDelayUs)?.value ?? null,
    skywriting: skywritingOf(set.skywriting ?? time.skywriting),
    laser: laser ?? set.laser?.value ?? onlyLaser(printer),
  };
}

/** Where one laser is all that there is, it is that one. */
function onlyLaser({ lasers }: LpbfPrinter): number | null {
  return lasers === undefined || lasers.length === 1 ? 0 : null;
}

function skywritingOf(found: Time['skywriting']): Skywriting | null {
  if (found === undefined) return null;
  const { runInMm, runOutMm, leastAngleDeg } = found;
  return { runInMm: runInMm.value, runOutMm: runOutMm.value, leastAngleDeg: leastAngleDeg.value };
}

/** Returns the timing of a key; delays that nobody said take no time. */
export function pathTimingOf(profile: LpbfProfile, key: LaserKeyName): PathTiming {
  const set = parameterSetOf(profile, key);
  const { time } = profile;
  return {
    speedMmPerS: set.speedMmPerS.value,
    jumpSpeedMmPerS: (set.jumpSpeedMmPerS ?? time.jumpSpeedMmPerS).value,
    jumpDelayUs: (set.jumpDelayUs ?? time.jumpDelayUs).value,
    markDelayUs: (set.markDelayUs ?? time.markDelayUs)?.value ?? 0,
    polygonDelayUs: (set.polygonDelayUs ?? time.polygonDelayUs)?.value ?? 0,
    laserOnDelayUs: (set.laserOnDelayUs ?? time.laserOnDelayUs)?.value ?? 0,
    skywriting: skywritingOf(set.skywriting ?? time.skywriting),
    ...(set.laser === undefined ? {} : { laser: set.laser.value }),
  };
}

/** A window of the energy, of one measure. */
export interface EnergyWindow {
  readonly measure: 'volume' | 'line';
  readonly min: number;
  readonly max: number;
  /** The layer thickness that it was found at; null: it holds for any. */
  readonly layerThicknessMm: number | null;
  /** Where both ends come from. */
  readonly source: string;
  /** Whether neither source says of itself that nobody has confirmed it. */
  readonly confirmed: boolean;
}

/** Returns the window of a key; null where the profile has none. */
export function energyWindowOf(profile: LpbfProfile, key: LaserKeyName): EnergyWindow | null {
  const { window } = parameterSetOf(profile, key);
  if (window === undefined) return null;
  const measure = window.minJPerMm3 === undefined ? 'line' : 'volume';
  const [min, max] = measure === 'line' ? [window.minJPerMm, window.maxJPerMm] : [window.minJPerMm3, window.maxJPerMm3];
  // The schema has seen to it that both ends are there.
  if (min === undefined || max === undefined) return null;
  const source = min.source === max.source ? min.source : `${min.source}; ${max.source}`;
  const layerThicknessMm = window.layerThicknessMm?.value ?? null;
  const confirmed = !mentionsUnconfirmed(min.source) && !mentionsUnconfirmed(max.source);
  return { measure, min: min.value, max: max.value, layerThicknessMm, source, confirmed };
}
