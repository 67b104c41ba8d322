import { expect, test } from 'vitest';
import { coverMeter } from '../../src/fff/cover-meter.ts';
import { rectangle } from './shapes.ts';

test('a closed bead of 0.5 mm along a square of 1.5 mm covers all of a square of 2 mm but its corners', () => {
  const cover = coverMeter([rectangle(0, 0, 2, 2)]);
  const path = rectangle(0.25, 0.25, 1.75, 1.75);
  const widthMm = new Float64Array(4).fill(0.5);
  // The ring has 4 - 1 mm2; each corner lacks what a quarter disc of 0.25 mm leaves of its square.
  const expected = 3 - 4 * (1 - Math.PI / 4) * 0.0625;
  expect(Math.abs(cover([{ path, widthMm, feature: 'perimeter' }]) - expected)).toBeLessThan(0.05);
});

test('an open bead covers its own area, round ends and all', () => {
  const cover = coverMeter([rectangle(0, 0, 3, 1)]);
  const path = { xy: Float64Array.of(1, 0.5, 2, 0.5), closed: false };
  const bead = { path, widthMm: Float64Array.of(0.6, 0.6), feature: 'perimeter' } as const;
  expect(Math.abs(cover([bead]) - 0.6)).toBeLessThan(0.03);
  expect(cover([bead, bead])).toBe(cover([bead]));
});
