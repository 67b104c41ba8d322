import { Clipper, FillRule } from 'clipper2-ts';
import { beforeAll, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import type { Loops } from '../../../src/core/polyline.ts';
import { GRID_PER_MM } from '../../../src/core/units.ts';
import { loadClipping, subtractLoops } from '../../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { meshShadow, partShadow } from '../../../src/plan/nest/part-shadow.ts';
import { rectangle } from '../../scan/shapes.ts';
import { boxes, torus } from './bodies.ts';

beforeAll(() => loadClipping());

/** Area of the union of all triangles by another program. */
function unionMm2({ positions, triangles }: TriangleMesh): number {
  const paths = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const path = [0, 1, 2].map((k) => {
      const v = 3 * triangles[t + k]!;
      return { x: Math.round(positions[v]! * GRID_PER_MM), y: Math.round(positions[v + 1]! * GRID_PER_MM) };
    });
    paths.push(Clipper.area(path) < 0 ? path.reverse() : path);
  }
  return Clipper.areaPaths(Clipper.union(paths, FillRule.Positive)) / GRID_PER_MM ** 2;
}

const mm2 = (loops: Loops) => loopsAreaMm2(loops);

test('the shadow of a T is the area of its arms and foot together', () => {
  const t = boxes([0, 0, 0, 4, 4, 10], [-9, 1, 10, 13, 3, 12]);
  expect(mm2(meshShadow(t))).toBeCloseTo(4 * 4 + 22 * 2 - 4 * 2, 9);
});

test('the hole of a ring is kept in its shadow, and the shadow is that of another program', () => {
  const ring = torus(10, 3, 48, 24, 0.3);
  const shadow = meshShadow(ring);
  expect(shadow.length).toBe(2);
  expect(mm2(shadow)).toBeCloseTo(unionMm2(ring), 3);
});

test('an open surface turned either way has a shadow', () => {
  const sheet = (triangles: number[]): TriangleMesh => ({
    positions: Float64Array.of(0, 0, 0, 5, 0, 1, 5, 5, 2, 0, 5, 1),
    triangles: Uint32Array.from(triangles),
  });
  expect(mm2(meshShadow(sheet([0, 1, 2, 0, 2, 3])))).toBe(25);
  expect(mm2(meshShadow(sheet([0, 2, 1, 0, 2, 3])))).toBe(25);
});

test('a simplified shadow loses nothing, reaches no further than the tolerance, and has fewer points', () => {
  const ring = torus(10, 3, 200, 60, 0.4);
  const exact = meshShadow(ring);
  const simple = partShadow(ring, { toleranceMm: 0.1 });
  const points = (loops: Loops) => loops.reduce((sum, { xy }) => sum + xy.length / 2, 0);
  expect(mm2(subtractLoops(exact, simple))).toBe(0);
  // Area beyond is at most the length of the border times the tolerance.
  expect(mm2(simple) - mm2(exact)).toBeLessThan(0.1 * 2 * Math.PI * (13 + 7));
  expect(points(simple)).toBeLessThan(points(exact) / 2);
  expect(partShadow(ring, { toleranceMm: 0 })).toEqual(exact);
});

test('supports and skirts belong to the shadow', () => {
  const part = boxes([0, 0, 0, 4, 4, 4]);
  expect(mm2(partShadow(part, { with: [rectangle(4, 0, 6, 4)], toleranceMm: 0 }))).toBe(24);
});
