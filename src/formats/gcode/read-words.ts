/** The words of one command: letters with numbers, read from the bytes without a string per word. */
import { decimalFromBytes } from '../xml/decimal-bytes.ts';

/** Values by letter, A at 0. A bit of `present` is set for each letter, one of `valued` where it has a number. */
export interface GcodeWords {
  readonly value: Float64Array;
  present: number;
  valued: number;
}

/** What stands where a word should, for a message. */
export class WordFault extends Error {}

const LATIN = new TextDecoder('latin1');
/** No machine has numbers beyond this, and sums of them stay finite. */
const LARGEST = 1e9;
const LETTER_G = 71;
const LETTER_M = 77;

/** Returns an empty set of words to be filled again and again. */
export function gcodeWords(): GcodeWords {
  return { value: new Float64Array(26), present: 0, valued: 0 };
}

/** Bit of a letter in `present` and `valued`. */
export function bitOf(letter: string): number {
  return 1 << (letter.charCodeAt(0) - 65);
}

/** Value of a word that has one, else null. */
export function wordValue(words: GcodeWords, letter: string): number | null {
  const index = letter.charCodeAt(0) - 65;
  return (words.valued & (1 << index)) === 0 ? null : words.value[index]!;
}

/** Reads words up to the end of the line, a comment at the line's end, a checksum or the next G or M; returns where it stopped. */
export function scanWords(bytes: Uint8Array, from: number, to: number, words: GcodeWords): number {
  words.present = 0;
  words.valued = 0;
  let at = skipBlanks(bytes, from, to);
  while (at < to) {
    const letter = bytes[at]! & 0xdf;
    if (letter < 65 || letter > 90) {
      if (bytes[at] === 59 || bytes[at] === 42) return at;
      throw new WordFault(`expected a word, found "${excerpt(bytes, at, to)}"`);
    }
    if (letter === LETTER_G || letter === LETTER_M) return at;
    const index = letter - 65;
    // NIST RS274/NGC, 3.3.2: a letter stands at most once in a command. Machines differ in which one they take.
    if ((words.present & (1 << index)) !== 0) throw new WordFault(`${String.fromCharCode(letter)} stands twice`);
    // Blanks between a letter and its number mean nothing (NIST RS274/NGC, 3.3.2).
    const start = skipBlanks(bytes, at + 1, to);
    let end = start;
    while (end < to && isNumberByte(bytes[end]!)) end++;
    words.present |= 1 << index;
    if (end > start) {
      const value = decimalFromBytes(bytes, start, end, 'stl');
      if (!Number.isFinite(value)) throw new WordFault(`expected a number, found "${excerpt(bytes, at, to)}"`);
      if (Math.abs(value) > LARGEST) throw new WordFault(`"${excerpt(bytes, at, to)}" is out of all bounds`);
      words.value[index] = value;
      words.valued |= 1 << index;
    } else words.valued &= ~(1 << index);
    at = skipBlanks(bytes, end, to);
  }
  return at;
}

/** Skips blanks and comments in brackets, which may be nested; one that is not closed ends with its line. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const byte = bytes[at]!;
    if (byte === 32 || byte === 9) at++;
    else if (byte === 40) {
      let depth = 0;
      do {
        if (bytes[at] === 40) depth++;
        else if (bytes[at] === 41) depth--;
        at++;
      } while (at < to && depth > 0);
    } else break;
  }
  return at;
}

/** The next few bytes as they can be shown. */
export function excerpt(bytes: Uint8Array, at: number, to: number): string {
  return LATIN.decode(bytes.subarray(at, Math.min(at + 20, to)))
    .replace(/[^ -~]/g, '?')
    .trim();
}

/** Digits, sign and point; an exponent would be the word E. */
function isNumberByte(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 46 || byte === 45 || byte === 43;
}
