import { expect, test } from 'vitest';
import { nearParts } from '../../../src/plan/nest/near-parts.ts';
import { rectangle } from '../../scan/shapes.ts';

const standing = (id: string, x: number, plate = 0) => ({ id, plate, shadow: [rectangle(x, 0, x + 10, 10)] });

test('parts half a micrometre apart are an error with the distance, the pair and the place', () => {
  const [found] = nearParts([standing('a', 0), standing('b', 10.0005)], 5, 0.12);
  expect(found).toMatchObject({ rule: 'parts-near', severity: 'error', partId: 'a', limit: 0.12, unit: 'mm' });
  expect(found?.measured).toBeCloseTo(0.0005, 10);
  expect(found?.xMm).toBeCloseTo(10.00025, 10);
  expect(found?.message).toBe(
    "the parts 'a' and 'b' stand 0.0005 mm apart, nearer than the width of a track of 0.12 mm: they may become one piece",
  );
});

test('parts that touch are an error, and nearer than the clearance they are a warning', () => {
  expect(nearParts([standing('a', 0), standing('b', 10)], 5, 0.12)[0]?.message).toBe(
    "the parts 'a' and 'b' touch or overlap: they may become one piece",
  );
  expect(
    nearParts([standing('a', 0), standing('b', 13)], 5, 0.12).map(({ severity, measured }) => [severity, measured]),
  ).toEqual([['warning', 3]]);
});

test('parts at the clearance or on different plates are none', () => {
  expect(nearParts([standing('a', 0), standing('b', 15), standing('c', 1, 1)], 5, 0.12)).toEqual([]);
});
