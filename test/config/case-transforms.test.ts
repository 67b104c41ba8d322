import { describe, expect, test } from 'vitest';
import { loadCase } from '../../src/config/case.ts';
import { bent, FILE, refusal } from './example-case.ts';

describe('transforms turn and move; only a variant mirrors or scales', () => {
  const TURN = [0, -1, 0, 5, 1, 0, 0, 6, 0, 0, 1, 7, 0, 0, 0, 1];
  const MIRROR = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const LARGER = [1.1, 0, 0, 0, 0, 1.1, 0, 0, 0, 0, 1.1, 0, 0, 0, 0, 1];
  const FLAT = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
  const part = ['parts', 0, 'transform'];
  const variants = ['parts', 0, 'variants'];
  const mirrors = 'mirrors: a left one would become a right one; only a variant with mirrored may';

  test.each<[string, readonly (string | number)[], unknown, string]>([
    ['a part that mirrors', part, MIRROR, `case.json > parts > 0 > transform: ${mirrors}`],
    [
      'a part that scales',
      part,
      LARGER,
      'case.json > parts > 0 > transform: must turn and move only; it scales or shears',
    ],
    ['a part that shears', part, [1, 0.01, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], 'it scales or shears'],
    ['another last row', part, [...TURN.slice(0, 15), 2], 'transform: the last row must be 0, 0, 0, 1'],
    [
      'columns instead of rows',
      part,
      [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 5, 6, 7, 1],
      'the last row must be 0, 0, 0, 1',
    ],
    ['fifteen numbers', part, TURN.slice(0, 15), 'case.json > parts > 0 > transform: must hold exactly 16, got 15'],
    [
      'a bone that mirrors',
      ['bones'],
      [
        { id: 'l4', mesh: 'l4.stl' },
        { id: 'l5', mesh: 'l5.stl', transform: MIRROR },
      ],
      `case.json > bones > 1 > transform: ${mirrors}`,
    ],
    [
      'a variant that mirrors and does not say so',
      variants,
      [{ id: 'other', transform: MIRROR, side: 'right' }],
      'case.json > parts > 0 > variants > 0 > transform: mirrors, and the variant does not say "mirrored": true',
    ],
    [
      'a variant for the other side that does not mirror',
      ['parts', 0, 'variants'],
      [{ id: 'other', transform: TURN, side: 'right' }],
      'case.json > parts > 0 > variants > 0 > side: only a mirrored variant of what is for the left side is for the right',
    ],
    [
      'a mirrored variant without its side',
      variants,
      [{ id: 'other', transform: MIRROR, mirrored: true }],
      'case.json > parts > 0 > variants > 0: a mirrored variant is for the other side: say which "side"',
    ],
    [
      'a variant that says that it mirrors and does not',
      variants,
      [{ id: 'other', transform: TURN, mirrored: true, side: 'right' }],
      'case.json > parts > 0 > variants > 0 > mirrored: its transform does not mirror',
    ],
    [
      'a mirrored variant without a transform',
      variants,
      [{ id: 'other', mirrored: true, side: 'right' }],
      'case.json > parts > 0 > variants > 0 > mirrored: its transform does not mirror',
    ],
    [
      'a variant without a height',
      variants,
      [{ id: 'flat', transform: FLAT }],
      'case.json > parts > 0 > variants > 0 > transform: flattens the part: its determinant is 0',
    ],
    [
      'two variants of one name',
      variants,
      [{ id: 'large' }, { id: 'large' }],
      "case.json > parts > 0 > variants > 1 > id: the variant 'large' already stands at 0",
    ],
  ])('%s is refused', (_, path, value, message) => {
    expect(refusal(path, value)).toContain(message);
  });

  test.each<[string, readonly (string | number)[], unknown]>([
    ['a part that turns and moves', part, TURN],
    [
      'a mirrored variant that says so, with its side',
      variants,
      [{ id: 'other', transform: MIRROR, mirrored: true, side: 'right' }],
    ],
    ['a larger variant', variants, [{ id: 'large', transform: LARGER }]],
  ])('%s is taken', (_, path, value) => {
    expect(() => loadCase(bent(path, value), FILE)).not.toThrow();
  });
});
