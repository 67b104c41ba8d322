import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { lowPlaces } from '../../../src/plan/support/low-places.ts';
import { boxMesh, joined, meshOf, octahedronMesh } from '../../geometry/solids.ts';
import { sphereMesh } from './sphere-mesh.ts';

const insideOut = ({ positions, triangles }: TriangleMesh): TriangleMesh => ({
  positions,
  triangles: triangles.slice().reverse(),
});
const kinds = (mesh: TriangleMesh) =>
  lowPlaces(mesh).map(({ zMm, edges, facets }) => [zMm, edges.length, facets.length]);

/** A prism along x with its edge down. */
const ROOF = insideOut(
  meshOf(
    [
      [0, 0, 1],
      [4, 0, 1],
      [0, -1, 2],
      [4, -1, 2],
      [0, 1, 2],
      [4, 1, 2],
    ],
    [
      [0, 2, 1],
      [1, 2, 3],
      [0, 1, 4],
      [1, 5, 4],
      [2, 4, 3],
      [3, 4, 5],
      [0, 4, 2],
      [1, 3, 5],
    ],
  ),
);

describe('the lowest place', () => {
  test('of an octahedron and a sphere is a vertex, of a box two facets, of a prism on its edge that edge', () => {
    expect(kinds(octahedronMesh(3))).toEqual([[-3, 0, 0]]);
    expect(kinds(sphereMesh(2, 8))).toEqual([[-2, 0, 0]]);
    expect(kinds(boxMesh(0, 0, 1, 2, 3, 4))).toEqual([[1, 0, 2]]);
    expect(kinds(ROOF)).toEqual([[1, 1, 0]]);
  });

  test('of a void is none, whatever its shape', () => {
    const box = boxMesh(-9, -9, -9, 9, 9, 9);
    for (const hollow of [octahedronMesh(3), sphereMesh(2, 8), boxMesh(0, 0, 1, 2, 3, 4), ROOF]) {
      expect(kinds(joined(box, insideOut(hollow)))).toEqual([[-9, 0, 2]]);
    }
  });

  test('is told of every body, in the order of the vertices', () => {
    const two = joined(boxMesh(0, 0, 5, 1, 1, 6), boxMesh(0, 0, 2, 1, 1, 3));
    expect(kinds(two)).toEqual([
      [5, 0, 2],
      [2, 0, 2],
    ]);
  });
});
