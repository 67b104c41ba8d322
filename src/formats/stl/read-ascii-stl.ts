/** Reads the ASCII form of STL: any line ends and case, several solids, every doubt refused with its line. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';
import { startWeld, type Weld, weldedMesh, weldMore } from '../../geometry/mesh-weld.ts';
import { decimalFromBytes } from '../xml/decimal-bytes.ts';

const CR = 13;
const LF = 10;
const LATIN = new TextDecoder('latin1');
/** Facets that are welded in one go, and facets that tables begin with. */
const BATCH = 256;
const FEW = 4096;

/** A file on its way to a mesh: the text at hand, and the current token with its line. */
export interface AsciiStl {
  readonly fileName: string;
  bytes: Uint8Array;
  /** Whether the file ends where the text at hand does. */
  last: boolean;
  from: number;
  to: number;
  line: number;
  solids: number;
  inSolid: boolean;
  facets: number;
  /** Corners of facets that are not welded yet, and how many numbers of whole facets there are. */
  readonly soup: Float64Array;
  filled: number;
  readonly weld: Weld;
}

/** Begins a file. */
export function beginAsciiStl(fileName: string): AsciiStl {
  const text = { bytes: new Uint8Array(0), last: false, from: 0, to: 0, line: 1 };
  const read = { solids: 0, inSolid: false, facets: 0 };
  return { fileName, ...text, ...read, soup: new Float64Array(9 * BATCH), filled: 0, weld: startWeld(FEW) };
}

/**
 * Reads on in `bytes` as far as whole facets go, and returns how many bytes that are. The others must be given again with
 * more behind them; with the `last` bytes of the file, all are read.
 */
export function readAsciiText(stl: AsciiStl, bytes: Uint8Array, last: boolean): number {
  stl.bytes = bytes;
  stl.last = last;
  stl.to = 0;
  for (;;) {
    const { to, line } = stl;
    if (stl.inSolid ? readFacet(stl) : readHead(stl)) continue;
    if (last) return bytes.length;
    stl.line = line;
    return to;
  }
}

/** Returns the mesh after the last byte. */
export function meshOfAsciiStl(stl: AsciiStl): TriangleMesh {
  if (stl.facets === 0) throw fault(stl, 'has no triangle');
  weldMore(stl.weld, stl.soup, stl.filled);
  return weldedMesh(stl.weld);
}

/** Reads `solid` and its name. As all that follows, it returns false where the text at hand ends before. */
function readHead(stl: AsciiStl): boolean {
  if (!next(stl)) return false;
  if (!is(stl, 'solid')) throw unexpected(stl, stl.solids === 0 ? 'solid' : 'solid or the end of the file');
  if (!skipLine(stl)) return false;
  stl.solids++;
  stl.inSolid = true;
  return true;
}

/** Reads a facet or `endsolid`; without that the file is truncated, because nothing else would show it. */
function readFacet(stl: AsciiStl): boolean {
  if (!next(stl)) {
    if (stl.last) throw fault(stl, `truncated: ends after ${stl.facets} facets without endsolid`);
    return false;
  }
  if (is(stl, 'endsolid')) {
    if (!skipLine(stl)) return false;
    stl.inSolid = false;
    return true;
  }
  if (!is(stl, 'facet')) throw unexpected(stl, 'facet or endsolid');
  if (!expect(stl, 'normal')) return false;
  // Normals are not read: the order of the vertices says which side is out, and many exporters write 0 or nan here.
  for (let i = 0; i < 3; i++) if (!more(stl, 'a normal of three numbers')) return false;
  if (!expect(stl, 'outer') || !expect(stl, 'loop')) return false;
  for (let corner = 0; corner < 9; corner += 3) {
    if (!expect(stl, 'vertex')) return false;
    for (let axis = 0; axis < 3; axis++) {
      if (!more(stl, 'a vertex of three numbers')) return false;
      stl.soup[stl.filled + corner + axis] = numberOf(stl);
    }
  }
  if (!expect(stl, 'endloop') || !expectAfterNote(stl, 'endfacet') || !skipNote(stl)) return false;
  stl.facets++;
  stl.filled += 9;
  if (stl.filled === stl.soup.length) {
    weldMore(stl.weld, stl.soup, stl.filled);
    stl.filled = 0;
  }
  return true;
}

function numberOf(stl: AsciiStl): number {
  const value = decimalFromBytes(stl.bytes, stl.from, stl.to, 'stl');
  if (Number.isFinite(value)) return value;
  const text = word(stl);
  const hint = /^[-+\d.]+,[\d,.eE+-]*$/.test(text) ? ' (a comma is no decimal point)' : '';
  throw fault(stl, `coordinate must be a finite decimal number, got "${text}"${hint}`);
}

/** Takes `keyword`; other words before it on the line of the last token are a note, as some exporters leave one. */
function expectAfterNote(stl: AsciiStl, keyword: string): boolean {
  const { line } = stl;
  do {
    if (!more(stl, keyword)) return false;
  } while (!is(stl, keyword) && stl.line === line);
  if (!is(stl, keyword)) throw unexpected(stl, keyword);
  return true;
}

/** Skips what stands behind `endfacet` on its line, unless it is a keyword. */
function skipNote(stl: AsciiStl): boolean {
  const { bytes, from, to, line } = stl;
  if (bytes[to] === LF || bytes[to] === CR) return true;
  if (next(stl)) {
    if (stl.line === line && !is(stl, 'facet') && !is(stl, 'endsolid')) return skipLine(stl);
  } else if (!stl.last) return false;
  stl.from = from;
  stl.to = to;
  stl.line = line;
  return true;
}

function expect(stl: AsciiStl, keyword: string): boolean {
  if (!more(stl, keyword)) return false;
  if (!is(stl, keyword)) throw unexpected(stl, keyword);
  return true;
}

function more(stl: AsciiStl, wanted: string): boolean {
  if (next(stl)) return true;
  if (stl.last) throw fault(stl, `truncated: ends where ${wanted} must stand`);
  return false;
}

/** Moves to the next token and counts lines: CR, LF and CRLF each end one. A token is whole where a blank follows it. */
function next(stl: AsciiStl): boolean {
  const { bytes } = stl;
  const { length } = bytes;
  let at = stl.to;
  let lines = 0;
  for (; at < length && isSpace(bytes[at]!); at++) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) lines++;
  }
  const from = at;
  while (at < length && !isSpace(bytes[at]!)) at++;
  stl.line += lines;
  stl.from = from;
  stl.to = at;
  return stl.last ? from < at : at < length;
}

/** White space of C; other control characters are part of a word and so refused. */
function isSpace(byte: number): boolean {
  return byte <= 32 && (byte === 32 || (byte >= 9 && byte <= 13));
}

function skipLine(stl: AsciiStl): boolean {
  const { bytes } = stl;
  let at = stl.to;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  stl.to = at;
  return stl.last || at < bytes.length;
}

/** Compares the token with a lower-case word, in any case. */
function is(stl: AsciiStl, keyword: string): boolean {
  const { bytes, from } = stl;
  if (stl.to - from !== keyword.length) return false;
  for (let i = 0; i < keyword.length; i++) {
    if ((bytes[from + i]! | 32) !== keyword.charCodeAt(i)) return false;
  }
  return true;
}

function word(stl: AsciiStl): string {
  const text = LATIN.decode(stl.bytes.subarray(stl.from, Math.min(stl.to, stl.from + 40)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a message must not carry control characters of the file
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}

function unexpected(stl: AsciiStl, wanted: string): PrepError {
  return fault(stl, `${wanted} must stand here, got "${word(stl)}"`);
}

function fault(stl: AsciiStl, reason: string): PrepError {
  return new PrepError('stl-invalid', reason, [stl.fileName, `line ${stl.line}`]);
}
