/**
 * Strict JSON with the line and column of what is wrong. `JSON.parse` names neither on every Node, keeps the last of two
 * equal keys in silence, lets `__proto__` through and reads 1e999 as infinite; a settings file must not.
 */
import type { ErrorCode } from '../core/prep-error.ts';
import { PrepError } from '../core/prep-error.ts';

/** A value as JSON text can hold it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const MAX_DEPTH = 64;
const MAX_CHARS = 4 * 1024 * 1024;
const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const PLAIN_CHARS = /[ !#-[\]-\uffff]*/y;
const WORD = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads JSON text; refuses with `code` and `line L, column C` what is not JSON, equal keys and prototype keys. */
export function parseJsonText(text: string, file: string, code: ErrorCode): JsonValue {
  if (text.length > MAX_CHARS) {
    throw new PrepError(code, `is not JSON of a settings file: ${text.length} characters, at most ${MAX_CHARS}`, [
      file,
    ]);
  }
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  function fail(reason: string, where = at): never {
    const before = text.slice(0, where);
    const line = before.split('\n').length;
    const column = where - (before.lastIndexOf('\n') + 1) + 1;
    throw new PrepError(code, reason, [file, `line ${line}, column ${column}`]);
  }

  function skipSpace(): void {
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return;
    }
  }

  function match(pattern: RegExp): string | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  }

  function readString(): string {
    const start = at;
    let out = '';
    at++;
    for (;;) {
      out += match(PLAIN_CHARS) ?? '';
      const c = text[at];
      if (c === '"') {
        at++;
        return out;
      }
      if (c === undefined || c === '\n' || c === '\r') fail('a string has no end', start);
      if (c !== '\\') fail('a control character stands in a string');
      out += readEscape();
    }
  }

  function readEscape(): string {
    const letter = text[at + 1] ?? '';
    if (letter === 'u') {
      const hex = text.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) fail('\\u needs four hexadecimal digits');
      at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (plain === undefined) fail(`unknown escape \\${letter}`);
    at += 2;
    return plain;
  }

  function readValue(depth: number): JsonValue {
    if (depth > MAX_DEPTH) fail(`nested deeper than ${MAX_DEPTH} levels`);
    skipSpace();
    const c = text[at];
    if (c === undefined) fail('the text ends where a value is expected');
    if (c === '{') return readObject(depth);
    if (c === '[') return readArray(depth);
    if (c === '"') return readString();
    const start = at;
    const number = match(NUMBER);
    if (number !== null) return readNumber(number, start);
    const word = match(WORD);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    return fail(`${JSON.stringify(word ?? c)} is no JSON value`, start);
  }

  function readNumber(digits: string, start: number): number {
    if (/[0-9A-Za-z.+-]/.test(text[at] ?? ' ')) fail('a number is malformed', start);
    const value = Number(digits);
    if (!Number.isFinite(value)) fail(`the number ${digits} is too large`, start);
    return value;
  }

  function readArray(depth: number): JsonValue {
    const items: JsonValue[] = [];
    at++;
    skipSpace();
    if (text[at] === ']') {
      at++;
      return items;
    }
    for (;;) {
      items.push(readValue(depth + 1));
      if (endsAfterItem(']')) return items;
    }
  }

  function readObject(depth: number): JsonValue {
    const entries: { [key: string]: JsonValue } = {};
    at++;
    skipSpace();
    if (text[at] === '}') {
      at++;
      return entries;
    }
    for (;;) {
      skipSpace();
      const keyAt = at;
      if (text[at] !== '"') fail('a key in double quotes is expected');
      const key = readString();
      if (FORBIDDEN_KEYS.includes(key)) fail(`the key '${key}' is not allowed`, keyAt);
      if (Object.hasOwn(entries, key)) fail(`the key ${JSON.stringify(key)} stands twice`, keyAt);
      skipSpace();
      if (text[at] !== ':') fail("':' is expected after a key");
      at++;
      entries[key] = readValue(depth + 1);
      if (endsAfterItem('}')) return entries;
    }
  }

  function endsAfterItem(closing: ']' | '}'): boolean {
    skipSpace();
    const c = text[at];
    if (c !== ',' && c !== closing) fail(`',' or '${closing}' is expected`);
    at++;
    return c === closing;
  }

  const value = readValue(0);
  skipSpace();
  if (at < text.length) fail('more text follows after the end of the JSON value');
  return value;
}
