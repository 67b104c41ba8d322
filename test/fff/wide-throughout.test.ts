import { beforeAll, expect, test } from 'vitest';
import { isWideThroughout } from '../../src/fff/wide-throughout.ts';
import { loadClipping, unitePositive } from '../../src/geometry/clipping.ts';
import { bar, circle, loop, rectangle, reversed, SETTINGS } from './shapes.ts';

beforeAll(() => loadClipping());

const isWide = (...loops: Parameters<typeof isWideThroughout>[0]) => isWideThroughout(loops, SETTINGS);

test('plates, discs and rings wider than the widest bead are wide, at sharp corners too', () => {
  expect(isWide(rectangle(0, 0, 10, 8))).toBe(true);
  expect(isWide(circle(0, 0, 5))).toBe(true);
  expect(isWide(circle(0, 0, 5), reversed(circle(0, 0, 4.3)))).toBe(true);
  expect(isWide(rectangle(0, 0, 10, 0.7))).toBe(true);
  expect(isWide(loop(0, 0, 10, 0, 0, 10))).toBe(true);
});

test('walls, fins and necks are not', () => {
  // The widest bead is 0.64 mm.
  expect(isWide(rectangle(0, 0, 10, 0.6))).toBe(false);
  expect(isWide(circle(0, 0, 5), reversed(circle(0, 0, 4.4)))).toBe(false);
  expect(isWide(loop(0, 0, 10, 0, 10, 4, 5.3, 4, 5.3, 6, 5, 6, 5, 4, 0, 4))).toBe(false);
  const neck = unitePositive([rectangle(0, 0, 4, 4), rectangle(6, 0, 10, 4), bar(0, 2.2, 0.4, 3.9, 2)]);
  expect(isWide(...neck)).toBe(false);
});

test('a fin that is a bead wide and a bead long is found, one of a tenth of that is not', () => {
  const fin = (width: number, height: number) =>
    loop(0, 0, 10, 0, 10, 4, 5 + width, 4, 5 + width, 4 + height, 5, 4 + height, 5, 4, 0, 4);
  expect(isWide(fin(0.4, 0.4))).toBe(false);
  expect(isWide(fin(0.1, 0.1))).toBe(true);
});
