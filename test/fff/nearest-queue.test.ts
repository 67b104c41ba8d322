import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestQueue } from '../../src/fff/nearest-queue.ts';

describe('a queue of items by nearness', () => {
  test('hands out points on a line one after the other, and then nothing', () => {
    const queue = nearestQueue([
      [3, 0],
      [1, 0],
      [2, 0],
    ]);
    expect([queue.take(0, 0)?.item, queue.take(1, 0)?.item, queue.take(2, 0)?.item]).toEqual([1, 2, 0]);
    expect(queue.take(0, 0)).toBeNull();
  });

  test('says by which entry an item is nearest, and takes the first of equals', () => {
    expect(nearestQueue([[0, 0, 5, 5]]).take(6, 6)).toEqual({ item: 0, entry: 1 });
    expect(
      nearestQueue([
        [1, 0],
        [-1, 0],
        [0, 1],
      ]).take(0, 0),
    ).toEqual({ item: 0, entry: 0 });
    expect(nearestQueue([]).take(0, 0)).toBeNull();
  });

  test('agrees with looking at every entry', () => {
    const coordinate = fc.integer({ min: -50, max: 50 });
    const item = fc
      .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 3 })
      .map((points) => points.flat());
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), coordinate, coordinate, (items, x0, y0) => {
        const queue = nearestQueue(items);
        const left = new Set(items.keys());
        let [x, y] = [x0, y0];
        while (left.size > 0) {
          let best = { item: -1, entry: -1 };
          let least = Number.POSITIVE_INFINITY;
          for (const k of left) {
            for (let i = 0; i < items[k]!.length; i += 2) {
              const distance = (items[k]![i]! - x) ** 2 + (items[k]![i + 1]! - y) ** 2;
              if (distance < least) [least, best] = [distance, { item: k, entry: i / 2 }];
            }
          }
          expect(queue.take(x, y)).toEqual(best);
          left.delete(best.item);
          [x, y] = [items[best.item]![2 * best.entry]! + 7, items[best.item]![2 * best.entry + 1]!];
        }
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});
