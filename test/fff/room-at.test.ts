import { expect, test } from 'vitest';
import { MOST_ROOM_MM, roomAt } from '../../src/fff/room-at.ts';
import { rectangle, reversed } from './shapes.ts';

test('the middle of a square of 1 mm is 0.5 mm from its border, and a place outside has no room', () => {
  const room = roomAt([rectangle(0, 0, 1, 1)]);
  expect(room(0.5, 0.5)).toBeCloseTo(0.5, 12);
  expect(room(0.25, 0.6)).toBeCloseTo(0.25, 12);
  expect(room(1.5, 0.5)).toBe(0);
});

test('a hole is outside, and its border counts like the outer one', () => {
  const room = roomAt([rectangle(0, 0, 4, 4), reversed(rectangle(1, 1, 3, 3))]);
  expect(room(2, 2)).toBe(0);
  expect(room(0.4, 2)).toBeCloseTo(0.4, 12);
  expect(room(0.7, 0.7)).toBeCloseTo(Math.hypot(0.3, 0.3), 12);
});

test('beyond what any bead needs no distance is told, and large areas are as exact near their border', () => {
  const room = roomAt([rectangle(-50, -50, 50, 50)]);
  expect(room(0, 0)).toBe(MOST_ROOM_MM);
  expect(room(-49.7, 13)).toBeCloseTo(0.3, 12);
});
