/** The names that start, end and layer lines may hold in braces. */
import type { ValueKind } from '../../../core/template/expression.ts';

/** What a name stands for; the unit is in the name. */
export interface TemplateName {
  readonly kind: ValueKind;
  readonly meaning: string;
}

function number(meaning: string): TemplateName {
  return { kind: 'number', meaning };
}

function text(meaning: string): TemplateName {
  return { kind: 'text', meaning };
}

/** Names that every template knows. */
export const JOB_NAMES = {
  nozzleC: number('temperature of the nozzle'),
  nozzleStandbyC: number(
    'temperature of the nozzle while it waits for the other heaters; 0 where the printer has none',
  ),
  bedC: number('temperature of the bed'),
  chamberC: number('temperature of the chamber; 0 in a condition where none is heated'),
  fanFraction: number('part cooling fan, 0 off to 1 full'),
  material: text('name of the material'),
  profile: text('id of the profile'),
  printer: text('id of the printer'),
  part: text('id of the part'),
  filamentDiameterMm: number('diameter of the filament'),
  densityGPerCm3: number('density of the filament'),
  nozzleDiameterMm: number('diameter of the nozzle'),
  beadWidthMm: number('width of the strip of a regular bead'),
  layerHeightMm: number('height of a layer'),
  layerCount: number('number of layers in the file'),
  firstLayerHeightMm: number('height of the first layer'),
  firstLayerSpeedMmPerS: number('greatest speed of the first layer'),
  travelSpeedMmPerS: number('speed of travels'),
  zSpeedMmPerS: number('speed of moves up and down'),
  accelerationMmPerS2: number('acceleration of the printer'),
  pressureAdvanceS: number('pressure advance; 0 where the profile has none'),
  retractionMm: number('length of filament that is pulled back'),
  retractionSpeedMmPerS: number('speed of pulling back'),
  partXMinMm: number('least x of the part, without skirt'),
  partYMinMm: number('least y of the part, without skirt'),
  partXMaxMm: number('greatest x of the part, without skirt'),
  partYMaxMm: number('greatest y of the part, without skirt'),
  partHeightMm: number('height of the part above the bed'),
  bedXMinMm: number('least x of the bed'),
  bedYMinMm: number('least y of the bed'),
  bedXMaxMm: number('greatest x of the bed'),
  bedYMaxMm: number('greatest y of the bed'),
  maxZMm: number('greatest height of the printer'),
  maxNozzleC: number('hottest nozzle of the printer'),
  maxBedC: number('hottest bed of the printer'),
  maxChamberC: number('hottest chamber of the printer; 0 where it has none'),
  maxFlowMm3PerS: number('flow that the hot end melts'),
  maxSpeedMmPerS: number('fastest move of the printer'),
} as const satisfies Readonly<Record<string, TemplateName>>;

/** Names that lines before and after a layer know beside those. */
export const LAYER_NAMES = {
  layer: number('number of the layer, from 0'),
  layerZMm: number('height of the top of the layer'),
} as const satisfies Readonly<Record<string, TemplateName>>;

/** A name of every template. */
export type JobName = keyof typeof JOB_NAMES;

/** Values of all names of a job. */
export type JobValues = Readonly<Record<JobName, number | string>>;

/** The four templates of a printer file. */
export const TEMPLATE_KEYS = ['start', 'end', 'beforeLayer', 'afterLayer'] as const;

/** One of them. */
export type TemplateKey = (typeof TEMPLATE_KEYS)[number];

/** Returns the kind of each name that a template may hold. */
export function namesOf(key: TemplateKey): ReadonlyMap<string, ValueKind> {
  const names: Readonly<Record<string, TemplateName>> =
    key === 'start' || key === 'end' ? JOB_NAMES : { ...JOB_NAMES, ...LAYER_NAMES };
  return new Map(Object.entries(names).map(([name, { kind }]) => [name, kind]));
}
