/** Reads the ASCII header of a Common Layer file. It cannot be read by lines: user data may hold any byte. */
import { PrepError } from '../../core/prep-error.ts';
import { type ReadingNotes, readingNotes } from '../reading-notes.ts';
import { commentProfile } from './cli-plus.ts';
import type { CommonLayerDimension, CommonLayerHeader, CommonLayerUserData } from './common-layer-file.ts';

const START = '$$HEADERSTART';
const END = '$$HEADEREND';
const LF = 10;
const CR = 13;
const QUOTE = 34;
const DOLLAR = 36;
const COMMA = 44;
const SLASH = 47;
const REAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+$/;
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const LATIN = new TextDecoder('latin1');

/** A header with the byte after `$$HEADEREND`, the line that byte stands in (from 1), and what was tolerated. */
export interface ReadHeader {
  readonly header: CommonLayerHeader;
  readonly endOffset: number;
  readonly endLine: number;
  readonly notes: ReadingNotes;
}

/** The header as far as it is read. */
interface Draft {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly notes: ReadingNotes;
  readonly labels: Map<number, string>;
  readonly userData: CommonLayerUserData[];
  readonly profiles: Map<number, string>;
  at: number;
  encoding: 'ascii' | 'binary' | null;
  units: number | null;
  version: number | null;
  dimensionMm: CommonLayerDimension | null;
  layers: number | null;
  align: boolean;
  date: string | null;
}

/** Reads the header in the first bytes of a file; null when it goes on beyond them. */
export function readHeader(bytes: Uint8Array, fileName: string): ReadHeader | null {
  const start = indexOf(bytes, START, 0);
  if (start < 0) return null;
  const notes = readingNotes();
  if (start > 0) notes.add('before', `${start} bytes before $$HEADERSTART were ignored`);
  const draft: Draft = {
    bytes,
    fileName,
    notes,
    labels: new Map(),
    userData: [],
    profiles: new Map(),
    at: start + START.length,
    encoding: null,
    units: null,
    version: null,
    dimensionMm: null,
    layers: null,
    align: false,
    date: null,
  };
  for (;;) {
    while (bytes[draft.at]! <= 32) draft.at++;
    if (startsWith(bytes, END, draft.at)) {
      const endOffset = draft.at + END.length;
      return { header: finished(draft), endOffset, endLine: lineOf(bytes, endOffset), notes };
    }
    if (!readEntry(draft)) return null;
  }
}

/** Reads one command, comment or stray text; false when the bytes end within it. */
function readEntry(draft: Draft): boolean {
  const { bytes, notes } = draft;
  if (draft.at + END.length > bytes.length) return false;
  if (startsWith(bytes, '//', draft.at)) return skipComment(draft);
  if (!startsWith(bytes, '$$', draft.at)) {
    const end = nextMark(bytes, draft.at, true);
    if (end < 0) return false;
    notes.add(
      'stray',
      `line ${lineOf(bytes, draft.at)}: text "${textOf(draft, draft.at, end)}" in the header was ignored`,
    );
    draft.at = end;
    return true;
  }
  const from = draft.at;
  let at = from + 2;
  while (bytes[at]! >= 65 && bytes[at]! <= 90) at++;
  if (at >= bytes.length) return false;
  const keyword = LATIN.decode(bytes.subarray(from + 2, at));
  if (bytes[at] === SLASH && bytes[at + 1] !== SLASH) {
    if (keyword === 'USERDATA') return readUserData(draft, at + 1);
    if (keyword === 'LABEL') return readLabel(draft, at + 1);
    const end = nextMark(bytes, at + 1, true);
    if (end < 0) return false;
    take(draft, keyword, textOf(draft, at + 1, end), from);
    draft.at = end;
    return true;
  }
  const end = nextMark(bytes, at, true);
  if (end < 0) return false;
  take(draft, keyword, '', from);
  draft.at = at;
  return true;
}

/** Takes a command with its parameters as text. */
function take(draft: Draft, keyword: string, text: string, from: number): void {
  const { notes } = draft;
  switch (keyword) {
    case 'ASCII':
    case 'BINARY': {
      const encoding = keyword === 'ASCII' ? 'ascii' : 'binary';
      if (draft.encoding !== null && draft.encoding !== encoding)
        throw fault(draft, from, 'says both $$ASCII and $$BINARY');
      draft.encoding = encoding;
      return;
    }
    case 'UNITS': {
      const units = realOf(draft, keyword, text, from);
      if (!(units > 0 && units < Infinity)) throw fault(draft, from, `$$UNITS must be above 0 mm, got ${text}`);
      if (draft.units !== null && draft.units !== units)
        throw fault(draft, from, `gives $$UNITS twice: ${draft.units} and ${text}`);
      draft.units = units;
      return;
    }
    case 'VERSION':
      draft.version = realOf(draft, keyword, text, from);
      if (draft.version !== 200) notes.add('version', `$$VERSION/${text} was read as version 2.0`);
      return;
    case 'DATE':
      draft.date = text;
      if (!/^\d{6}$/.test(text)) notes.add('date', `$$DATE/${text} is not six digits DDMMYY`);
      return;
    case 'DIMENSION':
      draft.dimensionMm = dimensionOf(draft, text);
      return;
    case 'LAYERS':
      if (!INTEGER.test(text) || Number(text) < 0) throw fault(draft, from, `$$LAYERS must be a count, got "${text}"`);
      draft.layers = Number(text);
      return;
    case 'ALIGN':
      draft.align = true;
      return;
    default:
      notes.add(
        `header ${keyword}`,
        `line ${lineOf(draft.bytes, from)}: $$${keyword} is not in the specification and was ignored`,
      );
  }
}

function dimensionOf(draft: Draft, text: string): CommonLayerDimension | null {
  const parts = text.split(',').map((part) => part.trim());
  const given = parts.filter((part) => part !== '');
  if (given.length !== parts.length)
    draft.notes.add('dimension commas', '$$DIMENSION holds empty values, which were left out');
  const values = given.map((part) => (REAL.test(part) ? Number(part) + 0 : Number.NaN));
  const [x1, y1, z1, x2, y2, z2] = values;
  if (values.length !== 6 || values.some(Number.isNaN)) {
    draft.notes.add('dimension', `$$DIMENSION/${text} is not six numbers and was ignored`);
    return null;
  }
  if (x1! > x2! || y1! > y2! || z1! > z2!) draft.notes.add('dimension order', `$$DIMENSION/${text} is not in order`);
  return [x1!, y1!, z1!, x2!, y2!, z2!];
}

/** Reads `id,text` with or without quotes; without, the text ends with the line, at a comment or at the next command. */
function readLabel(draft: Draft, from: number): boolean {
  const { bytes, notes } = draft;
  const comma = bytes.indexOf(COMMA, from);
  const mark = nextMark(bytes, from, true);
  if (comma < 0 || mark < 0) return false;
  const idText = textOf(draft, from, Math.min(comma, mark));
  if (!INTEGER.test(idText)) throw fault(draft, from, `$$LABEL needs a whole number as id, got "${idText}"`);
  const id = Number(idText);
  let begin = Math.min(comma + 1, mark);
  let end: number;
  while (bytes[begin] === 32) begin++;
  if (bytes[begin] === QUOTE) {
    begin++;
    end = bytes.indexOf(QUOTE, begin);
    if (end < 0) return false;
    draft.at = end + 1;
  } else {
    end = begin;
    while (end < mark && bytes[end] !== LF && bytes[end] !== CR) end++;
    draft.at = end;
  }
  if (draft.labels.has(id)) notes.add(`label ${id}`, `id ${id} has more than one $$LABEL; the last one was taken`);
  draft.labels.set(id, textOf(draft, begin, end));
  return true;
}

/** Reads `uid,len,data`, where data is any `len` bytes. */
function readUserData(draft: Draft, from: number): boolean {
  const { bytes } = draft;
  const quoted = bytes[from] === QUOTE;
  const closing = quoted ? bytes.indexOf(QUOTE, from + 1) : from;
  if (closing < 0) return false;
  const first = bytes.indexOf(COMMA, closing);
  const second = first < 0 ? -1 : bytes.indexOf(COMMA, first + 1);
  if (second < 0) return false;
  const uid = quoted ? textOf(draft, from + 1, closing) : textOf(draft, from, first);
  const lengthText = textOf(draft, first + 1, second);
  if (!INTEGER.test(lengthText) || Number(lengthText) < 0) {
    throw fault(draft, from, `$$USERDATA needs a count of bytes, got "${lengthText}"`);
  }
  const end = second + 1 + Number(lengthText);
  if (end > bytes.length) return false;
  draft.userData.push({ uid, data: bytes.slice(second + 1, end) });
  draft.at = end;
  return true;
}

/** Skips a comment, which ends at the next `//` or with its line: a comment never hides a command in silence. */
function skipComment(draft: Draft): boolean {
  const { bytes } = draft;
  let at = draft.at + 2;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) {
    if (bytes[at] === SLASH && bytes[at + 1] === SLASH) {
      const profile = commentProfile(textOf(draft, draft.at + 2, at));
      if (profile !== null) draft.profiles.set(profile.id, profile.name);
      draft.at = at + 2;
      return true;
    }
    at++;
  }
  if (at >= bytes.length) return false;
  draft.notes.add('comment', `line ${lineOf(bytes, at)}: a comment is not closed by // and ended with its line`);
  draft.at = at;
  return true;
}

function finished(draft: Draft): CommonLayerHeader {
  const { encoding, units } = draft;
  if (encoding === null) throw fault(draft, draft.at, 'the header says neither $$ASCII nor $$BINARY');
  if (units === null) throw fault(draft, draft.at, 'the header has no $$UNITS');
  if (draft.version === null) draft.notes.add('version', '$$VERSION is missing; read as version 2.0');
  return {
    encoding,
    units,
    version: draft.version,
    labels: draft.labels,
    dimensionMm: draft.dimensionMm,
    layers: draft.layers,
    align: draft.align,
    date: draft.date,
    userData: draft.userData,
    profiles: draft.profiles,
  };
}

function realOf(draft: Draft, keyword: string, text: string, from: number): number {
  if (!REAL.test(text)) throw fault(draft, from, `$$${keyword} needs a number, got "${text}"`);
  return Number(text);
}

/** Place of the next `$$`, or of the next `//` when comments count; -1 when there is none. */
function nextMark(bytes: Uint8Array, from: number, withComments: boolean): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === bytes[at + 1] && (byte === DOLLAR || (withComments && byte === SLASH))) return at;
  }
  return -1;
}

function textOf(draft: Draft, from: number, to: number): string {
  const part = draft.bytes.subarray(from, to);
  try {
    return UTF8.decode(part).trim();
  } catch {
    // Not UTF-8: older programs write the code page of Western Europe.
    return LATIN.decode(part).trim();
  }
}

function indexOf(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, text, at)) return at;
  }
  return -1;
}

function startsWith(bytes: Uint8Array, text: string, at: number): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) if (bytes[i] === LF) line++;
  return line;
}

function fault(draft: Draft, at: number, reason: string): PrepError {
  return new PrepError('common-layer-invalid', reason, [draft.fileName, `line ${lineOf(draft.bytes, at)}`]);
}
