import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { hasStrips, withoutStrips } from '../../src/geometry/without-strips.ts';

beforeAll(() => loadClipping());

const loop = (...xy: number[]) => ({ xy: Float64Array.from(xy), closed: true });
const square = (x: number, y: number, size: number) => loop(x, y, x + size, y, x + size, y + size, x, y + size);

/** Turned about the origin, on the grid of 0.1 um. */
function turned(loops: Loops, degrees: number): Loops {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return loops.map(({ xy }) => {
    const out = xy.slice();
    for (let i = 0; i < xy.length; i += 2) {
      out[i] = Math.round((c * xy[i]! - s * xy[i + 1]!) * 1e4) / 1e4;
      out[i + 1] = Math.round((s * xy[i]! + c * xy[i + 1]!) * 1e4) / 1e4;
    }
    return { xy: out, closed: true };
  });
}

describe('a strip without width', () => {
  /** Two blocks of 4 x 10 mm that one outline runs round, over and back across the gap of 2 mm. */
  const bridged = [loop(-1, 10, -5, 10, -5, 0, -1, 0, -1, 10, 1, 10, 1, 0, 5, 0, 5, 10)];

  test.each([0, 17, 45, 90, 133.7])(
    'between two bodies goes, and leaves two of them, turned by %d degrees',
    (degrees) => {
      const strip = turned(bridged, degrees);
      expect(hasStrips(strip)).toBe(true);
      const apart = withoutStrips(strip);
      expect(apart).toHaveLength(2);
      expect(hasStrips(apart)).toBe(false);
      expect(apart.map((one) => loopsAreaMm2([one]))).toEqual([expect.closeTo(40, 2), expect.closeTo(40, 2)]);
    },
  );

  test('along a border goes, in pieces as well as whole', () => {
    // The outline of a block of 10 mm, beside which a spike runs up along 10 mm and back by way of two vertices.
    const spike = [loop(0, 0, 10, 0, 10, 10, 20, 10, 16, 10, 13, 10, 10, 10, 0, 10)];
    expect(hasStrips(spike)).toBe(true);
    const block = withoutStrips(spike);
    expect(block).toHaveLength(1);
    expect(loopsAreaMm2(block)).toBeCloseTo(100, 6);
  });

  test('between areas that share a border, which become one', () => {
    const halves = [loop(0, 0, 5, 0, 5, 10, 0, 10), loop(5, 0, 10, 0, 10, 10, 5, 10)];
    expect(hasStrips(halves)).toBe(true);
    expect(withoutStrips(halves)).toHaveLength(1);
    expect(loopsAreaMm2(withoutStrips(halves))).toBeCloseTo(100, 6);
  });
});

describe('what is no strip comes back as it is', () => {
  test.each<[string, Loops]>([
    ['a block with a hole', [square(0, 0, 10), loop(3, 3, 3, 7, 7, 7, 7, 3)]],
    ['blocks 0.3 um apart', [square(0, 0, 10), square(10.0003, 0, 10)]],
    ['blocks that touch in a corner', [square(0, 0, 10), square(10, 10, 10)]],
    ['a wedge with a tip of 1 degree', [loop(0, 0, 50, 0, 50, 50 * Math.tan(Math.PI / 180))]],
    ['outlines that run along each other the same way', [square(0, 0, 10), loop(10, 2, 10, 8, 5, 5)]],
  ])('%s', (_, loops) => {
    expect(hasStrips(loops)).toBe(false);
    expect(withoutStrips(loops)).toBe(loops);
  });
});
