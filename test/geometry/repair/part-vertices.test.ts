import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshShells } from '../../../src/geometry/mesh-shells.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { repairMesh } from '../../../src/geometry/repair/repair-mesh.ts';
import { DEFAULT_REPAIR } from '../../../src/geometry/repair/settings.ts';
import { boxMesh, insideOut, joined, meshOf, randomFrom } from '../solids.ts';
import { expectSound, voxelMesh, welded, without, withTurned, wordsOf } from './known-solids.ts';

const cube = boxMesh(0, 0, 0, 1, 1, 1);
const byDefault = (mesh: TriangleMesh) => repairMesh(mesh, DEFAULT_REPAIR);
const roles = ({ mesh, remaining }: ReturnType<typeof repairMesh>) =>
  meshShells(mesh, remaining).map(({ role, volumeMm3 }) => [role, Number(volumeMm3.toFixed(9))]);

test('two cubes with an edge in common are parted into two shells', () => {
  const repaired = byDefault(welded(joined(cube, boxMesh(1, 1, 0, 2, 2, 1))));
  expect(wordsOf(repaired)).toEqual(['1 edge of more than two triangles parted into surfaces that touch']);
  expectSound(repaired.mesh, 2);
  expect(roles(repaired)).toEqual([
    ['solid', 1],
    ['solid', 1],
  ]);
  expect(repaired.mesh.positions.length / 3).toBe(16);
});

test('two cubes with a vertex in common get one each', () => {
  const repaired = byDefault(welded(joined(cube, boxMesh(1, 1, 1, 2, 2, 2))));
  expect(wordsOf(repaired)).toEqual(['1 vertex in which surfaces met parted']);
  expectSound(repaired.mesh, 2);
  expect(repaired.mesh.positions.length / 3).toBe(16);
});

test('the wall between two cubes with a face in common is dropped where its triangles are the same', () => {
  const beside = insideOut({ ...cube, positions: cube.positions.map((v, i) => (i % 3 === 0 ? 2 - v : v)) });
  const repaired = byDefault(welded(joined(cube, beside)));
  expect(wordsOf(repaired)).toEqual(['2 pairs of triangles back to back dropped']);
  expectSound(repaired.mesh, 2);
  expect(repaired.remaining.shells).toBe(1);
});

test('two cubes with a face in common that is triangulated otherwise are parted', () => {
  const repaired = byDefault(welded(joined(cube, boxMesh(1, 0, 0, 2, 1, 1))));
  expect(wordsOf(repaired)).toEqual(['4 edges of more than two triangles parted into surfaces that touch']);
  expectSound(repaired.mesh, 2);
  expect(repaired.remaining.shells).toBe(2);
});

test('an inner wall of one sheet is left out of the closed surface and told, or dropped where that is asked for', () => {
  const both = welded(joined(cube, boxMesh(1, 0, 0, 3, 1, 1)));
  // The wall of the first cube at x = 1 stays, that of the second goes.
  const walled = without(both, 12 + 10, 12 + 11);
  const repaired = byDefault(walled);
  expect(repaired.remaining).toMatchObject({ watertight: false, openEdges: { count: 4 }, shells: 2 });
  expect(roles(repaired).map(([role]) => role)).toEqual(['solid', 'open']);
  const dropped = repairMesh(walled, { ...DEFAULT_REPAIR, scrapShare: 0.1 });
  expect(wordsOf(dropped)).toEqual(['1 loose open scrap of 2 triangles dropped, the largest 1.41 mm across']);
  expectSound(dropped.mesh, 3);
});

test('cubes round one edge that touch in nothing else are parted, each with its own copy of the edge', () => {
  const wedge = (from: number, to: number) => {
    const at = (turn: number) => [Math.cos(turn), Math.sin(turn)];
    const [[a, b], [c, d]] = [at(from), at(to)] as [number[], number[]];
    return meshOf(
      [
        [0, 0, 0],
        [a!, b!, 0],
        [c!, d!, 0],
        [0, 0, 1],
        [a!, b!, 1],
        [c!, d!, 1],
      ],
      [
        [0, 2, 1],
        [3, 4, 5],
        [0, 1, 4],
        [0, 4, 3],
        [1, 2, 5],
        [1, 5, 4],
        [2, 0, 3],
        [2, 3, 5],
      ],
    );
  };
  const wedges = [0, 1, 2, 3].map((i) => wedge(1.5 * i, 1.5 * i + 0.5));
  const repaired = byDefault(welded(joined(...wedges)));
  expect(roles(repaired)).toEqual(Array(4).fill(['solid', Number((Math.sin(0.5) / 2).toFixed(9))]));
  expectSound(repaired.mesh, 2 * Math.sin(0.5));
});

test('a surface that touches itself along an edge whose ends it goes round gets a vertex in the middle of the edge', () => {
  // Two slabs of 2 by 2 cubes with two cubes between them that have but an edge in common.
  const slab = (z: number) =>
    [
      [0, 0, z],
      [1, 0, z],
      [0, 1, z],
      [1, 1, z],
    ] as [number, number, number][];
  const body = voxelMesh([...slab(0), [0, 0, 1], [1, 1, 1], ...slab(2)]);
  expect(meshTopology(body).nonManifoldEdges.count).toBe(1);
  const repaired = byDefault(body);
  expect(wordsOf(repaired)).toEqual(['1 edge of more than two triangles parted into surfaces that touch']);
  expectSound(repaired.mesh, 10);
  expect(repaired.mesh.positions.length).toBe(body.positions.length + 3);
  expect(repaired.remaining.shells).toBe(1);
});

test.each([1, 2, 3, 4, 5, 6])('cubes strewn at random (%i) become closed surfaces that touch', (seed) => {
  const random = randomFrom(seed);
  const cells = Array.from({ length: 125 }, (_, i) => [i % 5, Math.floor(i / 5) % 5, Math.floor(i / 25)] as const);
  const solid = cells.filter(() => random() < 0.4);
  const body = voxelMesh(solid);
  expect(meshTopology(body).nonManifoldEdges.count).toBeGreaterThan(5);
  expectSound(byDefault(body).mesh, solid.length);
});

test.each([1, 2, 3, 4])(
  'cubes strewn at random of which many triangles are turned (%i) become the same solid',
  (seed) => {
    const random = randomFrom(100 + seed);
    const cells = Array.from({ length: 64 }, (_, i) => [i % 4, Math.floor(i / 4) % 4, Math.floor(i / 16)] as const);
    const solid = cells.filter(() => random() < 0.45);
    const body = voxelMesh(solid);
    const turned = Array.from({ length: body.triangles.length / 3 }, (_, t) => t).filter(() => random() < 0.3);
    expect(meshTopology(withTurned(body, ...turned)).misorientedEdges.count).toBeGreaterThan(50);
    expectSound(byDefault(withTurned(body, ...turned)).mesh, solid.length);
  },
);
