/** Plain settings of the stages out of a profile: the numbers without their sources. */
import { assert, PrepError } from '../core/prep-error.ts';
import type { ParamsKey } from '../core/toolpath.ts';
import type { Compensation } from '../lattice/settings.ts';
import type { CutPosition, SliceSettings } from '../slicing/settings.ts';
import { CONTOUR_LEVEL_KEYS } from './lpbf-contour-schema.ts';
import { pointSpeedMmPerS } from './lpbf-exposure-schema.ts';
import { nearestName } from './nearest-name.ts';
import type { LpbfProfile, Profile } from './profile.ts';
import type { Quantity } from './quantity.ts';

/** Laser parameters of one key; the energy window is null where none is known. */
export interface LaserParameters {
  readonly powerW: number;
  readonly speedMmPerS: number;
  readonly focusMm: number;
  readonly spotMm: number;
  /** Lowest and highest sound energy density P / (v h t). */
  readonly windowJPerMm3: { readonly min: number; readonly max: number } | null;
}

/** What the process adds to lattice walls; null where the profile's table is not calibrated, so that nothing is compensated. */
export function compensationOf({ latticeGrowth }: LpbfProfile): Compensation | null {
  if (latticeGrowth?.calibrated !== true) return null;
  const { excess, leastWallMm } = latticeGrowth;
  const excessMm = Float64Array.from(excess.flatMap(({ angleDeg, thicknessMm }) => [angleDeg, thicknessMm.value]));
  return { excessMm, leastWallMm: leastWallMm.value };
}

/** How a part is cut into layers; `thicknessMm` overrules the profile's. */
export function sliceSettingsOf(profile: Profile, cut: CutPosition = 'mid', thicknessMm?: number): SliceSettings {
  return { thicknessMm: thicknessMm ?? profile.layerThicknessMm.value, cut };
}

/** A parameter set with its speed, which a pulsed laser has by its points. */
export type ParameterSet = LpbfProfile['parameters']['support'] & { readonly speedMmPerS: Quantity };

/** The parameter set of a key; one that the profile leaves out has that which stands in for it. */
export function parameterSetOf(profile: LpbfProfile, key: LaserKeyName): ParameterSet {
  return withSpeed(profile.parameters[parameterSetKeyOf(profile, key)] ?? profile.parameters['contour-outer']);
}

/** The name of the parameter set that a key is exposed with: its own, or that of the set which stands in for it. */
export function parameterSetKeyOf({ parameters }: LpbfProfile, key: ParamsKey): LaserKeyName {
  const name = key as LaserKeyName;
  return parameters[name] === undefined ? (STANDS_IN[name] ?? 'contour-outer') : name;
}

/** Returns the laser that each key names for itself or by the set that stands in for it, of the keys that name one. */
export function ownLasersOf(profile: LpbfProfile): Record<ParamsKey, number> {
  const keys = new Set([...Object.keys(profile.parameters), ...Object.keys(STANDS_IN)]);
  const found = [...keys].flatMap((key) => {
    const laser = profile.parameters[parameterSetKeyOf(profile, key)]?.laser;
    return laser === undefined ? [] : [[key, laser.value] as const];
  });
  return Object.fromEntries(found);
}

function withSpeed(set: LpbfProfile['parameters']['support']): ParameterSet {
  const value = pointSpeedMmPerS(set);
  const speedMmPerS =
    value === null
      ? set.speedMmPerS
      : { value, source: `pointDistanceMm / (pointExposureUs + pointHopUs): ${set.pointDistanceMm?.source}` };
  assert(speedMmPerS !== undefined, 'a parameter set has a speed or points');
  return { ...set, speedMmPerS };
}

/** Keys of the parameter sets of a profile. */
export type LaserKeyName = keyof LpbfProfile['parameters'];

/** Which set stands in for one that a profile may leave out. */
const STANDS_IN: Readonly<Partial<Record<LaserKeyName, 'contour-outer' | 'contour-inner' | 'hatch-core'>>> = {
  'thin-wall': 'contour-outer',
  'hatch-hull': 'hatch-core',
  'hatch-upskin': 'hatch-core',
  'hatch-downskin': 'hatch-core',
  'hatch-lattice': 'hatch-core',
  ...Object.fromEntries(CONTOUR_LEVEL_KEYS.map((key) => [key, 'contour-inner'])),
};

/** Laser parameters of a key; an unknown key is an error that names the nearest known one. */
export function laserParametersOf(profile: LpbfProfile, key: ParamsKey): LaserParameters {
  const known = Object.entries(profile.parameters);
  const set = known.find(([name]) => name === key)?.[1];
  if (set === undefined) {
    const near = nearestName(
      key,
      known.map(([name]) => name),
    );
    const hint = near === null ? '' : `, did you mean '${near}'?`;
    throw new PrepError('profile-invalid', `has no parameters for '${key}'${hint}`, [profile.id, 'parameters']);
  }
  return {
    powerW: set.powerW.value,
    speedMmPerS: withSpeed(set).speedMmPerS.value,
    focusMm: set.focusMm.value,
    spotMm: set.spotMm.value,
    windowJPerMm3:
      set.window?.minJPerMm3 === undefined || set.window.maxJPerMm3 === undefined
        ? null
        : { min: set.window.minJPerMm3.value, max: set.window.maxJPerMm3.value },
  };
}

/** Keys of all parameter sets of a profile, in the order of the schema. */
export function parameterKeysOf(profile: LpbfProfile): ParamsKey[] {
  return Object.keys(profile.parameters);
}

/** Jump and recoating times of a profile. */
export interface TimeSettings {
  readonly recoatS: number;
  readonly jumpSpeedMmPerS: number;
  readonly jumpDelayUs: number;
}

/** Jump and recoating times without their sources. */
export function timeSettingsOf(profile: LpbfProfile): TimeSettings {
  const { recoatS, jumpSpeedMmPerS, jumpDelayUs } = profile.time;
  return { recoatS: recoatS.value, jumpSpeedMmPerS: jumpSpeedMmPerS.value, jumpDelayUs: jumpDelayUs.value };
}

/** Limits of the inspection that a profile sets. */
export interface ProfileLimits {
  /** Share of the solid area that no track or bead may cover. */
  readonly unexposedFraction: number;
  readonly densityRelative: number;
  readonly volumeRelative: number;
  /** Share of a layer that may lie under no bead; absent for the laser. */
  readonly bareFraction?: number;
  /** Deviation of the volume that one layer extrudes; absent for the laser. */
  readonly layerVolumeRelative?: number;
  /** Share of the solid between beads that may hold no material; absent: it is not judged. */
  readonly voidFraction?: number;
  /** Infinite where there is no powder. */
  readonly maxTrappedMm3: number;
}

/** Largest relative deviation of the volume of a layer where the profile does not say. */
export const LAYER_VOLUME_RELATIVE = 0.05;

/** Limits of the inspection without their sources. */
export function limitsOf(profile: Profile): ProfileLimits {
  const { densityRelative, volumeRelative } = profile.limits;
  const laser = profile.process === 'lpbf';
  return {
    unexposedFraction: laser ? profile.limits.unexposedFraction.value : profile.limits.unfilledFraction.value,
    densityRelative: densityRelative.value,
    volumeRelative: volumeRelative.value,
    ...(laser ? {} : printLimitsOf(profile)),
    maxTrappedMm3: laser ? profile.powder.maxTrappedMm3.value : Number.POSITIVE_INFINITY,
  };
}

function printLimitsOf({ limits }: Extract<Profile, { process: 'fff' }>) {
  const layerVolumeRelative = limits.layerVolumeRelative?.value ?? LAYER_VOLUME_RELATIVE;
  const { voidFraction } = limits;
  return {
    bareFraction: limits.bareFraction.value,
    layerVolumeRelative,
    ...(voidFraction === undefined ? {} : { voidFraction: voidFraction.value }),
  };
}
