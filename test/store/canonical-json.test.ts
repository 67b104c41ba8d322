import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/store/canonical-json.ts';

test('keys are sorted, the indent is two spaces, a line feed ends the text', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: {}, B: [] })).toBe(
    '{\n  "B": [],\n  "a": {},\n  "b": [\n    1,\n    {\n      "c": "x",\n      "d": null\n    }\n  ]\n}\n',
  );
});

test('the order in which keys were set does not matter', () => {
  expect(canonicalJson({ x: 1, 10: 2, 9: 3 })).toBe(canonicalJson({ 9: 3, x: 1, 10: 2 }));
});

test('numbers read back the same, and there is no negative zero', () => {
  const numbers = [0.1, 1e21, 5e-324, -1.5, 123456789.123];
  expect(JSON.parse(canonicalJson(numbers))).toEqual(numbers);
  expect(canonicalJson(-0)).toBe('0\n');
});

describe('what JSON would drop or bend in silence is our own fault', () => {
  test.each([
    ['NaN', Number.NaN],
    ['infinity', { a: Number.POSITIVE_INFINITY }],
    ['undefined', { a: undefined }],
    ['a hole in a list', new Array(2)],
    ['a function', { a: () => 1 }],
    ['a typed array', new Float64Array(2)],
    ['a date', new Date(0)],
    ['a map', new Map([['a', 1]])],
    ['a bigint', 1n],
  ])('%s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'own-fault' }));
  });

  test('a ring', () => {
    const ring: { self?: unknown } = {};
    ring.self = ring;
    expect(() => canonicalJson(ring)).toThrow('deeper than 100 levels');
  });
});
