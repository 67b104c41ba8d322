import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { borderLoops } from '../../../src/geometry/repair/border-loops.ts';
import { fillHoles } from '../../../src/geometry/repair/fill-holes.ts';
import { pairSides } from '../../../src/geometry/repair/pair-sides.ts';
import { boxMesh, meshOf, sphereMesh } from '../solids.ts';
import { expectSound, without } from './known-solids.ts';

const paired = (mesh: TriangleMesh) => pairSides(mesh, meshEdges(mesh)).mesh;
const LIMITS = { holeEdges: 100, holeMm: 10, slitMm: 0 };
const fill = (mesh: TriangleMesh, limits = LIMITS) => fillHoles(paired(mesh), limits).changed;
const leftOpen = (mesh: TriangleMesh, limits = LIMITS) => fillHoles(paired(mesh), limits).open;
const cube = boxMesh(0, 0, 0, 1, 1, 1);

/** A ball without its lower cap: a rim of 48 corners. */
const bowl = () => {
  const ball = sphereMesh(1, 24);
  const isLow = (t: number) => [0, 1, 2].every((k) => ball.positions[3 * ball.triangles[3 * t + k]! + 2]! < -0.7);
  return without(ball, ...Array.from({ length: ball.triangles.length / 3 }, (_, t) => t).filter(isLow));
};

test('holes that touch in a vertex have a loop each', () => {
  const loops = borderLoops(paired(without(cube, 0, 8)));
  expect(loops.map(({ length }) => length)).toEqual([3, 3]);
});

test('a round hole in a ball is spanned by a flat disc', () => {
  const open = bowl();
  const done = fill(open);
  const rimZ = -Math.cos(Math.PI / 4);
  // The rim lies 45 degrees off the pole: its radius is sin 45, and of its 48 corners the farthest lie across.
  expect(done?.changes).toEqual([
    { action: 'holes-filled', count: 1, largestMm: expect.closeTo(Math.SQRT2, 12), triangles: 46 },
  ]);
  const { mesh } = done!;
  expect(meshTopology(mesh)).toMatchObject({ watertight: true, duplicateTriangles: { count: 0 } });
  const disc = (48 / 2) * 0.5 * Math.sin((2 * Math.PI) / 48);
  expect(meshMeasures(mesh).areaMm2 - meshMeasures(open).areaMm2).toBeCloseTo(disc, 9);
  expect(meshMeasures(mesh).box[2]).toBeCloseTo(rimZ, 12);
});

test('a hole with too many edges or too wide stays, and nothing is said to be filled', () => {
  expect(fill(bowl(), { ...LIMITS, holeEdges: 47 })).toBeNull();
  expect(fill(bowl(), { ...LIMITS, holeMm: 1.4 })).toBeNull();
  expect(fill(bowl(), { ...LIMITS, holeEdges: 48, holeMm: 1.42 })).not.toBeNull();
});

test('each hole that stays is told with its reason', () => {
  expect(leftOpen(bowl())).toEqual([]);
  expect(leftOpen(bowl(), { ...LIMITS, holeEdges: 47 })).toEqual([{ why: 'edges', edges: 48, acrossMm: null }]);
  const across = expect.closeTo(Math.SQRT2, 12);
  expect(leftOpen(bowl(), { ...LIMITS, holeMm: 1.4 })).toEqual([{ why: 'wide', edges: 48, acrossMm: across }]);
  // Two triangles of the top alone: a patch would be as large as they are.
  const sheet = without(cube, ...[0, 1, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(leftOpen(sheet, { ...LIMITS, holeMm: 9 })).toEqual([
    { why: 'rim', edges: 4, acrossMm: expect.closeTo(Math.SQRT2, 12) },
  ]);
});

test('a long slit is filled where it is no wider than the limit in the mean', () => {
  // The top of the cube is parted along its diagonal, by 0.01 mm at one end.
  const positions = Float64Array.from([...cube.positions, 1, 0.99, 1]);
  const triangles = cube.triangles.slice();
  triangles[8] = 8;
  triangles[10] = 6;
  const slit = { positions, triangles };
  expect(meshTopology(slit).openEdges.count).toBe(4);
  expect(fill(slit, { ...LIMITS, holeMm: 0.5 })).toBeNull();
  expect(meshTopology(fill(slit, { holeEdges: 100, holeMm: 0.5, slitMm: 0.01 })!.mesh).watertight).toBe(true);
});

test('a pyramid without its base is closed, a hill as flat as its base is not', () => {
  const hill = (height: number) =>
    meshOf(
      [
        [0, 0, 0],
        [2, 0, 0],
        [2, 2, 0],
        [0, 2, 0],
        [1, 1, height],
      ],
      [
        [0, 1, 4],
        [1, 2, 4],
        [2, 3, 4],
        [3, 0, 4],
      ],
    );
  expectSound(fill(hill(1))!.mesh, 4 / 3);
  expect(fill(hill(0.1))).toBeNull();
});

test('a rim of three edges on which a triangle stands already is not doubled', () => {
  // A fan of three triangles over a triangle that faces down: its rim is that of the triangle, of which it shares the corners.
  const points = [
    [0, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
    [0.3, 0.3, 1],
  ];
  const mesh = {
    ...meshOf(points, [
      [0, 1, 3],
      [1, 2, 3],
      [2, 0, 3],
      [0, 2, 1],
    ]),
  };
  const { triangles } = mesh;
  const partnerOf = paired(mesh).partnerOf.map((partner, side) => (side < 9 && partner < 9 ? partner : -1));
  expect(borderLoops({ ...mesh, partnerOf }).length).toBe(2);
  expect(fillHoles({ positions: mesh.positions, triangles, partnerOf }, LIMITS).changed).toBeNull();
});
