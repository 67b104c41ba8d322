import { describe, expect, test } from 'vitest';
import { loadCase } from '../../src/config/case.ts';
import { BALL, bent, FILE, refusal } from './example-case.ts';

const SHAPE = ['parts', 0, 'regions', 0, 'shape'] as const;
const SOLIDS =
  '"mesh" or "box" or "cylinder" or "sphere" or "half-space" or "sweep" or "solid" or "union" or "intersection" or "difference"';

/** What is said of the shape of a region. */
const refused = (shape: unknown) => refusal(SHAPE, shape);

describe('an unknown key names the nearest one and its whole path', () => {
  test('inside a union, though shapes hold shapes', () => {
    expect(refused({ by: 'union', of: [{ ...BALL, diametrMm: 3 }] })).toBe(
      "case.json > parts > 0 > regions > 0 > shape > of > 0: unknown key 'diametrMm', did you mean 'diameterMm'?",
    );
  });

  test('three booleans deep, by the keys of that very shape', () => {
    const box = { by: 'box', centreMm: [0, 0, 0], sizeMm: [1, 2, 3] };
    const deep = (shape: unknown) => ({
      by: 'difference',
      from: BALL,
      minus: [BALL, { by: 'intersection', of: [shape] }],
    });
    expect(refused(deep({ ...box, turnDg: [0, 0, 1] }))).toBe(
      "case.json > parts > 0 > regions > 0 > shape > minus > 1 > of > 0: unknown key 'turnDg', did you mean 'turnDeg'?",
    );
    expect(refused(deep({ ...BALL, colour: 'red' }))).toBe(
      "case.json > parts > 0 > regions > 0 > shape > minus > 1 > of > 0: unknown key 'colour', known are by, centreMm, diameterMm",
    );
  });

  test('in a solid that the case names, in the solid of a part and in a distance', () => {
    const slip = { by: 'union', of: [{ by: 'difference', from: BALL, minus: [BALL], minuss: [] }] };
    const nearest = "of > 0: unknown key 'minuss', did you mean 'minus'?";
    expect(refusal(['solids'], { rod: slip })).toBe(`case.json > solids > rod > ${nearest}`);
    expect(refusal(['parts', 0, 'solid'], slip)).toContain(`case.json > parts > 0 > solid > ${nearest}`);
    expect(refused({ by: 'distance', withinMm: 2, fromMM: 1 })).toContain(
      "regions > 0 > shape: unknown key 'fromMM', did you mean 'fromMm'?",
    );
  });

  test('beside the key that is missing for it, and several of one shape each by itself', () => {
    expect(refused({ by: 'union', of: [{ by: 'sphere', centreMm: [0, 0, 0], diametrMm: 3 }] })).toBe(
      'case.json > parts > 0 > regions > 0 > shape > of > 0 > diameterMm: is missing; and 1 more: ' +
        "parts > 0 > regions > 0 > shape > of > 0: unknown key 'diametrMm', did you mean 'diameterMm'?",
    );
    const line = refused({ ...BALL, centreMM: [0, 0, 0], diamterMm: 4 });
    expect(line).toContain("unknown key 'centreMM', did you mean 'centreMm'?");
    expect(line).toContain("unknown key 'diamterMm', did you mean 'diameterMm'?");
    expect(line).not.toContain('\n');
  });
});

describe('a wrong shape says what could stand there', () => {
  test('with the nearest kind, or all where none is near, of a region more than of a shape within a shape', () => {
    expect(refused({ by: 'unoin', of: [BALL] })).toBe(
      'case.json > parts > 0 > regions > 0 > shape > by: unknown word "unoin", did you mean "union"?',
    );
    expect(refused({ by: 'union', of: [{ by: 'shpere' }] })).toBe(
      'case.json > parts > 0 > regions > 0 > shape > of > 0 > by: unknown word "shpere", did you mean "sphere"?',
    );
    expect(refused({ by: 'blob' })).toBe(
      `case.json > parts > 0 > regions > 0 > shape > by: must be ${SOLIDS} or "distance" or "rest", got "blob"`,
    );
    // The rest and a distance have no volume of their own.
    expect(refused({ by: 'union', of: [BALL, { by: 'rest' }] })).toBe(
      `case.json > parts > 0 > regions > 0 > shape > of > 1 > by: must be ${SOLIDS}, got "rest"`,
    );
  });

  test('where its kind is missing, where it is a word, a number or a list', () => {
    expect(refused({ of: [BALL] })).toBe('case.json > parts > 0 > regions > 0 > shape > by: is missing');
    expect(refused('rest')).toBe(
      'case.json > parts > 0 > regions > 0 > shape: must be an object such as { "by": "solid", "solid": "name" }, got "rest"',
    );
    expect(refused({ by: 'union', of: [5] })).toContain('shape > of > 0: must be an object, got 5');
    expect(refused({ by: 'union', of: BALL })).toContain('shape > of: must be an array, got an object');
    expect(refused({ by: 'union', of: [] })).toContain('shape > of: must hold at least 1, got 0');
  });

  test('and a length deep inside has its unit', () => {
    const line = refused({ by: 'union', of: [{ by: 'difference', from: { ...BALL, diameterMm: -1 }, minus: [BALL] }] });
    expect(line).toBe(
      'case.json > parts > 0 > regions > 0 > shape > of > 0 > from > diameterMm: must be above 0 mm, got -1',
    );
    expect(refused({ ...BALL, centreMm: [0, 'x', 0] })).toContain('shape > centreMm > 1: must be a number, got "x"');
    expect(refused({ ...BALL, centreMm: [0, 0] })).toContain('shape > centreMm: must hold at least 3, got 2');
  });
});

describe('an orientation', () => {
  const words = 'case.json > parts > 0 > orientation: must be "keep", "auto" or { "up": [x, y, z] }, got';

  test.each([
    ['up', '"up"'],
    [5, '5'],
    [[0, 0, 1], 'a list'],
    [{ up: [0, 0] }, 'an object'],
    [{ upp: [0, 0, 1] }, 'an object'],
  ])('%j is refused with what it may be', (value, got) => {
    expect(refusal(['parts', 0, 'orientation'], value)).toBe(`${words} ${got}`);
  });

  test.each(['keep', 'auto', { up: [0, 0.5, -1] }])('%j is taken', (value) => {
    expect(loadCase(bent(['parts', 0, 'orientation'], value), FILE).parts[0]?.orientation).toEqual(value);
  });
});

test('variants, bones and transforms name their place', () => {
  expect(refusal(['parts', 0, 'variants'], [{ id: 'v', transfrom: [1] }])).toBe(
    "case.json > parts > 0 > variants > 0: unknown key 'transfrom', did you mean 'transform'?",
  );
  expect(refusal(['bones'], [{ id: 'l4', msh: 'l4.stl', mesh: 'l4.stl' }])).toBe(
    "case.json > bones > 0: unknown key 'msh', did you mean 'mesh'?",
  );
  expect(refusal(['parts', 0, 'transform'], [1, 2, 3])).toBe(
    'case.json > parts > 0 > transform: must hold exactly 16, got 3',
  );
});
