/** Reads the header of a PLY file (Turk 1994, The PLY Polygon File Format): which elements follow, and of what numbers. */
import { PrepError } from '../../core/prep-error.ts';

const LF = 10;
const CR = 13;
/** Only comments are longer than this. */
const MOST_LINE_BYTES = 4096;
const LATIN = new TextDecoder('latin1');

/** How the body is written. */
export type PlyForm = 'ascii' | 'binary_little_endian' | 'binary_big_endian';

/** Types of a number; both spellings of the format are read. */
export type PlyScalar = 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'float32' | 'float64';

/** Bytes of each type in a binary body. */
export const BYTES_OF: Readonly<Record<PlyScalar, number>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
};

const SCALAR_OF: ReadonlyMap<string, PlyScalar> = new Map([
  ...(Object.keys(BYTES_OF) as PlyScalar[]).map((type) => [type, type] as const),
  ['char', 'int8'],
  ['uchar', 'uint8'],
  ['short', 'int16'],
  ['ushort', 'uint16'],
  ['int', 'int32'],
  ['uint', 'uint32'],
  ['float', 'float32'],
  ['double', 'float64'],
]);

/** One number of an element, or a list of them where `countType` says how its length is written. */
export interface PlyProperty {
  readonly name: string;
  readonly type: PlyScalar;
  readonly countType: PlyScalar | null;
}

/** What stands `count` times in the body, and the line of the header that says so. */
export interface PlyElement {
  readonly name: string;
  readonly count: number;
  readonly line: number;
  readonly properties: readonly PlyProperty[];
}

/** Elements in the order of the body, and where the body begins. */
export interface PlyHeader {
  readonly form: PlyForm;
  readonly elements: readonly PlyElement[];
  readonly bodyAt: number;
  readonly bodyLine: number;
}

/** Reads lines up to `end_header`. Whether the body can hold what they say is asked where it is read. */
export function readPlyHeader(bytes: Uint8Array, fileName: string): PlyHeader {
  const first = lineEnd(bytes, 0);
  if (lineText(bytes, 0, first).trimEnd() !== 'ply') {
    throw new PrepError('ply-invalid', 'is no PLY file: its first line is not "ply"', [fileName]);
  }
  // Where lines end in CR alone, a LF after it is the first byte of a binary body.
  const loneCr = bytes[first] === CR && bytes[first + 1] !== LF;
  const after = (end: number) => end + (bytes[end] === CR && bytes[end + 1] === LF && !loneCr ? 2 : 1);
  let form: PlyForm | null = null;
  const elements: (PlyElement & { readonly properties: PlyProperty[] })[] = [];
  for (let at = after(first), line = 2; ; line++) {
    const fault = (reason: string) => new PrepError('ply-invalid', reason, [fileName, `line ${line}`]);
    if (at >= bytes.length) throw fault('truncated: ends within the header');
    const end = lineEnd(bytes, at);
    const words = lineText(bytes, at, end).trim().split(/\s+/);
    const [keyword = ''] = words;
    at = after(end);
    if (keyword === 'format') form = formOf(words, form, fault);
    else if (keyword === 'element') elements.push({ ...elementOf(words, elements, fault), line, properties: [] });
    else if (keyword === 'property') {
      const element = elements.at(-1);
      if (element === undefined) throw fault('a property stands before the first element');
      element.properties.push(propertyOf(words, element, fault));
    } else if (keyword === 'end_header') {
      if (form === null) throw fault('the header ends without a format');
      return { form, elements, bodyAt: Math.min(at, bytes.length), bodyLine: line + 1 };
    } else if (keyword !== '' && keyword !== 'comment' && keyword !== 'obj_info') {
      throw fault(`comment, element, property or end_header must stand here, got "${shown(keyword)}"`);
    }
  }
}

type HeaderFault = (reason: string) => PrepError;

function lineEnd(bytes: Uint8Array, at: number): number {
  let to = at;
  while (to < bytes.length && bytes[to] !== LF && bytes[to] !== CR) to++;
  return to;
}

function lineText(bytes: Uint8Array, from: number, to: number): string {
  return LATIN.decode(bytes.subarray(from, Math.min(to, from + MOST_LINE_BYTES)));
}

function formOf(words: readonly string[], before: PlyForm | null, fault: HeaderFault): PlyForm {
  const [, form = '', version = ''] = words;
  if (before !== null) throw fault('the format stands twice');
  if (form !== 'ascii' && form !== 'binary_little_endian' && form !== 'binary_big_endian') {
    throw fault(`the format must be ascii, binary_little_endian or binary_big_endian, got "${shown(form)}"`);
  }
  if (version !== '1.0') throw fault(`only version 1.0 is read, got "${shown(version)}"`);
  return form;
}

function elementOf(
  words: readonly string[],
  before: readonly PlyElement[],
  fault: HeaderFault,
): { readonly name: string; readonly count: number } {
  const [, name = '', count = ''] = words;
  if (words.length !== 3 || !/^\d{1,15}$/.test(count)) {
    throw fault(`an element must have a name and a whole number, got "${shown(words.slice(1).join(' '))}"`);
  }
  if (before.some((element) => element.name === name)) throw fault(`the element "${shown(name)}" stands twice`);
  return { name, count: Number(count) };
}

function propertyOf(words: readonly string[], element: PlyElement, fault: HeaderFault): PlyProperty {
  const isList = words[1] === 'list';
  const [type, name] = isList ? words.slice(3) : words.slice(1);
  if (name === undefined || words.length !== (isList ? 5 : 3)) throw fault('a property must have a type and a name');
  if (element.properties.some((property) => property.name === name)) {
    throw fault(`the property "${shown(name)}" of the element "${shown(element.name)}" stands twice`);
  }
  const countType = isList ? scalarOf(words[2]!, fault) : null;
  if (countType === 'float32' || countType === 'float64') throw fault('the length of a list must be of a whole type');
  return { name, type: scalarOf(type!, fault), countType };
}

function scalarOf(word: string, fault: HeaderFault): PlyScalar {
  const scalar = SCALAR_OF.get(word);
  if (scalar === undefined) throw fault(`"${shown(word)}" is no type of PLY`);
  return scalar;
}

/** A word of the header for a message. */
function shown(word: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a message must not carry control characters of the file
  return word.slice(0, 40).replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}
