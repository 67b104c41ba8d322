import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { variablesOf } from '../../../src/lattice/expression/expression.ts';
import { expressionField } from '../../../src/lattice/expression/expression-field.ts';
import { EXPRESSION_LIMITS } from '../../../src/lattice/expression/limits.ts';
import { parseExpression } from '../../../src/lattice/expression/parse-expression.ts';

const place = ['lattice', 'expression'];

/** The value at x = 2, y = 3, z = 5 mm in cells of 7 mm from the corner. */
const valueIn = (text: string) => expressionField(parseExpression(text, place), 7, [0, 0, 0], place).valueAt(2, 3, 5);

const faultOf = (text: string): PrepError => {
  try {
    parseExpression(text, place);
  } catch (error) {
    if (error instanceof PrepError) return error;
    throw error;
  }
  throw new Error(`no fault in ${text}`);
};

describe('what an expression says', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['24 / 4 / 3', 2],
    ['24 / 4 * 3', 18],
    ['-2^2', -4],
    ['(-2)^2', 4],
    ['2^-2', 0.25],
    ['-x^2', -4],
    ['x^-1', 0.5],
    ['x^0', 1],
    ['x^5 - y^3', 5],
    ['2 * -3', -6],
    ['2 - -3', 5],
    ['--x', 2],
    ['+x', 2],
    ['2x', 4],
    ['2 x y', 12],
    ['2(x + y)', 10],
    ['(x + y)(y + z)', 40],
    ['3x^2 y', 36],
    ['x^2 y^2', 36],
    ['1.5e1 + .5', 15.5],
    ['L', 7],
    ['abs(-x) + abs(z)', 7],
    ['sqrt(z + 4)', 3],
    ['exp(0) + log(1)', 1],
    ['floor(-x / 4)', -1],
    ['min(z, y, x) + max(x, z, y)', 7],
    ['hypot(y, 4)', 5],
    ['hypot(x, y, 6)', 7],
    ['atan2(0, x)', 0],
    ['mod(-x, 3)', 1],
    ['mod(x + z, 3)', 1],
    ['step(2, x) + step(2.1, x)', 1],
    ['clamp(z, 0, 4) + clamp(-z, 0, 4)', 4],
    ['smoothstep(0, 4, x)', 0.5],
    ['smoothstep(4, 0, x - 2)', 1],
    ['mix(10, 20, x / 4)', 15],
  ])('%s is %d at (2, 3, 5) mm in a cell of 7 mm', (text, value) => {
    expect(valueIn(text)).toBeCloseTo(value, 13);
  });

  test('functions stand without parentheses as papers print them', () => {
    const spelled = valueIn('sin(2 * X) * cos(Y) * sin(Z) - 2 * cos(X) * cos(2 * Y)');
    expect(valueIn('sin 2X cos Y sin Z - 2 cos X cos 2Y')).toBe(spelled);
    expect(valueIn('sin 2 X * cos Y * sin Z - 2cos X * cos 2 Y')).toBe(spelled);
    expect(spelled).toBeCloseTo(
      Math.sin((8 * Math.PI) / 7) * Math.cos((6 * Math.PI) / 7) * Math.sin((10 * Math.PI) / 7) -
        2 * Math.cos((4 * Math.PI) / 7) * Math.cos((12 * Math.PI) / 7),
      14,
    );
  });

  test('the minus, dot, times, pi and hard spaces of typeset text are those of the keyboard', () => {
    expect(valueIn('2\u00a0\u22c5\u202fx \u2212 \u03c0\u00d7y')).toBe(valueIn('2 * x - pi * y'));
  });

  test('sine and cosine of whole cells and quarter turns are exact far from the origin', () => {
    const field = expressionField(
      parseExpression('sin X + cos(Y + pi/2) + sin(2 pi z / L)', place),
      2,
      [0, 0, 0],
      place,
    );
    expect(field.valueAt(2e6, 4e6, -6e6)).toBe(0);
  });

  test('equal parts are one node, and constants are folded', () => {
    const { nodes } = parseExpression('sin(X) * sin(X) + 2 * pi / 4 * 3', place);
    expect(nodes.map(({ kind }) => kind)).toEqual(['variable', 'call', 'multiply', 'number', 'add']);
    expect(nodes[3]).toEqual({ kind: 'number', value: (2 * Math.PI * 3) / 4 });
  });

  test('the variables in use are told, those folded away are not', () => {
    expect([...variablesOf(parseExpression('z + sin(X) * L', place))]).toEqual(['L', 'X', 'z']);
  });

  test('the table is frozen to the bottom', () => {
    const expression = parseExpression('max(x, y, z) + 1', place);
    expect(Object.isFrozen(expression)).toBe(true);
    for (const node of expression.nodes) {
      expect(Object.isFrozen(node)).toBe(true);
      if (node.kind === 'call') expect(Object.isFrozen(node.of)).toBe(true);
    }
  });
});

describe('faults', () => {
  test.each([
    ['', 1, /is empty/],
    ['  ', 3, /is empty/],
    ['sni(X)', 1, /unknown name 'sni'; did you mean sin\?/],
    ['1 + coz(X)', 5, /did you mean cos\?/],
    ['Sin(X)', 1, /did you mean sin\?/],
    ['sinX', 1, /did you mean sin\(X\)\?/],
    ['cos2Y', 1, /did you mean cos\(2Y\)\?/],
    ['XY', 1, /did you mean X \* Y\?/],
    ['ln(X)', 1, /did you mean log\(a\)\?/],
    ['1 + q', 5, /known are X, Y, Z, x, y, z, L, pi and sin, cos/],
    ['__proto__', 1, /unknown name/],
    ['constructor(X)', 1, /unknown name/],
    ['1 +', 4, /missing at the end/],
    ['(1 + 2', 7, /parenthesis of column 1 is not closed/],
    ['1 + 2)', 6, /closes that none opened/],
    ['1 + * 2', 5, /'\*' is not expected here/],
    ['max(1, )', 8, /closes that none opened|not expected/],
    ['1, 2', 2, /',' is not expected here/],
    ['sin()', 1, /sin takes 1 argument, not 0/],
    ['sin(X, Y)', 1, /sin takes 1 argument, not 2/],
    ['min(X)', 1, /min takes 2 to 8 arguments, not 1/],
    ['sqrt X', 6, /sqrt needs its argument in parentheses/],
    ['sin 2', 5, /only a variable/],
    ['sin -X', 5, /only a variable/],
    ['sin cos X', 5, /only a variable/],
    ['sin 2 * X', 5, /only a variable/],
    ['sin X Y', 7, /write parentheses, such as sin\(2X\)/],
    ['sin X / 2', 7, /write parentheses/],
    ['sin X * 2', 7, /write parentheses/],
    ['sin X^2', 6, /write parentheses/],
    ['sin X (Y + 1)', 7, /write parentheses/],
    ['1 / 2X', 6, /can be read in two ways/],
    ['X 2', 3, /a sign is missing before 2/],
    ['2 3', 3, /a sign is missing before 3/],
    ['x^2y', 4, /can be read in two ways/],
    ['x(y + 1)', 2, /a variable is not a function/],
    ['x^y', 3, /an exponent is a whole number/],
    ['x^0.5', 3, /for a root write sqrt/],
    ['x^65', 3, /from -64 to 64/],
    ['x^2^3', 4, /power of a power/],
    ['x**2', 2, /a power is written \^/],
    ['x < 2', 3, /cannot compare/],
    ['x # 2', 3, /'#' \(U\+0023\) means nothing/],
    ['x \u200b+ 2', 3, /U\+200B means nothing/],
    ['x \ud83d\ude00', 3, /U\+1F600/],
    ['x \ud83d', 3, /U\+D83D/],
    ['1.', 2, /a point needs a digit/],
    ['1 / 0', 3, /division by 0/],
    ['x / (1 - 1)', 3, /division by 0/],
    ['sqrt(-1) x', 1, /not a number/],
    ['log(0)', 1, /beyond/],
    ['exp(1000)', 1, /beyond 1e\+100/],
    ['1e999', 1, /too large/],
    ['x + 1e-999', 5, /too small/],
    ['1e60 * 1e60', 6, /beyond/],
    ['clamp(x, 2, 1)', 1, /from low to high, not from 2 to 1/],
    ['smoothstep(y, y, x)', 1, /two different edges/],
    ['mod(x, 0)', 1, /mod by 0/],
  ])('%s is refused at column %d', (text, column, reason) => {
    const fault = faultOf(text);
    expect(fault.code).toBe('lattice-invalid');
    expect(fault.place).toEqual([...place, `column ${column}`]);
    expect(fault.reason).toMatch(reason);
    expect(fault.message).not.toMatch(/[\n\r]/);
  });

  test.each([
    ['parentheses', '('.repeat(2000)],
    ['closed parentheses', `${'('.repeat(1500)}X${')'.repeat(1500)}`],
    ['signs', `${'-'.repeat(3000)}X`],
    ['functions', 'abs('.repeat(900)],
    ['exponents', `X^${'('.repeat(3000)}`],
    ['signs of exponents', `X^${'-'.repeat(3000)}2`],
    ['commas and functions', 'max(X,'.repeat(600)],
  ])('%s nested too deep are refused, not followed', (_, text) => {
    expect(faultOf(text).reason).toMatch(/nested more than 64 deep/);
  });

  test('a long sum is no deep one: 400 terms are read and run', () => {
    expect(valueIn(Array.from({ length: 400 }, () => 'x').join('+'))).toBe(800);
  });

  test('too many parts and too long a text are refused', () => {
    expect(faultOf('x+'.repeat(700)).reason).toMatch(/more than 1000 numbers, variables and operations/);
    expect(faultOf('1'.repeat(EXPRESSION_LIMITS.characters + 1)).reason).toMatch(/has 4001 characters; at most 4000/);
  });

  test('a long word is cut in the message', () => {
    expect(faultOf('a'.repeat(3000)).message.length).toBeLessThan(300);
  });
});
