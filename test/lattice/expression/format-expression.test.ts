import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { expressionField } from '../../../src/lattice/expression/expression-field.ts';
import { formatExpression } from '../../../src/lattice/expression/format-expression.ts';
import { parseExpression } from '../../../src/lattice/expression/parse-expression.ts';

const canonical = (text: string) => formatExpression(parseExpression(text, []));

describe('the canonical text', () => {
  test.each([
    ['sin X cos Y+sin Y cos Z', 'sin(X) * cos(Y) + sin(Y) * cos(Z)'],
    ['sin 2X', 'sin(2 * X)'],
    ['x-(y-z)', 'x - (y - z)'],
    ['(x-y)-z', 'x - y - z'],
    ['x+(y*z)', 'x + y * z'],
    ['x/(y*z)', 'x / (y * z)'],
    ['-(x+y)', '-(x + y)'],
    ['-(x*y)', '-(x * y)'],
    ['-x*y', '-x * y'],
    ['(-x)^2', '(-x)^2'],
    ['-x^2', '-x^2'],
    ['(x^2)^-3', '(x^2)^-3'],
    ['x*-2', 'x * -2'],
    ['(0-2)*x', '-2 * x'],
    ['x+0.1+0.2', 'x + 0.1 + 0.2'],
    ['x+(0.1+0.2)', 'x + 0.30000000000000004'],
    ['1e-7x+1e21', '1e-7 * x + 1e+21'],
    ['max(x,y,(z))', 'max(x, y, z)'],
  ])('of %s is %s', (text, written) => {
    expect(canonical(text)).toBe(written);
  });

  /** Random expressions, by their text: more parentheses than needed. */
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom('X', 'Y', 'Z', 'x', 'y', 'z', 'L', 'pi', '2', '0.1', '1e-7', '3e21', 'sin 2X', 'cos Y'),
      fc.tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/'), tie('tree')).map(([a, op, b]) => `(${a})${op}(${b})`),
      fc.tuple(tie('tree'), fc.constantFrom('+', '-'), tie('tree')).map(([a, op, b]) => `(${a})${op}(${b})`),
      tie('tree').map((a) => `-(${a})`),
      fc.tuple(tie('tree'), fc.integer({ min: -3, max: 4 })).map(([a, n]) => `(${a})^${n}`),
      tie('tree').map((a) => `abs(${a})`),
      fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `min(${a}, ${b})`),
      fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `mix(${a}, ${b}, 0.3)`),
    ),
  }));

  test('reads back as the same nodes and is its own canonical text', () => {
    let read = 0;
    fc.assert(
      fc.property(tree, (text) => {
        let expression: ReturnType<typeof parseExpression>;
        try {
          expression = parseExpression(text, []);
        } catch (error) {
          // A constant part may be beyond all bounds.
          expect(error).toBeInstanceOf(PrepError);
          return;
        }
        const written = formatExpression(expression);
        const again = parseExpression(written, []);
        expect(again.nodes).toEqual(expression.nodes);
        expect(formatExpression(again)).toBe(written);
        read++;
      }),
      { seed: 1890, numRuns: 800 },
    );
    expect(read).toBeGreaterThan(500);
  });

  test('any soup of tokens is read, or refused by an error of ours with a column', () => {
    const token = fc.constantFrom(
      ...'X Y Z x y z L pi sin cos tan abs max mix mod ( ) ( ) , + - * / ^ 2 0.5 1e300 \u2212 \u00a0 \u03c0 # q'.split(
        ' ',
      ),
    );
    let read = 0;
    const started = Date.now();
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), fc.constantFrom('', ' '), (tokens, gap) => {
        const text = tokens.join(gap);
        try {
          const expression = parseExpression(text, ['here']);
          read++;
          expect(parseExpression(formatExpression(expression), []).nodes).toEqual(expression.nodes);
          expressionField(expression, 2, [0, 0, 0], []).valueAt(0.3, 0.4, 0.6);
        } catch (error) {
          if (!(error instanceof PrepError)) throw error;
          expect(error.code).toBe('lattice-invalid');
        }
      }),
      { seed: 1970, numRuns: 4000 },
    );
    expect(read).toBeGreaterThan(50);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
