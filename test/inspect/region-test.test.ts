import { describe, expect, test } from 'vitest';
import { toGrid } from '../../src/core/units.ts';
import { distanceToLine, regionTest } from '../../src/inspect/region-test.ts';
import { segmentGrid } from '../../src/inspect/segment-grid.ts';
import { randomNumbers, star } from './random-loops.ts';

/** Winding number by the angles swept, an independent way, and the distance from all edges. */
function windingByAngles(loops: readonly Float64Array[], x: number, y: number): { winding: number; distance: number } {
  let angle = 0;
  let distance = Infinity;
  for (const xy of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [xy[j]! - x, xy[j + 1]! - y, xy[i]! - x, xy[i + 1]! - y];
      angle += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
      distance = Math.min(distance, distanceToLine(0, 0, ax, ay, bx, by));
    }
  }
  return { winding: Math.round(angle / (2 * Math.PI)) + 0, distance };
}

describe('winding and distance by the grid', () => {
  test('agree with swept angles and all edges at 20000 points of random and crossing stars', () => {
    const next = randomNumbers(42);
    let inside = 0;
    for (let round = 0; round < 40; round++) {
      const loops = Array.from({ length: 1 + (round % 4) }, () =>
        star(next, 10 * next(), 10 * next(), 1 + 5 * next(), 3 + Math.floor(60 * next()), round % 2),
      );
      const region = regionTest(segmentGrid(loops));
      for (let k = 0; k < 500; k++) {
        const x = toGrid(-2 + 14 * next());
        const y = toGrid(-2 + 14 * next());
        const want = windingByAngles(loops, x / 10_000, y / 10_000);
        const distance = region.distanceTo(x, y, Infinity) / 10_000;
        expect(Math.abs(distance - want.distance)).toBeLessThan(1e-9);
        if (want.distance < 1e-6) continue;
        expect(region.windingAt(x, y)).toBe(want.winding);
        if (want.winding !== 0) inside++;
      }
    }
    expect(inside).toBeGreaterThan(2000);
  });

  test('a distance beyond the cap is infinite, and without a loop all is outside', () => {
    const square = regionTest(segmentGrid([Float64Array.of(0, 0, 1, 0, 1, 1, 0, 1)]));
    expect(square.distanceTo(30_000, 5_000, 10)).toBe(Infinity);
    expect(square.distanceTo(30_000, 5_000, 20_000)).toBe(20_000);
    const none = regionTest(segmentGrid([]));
    expect(none.windingAt(0, 0)).toBe(0);
    expect(none.distanceTo(0, 0, Infinity)).toBe(Infinity);
  });
});
