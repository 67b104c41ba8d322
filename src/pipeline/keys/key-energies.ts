/** The energies of the parameter keys of a job, for the judge, the table of exposures and the report. */
import { energyWindowOf } from '../../config/exposure-settings.ts';
import type { LpbfProfile } from '../../config/profile.ts';
import { type LaserKeyName, parameterSetOf } from '../../config/profile-settings.ts';
import type { KeyEnergy } from '../../inspect/rules/energy-window.ts';
import { type KeyEnergies, keyEnergies } from '../../scan/energy.ts';
import { spacingOf } from './scan-keys.ts';

/** Returns the energies of one key with its window. */
export function keyEnergyOf(
  profile: LpbfProfile,
  key: LaserKeyName,
  layerThicknessMm: number,
): KeyEnergy & KeyEnergies {
  const { powerW, speedMmPerS } = parameterSetOf(profile, key);
  const spacingMm = key.startsWith('hatch-') ? spacingOf(profile, key) : null;
  return {
    key,
    powerW: powerW.value,
    speedMmPerS: speedMmPerS.value,
    layerThicknessMm,
    window: energyWindowOf(profile, key),
    ...keyEnergies(powerW.value, speedMmPerS.value, spacingMm, layerThicknessMm),
  };
}
