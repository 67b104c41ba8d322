import { describe, expect, test } from 'vitest';
import { parseJsonText } from '../../src/config/json-text.ts';

function parse(text: string) {
  return parseJsonText(text, 'x.json', 'profile-invalid');
}

describe('what JSON.parse reads, it reads alike', () => {
  test.each([
    '{}',
    '[]',
    ' [1, -2.5, 0, -0, 1e3, 1E-2, 0.125] ',
    '{"a": {"b": [null, true, false, "x"]}, "": 1}',
    String.raw`"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00 \u007f"`,
    '"ä 😀 [ ] \u007f \u2028"',
    '[[[[[[]]]]]]',
  ])('%s', (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  test('a byte order mark in front is passed over', () => {
    expect(parse('\ufeff{"a":1}')).toEqual({ a: 1 });
  });
});

describe('what is not JSON is refused with line and column', () => {
  test.each([
    ['{\n  "a": NaN\n}', 'x.json > line 2, column 8: "NaN" is no JSON value'],
    ['{"a": Infinity}', 'x.json > line 1, column 7: "Infinity" is no JSON value'],
    ['{"a": -Infinity}', 'x.json > line 1, column 7: "-" is no JSON value'],
    ['{"a": 1e999}', 'x.json > line 1, column 7: the number 1e999 is too large'],
    ['{"a": 01}', 'x.json > line 1, column 7: a number is malformed'],
    ['{"a": 1.}', 'x.json > line 1, column 7: a number is malformed'],
    ['{"a": 20,000}', 'x.json > line 1, column 10: a key in double quotes is expected'],
    ['{"a": 1,}', 'x.json > line 1, column 9: a key in double quotes is expected'],
    ['[1,]', 'x.json > line 1, column 4: "]" is no JSON value'],
    ["{'a': 1}", 'x.json > line 1, column 2: a key in double quotes is expected'],
    ['{"a" 1}', "x.json > line 1, column 6: ':' is expected after a key"],
    ['{"a": 1\n "b": 2}', "x.json > line 2, column 2: ',' or '}' is expected"],
    ['{"a": "x\ny"}', 'x.json > line 1, column 7: a string has no end'],
    ['{"a": "x', 'x.json > line 1, column 7: a string has no end'],
    ['{"a": "\t"}', 'x.json > line 1, column 8: a control character stands in a string'],
    [String.raw`"\q"`, String.raw`x.json > line 1, column 2: unknown escape \q`],
    [String.raw`"\u12g4"`, String.raw`x.json > line 1, column 2: \u needs four hexadecimal digits`],
    ['{"a": 1} x', 'x.json > line 1, column 10: more text follows after the end of the JSON value'],
    ['', 'x.json > line 1, column 1: the text ends where a value is expected'],
    ['{"a": {"b": 1, "b": 2}}', 'x.json > line 1, column 16: the key "b" stands twice'],
    ['{"__proto__": {"powerW": 1}}', "x.json > line 1, column 2: the key '__proto__' is not allowed"],
    [String.raw`{"__proto\u005f_": 1}`, "x.json > line 1, column 2: the key '__proto__' is not allowed"],
    ['{"constructor": 1}', "x.json > line 1, column 2: the key 'constructor' is not allowed"],
  ])('%j', (text, message) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'profile-invalid', message }));
  });

  test('ten thousand open brackets are refused, not followed', () => {
    expect(() => parse('['.repeat(10_000))).toThrow('nested deeper than 64 levels');
  });

  test('a text of five million characters is refused before it is read', () => {
    expect(() => parse(' '.repeat(5_000_000))).toThrow('5000000 characters');
  });
});
