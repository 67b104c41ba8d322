/** Text of a model part as bytes: numbers are written digit by digit, because a part can hold a hundred million of them. */
import { assert } from '../../core/prep-error.ts';
import { GRID_PER_MM, toGrid } from '../../core/units.ts';

/** A growing piece of ASCII (or UTF-8) text. */
export interface TextBuffer {
  bytes: Uint8Array;
  length: number;
}

const FRACTION_DIGITS = 4;
/** What sums of doubles may add to a height on the grid; a coordinate off the grid is a fault of ours. */
const FLOAT_DUST_MM = 1e-9;

/** Returns an empty buffer. */
export function textBuffer(): TextBuffer {
  return { bytes: new Uint8Array(1 << 16), length: 0 };
}

/** Appends ASCII text. */
export function putAscii(buffer: TextBuffer, text: string): void {
  reserve(buffer, text.length);
  for (let i = 0; i < text.length; i++) buffer.bytes[buffer.length++] = text.charCodeAt(i);
}

/** Appends any text. */
export function putText(buffer: TextBuffer, text: string): void {
  const bytes = new TextEncoder().encode(text);
  reserve(buffer, bytes.length);
  buffer.bytes.set(bytes, buffer.length);
  buffer.length += bytes.length;
}

/** Appends a whole number from 0. */
export function putIndex(buffer: TextBuffer, value: number): void {
  reserve(buffer, 16);
  let scale = 1;
  while (scale * 10 <= value) scale *= 10;
  for (let rest = value; scale >= 1; scale /= 10) {
    const digit = Math.floor(rest / scale);
    buffer.bytes[buffer.length++] = 48 + digit;
    rest -= digit * scale;
  }
}

/** Appends a coordinate of a layer in mm: a multiple of 0.1 micrometre, so four decimals hold all of it. No exponent ever. */
export function putGridMm(buffer: TextBuffer, valueMm: number): void {
  const grid = toGrid(valueMm);
  const error = Math.abs(valueMm - grid / GRID_PER_MM);
  assert(Number.isSafeInteger(grid) && error < FLOAT_DUST_MM, `${valueMm} mm lies on the grid of 0.1 micrometre`);
  const magnitude = Math.abs(grid);
  reserve(buffer, 32);
  if (grid < 0) buffer.bytes[buffer.length++] = 45;
  putIndex(buffer, Math.floor(magnitude / GRID_PER_MM));
  let fraction = magnitude % GRID_PER_MM;
  if (fraction === 0) return;
  buffer.bytes[buffer.length++] = 46;
  for (let digits = 0, scale = GRID_PER_MM / 10; fraction > 0 && digits < FRACTION_DIGITS; digits++, scale /= 10) {
    const digit = Math.floor(fraction / scale);
    buffer.bytes[buffer.length++] = 48 + digit;
    fraction -= digit * scale;
  }
}

/** Appends the shortest decimal that reads back as the same double, without an exponent. */
export function putShortest(buffer: TextBuffer, value: number): void {
  assert(Number.isFinite(value), 'a written number is finite');
  putAscii(buffer, withoutExponent(String(value + 0)));
}

function withoutExponent(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}

function reserve(buffer: TextBuffer, more: number): void {
  const needed = buffer.length + more;
  if (needed <= buffer.bytes.length) return;
  const grown = new Uint8Array(Math.max(needed, 2 * buffer.bytes.length));
  grown.set(buffer.bytes.subarray(0, buffer.length));
  buffer.bytes = grown;
}
