/**
 * The build parameters of an ILT archive: for each section its name in brackets and up to five lines `key = value unit`.
 * There is no specification; the keys are those of files that Magics wrote and of readers of such files.
 */
import { type LaserExposure, UNKNOWN_EXPOSURE } from '../../core/laser-file.ts';
import { assert } from '../../core/prep-error.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import type { Fault } from '../xml/fault.ts';

/** Name of the entry. */
export const PARAMETER_FILE = 'modelsection_param.txt';

/** Lines that a section has; there are readers that take five lines for its parameters whatever stands in them. */
const LINES = 5;
const LINE_END = '\r\n';

type ParameterField = 'speedMmPerS' | 'powerW' | 'focusMm' | 'pointDistanceMm' | 'pointExposureUs';

interface Parameter {
  readonly key: string;
  readonly field: ParameterField;
  readonly unit: string;
  /** How many of its unit make one of the field. */
  readonly perField: number;
}

/** The parameters in the order of their lines. */
const PARAMETERS: readonly Parameter[] = [
  { key: 'LaserSpeed', field: 'speedMmPerS', unit: 'mm/s', perField: 1 },
  { key: 'LaserPower', field: 'powerW', unit: 'watt', perField: 1 },
  { key: 'FocusShift', field: 'focusMm', unit: 'mm', perField: 1 },
  { key: 'PointDistance', field: 'pointDistanceMm', unit: '\u00b5m', perField: 1000 },
  { key: 'ExposureTime', field: 'pointExposureUs', unit: '\u00b5s', perField: 1 },
];

/** What the micro sign has become on its way: the Greek letter, its two UTF-8 bytes taken for Latin-1, or a lost character. */
const MICRO_SIGNS = /^(\u03bc|\u00c2\u00b5|\ufffd|u)(?=[ms]$)/;
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const LATIN = new TextDecoder('latin1');

/** One section of the file. */
export interface SectionParameters {
  /** The line of its name. */
  readonly line: number;
  readonly name: string;
  readonly exposure: LaserExposure;
}

/** Reads the parameters of all sections in their order. A value without its unit is refused, an unknown key noted. */
export function readParameterFile(bytes: Uint8Array, fault: Fault, notes: ReadingNotes): SectionParameters[] {
  const sections: {
    line: number;
    name: string;
    exposure: { -readonly [K in keyof LaserExposure]: LaserExposure[K] };
  }[] = [];
  let lines = 0;
  textOf(bytes)
    .split(/\r\n|\n|\r/)
    .forEach((raw, index) => {
      const text = raw.trim();
      const place = `line ${index + 1}`;
      const note = (kind: string, what: string) =>
        notes.add(`${PARAMETER_FILE} ${kind}`, `${PARAMETER_FILE}: ${place}: ${what}`);
      if (text === '' || text.startsWith(';')) return;
      const name = /^\[(.*)\]$/.exec(text)?.[1]?.trim();
      if (name !== undefined) {
        if (sections.some((section) => section.name === name))
          throw fault(`names the section ${name} twice`, PARAMETER_FILE, place);
        sections.push({ line: index + 1, name, exposure: { ...UNKNOWN_EXPOSURE } });
        lines = 0;
        return;
      }
      const section = sections.at(-1);
      const [, key, value, unit] = /^([^=]*?)\s*=\s*(\S*)\s*(.*)$/.exec(text) ?? [];
      if (section === undefined || key === undefined || value === undefined || unit === undefined) {
        note('stray', `"${text.slice(0, 40)}" was ignored`);
        return;
      }
      if (++lines > LINES) note(`${section.name} lines`, `${section.name} has more than ${LINES} lines`);
      const parameter = PARAMETERS.find((known) => known.key === key);
      if (parameter === undefined) {
        note(`key ${key}`, `${key} is unknown and was ignored`);
        return;
      }
      const { field } = parameter;
      if (section.exposure[field] !== null) throw fault(`gives ${key} of ${section.name} twice`, PARAMETER_FILE, place);
      if (MICRO_SIGNS.test(unit)) note('micro', `the unit "${unit}" was read as ${parameter.unit}`);
      if (unit.replace(MICRO_SIGNS, '\u00b5') !== parameter.unit)
        throw fault(`${key} must be in ${parameter.unit}, got "${unit}"`, PARAMETER_FILE, place);
      const number = /^[-+]?(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) + 0 : Number.NaN;
      if (!(number >= 0 || (field === 'focusMm' && number < 0)))
        throw fault(`${key} has the value "${value}"`, PARAMETER_FILE, place);
      section.exposure[field] = number / parameter.perField;
    });
  return sections;
}

/**
 * Returns the text for sections. What is null has no line; empty lines follow until there are five, for the reader that takes
 * five lines whatever stands in them. Latin-1, as Magics writes: readers know both forms of its micro sign.
 */
export function parameterFileBytes(sections: readonly Omit<SectionParameters, 'line'>[]): Uint8Array {
  const lines = ['; Build Parameter File', ''];
  for (const { name, exposure } of sections) {
    const known = PARAMETERS.flatMap(({ key, field, unit, perField }) => {
      const value = exposure[field];
      return value === null ? [] : [`${key} = ${decimalText(value * perField)} ${unit}`];
    });
    lines.push(`[${name}]`, ...known, ...Array.from({ length: LINES - known.length }, () => ''), '');
  }
  return Uint8Array.from(lines.map((line) => line + LINE_END).join(''), (character) => character.charCodeAt(0));
}

/** Returns a value as a decimal of at most six digits behind the point: products with 1000 are not exact. */
function decimalText(value: number): string {
  const text = String(Math.round(value * 1e6) / 1e6 + 0);
  assert(/^-?\d+(\.\d+)?$/.test(text), `${value} is a plain decimal`);
  return text;
}

function textOf(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return LATIN.decode(bytes);
  }
}
