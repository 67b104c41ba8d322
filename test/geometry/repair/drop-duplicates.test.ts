import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { dropDuplicates } from '../../../src/geometry/repair/drop-duplicates.ts';
import { boxMesh, insideOut, joined, meshOf } from '../solids.ts';
import { expectSound, triangleOf, welded, withTriangles } from './known-solids.ts';

const cube = boxMesh(0, 0, 0, 1, 1, 1);
const drop = (mesh: TriangleMesh) => dropDuplicates(mesh, meshEdges(mesh));

test('a mesh without duplicates is left alone', () => {
  expect(drop(cube)).toBeNull();
});

test('a patch of four triangles that stands twice back to back on a cube is dropped once, not torn out of it', () => {
  const patch = [0, 1, 4, 5].map((t) => triangleOf(cube, t).toReversed());
  const done = drop(withTriangles(cube, ...patch));
  expect(done?.changes).toEqual([{ action: 'triangles-twice', count: 4, largestMm: null, triangles: 4 }]);
  expectSound(done!.mesh, 1);
});

test('two solids with a face in common on the same side both keep it: each is open without', () => {
  // Two tetrahedra on the same base, both above it: the base stands twice the same way.
  const points = [
    [0, 0, 0],
    [3, 0, 0],
    [0, 3, 0],
    [1, 1, 1],
    [1, 1, 2],
  ];
  const tetrahedron = (top: number) => [
    [0, 2, 1],
    [0, 1, top],
    [1, 2, top],
    [2, 0, top],
  ];
  const both = meshOf(points, [...tetrahedron(3), ...tetrahedron(4)]);
  expect(meshTopology(both)).toMatchObject({ watertight: true, duplicateTriangles: { count: 1 } });
  expect(drop(both)).toBeNull();
});

test('of a triangle that stands three times one stays, that faces as most do', () => {
  const first = triangleOf(cube, 0).toReversed();
  const mesh = { ...cube, triangles: Uint32Array.from([...first, ...cube.triangles, ...triangleOf(cube, 0)]) };
  const done = drop(mesh);
  expect(done?.changes[0]).toMatchObject({ action: 'triangles-twice', count: 2 });
  expectSound(done!.mesh, 1);
});

test('a wall of two sheets between two cubes goes', () => {
  const beside = insideOut({ ...cube, positions: cube.positions.map((v, i) => (i % 3 === 0 ? 2 - v : v)) });
  const done = drop(welded(joined(cube, beside)));
  expect(done?.changes).toEqual([{ action: 'faces-back-to-back', count: 2, largestMm: null, triangles: 4 }]);
  expectSound(done!.mesh, 2);
});

test('where nothing else is there two triangles back to back stay', () => {
  const points = [
    [0, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
  ];
  expect(
    drop(
      meshOf(points, [
        [0, 1, 2],
        [2, 1, 0],
      ]),
    ),
  ).toBeNull();
});
