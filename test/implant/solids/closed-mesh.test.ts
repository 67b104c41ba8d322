import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { needClosedMesh } from '../../../src/implant/solids/closed-mesh.ts';
import { boxMesh, meshOf } from '../../geometry/solids.ts';
import { refusalOf } from './solid-checks.ts';

const BOX = boxMesh(0, 0, 0, 2, 2, 2);
const withTriangles = (triangles: ArrayLike<number>): TriangleMesh => ({
  positions: BOX.positions,
  triangles: Uint32Array.from(triangles),
});

/** Two boxes that share the edge x = y = 2, welded there: it has four triangles. */
function boxesAtAnEdge(): TriangleMesh {
  const points = [...Array.from({ length: 8 }, (_, i) => [...BOX.positions.subarray(3 * i, 3 * i + 3)])];
  const other = boxMesh(2, 2, 0, 4, 4, 2);
  const numbers = Array.from({ length: 8 }, (_, i) => {
    const point = [...other.positions.subarray(3 * i, 3 * i + 3)];
    const known = points.findIndex((p) => p.every((value, axis) => value === point[axis]));
    return known >= 0 ? known : points.push(point) - 1;
  });
  const triangles = [...BOX.triangles, ...Array.from(other.triangles, (vertex) => numbers[vertex]!)];
  return meshOf(points, [triangles]);
}

describe('a mesh that stands for a solid', () => {
  test('a box is one', () => {
    expect(() => needClosedMesh(BOX, [])).not.toThrow();
  });

  test.each<[string, TriangleMesh, string]>([
    ['without triangles', withTriangles([]), 'x > mesh: has no triangles'],
    [
      'with a triangle missing',
      withTriangles(BOX.triangles.slice(3)),
      'x > mesh: is not closed: it has 3 edges of one triangle only, one at (1.000, 1.000, 0.000) mm',
    ],
    [
      'with an edge of four triangles',
      boxesAtAnEdge(),
      'x > mesh: is not manifold: it has 1 edge of more than two triangles, one at (2.000, 2.000, 1.000) mm',
    ],
    [
      'with a triangle turned over',
      withTriangles([0, 1, 2, ...BOX.triangles.slice(3)]),
      'x > mesh: is not manifold: it has 3 edges of two triangles that face opposite ways, one at (1.000, 0.000, 0.000) mm',
    ],
    ['with a vertex that is not there', withTriangles([0, 1, 8]), 'x > mesh > triangle 0: uses vertex 8 of 8'],
    [
      'with a coordinate that is no number',
      { ...BOX, positions: BOX.positions.map((value, i) => (i === 7 ? Number.NaN : value)) },
      'x > mesh > vertex 2: has the coordinate NaN, must be a finite number',
    ],
    [
      'inside out',
      withTriangles(BOX.triangles.toReversed()),
      'x > mesh: encloses no volume: its triangles face inward',
    ],
  ])('%s is refused', async (_, mesh, message) => {
    expect(await refusalOf(() => needClosedMesh(mesh, ['x', 'mesh']))).toEqual({ code: 'solid-invalid', message });
  });
});
