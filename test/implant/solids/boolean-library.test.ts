import { describe, expect, test } from 'vitest';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshOfSolid64, solidOfMesh, tidyMesh, withBooleans } from '../../../src/implant/solids/boolean-library.ts';
import { sphereMesh } from '../../../src/implant/solids/sphere-mesh.ts';
import { boxMesh, meshOf } from '../../geometry/solids.ts';
import { soundVolumeMm3 } from './solid-checks.ts';

describe('a mesh that goes through the boolean library', () => {
  test('comes back with the same coordinates, to the last of 64 bits', async () => {
    const mesh = sphereMesh({ by: 'sphere', centreMm: [300.1, -200.7, 100.3], diameterMm: 7 });
    const back = await withBooleans((scope) => meshOfSolid64(scope, solidOfMesh(scope, mesh, [])));
    const points = ({ positions }: { positions: Float64Array }) => {
      const list = Array.from({ length: positions.length / 3 }, (_, i) => positions.slice(3 * i, 3 * i + 3).join(' '));
      return list.sort();
    };
    expect(points(back)).toEqual(points(mesh));
    expect(back.triangles).toHaveLength(mesh.triangles.length);
    expect(soundVolumeMm3(back)).toBeCloseTo(meshMeasures(mesh).volumeMm3, 9);
    // 32 bits are 3e-5 mm apart there.
    expect(mesh.positions.some((value) => Math.abs(Math.fround(value) - value) > 1e-5)).toBe(true);
  });

  test('with two corners nearer than 32 bits tell apart loses one of them and stays closed', async () => {
    const outline = [
      [-300, -300],
      [300, -300],
      [300, 300],
      [300 - 1e-6, 300],
      [-300, 300],
    ];
    const points = [0, 1].flatMap((z) => outline.map(([x, y]) => [x!, y!, z]));
    const sides = outline.flatMap((_, i) => {
      const next = (i + 1) % 5;
      return [
        [i, next, 5 + next],
        [i, 5 + next, 5 + i],
      ];
    });
    const ends = [1, 2, 3].flatMap((i) => [
      [0, i + 1, i],
      [5, 5 + i, 6 + i],
    ]);
    const prism = meshOf(points, [...sides, ...ends]);
    expect(soundVolumeMm3(prism)).toBeCloseTo(360_000, 6);
    const back = await withBooleans((scope) => meshOfSolid64(scope, solidOfMesh(scope, prism, [])));
    expect(back.positions).toHaveLength(24);
    expect(Math.abs(soundVolumeMm3(back) - 360_000)).toBeLessThan(0.001);
  });

  test('that is not closed is refused', async () => {
    const open = meshOf(
      [
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      [
        [0, 2, 1],
        [0, 1, 3],
        [0, 3, 2],
        [0, 3, 2],
      ],
    );
    await expect(withBooleans((scope) => solidOfMesh(scope, open, ['of', 3]))).rejects.toThrow(
      'of > 3: is no closed surface to the boolean library: Not manifold',
    );
  });
});

test('a tidied union has no vertex where faces of two solids went on in one plane', async () => {
  const mesh = await withBooleans((scope) => {
    const left = solidOfMesh(scope, boxMesh(0, 0, 0, 2, 1, 1), []);
    const right = solidOfMesh(scope, boxMesh(1, 0, 0, 3, 1, 1), []);
    return tidyMesh(scope, scope.keep(left.add(right)), []);
  });
  expect(mesh.positions).toHaveLength(24);
  expect(soundVolumeMm3(mesh)).toBe(3);
});
