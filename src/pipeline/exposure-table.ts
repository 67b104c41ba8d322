/** exposure.json: which id of which file has which parameters, for the person who types them into the machine. */
import { CONTOUR_LEVEL_KEYS } from '../config/lpbf-contour-schema.ts';
import type { LpbfProfile } from '../config/profile.ts';
import { type LaserKeyName, parameterSetOf } from '../config/profile-settings.ts';
import type { RegionFill } from '../config/region-kinds.ts';
import { exposureKey, type ParamsKey } from '../core/toolpath.ts';
import { lineEnergyJPerMm, volumeEnergyJPerMm3 } from '../scan/energy.ts';
import { scanKeysOf, spacingOf } from './scan-keys.ts';

/** What of a layer the Common Layer file holds. */
export type CommonLayerContent = 'both' | 'boundary' | 'scan';

/** Tells whether a content writes a key to the file: beside the boundary there are no contours. */
function isWritten(content: CommonLayerContent, params: ParamsKey): boolean {
  if (params === 'boundary') return content !== 'scan';
  return content === 'scan' || (content === 'both' && !params.startsWith('contour-'));
}

/** One key of a part: its parameters and, in a case, the region. */
interface ExposureId {
  readonly id: number;
  readonly params: ParamsKey;
  readonly regionId: string | null;
}

/** Returns every key of a part with its id, which begin at 1: the boundary, then what is run in each region that gives material. */
function exposureIds(scanKeys: readonly LaserKeyName[], regionIds: readonly (string | null)[]): ExposureId[] {
  const keys = regionIds.flatMap((regionId) => scanKeys.map((params) => ({ params, regionId })));
  return [{ params: 'boundary', regionId: null }, ...keys].map((key, index) => ({ id: index + 1, ...key }));
}

/** Returns the names of the regions that give material, in order; a bare mesh has one without a name. */
export function exposedRegions(
  regions: readonly { readonly id: string | null; readonly fill: RegionFill }[],
): (string | null)[] {
  return regions.flatMap(({ id, fill }) => (fill === 'empty' || fill === 'beneath' ? [] : [id]));
}

/** Id of each key that the file of this content holds; `scanKeys` are those of the profile. */
export function writtenIds(
  scanKeys: readonly LaserKeyName[],
  content: CommonLayerContent,
  regionIds: readonly (string | null)[] = [null],
): ReadonlyMap<string, number> {
  const written = exposureIds(scanKeys, regionIds).filter(({ params }) => isWritten(content, params));
  return new Map(written.map((key) => [exposureKey(key), key.id]));
}

/** exposure.json of one part. */
export interface ExposureTable {
  readonly schema: 'trabecula/exposure@1';
  readonly profile: Readonly<Pick<LpbfProfile, 'id' | 'name' | 'status'>>;
  readonly layerThicknessMm: number;
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** Returns the tables of several parts as one, whose keys then tell their part; null for none. */
export function joinExposures(tables: readonly ExposureTable[]): ExposureTable | null {
  const [first] = tables;
  if (first === undefined) return null;
  return tables.length === 1 ? first : { ...first, keys: tables.flatMap(({ keys }) => keys) };
}

/** What a file of exposures holds. */
export interface ExposedFile {
  readonly partId: string;
  /** The file, or that of each exposure key; null where no Common Layer file is written. */
  readonly file: string | ((key: string) => string) | null;
  readonly content: CommonLayerContent;
  /** Regions that give material, in order; the one of a bare mesh has no name. */
  readonly regionIds: readonly (string | null)[];
  /** The side of the patient that the part is for; null for a bare mesh. */
  readonly side: string | null;
}

/** Returns exposure.json of one part as plain data; `layerThicknessMm` is that of the job. */
export function exposureTable(
  profile: LpbfProfile,
  { partId, file, content, regionIds, side }: ExposedFile,
  layerThicknessMm: number,
): ExposureTable {
  return {
    schema: 'trabecula/exposure@1',
    profile: { id: profile.id, name: profile.name, status: profile.status },
    layerThicknessMm,
    keys: exposureIds(scanKeysOf(profile), regionIds).map(({ id, params, regionId }) => ({
      id,
      key: params,
      part: partId,
      ...(side === null ? {} : { side }),
      ...(regionId === null ? {} : { region: regionId }),
      file: isWritten(content, params) ? fileOf(file, { params, regionId }) : null,
      ...(params === 'boundary' ? BOUNDARY : parametersOf(profile, params as LaserKeyName, layerThicknessMm)),
    })),
  };
}

function fileOf(file: ExposedFile['file'], key: Pick<ExposureId, 'params' | 'regionId'>): string | null {
  return typeof file === 'function' ? file(exposureKey(key)) : file;
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

/** What the paths of a key are. */
const ROLES: Readonly<Partial<Record<LaserKeyName, string>>> = {
  'hatch-core': 'hatch vectors',
  'hatch-hull': 'hatch vectors along the border of dense solid',
  'hatch-upskin': 'hatch vectors of faces that look up',
  'hatch-downskin': 'hatch vectors of faces that look down',
  'hatch-lattice': 'hatch vectors of lattices, and vectors of their thin walls',
  'contour-upskin': 'stretches of the exposure contours along faces that look up',
  'contour-downskin': 'stretches of the exposure contours along faces that look down',
  'thin-wall':
    'vectors of walls of at most two melt widths, half a melt width inside their faces or along their middle',
  ...Object.fromEntries(
    CONTOUR_LEVEL_KEYS.map((key, index) => [key, `exposure contour ${index + 2}, counted from the outermost one`]),
  ),
};

function parametersOf(profile: LpbfProfile, key: LaserKeyName, layerThicknessMm: number): object {
  const { powerW, speedMmPerS, focusMm, spotMm } = parameterSetOf(profile, key);
  const hatched = key.startsWith('hatch-');
  const spacingMm = spacingOf(profile, key);
  return {
    role: ROLES[key] ?? 'exposure contour, compensated by half the melt width',
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
