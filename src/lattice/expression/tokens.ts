/** Cuts the text of an expression into tokens. */
import type { Place } from '../../core/prep-error.ts';
import { expressionFault } from './expression-fault.ts';
import { EXPRESSION_LIMITS } from './limits.ts';

/** A piece of text: a number, a word, or a mark; `end` closes every list. */
export interface Token {
  readonly kind: 'number' | 'word' | '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | 'end';
  readonly text: string;
  /** Place of its first character, 1-based. */
  readonly column: number;
  /** Of a number, else 0. */
  readonly value: number;
}

/** The signs that papers and word processors set in place of ours. */
const SAME_AS: Readonly<Record<string, string>> = {
  '\u2212': '-',
  '\u00d7': '*',
  '\u00b7': '*',
  '\u22c5': '*',
  '\u2217': '*',
};
const SPACE = /[ \t\n\r\u00a0\u2009\u200a\u202f]/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_][A-Za-z_0-9]*|\u03c0/y;
const MARK = /[-+*/^(),]/;

/** Returns the tokens of a text; throws `lattice-invalid` with the column of a character that has no business there. */
export function tokensOf(text: string, place: Place): readonly Token[] {
  const { characters } = EXPRESSION_LIMITS;
  if (text.length > characters) {
    throw expressionFault(place, characters + 1, `has ${text.length} characters; at most ${characters} are allowed`);
  }
  const tokens: Token[] = [];
  let at = 0;
  const matchHere = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  while (at < text.length) {
    const column = at + 1;
    if (matchHere(SPACE) !== null) {
      at++;
      continue;
    }
    const number = matchHere(NUMBER);
    const word = number === null ? matchHere(WORD) : null;
    if (number !== null) {
      tokens.push({ kind: 'number', text: number, column, value: numberOf(number, place, column) });
      at += number.length;
    } else if (word !== null) {
      tokens.push({ kind: 'word', text: word === '\u03c0' ? 'pi' : word, column, value: 0 });
      at += word.length;
    } else {
      const mark = SAME_AS[text[at]!] ?? text[at]!;
      if (!MARK.test(mark)) throw expressionFault(place, column, strangerReason(text, at));
      tokens.push({ kind: mark as Token['kind'], text: mark, column, value: 0 });
      at++;
    }
  }
  tokens.push({ kind: 'end', text: '', column: text.length + 1, value: 0 });
  return tokens;
}

function numberOf(text: string, place: Place, column: number): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw expressionFault(place, column, `the number ${shortened(text)} is too large`);
  if (value === 0 && /[1-9]/.test(text.replace(/[eE].*/, ''))) {
    throw expressionFault(place, column, `the number ${shortened(text)} is too small to be told from 0`);
  }
  return value;
}

function strangerReason(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at)!);
  if ('<>=!'.includes(character)) return `'${character}' cannot compare here; use step, min or max`;
  if (character === '.') return 'a point needs a digit after it';
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  const shown = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `'${character}' (U+${code})` : `U+${code}`;
  return `the character ${shown} means nothing in an expression`;
}

/** A word or number of the user for a message, cut where it is long. */
export function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}...` : text;
}
