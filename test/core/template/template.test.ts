import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readExpression, type Value, type ValueKind } from '../../../src/core/template/expression.ts';
import { fillTemplate, readTemplate } from '../../../src/core/template/template.ts';
import { faultWords, TemplateFault } from '../../../src/core/template/template-fault.ts';
import { JOB_NAMES, LAYER_NAMES, namesOf } from '../../../src/formats/gcode/template/settings.ts';

const VALUES = new Map<string, number | string>([
  ['nozzleC', 440],
  ['bedC', 150],
  ['chamberC', 0],
  ['material', 'PEEK'],
]);
const NAMES = new Map<string, ValueKind>([
  ['nozzleC', 'number'],
  ['bedC', 'number'],
  ['chamberC', 'number'],
  ['material', 'text'],
]);

const worth = (source: string): Value => readExpression(source, NAMES, { line: 0, column: 1 }).evaluate(VALUES);
const filled = (lines: readonly string[], absent: readonly string[] = []): string[] =>
  fillTemplate(readTemplate(lines, NAMES), VALUES, new Set(absent)).map(({ text }) => text);
const fault = (lines: readonly string[]): string => {
  try {
    fillTemplate(readTemplate(lines, NAMES), VALUES);
  } catch (error) {
    expect(error).toBeInstanceOf(TemplateFault);
    return faultWords(error as TemplateFault);
  }
  return 'no fault';
};

describe('an expression', () => {
  test.each<[string, Value]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['12 / 4 / 3', 1],
    ['7 % 4', 3],
    ['-nozzleC + 500', 60],
    ['- - 3', 3],
    ['min(nozzleC, 400) + max(1, 2, 3)', 403],
    ['round(2.5) + round(0 - 2.5)', 0],
    ['round(1.23456, 3)', 1.235],
    ['floor(1.9) + ceil(1.1) + abs(0-4)', 7],
    ['nozzleC > 400 and bedC >= 150', true],
    ['nozzleC < 400 or chamberC == 0', true],
    ['not (nozzleC > 400) || !(bedC != 150)', true],
    ["material == 'PEEK'", true],
    ['material != "PEEK"', false],
    ['1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3', true],
  ])('%s is %j', (source, value) => {
    expect(worth(source)).toBe(value);
  });

  test('of plus, minus, times and brackets is what JavaScript makes of the same text', () => {
    const tree = fc.letrec<{ e: string }>((tie) => ({
      e: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.integer({ min: 0, max: 50 }).map(String),
        fc.tuple(tie('e'), fc.constantFrom('+', '-', '*'), tie('e')).map(([a, sign, b]) => `${a} ${sign} ${b}`),
        tie('e').map((inner) => `(${inner})`),
      ),
    })).e;
    fc.assert(
      fc.property(tree, (source) => {
        // The independent program is the engine's own evaluation of digits, signs and brackets.
        expect(source).toMatch(/^[\d\s()+*-]+$/);
        const expected = Number(new Function(`return ${source}`)());
        fc.pre(Math.abs(expected) < 1e9 && source.length < 200 && !/\({20}/.test(source));
        expect(worth(source)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['nozleC', "column 1: unknown name 'nozleC'"],
    ['1 +', 'column 4: a value is missing'],
    ['(1', 'column 3: a bracket is not closed'],
    ['1 2', "column 3: expected an operator, found '2'"],
    ['1 / 0', 'column 3: divides by zero'],
    ['bedC % chamberC', 'column 6: divides by zero'],
    ['1 + material', "column 3: '+' needs a number, got a text"],
    ['material < 3', 'column 10: compares a text with a number'],
    ["material < 'x'", "column 10: '<' needs a number, got a text"],
    ['1 and 2', "column 3: 'and' needs a comparison, got a number"],
    ['not 1', "column 1: 'not' needs a comparison, got a number"],
    ['sqrt(2)', "column 1: unknown function 'sqrt', known are min, max, abs, floor, ceil, round"],
    ['constructor(1)', "column 1: unknown function 'constructor'"],
    ['round(1, 2, 3)', "column 1: 'round' takes 1 to 2 numbers, got 3"],
    ["'open", 'column 1: the quotation is not closed'],
    ['1 $ 2', "column 3: cannot be read from '$ 2' on"],
    ['1000000000 * 1000000000', 'column 12: the result is out of all bounds'],
    ['99999999999', 'column 1: the number is out of all bounds'],
    [`${'('.repeat(40)}1`, 'nest deeper than 32'],
    [`${'-'.repeat(60)}1`, 'nest deeper than 32'],
    ['', 'column 1: a value is missing'],
  ])('%s is a fault with its column', (source, says) => {
    let said = 'no fault';
    try {
      worth(source);
    } catch (error) {
      said = error instanceof TemplateFault ? faultWords(error) : `${error}`;
    }
    expect(said).toContain(says);
  });
});

describe('a template', () => {
  test('puts values in place, without trailing zeros and exponents', () => {
    expect(filled(['M109 S{nozzleC} ; {material}', 'G1 X{1/3} Y{0 - 0.5} Z{bedC / 1000000000}'])).toEqual([
      'M109 S440 ; PEEK',
      'G1 X0.333333 Y-0.5 Z0',
    ]);
  });

  test('keeps the arm whose condition holds first, over lines and within one', () => {
    const lines = [
      '{if nozzleC > 450}',
      'A',
      '  {elsif nozzleC > 400}',
      'B',
      '{if bedC > 100}C{else}D{endif} E',
      '{else}',
      'F',
      '{endif}',
      'G',
    ];
    expect(filled(lines)).toEqual(['B', 'C E', 'G']);
  });

  test('leaves no blank line where its words stood alone, and keeps a blank line that was meant', () => {
    expect(filled(['{if chamberC > 0}', 'M141 S{chamberC}', '{endif}', '', 'G28'])).toEqual(['', 'G28']);
  });

  test('leaves out a line that shows an absent name, and no line that only asks for it', () => {
    const lines = ['M141 S{chamberC}', '{if chamberC == 0}', 'M117 cold chamber', '{endif}', 'G28'];
    expect(filled(lines, ['chamberC'])).toEqual(['M117 cold chamber', 'G28']);
  });

  test('tells which of its lines each line comes from', () => {
    const lines = ['{if bedC > 0}', 'A', '{endif}', 'B'];
    expect(fillTemplate(readTemplate(lines, NAMES), VALUES).map(({ line }) => line)).toEqual([1, 3]);
  });

  test('takes a brace in a quotation for a character, and a closing one alone for itself', () => {
    expect(filled(["{'}'}", 'a } b'])).toEqual(['}', 'a } b']);
  });

  test.each([
    [['G28', 'M109 S{nozzleC'], 'line 2, column 7: the brace is not closed'],
    [['M109 S{nozle}'], "line 1, column 8: unknown name 'nozle'"],
    [['{if bedC > 1}', 'A'], 'line 1, column 1: {if} without {endif}'],
    [['A', ' {endif}'], 'line 2, column 2: {endif} without {if}'],
    [['{if bedC > 1}{else}{elsif bedC > 2}{endif}'], 'line 1, column 20: {elsif} after {else}'],
    [['{if bedC}A{endif}'], 'line 1, column 4: {if} needs a comparison'],
    [['{if bedC > 1}A{else bedC}{endif}'], 'line 1, column 20: {else} takes no condition'],
    [['{if }A{endif}'], 'a value is missing'],
    [[`${'{if bedC > 1}'.repeat(17)}`], '{if} nests deeper than 16'],
    [['S{}'], 'a value is missing'],
  ])('%j is a fault with line and column', (lines, says) => {
    expect(fault(lines)).toContain(says);
  });

  test('of any characters is read or refused, and never anything else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'{}if else 1+/()\'"nozzleC'), maxLength: 40 })),
        (lines) => {
          expect(typeof fault(lines)).toBe('string');
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('lines of a layer know its number and height, start and end lines do not', () => {
  expect([...namesOf('start').keys()]).toEqual(Object.keys(JOB_NAMES));
  expect([...namesOf('afterLayer').keys()]).toEqual([...Object.keys(JOB_NAMES), ...Object.keys(LAYER_NAMES)]);
});
