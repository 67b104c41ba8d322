/** Settings of a bare mesh from the command line. */
import { PrepError } from '../core/prep-error.ts';
import { completeLattice, type LatticeRequest } from '../pipeline/lattice-defaults.ts';
import type { LengthUnit } from '../pipeline/length-unit.ts';
import type { LoadOptions } from '../pipeline/load-part.ts';
import type { LatticeSettings, OpenSide } from '../pipeline/prepare-request.ts';
import { numberOption, type ParsedLine, wordOption } from './options.ts';

const SIDES: readonly OpenSide[] = ['x+', 'x-', 'y+', 'y-', 'z+', 'z-'];
const UNITS: readonly LengthUnit[] = ['mm', 'cm', 'm', 'inch', 'micron'];

/** How the mesh file is read. */
export function loadOptions(line: ParsedLine): LoadOptions {
  const units = line.values.has('units') ? wordOption(line, 'units', UNITS, 'mm') : null;
  return { units, repair: line.switches.has('repair') };
}

/** The lattice asked for, or null for a solid part. */
export function latticeOptions(line: ParsedLine): LatticeSettings | null {
  const cellType = line.values.get('cell-type');
  if (line.switches.has('no-lattice') && cellType !== undefined) {
    throw new PrepError('usage', '--no-lattice and --cell-type exclude each other');
  }
  if (cellType === undefined) {
    for (const name of ['phase', 'cell', 'density', 'wall', 'skin', 'open', 'px']) {
      if (line.values.has(name))
        throw new PrepError('usage', `--${name} needs --cell-type: without it the part stays solid`);
    }
    return null;
  }
  const wallMm = positive(line, 'wall');
  const density = numberOption(line, 'density');
  if (wallMm !== null && density !== null) throw new PrepError('usage', '--density and --wall exclude each other');
  const cellMm = positive(line, 'cell');
  const stepMm = positive(line, 'px');
  const request: LatticeRequest = {
    cellType,
    phase: wordOption(line, 'phase', ['sheet', 'network'], 'sheet'),
    ...(cellMm === null ? {} : { cellMm }),
    ...(density === null ? {} : { relativeDensity: density }),
    wallMm,
    skinMm: notNegative(line, 'skin') ?? 0,
    openSides: openSides(line),
    ...(stepMm === null ? {} : { stepMm }),
  };
  return inOptionWords(() => completeLattice(request, []));
}

const OPTION_OF: Readonly<Record<string, string>> = { cellType: 'cell-type', stepMm: 'px' };

/** On the command line a wrong fill is a usage error and bears the name of the option. */
function inOptionWords<T>(complete: () => T): T {
  try {
    return complete();
  } catch (cause) {
    const option = cause instanceof PrepError ? OPTION_OF[String(cause.place.at(-1))] : undefined;
    if (!(cause instanceof PrepError) || option === undefined) throw cause;
    throw new PrepError('usage', `--${option}: ${cause.reason}`, [], cause);
  }
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

function notNegative(line: ParsedLine, name: string): number | null {
  const value = numberOption(line, name);
  if (value !== null && !(value >= 0 && Number.isFinite(value))) {
    throw new PrepError('usage', `--${name} must be 0 or above, got ${line.values.get(name)}`);
  }
  return value;
}

function openSides(line: ParsedLine): OpenSide[] {
  const text = line.values.get('open');
  if (text === undefined) return [];
  const sides = new Set<OpenSide>();
  for (const word of text.split(',')) {
    const side = SIDES.find((known) => known === word.trim());
    if (side === undefined) throw new PrepError('usage', `--open takes ${SIDES.join(', ')}; got '${word}'`);
    sides.add(side);
  }
  return SIDES.filter((side) => sides.has(side));
}

/** The one word that a command takes. */
export function oneWord(line: ParsedLine, command: string, what: string): string {
  const [word, ...more] = line.words;
  if (word === undefined) throw new PrepError('usage', `${command} needs ${what}`);
  if (more.length > 0)
    throw new PrepError('usage', `${command} takes one file, got ${line.words.length}: ${line.words.join(' ')}`);
  return word;
}
