import { describe, expect, test } from 'vitest';
import { commonDrain, type Drain, drainOf } from '../../../src/plan/powder/drain.ts';

/** A vector after the turn of a drain (formula of Rodrigues). */
function turned([x, y, z]: readonly [number, number, number], { axis, angleDeg }: Drain): number[] {
  const [a, b, c] = axis;
  const cos = Math.cos((angleDeg * Math.PI) / 180);
  const sin = Math.sin((angleDeg * Math.PI) / 180);
  const along = (a * x + b * y + c * z) * (1 - cos);
  return [
    x * cos + (b * z - c * y) * sin + a * along,
    y * cos + (c * x - a * z) * sin + b * along,
    z * cos + (a * y - b * x) * sin + c * along,
  ];
}

describe('the turn that drains', () => {
  test('brings any way out down', () => {
    for (const way of [
      [1, 0, 0],
      [0, -2, 0],
      [0, 0, 3],
      [0, 0, -1],
      [0.3, -0.4, 0.2],
      [-1, 2, -5],
    ] as const) {
      const drain = drainOf(way[0], way[1], way[2])!;
      const length = Math.sqrt(way[0] ** 2 + way[1] ** 2 + way[2] ** 2);
      const [x, y, z] = turned(way, drain);
      expect(x).toBeCloseTo(0, 9);
      expect(y).toBeCloseTo(0, 9);
      expect(z).toBeCloseTo(-length, 9);
    }
  });

  test('is none for a way that points down already, half a turn for one that points up', () => {
    expect(drainOf(0, 0, -4)!.angleDeg).toBe(0);
    expect(drainOf(0, 0, 4)!.angleDeg).toBe(180);
    expect(drainOf(0, 0, 0)).toBeNull();
  });

  test('of several voids leans to the larger one', () => {
    const drain = commonDrain([
      { drain: drainOf(1, 0, 0), volumeMm3: 3 },
      { drain: drainOf(0, 1, 0), volumeMm3: 1 },
      { drain: null, volumeMm3: 50 },
    ])!;
    expect(drain.direction[0]).toBeCloseTo(3 / Math.sqrt(10), 12);
    expect(drain.direction[1]).toBeCloseTo(1 / Math.sqrt(10), 12);
    expect(commonDrain([])).toBeNull();
  });
});
