/** exposure.json: which id of which file has which parameters, for the person who types them into the machine. */
import { laserExposureOf } from '../../config/exposure-settings.ts';
import { CONTOUR_LEVEL_KEYS } from '../../config/lpbf-contour-schema.ts';
import type { LpbfProfile } from '../../config/profile.ts';
import { type LaserKeyName, parameterSetOf } from '../../config/profile-settings.ts';
import type { RegionFill } from '../../config/region-kinds.ts';
import { exposureKey, type ParamsKey } from '../../core/toolpath.ts';
import { judgeEnergy } from '../../inspect/rules/energy-window.ts';
import { keyEnergyOf } from './key-energies.ts';
import { type LaserPairing, lasersOf, scanKeysOf } from './scan-keys.ts';

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
  /** Where several lasers share the key. */
  readonly laser?: number;
}

/** Returns every key of a part with its id, which begin at 1: the boundary, then what is run in each region that gives material. */
function exposureIds(pairing: LaserPairing, regionIds: readonly (string | null)[]): ExposureId[] {
  const keys = regionIds.flatMap((regionId) =>
    scanKeysOf(pairing.profile).flatMap((params) =>
      lasersOf(pairing, params).map((laser) => ({ params, regionId, ...(laser === undefined ? {} : { laser }) })),
    ),
  );
  return [{ params: 'boundary', regionId: null }, ...keys].map((key, index) => ({ id: index + 1, ...key }));
}

/** Returns the names of the regions that give material, in order; a bare mesh has one without a name. */
export function exposedRegions(
  regions: readonly { readonly id: string | null; readonly fill: RegionFill }[],
): (string | null)[] {
  return regions.flatMap(({ id, fill }) => (fill === 'empty' || fill === 'beneath' ? [] : [id]));
}

/** Id of each key that the file of this content holds. */
export function writtenIds(
  pairing: LaserPairing,
  content: CommonLayerContent,
  regionIds: readonly (string | null)[] = [null],
): ReadonlyMap<string, number> {
  const written = exposureIds(pairing, regionIds).filter(({ params }) => isWritten(content, params));
  return new Map(written.map((key) => [exposureKey(key), key.id]));
}

/** What is set for a key; the nominal boundary has nothing. */
interface ExposureParameters {
  readonly role: string;
  readonly powerW: number | null;
  readonly speedMmPerS: number | null;
  readonly focusMm: number | null;
  readonly spotMm: number | null;
  readonly lineEnergyJPerMm: number | null;
  readonly areaEnergyJPerMm2: number | null;
  readonly volumeEnergyJPerMm3: number | null;
  /** How its energy stands to the window that the profile gives. */
  readonly window: {
    readonly verdict: 'inside' | 'outside' | 'not checked';
    readonly measure?: 'volume' | 'line';
    readonly min?: number;
    readonly max?: number;
    readonly source?: string;
    readonly measured?: number;
    readonly unit?: string;
    readonly why?: string;
  } | null;
  readonly source?: Readonly<Record<string, string>>;
}

/** One key of exposure.json. */
export interface ExposureRow extends ExposureParameters {
  readonly id: number;
  readonly key: ParamsKey;
  readonly part: string;
  readonly side?: string;
  readonly region?: string;
  /** The Common Layer file that has it; null where none does. */
  readonly file: string | null;
}

/** exposure.json of one part. */
export interface ExposureTable {
  readonly schema: 'trabecula/exposure@1';
  readonly profile: Readonly<Pick<LpbfProfile, 'id' | 'name' | 'status'>>;
  readonly layerThicknessMm: number;
  readonly keys: readonly ExposureRow[];
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
  /** The file, or that of each exposure key; null where no Common Layer file is written, or none has the key. */
  readonly file: string | ((key: string) => string | null) | null;
  readonly content: CommonLayerContent;
  /** Regions that give material, in order; the one of a bare mesh has no name. */
  readonly regionIds: readonly (string | null)[];
  /** The side of the patient that the part is for; null for a bare mesh. */
  readonly side: string | null;
}

/** Returns exposure.json of one part as plain data; `layerThicknessMm` is that of the job. */
export function exposureTable(
  pairing: LaserPairing,
  { partId, file, content, regionIds, side }: ExposedFile,
  layerThicknessMm: number,
): ExposureTable {
  const { profile } = pairing;
  return {
    schema: 'trabecula/exposure@1',
    profile: { id: profile.id, name: profile.name, status: profile.status },
    layerThicknessMm,
    keys: exposureIds(pairing, regionIds).map(({ id, params, regionId, laser }) => ({
      id,
      key: params,
      part: partId,
      ...(side === null ? {} : { side }),
      ...(regionId === null ? {} : { region: regionId }),
      file: isWritten(content, params)
        ? fileOf(file, { params, regionId, ...(laser === undefined ? {} : { laser }) })
        : null,
      ...(params === 'boundary' ? BOUNDARY : parametersOf(pairing, params as LaserKeyName, layerThicknessMm, laser)),
    })),
  };
}

function fileOf(file: ExposedFile['file'], key: Pick<ExposureId, 'params' | 'regionId' | 'laser'>): string | null {
  return typeof file === 'function' ? file(exposureKey(key)) : file;
}

const BOUNDARY = {
  role: 'nominal boundary of the solid, uncompensated; not exposed as it is',
  powerW: null,
  speedMmPerS: null,
  focusMm: null,
  spotMm: null,
  lineEnergyJPerMm: null,
  areaEnergyJPerMm2: null,
  volumeEnergyJPerMm3: null,
  window: null,
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

function parametersOf(
  { profile, printer }: LaserPairing,
  key: LaserKeyName,
  layerThicknessMm: number,
  laser: number | undefined,
): ExposureParameters {
  const { powerW, speedMmPerS, focusMm, spotMm } = parameterSetOf(profile, key);
  const energy = keyEnergyOf(profile, key, layerThicknessMm);
  const { lineEnergyJPerMm, areaEnergyJPerMm2, volumeEnergyJPerMm3, window } = energy;
  const judged = judgeEnergy(energy);
  return {
    role: ROLES[key] ?? 'exposure contour, compensated by half the melt width',
    // What nobody said is null, never 0.
    ...laserExposureOf(profile, key, printer, laser),
    lineEnergyJPerMm,
    areaEnergyJPerMm2,
    volumeEnergyJPerMm3,
    window: {
      verdict: judged.verdict,
      ...(window === null ? {} : { measure: window.measure, min: window.min, max: window.max, source: window.source }),
      ...('why' in judged ? { why: judged.why } : {}),
      ...(judged.measured === undefined ? {} : { measured: judged.measured, unit: judged.unit }),
    },
    source: { powerW: powerW.source, speedMmPerS: speedMmPerS.source, focusMm: focusMm.source, spotMm: spotMm.source },
  };
}
