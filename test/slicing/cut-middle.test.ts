import { beforeAll, expect, test } from 'vitest';
import type { Field, SolidBand } from '../../src/core/field.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { lengthMm } from '../../src/geometry/polygon-area.ts';
import { cutMiddle } from '../../src/slicing/cut-middle.ts';
import { planeOf } from '../support/plane-of.ts';

beforeAll(() => loadClipping());

const trim = [{ xy: Float64Array.of(-3, -3, 3, -3, 3, 3, -3, 3), closed: true }];
/** Distance from the axis. */
const field: Field = { plane: (_, grid) => planeOf(grid, (x, y) => Math.sqrt(x * x + y * y)) };
const middle = (band: SolidBand) => cutMiddle({ field, band, stepMm: 0.1, originMm: [0, 0, 0] }, 0, trim);

test('a tube from 1 to 1.6 mm has its middle at 1.3 mm, to a micrometre', () => {
  const lines = middle({ from: 1, to: 1.6 });
  expect(lines).toHaveLength(1);
  expect(lengthMm(lines[0]!)).toBeCloseTo(2 * Math.PI * 1.3, 2);
  const { xy } = lines[0]!;
  for (let i = 0; i < xy.length; i += 2) expect(Math.abs(Math.hypot(xy[i]!, xy[i + 1]!) - 1.3)).toBeLessThan(1e-3);
});

test('a body with one face has none, nor has a place without an area', () => {
  expect(middle({ from: null, to: 1 })).toEqual([]);
  expect(cutMiddle({ field, band: { from: 1, to: 2 }, stepMm: 0.1, originMm: [0, 0, 0] }, 0, [])).toEqual([]);
});
