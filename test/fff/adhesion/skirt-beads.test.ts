import { beforeAll, expect, test } from 'vitest';
import { skirtBeads } from '../../../src/fff/adhesion/skirt-beads.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { areaOf, rectangle, reversed, SETTINGS } from '../shapes.ts';

beforeAll(() => loadClipping());

const settings = { ...SETTINGS, skirt: { loops: 2, distanceMm: 3 } };

test('a skirt stands off by its distance: the middle of its inner loop 3.2 mm, of its outer loop 3.6 mm outside', () => {
  const beads = skirtBeads([rectangle(0, 0, 10, 10), reversed(rectangle(4, 4, 6, 6))], settings);
  expect(beads).toHaveLength(2);
  const area = (d: number) => 100 + 40 * d + Math.PI * d * d;
  expect(areaOf([beads[0]!.path])).toBeCloseTo(area(3.6), 1);
  expect(areaOf([beads[1]!.path])).toBeCloseTo(area(3.2), 1);
  expect(beads.every(({ feature, widthMm }) => feature === 'skirt' && widthMm.every((width) => width === 0.4))).toBe(
    true,
  );
});

test('parts nearer than twice the distance share it, others have their own', () => {
  const at = (x: number) => skirtBeads([rectangle(0, 0, 10, 10), rectangle(x, 0, x + 10, 10)], settings).length;
  expect(at(12)).toBe(2);
  expect(at(30)).toBe(4);
});

test('an island in a hole has none of its own', () => {
  const area = [rectangle(0, 0, 30, 30), reversed(rectangle(5, 5, 25, 25)), rectangle(14, 14, 16, 16)];
  expect(skirtBeads(area, settings)).toHaveLength(2);
});
