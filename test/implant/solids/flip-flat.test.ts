import { describe, expect, test } from 'vitest';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { flipFlat } from '../../../src/implant/solids/flip-flat.ts';
import { heightMm, leastHeightMm } from '../../../src/implant/solids/least-height.ts';
import { boxMesh, meshOf } from '../../geometry/solids.ts';
import { soundVolumeMm3 } from './solid-checks.ts';

/** A tetrahedron with a point in the middle of an edge: on one side it divides the face, on the other a flat triangle closes up. */
function withFlatTriangle() {
  return meshOf(
    [
      [0, 0, 0],
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
      [1, 0, 0],
    ],
    [
      [0, 2, 1],
      [0, 4, 3],
      [4, 1, 3],
      [0, 1, 4],
      [1, 2, 3],
      [0, 3, 2],
    ],
  );
}

describe('a flat triangle', () => {
  test('is flipped with its neighbour: the corner in the middle divides it', () => {
    const flat = withFlatTriangle();
    expect(leastHeightMm(flat)).toBe(0);
    const flipped = flipFlat(flat, 1e-6);
    expect(leastHeightMm(flipped)).toBeGreaterThan(0.5);
    expect(soundVolumeMm3(flipped)).toBeCloseTo(8 / 6, 14);
    expect(meshMeasures(flipped).areaMm2).toBeCloseTo(meshMeasures(flat).areaMm2, 14);
    expect(flipped.triangles).toHaveLength(flat.triangles.length);
  });

  test('a mesh without one is returned as it is', () => {
    const box = boxMesh(0, 0, 0, 1, 1, 1);
    expect(flipFlat(box, 1e-6)).toBe(box);
  });
});

test('the height of a triangle is over its longest side', () => {
  const mesh = meshOf(
    [
      [0, 0, 0],
      [3, 0, 0],
      [0, 4, 0],
    ],
    [[0, 1, 2]],
  );
  expect(heightMm(mesh.positions, mesh.triangles, 0)).toBeCloseTo(12 / 5, 14);
});
