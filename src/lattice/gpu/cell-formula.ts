/**
 * Reads the WGSL of a unit cell, which is arithmetic on the vectors s, c, s2, c2: so that its rounding can be bounded and other devices can
 * be given the same formula, without a second text of it.
 */
import { assert } from '../../core/prep-error.ts';
import type { TpmsCell } from '../tpms-cell.ts';

/** A scalar expression. `symbol` is a component such as `s.x`. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'negative'; readonly of: Formula }
  | { readonly kind: 'plus' | 'minus' | 'times'; readonly a: Formula; readonly b: Formula };

type Vector = readonly [Formula, Formula, Formula];
type Value = Formula | Vector;

/** Returns f of a cell. A text that is not understood is a fault of our own. */
export function formulaOf(cell: TpmsCell): Formula {
  const value = read(cell.wgsl, 'f');
  assert(!isVector(value), `f of ${cell.id} is a number`);
  return value;
}

/** Returns the derivatives of f of a cell by X, Y and Z. */
export function gradientOf(cell: TpmsCell): Vector {
  const value = read(cell.wgsl, 'gradient');
  assert(isVector(value), `the gradient of ${cell.id} is a vector`);
  return value;
}

/** Returns a formula as text that WGSL and JavaScript share; `nameOf` says how a symbol is written. */
export function formulaText(formula: Formula, nameOf: (symbol: string) => string): string {
  switch (formula.kind) {
    case 'number':
      return Number.isInteger(formula.value) ? `${formula.value}.0` : `${formula.value}`;
    case 'symbol':
      return nameOf(formula.name);
    case 'negative':
      return `(-${formulaText(formula.of, nameOf)})`;
    default: {
      const sign = formula.kind === 'plus' ? '+' : formula.kind === 'minus' ? '-' : '*';
      return `(${formulaText(formula.a, nameOf)} ${sign} ${formulaText(formula.b, nameOf)})`;
    }
  }
}

function isVector(value: Value): value is Vector {
  return Array.isArray(value);
}

function read(text: string, name: string): Value {
  const found = text.match(new RegExp(`fn ${name}\\([^)]*\\)[^{]*\\{\\s*return ([^;]*);\\s*\\}`));
  assert(found !== null, `a cell has ${name} in WGSL`);
  const tokens = found[1]!.match(/\d+\.\d+|[a-z]\w*(?:\.[xyz])?|\S/g) ?? [];
  let at = 0;
  const value = sum();
  assert(at === tokens.length, `WGSL of a cell ends where it should: ${tokens[at]}`);
  return value;

  function sum(): Value {
    let left = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const kind = tokens[at++] === '+' ? 'plus' : 'minus';
      left = joined(kind, left, product());
    }
    return left;
  }

  function product(): Value {
    let left = factor();
    while (tokens[at] === '*') {
      at++;
      left = joined('times', left, factor());
    }
    return left;
  }

  function factor(): Value {
    const token = tokens[at++] ?? '';
    if (token === '-') {
      const of = factor();
      return isVector(of) ? mapped(of, negative) : negative(of);
    }
    if (token === '(') {
      const inner = sum();
      expect(')');
      return inner;
    }
    if (token === 'vec3f') {
      expect('(');
      const parts = [scalar(sum())];
      while (tokens[at] === ',') {
        at++;
        parts.push(scalar(sum()));
      }
      expect(')');
      assert(parts.length === 3, 'vec3f takes three numbers');
      return parts as unknown as Vector;
    }
    if (/^\d+\.\d+$/.test(token)) return { kind: 'number', value: Number(token) };
    assert(/^(s|c|s2|c2)\.[xyz]$/.test(token), `WGSL of a cell is understood: ${token}`);
    return { kind: 'symbol', name: token };
  }

  function expect(token: string): void {
    assert(tokens[at++] === token, `WGSL of a cell has its ${token}`);
  }
}

function scalar(value: Value): Formula {
  assert(!isVector(value), 'a number stands where a number must');
  return value;
}

function negative(of: Formula): Formula {
  return { kind: 'negative', of };
}

function mapped(of: Vector, change: (part: Formula) => Formula): Vector {
  return [change(of[0]), change(of[1]), change(of[2])];
}

function joined(kind: 'plus' | 'minus' | 'times', a: Value, b: Value): Value {
  if (!isVector(a) && !isVector(b)) return { kind, a, b };
  if (isVector(a) && isVector(b)) {
    assert(kind !== 'times', 'vectors are not multiplied');
    return [
      { kind, a: a[0], b: b[0] },
      { kind, a: a[1], b: b[1] },
      { kind, a: a[2], b: b[2] },
    ];
  }
  assert(kind === 'times', 'a number is not added to a vector');
  return isVector(a)
    ? mapped(a, (part) => ({ kind, a: part, b: scalar(b) }))
    : mapped(b as Vector, (part) => ({ kind, a: scalar(a), b: part }));
}
