/** exposure.json: which id of which file has which parameters, for the person who types them into the machine. */
import type { LpbfProfile } from '../config/profile.ts';
import type { ParamsKey } from '../core/toolpath.ts';
import { lineEnergyJPerMm, volumeEnergyJPerMm3 } from '../scan/energy.ts';

/** What of a layer the Common Layer file holds. */
export type CommonLayerContent = 'both' | 'boundary' | 'scan';

/** Keys of a part's paths in the order of their ids, which begin at 1. */
export const EXPOSURE_KEYS: readonly ParamsKey[] = ['boundary', 'contour-outer', 'contour-inner', 'hatch-core'];

/** Keys that each content writes to the file. */
const WRITTEN_KEYS: Readonly<Record<CommonLayerContent, readonly ParamsKey[]>> = {
  both: ['boundary', 'hatch-core'],
  boundary: ['boundary'],
  scan: ['contour-outer', 'contour-inner', 'hatch-core'],
};

/** Id of each key that the file of this content holds. */
export function writtenIds(content: CommonLayerContent): ReadonlyMap<ParamsKey, number> {
  return new Map(WRITTEN_KEYS[content].map((key) => [key, EXPOSURE_KEYS.indexOf(key) + 1]));
}

/** Returns exposure.json of one part as plain data; `layerThicknessMm` is that of the job. */
export function exposureTable(
  profile: LpbfProfile,
  partFile: string | null,
  content: CommonLayerContent,
  layerThicknessMm: number,
): object {
  const written = writtenIds(content);
  return {
    schema: 'trabecula/exposure@1',
    profile: { id: profile.id, name: profile.name, status: profile.status },
    layerThicknessMm,
    keys: EXPOSURE_KEYS.map((key, index) => ({
      id: index + 1,
      key,
      file: written.has(key) ? partFile : null,
      ...(key === 'boundary'
        ? BOUNDARY
        : parametersOf(profile, key as keyof LpbfProfile['parameters'], layerThicknessMm)),
    })),
  };
}

const BOUNDARY = {
  role: 'nominal boundary of the solid, uncompensated; not exposed as it is',
  powerW: null,
  speedMmPerS: null,
  focusMm: null,
  spotMm: null,
  lineEnergyJPerMm: null,
  volumeEnergyJPerMm3: null,
};

function parametersOf(profile: LpbfProfile, key: keyof LpbfProfile['parameters'], layerThicknessMm: number): object {
  const { powerW, speedMmPerS, focusMm, spotMm } = profile.parameters[key];
  const hatched = key === 'hatch-core';
  const spacingMm = profile.hatch.spacingMm.value;
  return {
    role: hatched ? 'hatch vectors' : 'exposure contour, compensated by half the melt width',
    powerW: powerW.value,
    speedMmPerS: speedMmPerS.value,
    focusMm: focusMm.value,
    spotMm: spotMm.value,
    lineEnergyJPerMm: lineEnergyJPerMm(powerW.value, speedMmPerS.value),
    volumeEnergyJPerMm3: hatched
      ? volumeEnergyJPerMm3(powerW.value, speedMmPerS.value, spacingMm, layerThicknessMm)
      : null,
    source: { powerW: powerW.source, speedMmPerS: speedMmPerS.source, focusMm: focusMm.source, spotMm: spotMm.source },
  };
}
