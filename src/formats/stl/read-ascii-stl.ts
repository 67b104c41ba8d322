/** Reads the ASCII form of STL: any line ends and case, several solids, every doubt refused with its line. */
import { PrepError } from '../../core/prep-error.ts';
import { growableFloats, pushFloat } from '../../geometry/growable.ts';
import { decimalFromBytes } from '../xml/decimal-bytes.ts';

const CR = 13;
const LF = 10;
const LATIN = new TextDecoder('latin1');

/** A place in the text: the current token and where it stands. */
interface Cursor {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  from: number;
  to: number;
  line: number;
}

/** Returns nine coordinates per facet, in the unit of the file. `bytes` begin with the word "solid". */
export function readAsciiStl(bytes: Uint8Array, fileName: string): Float64Array {
  const cursor: Cursor = { bytes, fileName, from: 0, to: 0, line: 1 };
  const soup = growableFloats(4096);
  let solids = 0;
  while (next(cursor)) {
    if (!is(cursor, 'solid')) throw unexpected(cursor, solids === 0 ? 'solid' : 'solid or the end of the file');
    solids++;
    skipLine(cursor);
    readSolid(cursor, soup);
  }
  if (soup.length === 0) throw fault(cursor, 'has no triangle');
  return soup.values.slice(0, soup.length);
}

/** Reads facets up to `endsolid`; without it the file is truncated, because nothing else would show it. */
function readSolid(cursor: Cursor, soup: ReturnType<typeof growableFloats>): void {
  for (;;) {
    if (!next(cursor)) throw fault(cursor, `truncated: ends after ${soup.length / 9} facets without endsolid`);
    if (is(cursor, 'endsolid')) {
      skipLine(cursor);
      return;
    }
    if (!is(cursor, 'facet')) throw unexpected(cursor, 'facet or endsolid');
    expect(cursor, 'normal');
    // Normals are not read: the order of the vertices says which side is out, and many exporters write 0 or nan here.
    for (let i = 0; i < 3; i++) more(cursor, 'a normal of three numbers');
    expect(cursor, 'outer');
    expect(cursor, 'loop');
    for (let corner = 0; corner < 3; corner++) {
      expect(cursor, 'vertex');
      for (let axis = 0; axis < 3; axis++) pushFloat(soup, readNumber(cursor));
    }
    expect(cursor, 'endloop');
    expectAfterNote(cursor, 'endfacet');
    skipLineUnlessKeyword(cursor);
  }
}

function readNumber(cursor: Cursor): number {
  more(cursor, 'a vertex of three numbers');
  const value = decimalFromBytes(cursor.bytes, cursor.from, cursor.to, 'stl');
  if (Number.isFinite(value)) return value;
  const text = word(cursor);
  const hint = /^[-+\d.]+,[\d,.eE+-]*$/.test(text) ? ' (a comma is no decimal point)' : '';
  throw fault(cursor, `coordinate must be a finite decimal number, got "${text}"${hint}`);
}

/** Takes `keyword`; other words before it on the line of the last token are a note, as some exporters leave one. */
function expectAfterNote(cursor: Cursor, keyword: string): void {
  const { line } = cursor;
  do more(cursor, keyword);
  while (!is(cursor, keyword) && cursor.line === line);
  if (!is(cursor, keyword)) throw unexpected(cursor, keyword);
}

function skipLineUnlessKeyword(cursor: Cursor): void {
  const { from, to, line } = cursor;
  const found = next(cursor);
  if (found && cursor.line === line && !is(cursor, 'facet') && !is(cursor, 'endsolid')) {
    skipLine(cursor);
    return;
  }
  cursor.from = from;
  cursor.to = to;
  cursor.line = line;
}

function expect(cursor: Cursor, keyword: string): void {
  more(cursor, keyword);
  if (!is(cursor, keyword)) throw unexpected(cursor, keyword);
}

function more(cursor: Cursor, wanted: string): void {
  if (!next(cursor)) throw fault(cursor, `truncated: ends where ${wanted} must stand`);
}

/** Moves to the next token and counts lines: CR, LF and CRLF each end one. */
function next(cursor: Cursor): boolean {
  const { bytes } = cursor;
  let at = cursor.to;
  for (; at < bytes.length && isSpace(bytes[at]!); at++) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) cursor.line++;
  }
  cursor.from = at;
  while (at < bytes.length && !isSpace(bytes[at]!)) at++;
  cursor.to = at;
  return cursor.from < at;
}

/** White space of C; other control characters are part of a word and so refused. */
function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

function skipLine(cursor: Cursor): void {
  while (cursor.to < cursor.bytes.length && cursor.bytes[cursor.to] !== LF && cursor.bytes[cursor.to] !== CR)
    cursor.to++;
}

/** Compares the token with a lower-case word, in any case. */
function is(cursor: Cursor, keyword: string): boolean {
  if (cursor.to - cursor.from !== keyword.length) return false;
  for (let i = 0; i < keyword.length; i++) {
    if ((cursor.bytes[cursor.from + i]! | 32) !== keyword.charCodeAt(i)) return false;
  }
  return true;
}

function word(cursor: Cursor): string {
  const text = LATIN.decode(cursor.bytes.subarray(cursor.from, Math.min(cursor.to, cursor.from + 40)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a message must not carry control characters of the file
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}

function unexpected(cursor: Cursor, wanted: string): PrepError {
  return fault(cursor, `${wanted} must stand here, got "${word(cursor)}"`);
}

function fault(cursor: Cursor, reason: string): PrepError {
  return new PrepError('stl-invalid', reason, [cursor.fileName, `line ${cursor.line}`]);
}
