import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { BOX, type BoxedSet, boxedSets, STRETCH } from '../../src/geometry/boxed-sets.ts';
import { type LoopSegments, loopSegments } from '../../src/geometry/loop-segments.ts';

/** Loops on so few places that points repeat, some of one or two points, with halves of a grid unit between. */
const loops: fc.Arbitrary<Loops> = fc
  .array(fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { maxLength: 40 }), {
    maxLength: 12,
  })
  .map((lists) => lists.map((points) => ({ xy: Float64Array.from(points.flat(), (v) => v / 20_000), closed: true })));

function lists({ x, y, next, starts }: LoopSegments): number[][] {
  return [[...x], [...y], [...next], [...starts]];
}

/** Whether both ends of each segment lie in the box of its stretch. */
function holds({ x, y, next, boxes }: BoxedSet): boolean {
  return next.every((k, i) => {
    const box = BOX * Math.floor(i / STRETCH);
    return [i, k].every(
      (v) => x[v]! >= boxes[box]! && x[v]! <= boxes[box + 1]! && y[v]! >= boxes[box + 2]! && y[v]! <= boxes[box + 3]!,
    );
  });
}

describe('two sets of loops in the kernel', () => {
  test('are the segments of either, the second backward where asked for, and lie in their boxes', () => {
    fc.assert(
      fc.property(loops, loops, fc.boolean(), (a, b, reverse) => {
        const [setA, setB] = boxedSets(a, b, reverse);
        expect(lists(setA)).toEqual(lists(loopSegments(a)));
        expect(lists(setB)).toEqual(lists(loopSegments(b, reverse)));
        expect(setA.boxes).toHaveLength(BOX * Math.ceil(setA.next.length / STRETCH));
        expect(holds(setA) && holds(setB)).toBe(true);
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  test('have the box of a square in one stretch', () => {
    const square = [{ xy: Float64Array.of(1, 2, 3, 2, 3, 4, 1, 4), closed: true }];
    expect([...boxedSets(square, [], false)[0].boxes]).toEqual([10_000, 30_000, 20_000, 40_000]);
  });
});
