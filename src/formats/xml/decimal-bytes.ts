/** Numbers straight from the bytes of a text file: no string per number, and nothing but plain decimals is taken. */

/** Powers of ten that a double holds exactly. */
const EXACT_POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** Significant digits that always fit the 53 bits of a double. */
const EXACT_DIGITS = 15;
const LATIN = new TextDecoder('latin1');

/** How strictly a decimal is read: `3mf` is ST_Number of the 3MF core specification; `stl` also takes `1.` as printf writes it. */
export type DecimalDialect = '3mf' | 'stl';

/** Returns the double nearest to the decimal in bytes[from, to), or NaN when it is not one. Never negative zero. */
export function decimalFromBytes(bytes: Uint8Array, from: number, to: number, dialect: DecimalDialect): number {
  let at = from;
  let sign = 1;
  if (at < to && (bytes[at] === 45 || bytes[at] === 43)) sign = bytes[at++] === 45 ? -1 : 1;
  let mantissa = 0;
  let significant = 0;
  let scale = 0;
  const wholeFrom = at;
  for (; at < to && isDigit(bytes[at]!); at++) {
    if (significant > 0 || bytes[at] !== 48) significant++;
    mantissa = mantissa * 10 + (bytes[at]! - 48);
  }
  const wholeDigits = at - wholeFrom;
  let partDigits = 0;
  if (at < to && bytes[at] === 46) {
    const partFrom = ++at;
    for (; at < to && isDigit(bytes[at]!); at++) {
      if (significant > 0 || bytes[at] !== 48) significant++;
      mantissa = mantissa * 10 + (bytes[at]! - 48);
    }
    partDigits = at - partFrom;
    scale = -partDigits;
    if (partDigits === 0 && (dialect === '3mf' || wholeDigits === 0)) return Number.NaN;
  }
  if (wholeDigits + partDigits === 0) return Number.NaN;
  if (at < to && (bytes[at] === 101 || bytes[at] === 69)) {
    at++;
    let exponentSign = 1;
    if (at < to && (bytes[at] === 45 || bytes[at] === 43)) exponentSign = bytes[at++] === 45 ? -1 : 1;
    const exponentFrom = at;
    let exponent = 0;
    for (; at < to && isDigit(bytes[at]!); at++) exponent = Math.min(exponent * 10 + (bytes[at]! - 48), 100_000);
    if (at === exponentFrom) return Number.NaN;
    scale += exponentSign * exponent;
  }
  if (at !== to) return Number.NaN;
  if (significant === 0) return 0;
  if (significant <= EXACT_DIGITS && scale >= -22 && scale <= 22) {
    // Both operands are exact, so the one rounding of the division or product is the right one (Clinger 1990).
    return sign * (scale < 0 ? mantissa / EXACT_POWERS[-scale]! : mantissa * EXACT_POWERS[scale]!);
  }
  return Number(LATIN.decode(bytes.subarray(from, to))) + 0;
}

/** Returns the whole number below 2^31 in bytes[from, to), or -1 when it is not one. */
export function indexFromBytes(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    if (!isDigit(bytes[at]!)) return -1;
    value = value * 10 + (bytes[at]! - 48);
    if (value > 0x7fffffff) return -1;
  }
  return value;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
