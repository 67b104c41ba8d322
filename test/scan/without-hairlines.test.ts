import { expect, test } from 'vitest';
import { withoutHairlines } from '../../src/scan/without-hairlines.ts';
import { circle, rectangle, reversed } from './shapes.ts';

test('a part narrower than half a micrometre on average goes, one that is wider stays', () => {
  const wide = rectangle(0, 0, 5, 0.0006);
  expect(withoutHairlines([rectangle(0, 1, 5, 1.0004), wide])).toEqual([wide]);
});

test('a ring goes with its hole, and the part in it stays', () => {
  const core = circle(0, 0, 0.5);
  expect(withoutHairlines([circle(0, 0, 1.0002), reversed(circle(0, 0, 0.9999)), core])).toEqual([core]);
});

test('loops that are no part of a solid, as rounding leaves them, go', () => {
  const block = rectangle(0, 0, 1, 1);
  expect(withoutHairlines([block, reversed(rectangle(2, 0, 2.001, 0.0001))])).toEqual([block]);
});

test('where nothing goes the area is the same', () => {
  const area = [rectangle(0, 0, 2, 2), reversed(circle(1, 1, 0.5))];
  expect(withoutHairlines(area)).toBe(area);
});
