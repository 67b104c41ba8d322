import { expect, test } from 'vitest';
import { turnSpeeds } from '../../src/fff/turn-speeds.ts';
import { circle } from './shapes.ts';

const open = (...xy: number[]) => ({ xy: Float64Array.from(xy), closed: false });
const TURNS = { fromDeg: 60, speedFraction: 0.5 };

test('a right angle is slow on both sides, a straight line and a turn of 45 degrees are not', () => {
  expect(turnSpeeds(open(0, 0, 1, 0, 1, 1, 1, 3), 0.4, TURNS)).toEqual(Float64Array.of(0.5, 0.5, 1));
  expect(turnSpeeds(open(0, 0, 1, 0, 3, 0), 0.4, TURNS)).toBeNull();
  expect(turnSpeeds(open(0, 0, 1, 0, 2, 1), 0.4, TURNS)).toBeNull();
});

test('two turns of 45 degrees within a bead width are one of 90, a bead apart they are two', () => {
  expect(turnSpeeds(open(0, 0, 1, 0, 1.05, 0.05, 1.05, 2), 0.4, TURNS)).toEqual(Float64Array.of(0.5, 0.5, 0.5));
  expect(turnSpeeds(open(0, 0, 1, 0, 1.5, 0.5, 1.5, 2), 0.4, TURNS)).toBeNull();
});

test('a ring of 0.15 mm radius is slow all around for a bead of 0.4 mm, one of 1 mm nowhere', () => {
  expect(turnSpeeds(circle(0, 0, 0.15), 0.4, TURNS)?.every((speed) => speed === 0.5)).toBe(true);
  expect(turnSpeeds(circle(0, 0, 1), 0.4, TURNS)).toBeNull();
});
