import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxOverlapsTriangle } from '../../src/geometry/triangle-box.ts';

const inUnitBox = (...corners: number[]) => boxOverlapsTriangle(Float64Array.from(corners), 0, 0, 0, 0, 1, 1, 1);

test.each([
  ['a triangle in the box', [0.2, 0.2, 0.5, 0.8, 0.2, 0.5, 0.2, 0.8, 0.5], true],
  ['a great triangle through it', [-9, -9, 0.5, 9, -9, 0.5, 0, 9, 0.5], true],
  ['a triangle in the plane of a face', [-9, -9, 1, 9, -9, 1, 0, 9, 1], false],
  ['a triangle that touches an edge of the box', [2, 0, 0.5, 0, 2, 0.5, 2, 2, 0.5], false],
  ['a triangle that cuts off an edge', [1.9, 0, 0.2, 0, 1.9, 0.2, 2, 2, 0.8], true],
  ['a triangle that passes a corner', [3.1, 0, 0, 0, 3.1, 0, 0, 0, 3.1], false],
  ['a triangle that cuts off a corner', [2.9, 0, 0, 0, 2.9, 0, 0, 0, 2.9], true],
  ['a triangle that touches with its corner', [1, 0.5, 0.5, 2, 0, 0.5, 2, 1, 0.5], false],
  ['a side parted only by a product of edges', [1.2, -0.5, 0.5, -0.5, -0.5, 2.2, 3, -0.5, 3], false],
  ['a triangle that is one point in the box', [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], true],
] as const)('%s: %s', (_, corners, expected) => {
  expect(inUnitBox(...corners)).toBe(expected);
});

/** Clips the triangle by the six planes of the box (Sutherland and Hodgman) and looks for a point well inside. */
function clippedReachesInside(corners: readonly number[], size: number): boolean {
  let polygon = [corners.slice(0, 3), corners.slice(3, 6), corners.slice(6, 9)];
  for (let axis = 0; axis < 3; axis++) {
    for (const side of [-1, 1]) {
      const limit = side < 0 ? 0 : size;
      const depthOf = (p: readonly number[]) => side * (limit - p[axis]!);
      const kept: number[][] = [];
      for (let i = 0; i < polygon.length; i++) {
        const p = polygon[i]!;
        const q = polygon[(i + 1) % polygon.length]!;
        const dp = depthOf(p);
        const dq = depthOf(q);
        if (dp >= 0) kept.push(p);
        if (dp * dq < 0) kept.push(p.map((value, k) => value + ((q[k]! - value) * dp) / (dp - dq)));
      }
      polygon = kept;
    }
  }
  if (polygon.length === 0) return false;
  const middle = [0, 1, 2].map((k) => polygon.reduce((sum, p) => sum + p[k]!, 0) / polygon.length);
  return middle.every((value) => value > 1e-9 && value < size - 1e-9);
}

test('random triangles agree with clipping them by the box', () => {
  const coordinate = fc.integer({ min: -6, max: 14 });
  let hits = 0;
  fc.assert(
    fc.property(fc.array(coordinate, { minLength: 9, maxLength: 9 }), (corners) => {
      const found = boxOverlapsTriangle(Float64Array.from(corners), 0, 0, 0, 0, 8, 8, 8);
      if (found) hits++;
      expect(found).toBe(clippedReachesInside(corners, 8));
    }),
    { seed: 11, numRuns: 3000 },
  );
  expect(hits).toBeGreaterThan(500);
  expect(hits).toBeLessThan(2500);
});
