/** The toolpath resource of the model part (toolpath extension, chapter 4), and the profiles in it. */
import type { LaserExposure, LaserKey } from '../../../core/laser-file.ts';
import { assert, PrepError } from '../../../core/prep-error.ts';
import { GRID_PER_MM } from '../../../core/units.ts';
import { xmlText } from '../model-metadata.ts';
import { putAscii, putShortest, putText, textBuffer } from '../text-buffer.ts';
import {
  isInRange,
  type NumberAttribute,
  OWN_ATTRIBUTES,
  SKYWRITING_ATTRIBUTES,
  STANDARD_ATTRIBUTES,
} from './exposure-attributes.ts';
import { MAX_DEVICE } from './put-layer.ts';
import type { ToolpathPackage } from './toolpath-package.ts';

/** Prefix of our attributes in the model part. */
export const LASER_PREFIX = 'laser';

/** One profile, ready to be put. */
export interface WrittenProfile {
  readonly uuid: string;
  /** All attributes but the UUID. */
  readonly attributes: string;
  readonly laser: number | null;
}

/** Returns the attributes of a profile beside its UUID; parameters that nobody knows are left out. */
export function profileAttributes({ key, exposure }: LaserKey): string {
  const { laser, skywriting } = exposure;
  const place = ['exposure', key];
  if (laser !== null && !(Number.isInteger(laser) && laser >= 0 && laser <= MAX_DEVICE)) {
    throw new PrepError('value-out-of-range', `has laser ${laser}, must be a whole number from 0`, place);
  }
  return [
    `name="${xmlText(key, 'exposure key')}"`,
    ...numbers(exposure, STANDARD_ATTRIBUTES, '', place),
    ...(laser === null ? [] : [`laserindex="${laser}"`]),
    ...numbers(exposure, OWN_ATTRIBUTES, `${LASER_PREFIX}:`, place),
    ...(skywriting === null ? [] : numbers(skywriting, SKYWRITING_ATTRIBUTES, `${LASER_PREFIX}:`, place)),
  ].join(' ');
}

/** Tells whether an exposure says what only our own attributes hold. */
export function needsOwnAttributes(exposure: LaserExposure): boolean {
  return exposure.skywriting !== null || OWN_ATTRIBUTES.some(({ field }) => exposure[field] !== null);
}

/** Returns the name of a layer part, from 0. */
export function layerPath(index: number): string {
  return `/Toolpath/Layers/layer${String(index + 1).padStart(5, '0')}.xml`;
}

/**
 * Puts the resource: lasers, profiles, layers, in the order of the schema. `bottom` is that of the first layer, `tops` are
 * those of all, in device units.
 */
export async function putResource(
  pack: ToolpathPackage,
  id: number,
  uuid: string,
  profiles: readonly WrittenProfile[],
  bottom: number,
  tops: readonly number[],
): Promise<void> {
  const { out } = pack;
  putAscii(
    out,
    `<tp:toolpathresource id="${id}" uuid="${uuid}" unitfactor="${1 / GRID_PER_MM}" toolpathtype="planar">\n`,
  );
  const lasers = [...new Set(profiles.flatMap(({ laser }) => (laser === null ? [] : [laser])))].sort((a, b) => a - b);
  if (lasers.length > 0) {
    putAscii(out, '<tp:lasersources>\n');
    for (const index of lasers) putAscii(out, `<tp:lasersource index="${index}" name="Laser ${index}"/>\n`);
    putAscii(out, '</tp:lasersources>\n');
  }
  putAscii(out, '<tp:toolpathprofiles>\n');
  for (const { uuid, attributes } of profiles) putText(out, `<tp:toolpathprofile uuid="${uuid}" ${attributes}/>\n`);
  putAscii(out, `</tp:toolpathprofiles>\n<tp:toolpathlayers zbottom="${bottom}">\n`);
  for (const [i, top] of tops.entries()) {
    putAscii(out, `<tp:toolpathlayer ztop="${top}" path="${layerPath(i)}"/>\n`);
    await pack.room();
  }
  putAscii(out, '</tp:toolpathlayers>\n</tp:toolpathresource>\n');
}

function numbers<Field extends string>(
  values: Readonly<Record<Field, number | null>>,
  attributes: readonly NumberAttribute<Field>[],
  prefix: string,
  place: readonly string[],
): string[] {
  return attributes.flatMap(({ field, name, factor, range }) => {
    const value = values[field];
    if (value === null) return [];
    if (!isInRange(value, range)) {
      const wanted = range === 'any' ? 'finite' : range;
      throw new PrepError('value-out-of-range', `must be ${wanted} in a 3MF toolpath, got ${value}`, [...place, field]);
    }
    return [`${prefix}${name}="${decimal(value * factor)}"`];
  });
}

/** The shortest decimal that reads back as the same double. */
function decimal(value: number): string {
  const out = textBuffer();
  putShortest(out, value);
  assert(out.length < 400, 'a number is short');
  return new TextDecoder().decode(out.bytes.subarray(0, out.length));
}
