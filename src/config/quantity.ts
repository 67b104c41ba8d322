/** A number with the place it comes from, as every physical value of a settings file is written. */
import { z } from 'zod';

/** A physical value of a settings file; the unit stands in the key. */
export interface Quantity {
  readonly value: number;
  /** Data sheet, paper, or `uncalibrated example`. */
  readonly source: string;
}

/** Sources that say of themselves that nobody has confirmed the value on a machine. */
export const UNCONFIRMED_SOURCES: readonly string[] = ['uncalibrated example', 'general knowledge, unconfirmed'];

/** True when a source begins with one of the words that mark an unconfirmed value. */
export function isUnconfirmed(source: string): boolean {
  return UNCONFIRMED_SOURCES.some((words) => source.startsWith(words));
}

/** True when a source has such words anywhere: `30 % of the core (general knowledge, unconfirmed)` is not confirmed either. */
export function mentionsUnconfirmed(source: string): boolean {
  return UNCONFIRMED_SOURCES.some((words) => source.includes(words));
}

/** Bounds of a value; the upper one is wide and there to catch a wrong unit. */
export interface Bounds {
  readonly above?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly whole?: boolean;
}

/** Schema of a quantity in a unit; `meaning` is one sentence for the JSON Schema. */
export function quantity(unit: string, bounds: Bounds, meaning: string) {
  let value = bounds.whole === true ? z.int() : z.number();
  if (bounds.above !== undefined) value = value.gt(bounds.above);
  if (bounds.atLeast !== undefined) value = value.gte(bounds.atLeast);
  if (bounds.atMost !== undefined) value = value.lte(bounds.atMost);
  return z
    .strictObject({ value: value.meta({ unit }), source: words('Where the value comes from.') })
    .meta({ description: unit === '' ? meaning : `${meaning} Unit: ${unit}.` });
}

/** Schema of a length of at most 2 mm (tracks, offsets, spots), above 0. */
export function fineMm(meaning: string) {
  return quantity('mm', { above: 0, atMost: 2 }, meaning);
}

/** Schema of one line of text for people. */
export function words(meaning: string) {
  return z
    .string()
    .min(1)
    .max(300)
    .regex(/^\P{Cc}*$/u, { error: 'must be one line without control characters' })
    .meta({ description: meaning });
}

/** Names that Windows keeps for devices, whatever their extension. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** Schema of an id: kebab words, as file names and the command line use them. */
export function idWord(meaning: string) {
  return z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be lower-case words and digits joined by single hyphens' })
    .refine((word) => !DEVICES.test(word), { error: 'is a device on Windows: no file can bear that name' })
    .meta({ description: meaning });
}
