import { describe, expect, test } from 'vitest';
import { editDistance, nearestName } from '../../src/config/nearest-name.ts';

describe('distance', () => {
  test.each([
    ['', '', 0],
    ['abc', '', 3],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['powrW', 'powerW', 1],
    ['gyriod', 'gyroid', 1],
    ['ca', 'abc', 3],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });
});

describe('nearest name', () => {
  test('is found in spite of case and a swapped pair', () => {
    expect(nearestName('Gyriod', ['diamond', 'gyroid', 'iwp'])).toBe('gyroid');
  });

  test('is none when nothing is near', () => {
    expect(nearestName('colour', ['powerW', 'speedMmPerS'])).toBeNull();
    expect(nearestName('x', [])).toBeNull();
  });

  test('is the first of two that are equally near', () => {
    expect(nearestName('bcd', ['bcc', 'bce'])).toBe('bcc');
  });
});
