/** Reads the text of an expression. */
import type { Place } from '../../core/prep-error.ts';
import type { Expression } from './expression.ts';
import { expressionBuilder } from './expression-builder.ts';
import { expressionFault } from './expression-fault.ts';
import { EXPRESSION_LIMITS } from './limits.ts';
import { suggestName } from './suggest-name.ts';
import { shortened, type Token, tokensOf } from './tokens.ts';
import { BARE_FUNCTIONS, CONSTANTS, FUNCTIONS, isConstant, isFunction, isVariable, VARIABLES } from './vocabulary.ts';

/** How a factor was written, for what may follow it without a doubt. */
type Manner = 'bare' | 'power' | 'variable' | 'plain';

interface Factor {
  readonly node: number;
  readonly manner: Manner;
}

/**
 * Parses an expression such as `sin X cos Y + sin Y cos Z + sin Z cos X` or `max(hypot(x, y) - 2, 0.3 - abs(z))`; throws
 * `lattice-invalid` with the column of a fault. A product may go without a sign where it can be read in one way only: not after
 * a division, not before a number, and `sin`, `cos`, `tan` go without parentheses only before a variable with or without a number,
 * and then only `+`, `-`, another function or an end may follow. Powers bind closest and are whole, then signs, products, sums.
 */
export function parseExpression(text: string, place: Place): Expression {
  const tokens = tokensOf(text, place);
  const builder = expressionBuilder(place);
  let at = 0;
  let depth = 0;
  const peek = (): Token => tokens[at]!;
  const next = (): Token => tokens[at++]!;
  const fault = (token: Token, reason: string) => expressionFault(place, token.column, reason);
  const number = (value: number, column: number) => builder.add({ kind: 'number', value }, column);

  if (peek().kind === 'end') throw fault(peek(), 'the expression is empty');
  const root = sum();
  if (peek().kind !== 'end') throw fault(peek(), unexpected(peek()));
  return builder.finish(root);

  /** Runs a rule one level further in. */
  function deeper<T>(rule: () => T): T {
    if (++depth > EXPRESSION_LIMITS.depth) {
      throw fault(peek(), `nested more than ${EXPRESSION_LIMITS.depth} deep`);
    }
    const result = rule();
    depth--;
    return result;
  }

  function sum(): number {
    let left = product();
    while (peek().kind === '+' || peek().kind === '-') {
      const sign = next();
      const right = product();
      left = builder.add({ kind: sign.kind === '+' ? 'add' : 'subtract', left, right }, sign.column);
    }
    return left;
  }

  function product(): number {
    let last = signed();
    let left = last.node;
    let isDivided = false;
    for (;;) {
      const token = peek();
      if (token.kind === '*' || token.kind === '/') {
        next();
        if (last.manner === 'bare' && !(token.kind === '*' && isFunctionAt(peek()))) throw fault(token, AFTER_BARE);
        last = signed();
        if (token.kind === '/' && builder.numberAt(last.node) === 0) throw fault(token, 'a division by 0 is no number');
        left = builder.add({ kind: token.kind === '*' ? 'multiply' : 'divide', left, right: last.node }, token.column);
        isDivided = token.kind === '/';
      } else if (token.kind === '(' || token.kind === 'word' || token.kind === 'number') {
        refuseDoubtfulProduct(token, last.manner, isDivided);
        last = power();
        left = builder.add({ kind: 'multiply', left, right: last.node }, token.column);
      } else return left;
    }
  }

  function refuseDoubtfulProduct(token: Token, manner: Manner, isDivided: boolean): void {
    if (token.kind === 'number') throw fault(token, `a sign is missing before ${shortened(token.text)}`);
    if (token.kind === 'word' && !isKnown(token.text)) throw fault(token, unknownName(token.text));
    if (isDivided)
      throw fault(token, 'a product without a sign after a division can be read in two ways; write * or parentheses');
    if (manner === 'bare' && !isFunctionAt(token)) throw fault(token, AFTER_BARE);
    if (manner === 'variable' && token.kind === '(') {
      throw fault(token, 'a variable is not a function; write * for a product');
    }
    if (manner === 'power' && tokens[at - 1]!.kind === 'number' && touches(tokens[at - 1]!, token)) {
      throw fault(token, 'what belongs to the exponent can be read in two ways; write * or parentheses');
    }
  }

  function signed(): Factor {
    const token = peek();
    if (token.kind !== '-' && token.kind !== '+') return power();
    next();
    const inner = deeper(signed);
    if (token.kind === '+') return inner;
    return { ...inner, node: builder.add({ kind: 'negate', of: inner.node }, token.column) };
  }

  function power(): Factor {
    const base = atom();
    const sign = peek();
    if (sign.kind === '*' && tokens[at + 1]?.kind === '*') throw fault(sign, 'a power is written ^');
    if (sign.kind !== '^') return base;
    if (base.manner === 'bare') throw fault(sign, AFTER_BARE);
    next();
    const token = peek();
    const exponent = builder.numberAt(deeper(() => wholeExponent()));
    const most = EXPRESSION_LIMITS.exponent;
    if (exponent === null || !Number.isInteger(exponent) || Math.abs(exponent) > most) {
      throw fault(
        token,
        `an exponent is a whole number from -${most} to ${most}; for a root write sqrt(a), else exp(b log(a))`,
      );
    }
    if (peek().kind === '^') throw fault(peek(), 'a power of a power can be read in two ways; write parentheses');
    return { node: builder.add({ kind: 'power', of: base.node, exponent }, sign.column), manner: 'power' };
  }

  /** An exponent: a number, a constant, or something in parentheses, with or without signs. */
  function wholeExponent(): number {
    const token = peek();
    if (token.kind !== '-' && token.kind !== '+') return atom().node;
    next();
    const of = deeper(wholeExponent);
    return token.kind === '-' ? builder.add({ kind: 'negate', of }, token.column) : of;
  }

  function atom(): Factor {
    const token = next();
    if (token.kind === 'number') return { node: number(token.value, token.column), manner: 'plain' };
    if (token.kind === '(') {
      const node = deeper(sum);
      close(token);
      return { node, manner: 'plain' };
    }
    if (token.kind !== 'word')
      throw fault(token, token.kind === 'end' ? 'a value is missing at the end' : unexpected(token));
    if (isVariable(token.text)) {
      return { node: builder.add({ kind: 'variable', name: token.text }, token.column), manner: 'variable' };
    }
    if (isConstant(token.text)) return { node: number(CONSTANTS[token.text], token.column), manner: 'plain' };
    if (!isFunction(token.text)) throw fault(token, unknownName(token.text));
    return call(token, token.text);
  }

  function call(token: Token, name: keyof typeof FUNCTIONS): Factor {
    const open = peek();
    if (open.kind !== '(') {
      if (!BARE_FUNCTIONS.has(name)) throw fault(open, `${name} needs its argument in parentheses`);
      const of = [deeper(bareArgument)];
      return { node: builder.add({ kind: 'call', name, of }, token.column), manner: 'bare' };
    }
    next();
    const of: number[] = [];
    if (peek().kind !== ')') {
      of.push(deeper(sum));
      while (peek().kind === ',') {
        next();
        of.push(deeper(sum));
      }
    }
    close(open);
    const { least, most } = FUNCTIONS[name];
    if (of.length < least || of.length > most) {
      const range = least === most ? `${least}` : `${least} to ${most}`;
      throw fault(token, `${name} takes ${range} argument${most === 1 ? '' : 's'}, not ${of.length}`);
    }
    refuseEmptyRange(token, name, of);
    return { node: builder.add({ kind: 'call', name, of }, token.column), manner: 'plain' };
  }

  /** X or 2X: what may follow a sine without parentheses. */
  function bareArgument(): number {
    const token = peek();
    const factor = token.kind === 'number' ? number(next().value, token.column) : null;
    const word = peek();
    if (word.kind === 'word' && !isKnown(word.text)) throw fault(word, unknownName(word.text));
    if (word.kind !== 'word' || !isVariable(word.text)) {
      throw fault(token, 'without parentheses only a variable or a number and a variable may follow a function');
    }
    next();
    const variable = builder.add({ kind: 'variable', name: word.text }, word.column);
    return factor === null ? variable : builder.add({ kind: 'multiply', left: factor, right: variable }, word.column);
  }

  function refuseEmptyRange(token: Token, name: string, of: readonly number[]): void {
    const values = of.map((part) => builder.numberAt(part));
    if (name === 'clamp' && values[1]! !== null && values[2]! !== null && values[1]! > values[2]!) {
      throw fault(token, `clamp goes from low to high, not from ${values[1]} to ${values[2]}`);
    }
    if (name === 'smoothstep' && of[0] === of[1]) throw fault(token, 'smoothstep needs two different edges');
    if (name === 'mod' && values[1] === 0) throw fault(token, 'mod by 0 is no number');
  }

  function close(open: Token): void {
    const token = next();
    if (token.kind === ')') return;
    if (token.kind === 'end') throw fault(token, `the parenthesis of column ${open.column} is not closed`);
    throw fault(token, unexpected(token));
  }
}

const AFTER_BARE =
  'after a function without parentheses only +, -, or another function may follow; write parentheses, such as sin(2X)';

function unexpected(token: Token): string {
  return token.kind === ')'
    ? 'a parenthesis closes that none opened'
    : `'${shortened(token.text)}' is not expected here`;
}

function unknownName(word: string): string {
  const meant = suggestName(word);
  const known = `known are ${[...Object.keys(VARIABLES), ...Object.keys(CONSTANTS)].join(', ')} and ${Object.keys(FUNCTIONS).join(', ')}`;
  return `unknown name '${shortened(word)}'; ${meant === null ? known : `did you mean ${meant}?`}`;
}

function isKnown(word: string): boolean {
  return isVariable(word) || isConstant(word) || isFunction(word);
}

function isFunctionAt(token: Token): boolean {
  return token.kind === 'word' && isFunction(token.text);
}

function touches(before: Token, after: Token): boolean {
  return before.column + before.text.length === after.column;
}
