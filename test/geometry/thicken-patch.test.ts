import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { thickenPatch } from '../../src/geometry/thicken-patch.ts';
import { boxMesh } from './solids.ts';

/** The triangles of a box whose normals point along one of the axes given. */
function faces(mesh: TriangleMesh, wanted: (centre: readonly [number, number, number]) => boolean): TriangleMesh {
  const kept: number[] = [];
  for (let t = 0; t < mesh.triangles.length; t += 3) {
    const corners = [0, 1, 2].map((k) => mesh.triangles[t + k] as number);
    const centre = [0, 1, 2].map((a) => corners.reduce((sum, v) => sum + (mesh.positions[3 * v + a] as number) / 3, 0));
    if (wanted(centre as [number, number, number])) kept.push(...corners);
  }
  return { positions: mesh.positions, triangles: Uint32Array.from(kept) };
}

describe('a box of 10 x 8 x 6', () => {
  const box = boxMesh(0, 0, 0, 10, 8, 6);

  test('its top, 0.5 out and 0.1 in, is a plate', () => {
    const top = faces(box, ([, , z]) => z === 6);
    const body = thickenPatch(top, 0.1, 0.5);
    const { volumeMm3, box: around } = meshMeasures(body);
    expect(volumeMm3).toBeCloseTo(10 * 8 * 0.6, 9);
    [0, 0, 5.9, 10, 8, 6.5].forEach((value, n) => {
      expect(around[n]).toBeCloseTo(value, 9);
    });
    expect(meshTopology(body).watertight).toBe(true);
  });

  test('top and one side are mitred at their edge: each face moves by the distance', () => {
    const two = faces(box, ([x, , z]) => z === 6 || x === 10);
    const { volumeMm3 } = meshMeasures(thickenPatch(two, 0, 0.5));
    expect(volumeMm3).toBeCloseTo(8 * (10.5 * 6.5 - 10 * 6), 4);
  });

  test('the whole surface becomes a shell with sharp corners, outward or inward', () => {
    expect(meshMeasures(thickenPatch(box, 0, 0.5)).volumeMm3).toBeCloseTo(11 * 9 * 7 - 480, 3);
    expect(meshMeasures(thickenPatch(box, 0.5, 0)).volumeMm3).toBeCloseTo(480 - 9 * 7 * 5, 3);
    expect(meshTopology(thickenPatch(box, 0, 0.5))).toMatchObject({ watertight: true, shells: 2 });
  });
});

test('vertices that no triangle of the patch uses do not matter', () => {
  const box = boxMesh(0, 0, 0, 10, 8, 6);
  const bottom = faces(box, ([, , z]) => z === 0);
  const { volumeMm3 } = meshMeasures(thickenPatch(bottom, 0, 1));
  expect(volumeMm3).toBeCloseTo(80, 9);
});
