/** Words of a text file line by line, as bytes: no string is made of what is read without a fault. */
import { type ErrorCode, PrepError } from '../core/prep-error.ts';
import { decimalFromBytes } from './xml/decimal-bytes.ts';

const LF = 10;
const CR = 13;
const BACKSLASH = 92;
const LATIN = new TextDecoder('latin1');

/** The current word is bytes[from, to) in line `line`. */
export interface LineTokens {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly code: ErrorCode;
  /** Byte that begins a comment up to the end of the line, -1 for none. */
  readonly comment: number;
  /** True where a backslash at the end of a line joins the next one to it. */
  readonly continues: boolean;
  from: number;
  to: number;
  line: number;
}

/** What differs between formats. */
export interface LineForm {
  readonly code: ErrorCode;
  readonly comment?: string;
  readonly continues?: boolean;
}

/** Returns the state before the first word; a byte order mark of UTF-8 is passed over. */
export function lineTokens(bytes: Uint8Array, fileName: string, form: LineForm): LineTokens {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const comment = form.comment?.charCodeAt(0) ?? -1;
  return {
    bytes,
    fileName,
    code: form.code,
    comment,
    continues: form.continues === true,
    from: start,
    to: start,
    line: 1,
  };
}

/** Moves to the next word of the line; false, and no step, at its end. */
export function nextToken(tokens: LineTokens): boolean {
  const { bytes, continues } = tokens;
  let at = tokens.to;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (isSpace(byte) && byte !== LF && byte !== CR) at++;
    else if (byte === BACKSLASH && continues && isLineEnd(bytes, at + 1)) {
      at = afterLineEnd(bytes, at + 1);
      tokens.line++;
    } else break;
  }
  tokens.from = at;
  tokens.to = at;
  if (bytes[at] === tokens.comment) return false;
  while (at < bytes.length && !isSpace(bytes[at]!)) {
    if (continues && bytes[at] === BACKSLASH && isLineEnd(bytes, at + 1)) break;
    at++;
  }
  tokens.to = at;
  return tokens.from < at;
}

/** Moves to the start of the next line, over what is left of this one; false at the end of the file. */
export function nextLine(tokens: LineTokens): boolean {
  const { bytes } = tokens;
  let at = tokens.to;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  tokens.to = at;
  if (at === bytes.length) return false;
  tokens.to = afterLineEnd(bytes, at);
  tokens.line++;
  return true;
}

/** Moves over empty lines and comments to where a word stands next; false at the end of the file. */
export function toContent(tokens: LineTokens): boolean {
  while (!nextToken(tokens)) {
    if (!nextLine(tokens)) return false;
  }
  tokens.to = tokens.from;
  return true;
}

/** Reads the next word of the line as a coordinate. */
export function readCoordinate(tokens: LineTokens): number {
  if (!nextToken(tokens)) throw textFault(tokens, 'a vertex must have three numbers');
  const value = decimalFromBytes(tokens.bytes, tokens.from, tokens.to, 'stl');
  if (Number.isFinite(value)) return value;
  const text = quoted(tokens);
  const hint = /^"[-+\d.]+,[\d,.eE+-]*"$/.test(text) ? ' (a comma is no decimal point)' : '';
  throw textFault(tokens, `coordinate must be a finite decimal number, got ${text}${hint}`);
}

/** Returns the current word as a whole number, however large, or -1 where it is none. */
export function wholeNumber({ bytes, from, to }: LineTokens): number {
  let value = from < to ? 0 : -1;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** True where the current word is `word`, in this case. */
export function isWord({ bytes, from, to }: LineTokens, word: string): boolean {
  if (to - from !== word.length) return false;
  for (let i = 0; i < word.length; i++) {
    if (bytes[from + i] !== word.charCodeAt(i)) return false;
  }
  return true;
}

/** Returns the current word for a message: in quotes, its first 40 characters, without control characters. */
export function quoted({ bytes, from, to }: LineTokens): string {
  const text = LATIN.decode(bytes.subarray(from, Math.min(to, from + 40)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a message must not carry control characters of the file
  return `"${text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')}"`;
}

/** An error at the current line. */
export function textFault({ code, fileName, line }: LineTokens, reason: string): PrepError {
  return new PrepError(code, reason, [fileName, `line ${line}`]);
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

function isLineEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LF || bytes[at] === CR;
}

/** CR, LF and CRLF each end one line. */
function afterLineEnd(bytes: Uint8Array, at: number): number {
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
}
