import { expect, test } from 'vitest';
import { scaledLoops } from '../../src/geometry/scale-loops.ts';

test('a rectangle from 1, 2 to 11, 6 scaled by 1.01 and 0.95 about 6, 4 reaches from 0.95, 2.1 to 11.05, 5.9', () => {
  const loop = { xy: Float64Array.of(1, 2, 11, 2, 11, 6, 1, 6), closed: true };
  const [scaled] = scaledLoops([loop], [1.01, 0.95], [6, 4]);
  expect([...(scaled?.xy ?? [])]).toEqual([0.95, 2.1, 11.05, 2.1, 11.05, 5.9, 0.95, 5.9]);
  expect(scaled?.closed).toBe(true);
});

test('scaled points lie on the grid of 0.1 um', () => {
  const [scaled] = scaledLoops([{ xy: Float64Array.of(0.1234, -0.4321), closed: false }], [1.00137, 1.00137], [0, 0]);
  // 0.1234 x 1.00137 = 0.123569 and -0.4321 x 1.00137 = -0.432692.
  expect([...(scaled?.xy ?? [])]).toEqual([0.1236, -0.4327]);
});
