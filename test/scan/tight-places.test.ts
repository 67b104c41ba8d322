import { describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { markTight, tightPlaces, touchedBoundary } from '../../src/scan/tight-places.ts';
import { cageBlock, circle, distanceToEdges, loop, rectangle, reversed } from './shapes.ts';

const RADIUS_MM = 0.06;
const STEP_MM = 0.06;
const LEAST_MM2 = RADIUS_MM * RADIUS_MM;
const found = (loops: Loops) => tightPlaces(touchedBoundary(loops, 2 * RADIUS_MM), RADIUS_MM, STEP_MM, LEAST_MM2);

/** The same loop from another of its points. */
const from = (xy: Float64Array, n: number) => loop(...xy.subarray(2 * n), ...xy.subarray(0, 2 * n));

describe('circles that touch the boundary from inside', () => {
  test('fit everywhere in a block with holes but for its four corners', () => {
    const { outline, holes } = cageBlock();
    for (let n = 0; n < 4; n++) {
      const { xy, corners } = found([from(outline.xy, n), ...holes]);
      expect([xy.length, corners]).toEqual([0, 4]);
    }
  });

  test('do not fit in a bar between two blocks, on neither of its faces, wherever the loop begins', () => {
    const bar = Float64Array.of(
      ...[0, 0, 2, 0, 2, 0.95, 2.6, 0.95, 2.6, 0, 4.6, 0, 4.6, 2, 2.6, 2, 2.6, 1.05, 2, 1.05, 2, 2, 0, 2],
    );
    for (let n = 0; n < 12; n++) {
      const { xy, corners } = found([from(bar, n)]);
      // Eight corners of the blocks are corners; the four at the mouths open.
      expect(corners).toBe(8);
      for (const face of [0.95, 1.05]) {
        const along = [...xy].filter((_, i) => i % 2 === 0 && xy[i + 1] === face).sort((a, b) => a - b);
        expect(along[0]).toBeLessThan(2 + STEP_MM);
        expect(along.at(-1)).toBeGreaterThan(2.6 - STEP_MM);
        for (let i = 1; i < along.length; i++) expect(along[i]! - along[i - 1]!).toBeLessThan(STEP_MM + 1e-9);
      }
      expect(xy.every((value, i) => i % 2 === 0 || Math.abs(value - 1) < 0.051)).toBe(true);
    }
  });

  test('do not fit in a spot that is smaller, all around it', () => {
    for (let n = 0; n < 4; n++) {
      const { xy, corners } = found([from(rectangle(0, 0, 0.1, 0.1).xy, n)]);
      // 0.4 mm around, in places at most 0.06 mm apart.
      expect([xy.length / 2, corners]).toEqual([7, 0]);
    }
  });

  test('a point of 45 degrees is no corner, one of 90 is', () => {
    const pointed = found([loop(0, 0, 4, 0, 4, 4)]);
    expect(pointed.corners).toBe(1);
    // Both points of 45 degrees have places on either side.
    const near = (x: number, y: number) =>
      [...pointed.xy].filter((value, i) => i % 2 === 0 && Math.hypot(value - x, pointed.xy[i + 1]! - y) < 0.3).length;
    expect([near(0, 0) > 1, near(4, 4) > 1, near(4, 0)]).toEqual([true, true, 0]);
  });
});

test('where nothing is crowded a circle fits, by the distance to every edge', () => {
  // Holes of 0.2 to 1.6 mm with bridges of 0.1 to 1.3 mm between them, in a round plate.
  const holes = [0, 1, 2, 3, 4, 5].flatMap((i) => {
    const radius = 0.1 + 0.14 * i;
    return [0, 1, 2, 3].map((k) => reversed(circle(-7 + 2.6 * i, -5 + 3.1 * k + 0.1 * i * k, radius, 24 + 40 * k)));
  });
  const loops = [circle(0, 0, 12, 900), ...holes];
  for (const radiusMm of [0.06, 0.12]) {
    const boundary = touchedBoundary(loops, 0.12);
    const mark = markTight(boundary, radiusMm, 0);
    let even = 0;
    for (const { xy } of loops) {
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        const [dx, dy] = [xy[i]! - xy[j]!, xy[i + 1]! - xy[j + 1]!];
        const length = Math.hypot(dx, dy);
        const [x, y, ux, uy] = [xy[j]! + dx / 2, xy[j + 1]! + dy / 2, dx / length, dy / length];
        const reach = radiusMm + 0.002;
        const fits = distanceToEdges(loops, x - uy * reach, y + ux * reach) > reach - 0.001;
        expect(mark({ count: 1, values: Float64Array.of(x, y, ux, uy) })[0]).toBe(fits ? 0 : 1);
        if (boundary.isEven?.(x, y) === true) even++;
      }
    }
    // Much of it is told without a look at single edges.
    expect(even).toBeGreaterThan(500);
  }
});
