import { expect, test } from 'vitest';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { joinVertices } from '../../../src/geometry/repair/join-vertices.ts';
import { boxMesh, joined, meshOf } from '../solids.ts';

const join = (mesh: ReturnType<typeof meshOf>, toleranceMm: number) => joinVertices(mesh, meshEdges(mesh), toleranceMm);

/** Two squares side by side with a crack of `gap` mm between them. */
const squares = (gap: number) =>
  meshOf(
    [
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
      [1 + gap, 0, 0],
      [2, 0, 0],
      [2, 1, 0],
      [1 + gap, 1, 0],
    ],
    [
      [0, 1, 2],
      [0, 2, 3],
      [4, 5, 6],
      [4, 6, 7],
    ],
  );

test('a crack within the tolerance is closed; the vertex with more triangles stays', () => {
  const done = join(squares(0.01), 0.02);
  expect(done?.changes).toEqual([
    { action: 'vertices-joined', count: 2, largestMm: expect.closeTo(0.01, 12), triangles: 0 },
  ]);
  // Of 2 and 7, 2 has one triangle like 7: the lower stays. Of 1 and 4, 4 has two triangles and 1 has one.
  expect([...done!.mesh.triangles]).toEqual([0, 4, 2, 0, 2, 3, 4, 5, 6, 4, 6, 2]);
});

test('a crack wider than the tolerance is not closed', () => {
  expect(join(squares(0.01), 0.009)).toBeNull();
});

test('the nearest of several is joined, and none moves farther than the tolerance', () => {
  const rims = [0, 0.01, 0.025].flatMap((x) => [
    [x, 0, 0],
    [x, 1, 0],
  ]);
  const mesh = meshOf(
    [...rims, [-1, 0, 0], [1, 0, 0], [0, 0.5, 1]],
    [
      [0, 1, 6],
      [3, 2, 7],
      [4, 5, 8],
    ],
  );
  // The third rim is near enough to where the second was, not to where it is now.
  expect([...join(mesh, 0.016)!.mesh.triangles]).toEqual([0, 1, 6, 1, 0, 7, 4, 5, 8]);
});

test('two corners of a triangle that is smaller than the tolerance are not joined', () => {
  const tiny = meshOf(
    [
      [0, 0, 0],
      [0.01, 0, 0],
      [0, 0.01, 0],
    ],
    [[0, 1, 2]],
  );
  expect(join(tiny, 1)).toBeNull();
});

test('vertices that meet but bring no open edges together are not joined', () => {
  const apart = meshOf(
    [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
      [-1, 0, 0],
      [0, -1, 0],
    ],
    [
      [0, 1, 2],
      [3, 4, 5],
    ],
  );
  expect(join(apart, 0.1)).toBeNull();
});

test('a sheet is not joined to an edge that has two triangles already', () => {
  const sheet = meshOf(
    [
      [0, 0, 0],
      [1, 0, 0],
      [0, 0, 1],
    ],
    [[0, 1, 2]],
  );
  // The two squares share the edge from (0, 0, 0) to (1, 0, 0); the sheet stands on it.
  const floor = meshOf(
    [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, -1, 0],
    ],
    [
      [0, 1, 2],
      [1, 0, 3],
    ],
  );
  expect(join(joined(floor, sheet), 0.1)).toBeNull();
});

test('a closed mesh has no open edges to join', () => {
  expect(join(joined(boxMesh(0, 0, 0, 1, 1, 1), boxMesh(1.001, 0, 0, 2, 1, 1)), 0.1)).toBeNull();
});
