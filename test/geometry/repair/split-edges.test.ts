import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { weldTriangles } from '../../../src/geometry/mesh-weld.ts';
import { openEdges } from '../../../src/geometry/repair/open-edges.ts';
import { splitEdges } from '../../../src/geometry/repair/split-edges.ts';
import { boxMesh, meshOf } from '../solids.ts';

const split = (mesh: TriangleMesh, toleranceMm: number) => splitEdges(mesh, meshEdges(mesh), toleranceMm);

/** A unit cube of which each face is a grid of its own number of squares a side. */
function cubeOfGrids(parts: readonly number[]): TriangleMesh {
  const soup: number[] = [];
  for (const [face, n] of parts.entries()) {
    const axis = face >> 1;
    const at = (u: number, v: number) => {
      const point = [0, 0, 0];
      point[axis] = face % 2;
      point[(axis + 1) % 3] = u / n;
      point[(axis + 2) % 3] = v / n;
      return point;
    };
    for (let i = 0; i < n * n; i++) {
      const [u, v] = [i % n, Math.floor(i / n)];
      const square = [at(u, v), at(u + 1, v), at(u + 1, v + 1), at(u, v + 1)];
      if (face % 2 === 0) square.reverse();
      for (const k of [0, 1, 2, 0, 2, 3]) soup.push(...square[k]!);
    }
  }
  return weldTriangles(Float64Array.from(soup));
}

test('faces with different grids are split until they fit: edges overlap in part, a triangle is split on two sides', () => {
  const cube = cubeOfGrids([1, 2, 3, 4, 5, 7]);
  expect(meshTopology(cube).openEdges.count).toBeGreaterThan(50);
  const mesh = split(cube, 1e-9)!.mesh;
  expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1, degenerateTriangles: { count: 0 } });
  expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(1, 12);
});

test('the edge bends to a vertex beside it within the tolerance, and the bend is told', () => {
  const floor = [
    [0, 0, 0],
    [2, 0, 0],
    [1, 1, 0],
  ];
  const below = [
    [1, -0.01, 0],
    [1, -1, 0],
  ];
  const mesh = meshOf(
    [...floor, ...below],
    [
      [0, 1, 2],
      [3, 0, 4],
      [1, 3, 4],
    ],
  );
  const done = split(mesh, 0.02);
  expect(done?.changes).toEqual([
    { action: 'edges-split', count: 1, largestMm: expect.closeTo(0.01, 12), triangles: 0 },
  ]);
  expect(openEdges(done!.mesh, meshEdges(done!.mesh)).sides.length).toBe(4);
  expect(split(mesh, 0.005)).toBeNull();
});

test('a vertex that only touches an edge, with no edge along it, does not split it', () => {
  const touching = meshOf(
    [
      [0, 0, 0],
      [2, 0, 0],
      [1, 1, 0],
      [1, 0, 0],
      [0.5, -1, 0],
      [1.5, -1, 0],
    ],
    [
      [0, 1, 2],
      [3, 4, 5],
    ],
  );
  expect(split(touching, 0.01)).toBeNull();
});

test('a closed mesh is left alone', () => {
  expect(split(boxMesh(0, 0, 0, 1, 1, 1), 0.1)).toBeNull();
});
