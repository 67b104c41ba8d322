/** Settings of a bare mesh from the command line. */
import { PrepError } from '../core/prep-error.ts';
import type { LengthUnit } from '../pipeline/load/length-unit.ts';
import type { LoadOptions } from '../pipeline/load/load-part.ts';
import { MIN_LAYER_THICKNESS_MM } from '../pipeline/request/prepare-request.ts';
import { numberOption, type ParsedLine, wordOption } from './options.ts';

const UNITS: readonly LengthUnit[] = ['mm', 'cm', 'm', 'inch', 'micron'];

/** How the mesh file is read. */
export function loadOptions(line: ParsedLine): LoadOptions {
  const units = line.values.has('units') ? wordOption(line, 'units', UNITS, 'mm') : null;
  return { units, repair: line.switches.has('repair') };
}

/** Layers A to B-1, or null for all. */
export function layerBand(line: ParsedLine): { from: number; to: number } | null {
  const text = line.values.get('layers');
  if (text === undefined) return null;
  const match = /^(\d+):(\d+)$/.exec(text);
  if (match === null) throw new PrepError('usage', `--layers must be A:B with whole numbers, got '${text}'`);
  const [from, to] = [Number(match[1]), Number(match[2])];
  if (from >= to) throw new PrepError('usage', `--layers ${text} is empty: it means layers A to B-1`);
  return { from, to };
}

/** A number above 0, or null where it is not given. */
export function positive(line: ParsedLine, name: string): number | null {
  const value = numberOption(line, name);
  if (value !== null && !(value > 0 && Number.isFinite(value))) {
    throw new PrepError('usage', `--${name} must be above 0, got ${line.values.get(name)}`);
  }
  return value;
}

/** The layer thickness that is asked for, or null where it is not given. */
export function layerOption(line: ParsedLine): number | null {
  const thicknessMm = positive(line, 'layer');
  if (thicknessMm !== null && thicknessMm < MIN_LAYER_THICKNESS_MM) {
    const reason = `must be at least ${MIN_LAYER_THICKNESS_MM} mm, got ${line.values.get('layer')}`;
    throw new PrepError('value-out-of-range', reason, ['--layer']);
  }
  return thicknessMm;
}

/** A number of 0 or above, or null where it is not given. */
export function notNegative(line: ParsedLine, name: string): number | null {
  const value = numberOption(line, name);
  if (value !== null && !(value >= 0 && Number.isFinite(value))) {
    throw new PrepError('usage', `--${name} must be 0 or above, got ${line.values.get(name)}`);
  }
  return value;
}

/** The one word that a command takes. */
export function oneWord(line: ParsedLine, command: string, what: string): string {
  const [word, ...more] = line.words;
  if (word === undefined) throw new PrepError('usage', `${command} needs ${what}`);
  if (more.length > 0)
    throw new PrepError('usage', `${command} takes one file, got ${line.words.length}: ${line.words.join(' ')}`);
  return word;
}
