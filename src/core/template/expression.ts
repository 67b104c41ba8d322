/**
 * Expressions in the braces of a template: numbers, texts, names, arithmetic, comparisons, a few functions. They are read into a tree of
 * plain functions and can do nothing but compute: there is no assignment, no loop and no way to anything outside.
 */
import { TemplateFault } from './template-fault.ts';

/** What an expression yields. */
export type ValueKind = 'number' | 'text' | 'truth';

/** A value of one of the kinds. */
export type Value = number | string | boolean;

/** Values by name. */
export type Values = ReadonlyMap<string, number | string>;

/** An expression that was read: its kind is known before any value is. */
export interface Expression {
  readonly kind: ValueKind;
  /** Throws `TemplateFault` where a value is none, such as a division by zero. */
  evaluate(values: Values): Value;
}

/** Where an expression stands: `column` is that of its first character, from 1. */
export interface ExpressionPlace {
  readonly line: number;
  readonly column: number;
}

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  readonly word: string;
  readonly column: number;
}

interface Reading {
  readonly tokens: readonly Token[];
  readonly names: ReadonlyMap<string, ValueKind>;
  /** Names that the expression holds. */
  readonly used: Set<string>;
  readonly line: number;
  at: number;
  depth: number;
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|'([^']*)'|"([^"]*)"|(==|!=|<=|>=|&&|\|\||[-+*/%()<>,!]))/y;
/** No sensible line nests deeper, and the reader's own stack stays flat. */
const DEEPEST = 32;
/** Powers of ten that numbers are rounded by. */
const POWERS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000] as const;
/** Numbers beyond this are a slip. */
const LARGEST = 1e9;

const FUNCTIONS: Readonly<
  Record<string, { readonly least: number; readonly most: number; of(args: readonly number[]): number }>
> = {
  min: { least: 1, most: 16, of: (args) => Math.min(...args) },
  max: { least: 1, most: 16, of: (args) => Math.max(...args) },
  abs: { least: 1, most: 1, of: ([x = 0]) => Math.abs(x) },
  floor: { least: 1, most: 1, of: ([x = 0]) => Math.floor(x) },
  ceil: { least: 1, most: 1, of: ([x = 0]) => Math.ceil(x) },
  round: { least: 1, most: 2, of: ([x = 0, decimals = 0]) => roundTo(x, decimals) },
};

/** Reads an expression; `names` are those that it may hold, and the ones that it does hold are put into `used`. */
export function readExpression(
  source: string,
  names: ReadonlyMap<string, ValueKind>,
  place: ExpressionPlace,
  used: Set<string> = new Set(),
): Expression {
  const reading: Reading = { tokens: tokensOf(source, place), names, used, line: place.line, at: 0, depth: 0 };
  const expression = readEither(reading);
  const rest = next(reading);
  if (rest.kind !== 'end') throw fault(reading, rest, `expected an operator, found '${rest.word}'`);
  return expression;
}

function tokensOf(source: string, { line, column }: ExpressionPlace): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  TOKEN.lastIndex = 0;
  while (source.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source);
    const start = at + (source.slice(at).length - source.slice(at).trimStart().length);
    if (found === null) {
      const word = source.slice(start, start + 12);
      const isQuote = word.startsWith("'") || word.startsWith('"');
      const reason = isQuote ? 'the quotation is not closed' : `cannot be read from '${word}' on`;
      throw new TemplateFault(line, column + start, reason);
    }
    const [, number, name, single, double, sign] = found;
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : sign !== undefined ? 'sign' : 'text';
    tokens.push({ kind, word: number ?? name ?? single ?? double ?? sign ?? '', column: column + start });
    at = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', word: '', column: column + source.trimEnd().length });
  return tokens;
}

function readEither(reading: Reading): Expression {
  if (++reading.depth > DEEPEST) throw fault(reading, next(reading), `brackets nest deeper than ${DEEPEST}`);
  let left = readBoth(reading);
  for (let token = taken(reading, '||', 'or'); token !== null; token = taken(reading, '||', 'or')) {
    const [a, b] = truths(reading, token, left, readBoth(reading));
    left = { kind: 'truth', evaluate: (values) => a.evaluate(values) === true || b.evaluate(values) === true };
  }
  reading.depth--;
  return left;
}

function readBoth(reading: Reading): Expression {
  let left = readNot(reading);
  for (let token = taken(reading, '&&', 'and'); token !== null; token = taken(reading, '&&', 'and')) {
    const [a, b] = truths(reading, token, left, readNot(reading));
    left = { kind: 'truth', evaluate: (values) => a.evaluate(values) === true && b.evaluate(values) === true };
  }
  return left;
}

function readNot(reading: Reading): Expression {
  let negated = false;
  let first: Token | null = null;
  for (let token = taken(reading, '!', 'not'); token !== null; token = taken(reading, '!', 'not')) {
    first ??= token;
    negated = !negated;
  }
  const inner = readComparison(reading);
  if (first === null) return inner;
  need(reading, first, inner, 'truth');
  return { kind: 'truth', evaluate: (values) => (inner.evaluate(values) === true) !== negated };
}

function readComparison(reading: Reading): Expression {
  const left = readSum(reading);
  const token = taken(reading, '==', '!=', '<', '<=', '>', '>=');
  if (token === null) return left;
  const right = readSum(reading);
  if (left.kind !== right.kind) {
    throw fault(reading, token, `compares ${kindWords(left.kind)} with ${kindWords(right.kind)}`);
  }
  if (token.word !== '==' && token.word !== '!=') need(reading, token, left, 'number');
  const holds = comparisonOf(token.word);
  return { kind: 'truth', evaluate: (values) => holds(left.evaluate(values), right.evaluate(values)) };
}

function comparisonOf(sign: string): (a: Value, b: Value) => boolean {
  switch (sign) {
    case '==':
      return (a, b) => a === b;
    case '!=':
      return (a, b) => a !== b;
    case '<':
      return (a, b) => a < b;
    case '<=':
      return (a, b) => a <= b;
    case '>':
      return (a, b) => a > b;
    default:
      return (a, b) => a >= b;
  }
}

function readSum(reading: Reading): Expression {
  let left = readProduct(reading);
  for (let token = taken(reading, '+', '-'); token !== null; token = taken(reading, '+', '-')) {
    const minus = token.word === '-';
    left = arithmetic(reading, token, left, readProduct(reading), (a, b) => (minus ? a - b : a + b));
  }
  return left;
}

function readProduct(reading: Reading): Expression {
  let left = readSigned(reading);
  for (let token = taken(reading, '*', '/', '%'); token !== null; token = taken(reading, '*', '/', '%')) {
    const { word } = token;
    const sign = token;
    left = arithmetic(reading, token, left, readSigned(reading), (a, b) => {
      if (word === '*') return a * b;
      if (b === 0) throw fault(reading, sign, 'divides by zero');
      return word === '/' ? a / b : a % b;
    });
  }
  return left;
}

function arithmetic(
  reading: Reading,
  token: Token,
  left: Expression,
  right: Expression,
  of: (a: number, b: number) => number,
): Expression {
  need(reading, token, left, 'number');
  need(reading, token, right, 'number');
  return {
    kind: 'number',
    evaluate(values) {
      const result = of(left.evaluate(values) as number, right.evaluate(values) as number);
      if (!(Math.abs(result) <= LARGEST)) throw fault(reading, token, 'the result is out of all bounds');
      return result;
    },
  };
}

function readSigned(reading: Reading): Expression {
  const token = taken(reading, '-', '+');
  if (token === null) return readValue(reading);
  if (++reading.depth > DEEPEST) throw fault(reading, token, `signs nest deeper than ${DEEPEST}`);
  const inner = readSigned(reading);
  reading.depth--;
  need(reading, token, inner, 'number');
  if (token.word === '+') return inner;
  return { kind: 'number', evaluate: (values) => 0 - (inner.evaluate(values) as number) };
}

function readValue(reading: Reading): Expression {
  const token = next(reading);
  reading.at++;
  if (token.kind === 'number') {
    const value = Number(token.word);
    if (value > LARGEST) throw fault(reading, token, 'the number is out of all bounds');
    return { kind: 'number', evaluate: () => value };
  }
  if (token.kind === 'text') return { kind: 'text', evaluate: () => token.word };
  if (token.kind === 'name') return next(reading).word === '(' ? readCall(reading, token) : readName(reading, token);
  if (token.word === '(') {
    const inner = readEither(reading);
    close(reading);
    return inner;
  }
  throw fault(reading, token, token.kind === 'end' ? 'a value is missing' : `expected a value, found '${token.word}'`);
}

function readName(reading: Reading, token: Token): Expression {
  const { word } = token;
  const kind = reading.names.get(word);
  if (kind === undefined) throw new TemplateFault(reading.line, token.column, `unknown name '${word}'`, word);
  reading.used.add(word);
  return {
    kind,
    evaluate(values) {
      const value = values.get(word);
      if (value === undefined) throw fault(reading, token, `'${word}' has no value`);
      return value;
    },
  };
}

function readCall(reading: Reading, token: Token): Expression {
  const known = Object.hasOwn(FUNCTIONS, token.word) ? FUNCTIONS[token.word] : undefined;
  if (known === undefined) {
    throw fault(reading, token, `unknown function '${token.word}', known are ${Object.keys(FUNCTIONS).join(', ')}`);
  }
  reading.at++;
  const args: Expression[] = [];
  if (next(reading).word !== ')') {
    do {
      const argument = readEither(reading);
      need(reading, token, argument, 'number');
      args.push(argument);
    } while (taken(reading, ',') !== null);
  }
  close(reading);
  if (args.length < known.least || args.length > known.most) {
    const count = known.least === known.most ? `${known.least}` : `${known.least} to ${known.most}`;
    throw fault(reading, token, `'${token.word}' takes ${count} numbers, got ${args.length}`);
  }
  return { kind: 'number', evaluate: (values) => known.of(args.map((one) => one.evaluate(values) as number)) };
}

/** To a number of decimals from 0 to 6, halves away from nought. */
function roundTo(value: number, decimals: number): number {
  const power = POWERS[Math.max(0, Math.min(6, Math.floor(decimals)))] as number;
  const size = Math.round(Math.abs(value) * power) / power;
  return value < 0 ? 0 - size : size;
}

function next(reading: Reading): Token {
  return reading.tokens[Math.min(reading.at, reading.tokens.length - 1)] as Token;
}

/** Takes the next token where it is one of some signs or words. */
function taken(reading: Reading, ...words: readonly string[]): Token | null {
  const token = next(reading);
  if ((token.kind !== 'sign' && token.kind !== 'name') || !words.includes(token.word)) return null;
  reading.at++;
  return token;
}

function close(reading: Reading): void {
  if (taken(reading, ')') === null) throw fault(reading, next(reading), 'a bracket is not closed');
}

function truths(reading: Reading, token: Token, a: Expression, b: Expression): readonly [Expression, Expression] {
  need(reading, token, a, 'truth');
  need(reading, token, b, 'truth');
  return [a, b];
}

function need(reading: Reading, token: Token, expression: Expression, kind: ValueKind): void {
  if (expression.kind === kind) return;
  throw fault(reading, token, `'${token.word}' needs ${kindWords(kind)}, got ${kindWords(expression.kind)}`);
}

function kindWords(kind: ValueKind): string {
  return kind === 'number' ? 'a number' : kind === 'text' ? 'a text' : 'a comparison';
}

function fault(reading: Reading, token: Token, reason: string): TemplateFault {
  return new TemplateFault(reading.line, token.column, reason);
}
