import { describe, expect, test } from 'vitest';
import { borderCrossing } from '../../src/fff/border-crossing.ts';
import { loop, rectangle } from './shapes.ts';

describe('steps and the border of an area', () => {
  const crosses = borderCrossing([rectangle(0, 0, 3, 2)]);

  test('a step inside or outside crosses nothing, one from inside to outside does', () => {
    expect(crosses(0.1, 0.1, 2.9, 1.9)).toBe(false);
    expect(crosses(4, 0, 4, 2)).toBe(false);
    expect(crosses(1, 1, 1, 2.1)).toBe(true);
    expect(crosses(-1, 1, 4, 1)).toBe(true);
  });

  test('a step that ends on the border does not', () => {
    expect(crosses(1, 1, 1, 2)).toBe(false);
  });

  test('a step across a notch of 2 micrometres does', () => {
    const notched = borderCrossing([loop(0, 0, 1, 0, 1.001, 0.5, 1.002, 0, 3, 0, 3, 2, 0, 2)]);
    expect(notched(0.5, 0.4, 1.5, 0.4)).toBe(true);
    expect(notched(0.5, 0.6, 1.5, 0.6)).toBe(false);
  });
});
