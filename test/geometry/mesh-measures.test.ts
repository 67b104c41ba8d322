import { expect, test } from 'vitest';
import { meshBox, meshMeasures, shellVolumesMm3 } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { boxMesh, insideOut, joined, meshOf, octahedronMesh, sphereMesh } from './solids.ts';

test('a box of 2 x 3 x 4 mm has 24 mm3 and 52 mm2', () => {
  const measures = meshMeasures(boxMesh(1, 1, 1, 3, 4, 5));
  expect(measures.volumeMm3).toBeCloseTo(24, 12);
  expect(measures.areaMm2).toBeCloseTo(52, 12);
  expect(measures.box).toEqual([1, 1, 1, 3, 4, 5]);
});

test('an octahedron of radius 3 has 4/3 r^3 and 4 sqrt(3) r^2', () => {
  const measures = meshMeasures(octahedronMesh(3));
  expect(measures.volumeMm3).toBeCloseTo(36, 12);
  expect(measures.areaMm2).toBeCloseTo(36 * Math.sqrt(3), 12);
});

test('volume and box are the same whatever the order of the vertices', () => {
  const ball = sphereMesh(5, 40);
  const last = ball.positions.length / 3 - 1;
  const positions = ball.positions.map((_, i) => ball.positions[3 * (last - Math.floor(i / 3)) + (i % 3)]!);
  const turned = { positions, triangles: ball.triangles.map((vertex) => last - vertex) };
  expect(meshMeasures(turned)).toEqual(meshMeasures(ball));
});

test('turned inside out the volume is negative', () => {
  expect(meshMeasures(insideOut(boxMesh(0, 0, 0, 1, 1, 1))).volumeMm3).toBeCloseTo(-1, 14);
});

test('a fine sphere a kilometre from the origin keeps eleven digits of its volume', () => {
  const sphere = sphereMesh(5, 100);
  const shift = 2 ** 20;
  const far = { positions: sphere.positions.map((value) => Math.fround(value) + shift), triangles: sphere.triangles };
  const near = { positions: sphere.positions.map((value) => Math.fround(value)), triangles: sphere.triangles };
  const expected = meshMeasures(near).volumeMm3;
  // Adding 2^20 itself rounds points to 2^-33 mm; nothing more than that may be lost.
  expect(Math.abs(meshMeasures(far).volumeMm3 / expected - 1)).toBeLessThan(1e-11);
  expect(Math.abs(expected / ((4 / 3) * Math.PI * 125) - 1)).toBeLessThan(1e-3);
});

test('each shell has a volume of its own, a void a negative one', () => {
  const mesh = joined(boxMesh(0, 0, 0, 4, 4, 4), insideOut(boxMesh(1, 1, 1, 2, 2, 2)), boxMesh(9, 0, 0, 10, 1, 3));
  const { shellOf, shells } = meshTopology(mesh);
  expect(shells).toBe(3);
  const volumes = shellVolumesMm3(mesh, shellOf, shells);
  expect(volumes[0]).toBeCloseTo(64, 12);
  expect(volumes[1]).toBeCloseTo(-1, 12);
  expect(volumes[2]).toBeCloseTo(3, 12);
});

test('vertices that no triangle uses do not widen the box', () => {
  const mesh = meshOf(
    [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [99, 99, 99],
    ],
    [[0, 1, 2]],
  );
  expect(meshBox(mesh)).toEqual([0, 0, 0, 1, 1, 0]);
});

test('a mesh without triangles is refused', () => {
  expect(() => meshBox(meshOf([], []))).toThrowError('the mesh has no triangles');
});
