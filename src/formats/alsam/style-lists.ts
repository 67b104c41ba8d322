/** The head of every document that we write: header, velocity profiles and segment styles of a job. */
import type { LaserExposure, LaserJob, LaserKey } from '../../core/laser-file.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import { escapeXml } from '../xml/xml-text.ts';
import { SCHEMA_VERSION } from './scan-layer.ts';

/** IDs of the segment styles of one key, escaped for XML, and the sky writing of its paths. */
export interface KeyStyles {
  readonly mark: string;
  readonly jump: string;
  readonly skyWritingMode: 0 | 3;
}

/** What of the documents is the same in all layers. */
export interface StyleLists {
  /** The free text of the header. */
  readonly description: string;
  /** Both lists as XML. */
  readonly xml: string;
  readonly stylesOf: ReadonlyMap<string, KeyStyles>;
}

/** What the schema asks for, so that null is refused, with the least value where it has one. */
const REQUIRED = {
  powerW: 'above 0',
  speedMmPerS: 'above 0',
  jumpSpeedMmPerS: 'above 0',
  laserOnDelayUs: 'any',
  laserOffDelayUs: 'any',
  jumpDelayUs: 'any',
  markDelayUs: 'any',
  polygonDelayUs: 'any',
  laser: 'index',
} as const satisfies Partial<Record<keyof LaserExposure, 'above 0' | 'any' | 'index'>>;

/**
 * Returns the lists for a job, or refuses it with all that its keys lack. A key has one velocity profile to mark and one to
 * jump, with the same delays, because the schema does not say which of the two counts between them. Lasers count from 1.
 */
export function styleLists(job: LaserJob): StyleLists {
  const problems: string[] = [];
  const stylesOf = new Map<string, KeyStyles>();
  let profiles = '';
  let styles = '';
  for (const key of job.keys) {
    problems.push(...problemsOf(key));
    assert(!stylesOf.has(key.key), `the key ${key.key} is given once`);
    const { exposure } = key;
    const mark = xmlText(key.key, job);
    const jump = xmlText(`jump: ${key.key}`, job);
    stylesOf.set(key.key, { mark, jump, skyWritingMode: exposure.skywriting === null ? 0 : 3 });
    profiles += profileXml(mark, exposure, exposure.speedMmPerS) + profileXml(jump, exposure, exposure.jumpSpeedMmPerS);
    styles += markXml(mark, exposure) + styleXml(jump, '');
  }
  if (problems.length > 0) {
    throw new PrepError('profile-invalid', `an ALSAM file needs more: ${problems.join('; ')}`, [job.profile.id]);
  }
  return {
    description: xmlText(descriptionOf(job), job),
    xml:
      `<VelocityProfileList>\n${profiles}</VelocityProfileList>\n` +
      `<SegmentStyleList>\n${styles}</SegmentStyleList>\n`,
    stylesOf,
  };
}

/** Returns the start of a document; heights in mm as text. */
export function documentHead(
  { description, xml }: StyleLists,
  layerNumber: number,
  thicknessMm: string,
  heightMm: string,
): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Layer>\n<Header>\n' +
    leaf('AmericaMakesSchemaVersion', SCHEMA_VERSION) +
    leaf('LayerNum', String(layerNumber)) +
    leaf('LayerThickness', thicknessMm) +
    leaf('AbsoluteHeight', heightMm) +
    leaf('BuildDescription', description) +
    `</Header>\n${xml}`
  );
}

/** Says what the exposure of a key lacks or what the schema has no words for. */
function problemsOf({ key, exposure }: LaserKey): string[] {
  const missing: string[] = [];
  const problems: string[] = [];
  for (const [field, bound] of Object.entries(REQUIRED) as [keyof typeof REQUIRED, string][]) {
    const value = exposure[field];
    if (value === null) missing.push(field);
    else if (!Number.isFinite(value) || (bound === 'above 0' && !(value > 0))) {
      problems.push(`${key}: ${field} must be ${bound === 'any' ? 'a number' : bound}, got ${value}`);
    } else if (bound === 'index') assert(Number.isInteger(value) && value >= 0, `${key} has laser ${value}`);
  }
  if (missing.length > 0) problems.unshift(`${key} lacks ${missing.join(', ')}`);
  if (exposure.pointDistanceMm !== null || exposure.pointExposureUs !== null) {
    problems.push(`${key} is exposed point by point, for which the schema has no words`);
  }
  return problems;
}

/** What the schema has no field for is said in words, as conditions of the build. */
function descriptionOf({ tool, partLabel, profile, about, keys }: LaserJob): string {
  const words = [`${tool.name} ${tool.version}`, `part ${partLabel}`, `profile ${profile.id} (${profile.name})`];
  for (const [name, value] of Object.entries(about)) words.push(`${name} ${value}`);
  for (const { key, exposure } of keys) {
    const { focusMm, skywriting } = exposure;
    if (focusMm !== null && focusMm !== 0) words.push(`to be set for ${key}: focus ${focusMm} mm`);
    if (skywriting === null) continue;
    const { runInMm, runOutMm, leastAngleDeg } = skywriting;
    words.push(
      `to be set for ${key}: run-in ${runInMm} mm, run-out ${runOutMm} mm, at corners from ${leastAngleDeg} deg`,
    );
  }
  return words.join('; ');
}

function profileXml(id: string, exposure: LaserExposure, velocity: number | null): string {
  return (
    `<VelocityProfile>\n${leaf('ID', id)}${leaf('Velocity', numberText(velocity))}${leaf('Mode', 'Delay')}` +
    leaf('LaserOnDelay', numberText(exposure.laserOnDelayUs)) +
    leaf('LaserOffDelay', numberText(exposure.laserOffDelayUs)) +
    leaf('JumpDelay', numberText(exposure.jumpDelayUs)) +
    leaf('MarkDelay', numberText(exposure.markDelayUs)) +
    `${leaf('PolygonDelay', numberText(exposure.polygonDelayUs))}</VelocityProfile>\n`
  );
}

/** A style with one laser; `SyncDelay` belongs to several. A style without a laser is a jump of the laser before it. */
function markXml(id: string, { powerW, spotMm, laser }: LaserExposure): string {
  // Spot diameters in micrometres, to the tenth of a nanometre: 0.035 mm times 1000 is not 35 in doubles.
  const spot = spotMm === null ? '' : leaf('SpotSize', numberText(Math.round(spotMm * 1e7) / 1e4));
  const traveler = `${leaf('ID', String((laser ?? 0) + 1))}${leaf('Power', numberText(powerW))}${spot}`;
  return styleXml(id, `${leaf('LaserMode', 'Independent')}<Traveler>\n${traveler}</Traveler>\n`);
}

function styleXml(id: string, rest: string): string {
  return `<SegmentStyle>\n${leaf('ID', id)}${leaf('VelocityProfileID', id)}${rest}</SegmentStyle>\n`;
}

function leaf(name: string, text: string): string {
  return `<${name}>${text}</${name}>\n`;
}

/** Returns a number without exponent; what has more digits than that is not a setting of a machine. */
function numberText(value: number | null): string {
  const text = String(value);
  return text.includes('e') ? (value ?? 0).toFixed(12) : text;
}

/** Returns a text escaped for XML. */
export function xmlText(text: string, { partLabel }: Pick<LaserJob, 'partLabel'>): string {
  const escaped = escapeXml(text);
  if (escaped === null)
    throw new PrepError('value-out-of-range', 'has a character that XML does not hold', [partLabel]);
  return escaped;
}
