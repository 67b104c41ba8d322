import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { resolveFlat } from '../../../src/geometry/repair/resolve-flat.ts';
import { boxMesh, meshOf } from '../solids.ts';

/** A cube whose edge from (0, 0, 1) to (1, 0, 1) is parted in its top face, with flat triangles to its front face. */
function cubeWithFlat(parts: readonly number[], flat: readonly (readonly number[])[]): TriangleMesh {
  const cube = boxMesh(0, 0, 0, 1, 1, 1);
  const positions = [...cube.positions, ...parts.flatMap((x) => [x, 0, 1])];
  const along = [4, ...parts.map((_, i) => 8 + i), 5];
  const fan = along.slice(1).map((v, i) => [along[i]!, v, 7]);
  const others = [...cube.triangles].filter((_, i) => i < 6 || i >= 12);
  const triangles = [...others, ...fan.flat(), 7, 5, 6, ...flat.flat()];
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

function expectClean(mesh: TriangleMesh | undefined): void {
  expect(mesh).toBeDefined();
  expect(meshTopology(mesh!)).toMatchObject({ watertight: true, degenerateTriangles: { count: 0 }, shells: 1 });
  expect(meshMeasures(mesh!).volumeMm3).toBeCloseTo(1, 12);
}

test('a mesh without flat triangles is left alone', () => {
  expect(resolveFlat(boxMesh(0, 0, 0, 1, 1, 1))).toBeNull();
});

test('a cap gives way to the neighbour at its longest side', () => {
  const flawed = cubeWithFlat([0.25], [[4, 5, 8]]);
  const done = resolveFlat(flawed);
  expect(done?.changes).toEqual([{ action: 'triangles-without-area', count: 1, largestMm: null, triangles: 0 }]);
  expectClean(done?.mesh);
  expect(done?.mesh.triangles.length).toBe(flawed.triangles.length);
});

test('caps that hang on one another are resolved from the longest on', () => {
  expectClean(
    resolveFlat(
      cubeWithFlat(
        [0.25, 0.5, 0.75],
        [
          [4, 5, 10],
          [4, 10, 9],
          [4, 9, 8],
        ],
      ),
    )?.mesh,
  );
  expectClean(
    resolveFlat(
      cubeWithFlat(
        [0.25, 0.5, 0.75],
        [
          [4, 5, 9],
          [4, 9, 8],
          [9, 5, 10],
        ],
      ),
    )?.mesh,
  );
});

test('a cap that faces the other way is resolved as well, and its neighbour keeps its facing', () => {
  const mesh = resolveFlat(cubeWithFlat([0.5], [[5, 4, 8]]))?.mesh;
  expectClean(mesh);
});

test('a cap with nothing at its longest side is dropped; the rim then passes its middle vertex', () => {
  const { positions, triangles } = cubeWithFlat([0.5], [[4, 5, 8]]);
  // Without the front triangle at the edge.
  const open = { positions, triangles: triangles.filter((_, i) => i < 9 || i >= 12) };
  expect(meshTopology(open).openEdges.count).toBe(3);
  const mesh = resolveFlat(open)?.mesh;
  expect(mesh?.triangles.length).toBe(open.triangles.length - 3);
  expect(meshTopology(mesh!)).toMatchObject({ openEdges: { count: 4 }, degenerateTriangles: { count: 0 } });
});

test('the ends of a side without length become one vertex', () => {
  // Vertex 8 lies where 5 lies; the needle 4 5 8 and a second one at 5 6 8 hold the two together.
  const cube = boxMesh(0, 0, 0, 1, 1, 1);
  const triangles = [...cube.triangles].map((v, i) => (v === 5 && i >= 6 && i < 12 ? 8 : v));
  const positions = [...cube.positions, 1, 0, 1];
  const needles = [
    [4, 5, 8],
    [8, 5, 6],
  ];
  const mesh = {
    positions: Float64Array.from(positions),
    triangles: Uint32Array.from([...triangles, ...needles.flat()]),
  };
  expect(meshTopology(mesh)).toMatchObject({ watertight: true, degenerateTriangles: { count: 2 } });
  const done = resolveFlat(mesh);
  expectClean(done?.mesh);
  expect(done?.mesh.triangles.length).toBe(36);
});

test('a lone flat triangle is all there is and stays', () => {
  expect(
    resolveFlat(
      meshOf(
        [
          [0, 0, 0],
          [1, 0, 0],
          [2, 0, 0],
        ],
        [[0, 1, 2]],
      ),
    ),
  ).toBeNull();
});
