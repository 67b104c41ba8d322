import { describe, expect, test } from 'vitest';
import type { Box3 } from '../../../src/core/mesh.ts';
import { meshBox, meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { buildSolid } from '../../../src/implant/solids/build-solid.ts';
import type { SolidTree } from '../../../src/implant/solids/solid-tree.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { boxBetween, comparePoints, cylinder, expectVolume, NEAR, refusalOf, soundVolumeMm3 } from './solid-checks.ts';

const CUBE = boxBetween([0, 0, 0], [20, 20, 20]);
const NEXT = boxBetween([10, 0, 0], [30, 20, 20]);

describe('what is combined', () => {
  test('two boxes that overlap by half: union, intersection and difference', async () => {
    const union = await buildSolid({ by: 'union', of: [CUBE, NEXT] }, NEAR);
    const common = await buildSolid({ by: 'intersection', of: [CUBE, NEXT] }, NEAR);
    const rest = await buildSolid({ by: 'difference', from: CUBE, minus: [NEXT] }, NEAR);
    expect(soundVolumeMm3(union)).toBeCloseTo(12000, 9);
    expect(soundVolumeMm3(common)).toBeCloseTo(4000, 9);
    expect(soundVolumeMm3(rest)).toBeCloseTo(4000, 9);
    expect(meshBox(common)).toEqual([10, 0, 0, 20, 20, 20]);
    expect(meshBox(rest)).toEqual([0, 0, 0, 10, 20, 20]);
    // A box of 30 x 20 x 20 again: nothing of the border inside is left.
    expect(union.triangles).toHaveLength(36);
  });

  test('keeps coordinates that 32 bits cannot hold', async () => {
    const common = await buildSolid(
      {
        by: 'intersection',
        of: [boxBetween([0.1, 400.1, -300.7], [0.7, 401, -300]), boxBetween([0.3, 400, -301], [5, 402, -300.2])],
      },
      NEAR,
    );
    const box = meshBox(common);
    [0.3, 400.1, -300.7, 0.7, 401, -300.2].forEach((value, i) => {
      expect(Math.abs(box[i]! - value)).toBeLessThan(1e-12 * 400);
    });
  });

  test('a hole through a box takes the cylinder, exactly', async () => {
    const drilled = await buildSolid(
      { by: 'difference', from: CUBE, minus: [cylinder([10, 10, -1], [10, 10, 21], 6)] },
      NEAR,
    );
    expectVolume(drilled, 8000 - Math.PI * 9 * 20, 1e-12);
    const { positions } = drilled;
    // Euler: a hole through takes 2 off V - E + F.
    expect(positions.length / 3 - drilled.triangles.length / 6).toBe(0);
  });

  test('nested combinations of every shape are where their formula says', async () => {
    const tree: SolidTree = {
      by: 'difference',
      from: {
        by: 'union',
        of: [
          { by: 'box', centreMm: [0, 0, 0], sizeMm: [12, 8, 6] },
          { by: 'sphere', centreMm: [4, 3, 3], diameterMm: 7 },
        ],
      },
      minus: [
        {
          by: 'intersection',
          of: [cylinder([0, 0, -9], [0, 0, 9], 5), { by: 'half-space', pointMm: [0, 0, 1], normal: [0, 0, 1] }],
        },
        { by: 'sweep', pathMm: [[-8, 2, 2], [0, 2, 2], [0, 8, 2]], diameterMm: 2 }, // biome-ignore format: one path
      ],
    };
    const mesh = await buildSolid(tree, [-6, -4, -3, 6, 4, 3]);
    soundVolumeMm3(mesh);
    const toPath = (x: number, y: number, z: number) => {
      const first = Math.hypot(Math.max(0, x, -8 - x), y - 2, z - 2);
      return Math.min(first, Math.hypot(x, Math.max(0, 2 - y, y - 8), z - 2));
    };
    const { inside, outside } = comparePoints(
      mesh,
      (x, y, z) => {
        const box = Math.min(6 - Math.abs(x), 4 - Math.abs(y), 3 - Math.abs(z));
        const ball = 3.5 - Math.hypot(x - 4, y - 3, z - 3);
        const bore = Math.min(2.5 - Math.hypot(x, y), 1 - z, z + 9);
        return Math.min(Math.max(box, ball), -bore, toPath(x, y, z) - 1);
      },
      4000,
    );
    expect(Math.min(inside, outside)).toBeGreaterThan(1000);
  });

  test('half of a cube by a plane through its middle is half of it', async () => {
    const half = await buildSolid(
      { by: 'intersection', of: [CUBE, { by: 'half-space', pointMm: [10, 10, 10], normal: [1, 1, 1] }] },
      NEAR,
    );
    expectVolume(half, 4000, 1e-12);
  });

  test('half-spaces reach around every shape of the tree, also where the reach that is told does not', async () => {
    const far: Box3 = [-1, -1, -1, 1, 1, 1];
    const tree: SolidTree = {
      by: 'intersection',
      of: [boxBetween([300, 300, 300], [320, 320, 320]), { by: 'half-space', pointMm: [0, 0, 310], normal: [0, 0, 1] }],
    };
    expectVolume(await buildSolid(tree, far), 4000, 1e-12);
  });

  test('spheres that only touch a plane are cut nowhere', async () => {
    const ball: SolidTree = { by: 'sphere', centreMm: [0, 0, 0], diameterMm: 6 };
    const under: SolidTree = { by: 'half-space', pointMm: [0, 0, 4], normal: [0, 0, 1] };
    expectVolume(await buildSolid({ by: 'intersection', of: [ball, under] }, NEAR), Math.PI * 36, 1e-12);
  });

  test('solids that stand apart stay apart', async () => {
    const two = await buildSolid({ by: 'union', of: [CUBE, boxBetween([30, 0, 0], [40, 20, 20])] }, NEAR);
    expect(meshTopology(two).shells).toBe(2);
    expect(soundVolumeMm3(two)).toBeCloseTo(12000, 9);
  });
});

describe('what is by itself', () => {
  test('is returned as it is made, also as the only member of a union', async () => {
    const mesh = boxMesh(0, 0, 0, 1, 2, 3);
    expect(await buildSolid({ by: 'mesh', mesh }, NEAR)).toBe(mesh);
    const wrapped: SolidTree = {
      by: 'difference',
      from: { by: 'union', of: [{ by: 'intersection', of: [{ by: 'mesh', mesh }] }] },
      minus: [],
    };
    expect(await buildSolid(wrapped, NEAR)).toBe(mesh);
  });
});

describe('the same tree', () => {
  test('gives the same bytes, whatever was built before', async () => {
    const tree: SolidTree = {
      by: 'difference',
      from: { by: 'box', centreMm: [1, 2, 3], sizeMm: [20, 20, 20], turnDeg: [10, 20, 30] },
      minus: [
        { by: 'sphere', centreMm: [10, 2, 3], diameterMm: 3 },
        cylinder([-9, 5, -9], [9, 5, 9], 4),
        { by: 'sweep', pathMm: [[0, -20, 0], [0, 0, 0], [0, 0, 20]], diameterMm: 3 }, // biome-ignore format: one path
      ],
    };
    const first = await buildSolid(tree, NEAR);
    await buildSolid({ by: 'union', of: [CUBE, NEXT, cylinder([0, 0, 0], [9, 9, 9], 3)] }, NEAR);
    const second = await buildSolid(tree, NEAR);
    expect(second.triangles).toEqual(first.triangles);
    expect(second.positions).toEqual(first.positions);
  });
});

describe('what cannot be built is refused', () => {
  const plane = (z: number, up: number): SolidTree => ({ by: 'half-space', pointMm: [0, 0, z], normal: [0, 0, up] });
  const inverted = { ...boxMesh(0, 0, 0, 1, 1, 1), triangles: boxMesh(0, 0, 0, 1, 1, 1).triangles.toReversed() };

  test.each<[string, SolidTree, string]>([
    ['a union of nothing', { by: 'union', of: [] }, 'shape > of: holds nothing: the union is of no solids'],
    [
      'solids that only touch',
      { by: 'intersection', of: [CUBE, boxBetween([20, 0, 0], [30, 20, 20])] },
      'shape: holds nothing: its solids have no volume in common',
    ],
    [
      'half-spaces that face away from each other',
      { by: 'intersection', of: [plane(0, 1), plane(1, -1)] },
      'shape: holds nothing: its solids have no volume in common',
    ],
    [
      'what is all taken away, inside a union',
      { by: 'union', of: [CUBE, { by: 'difference', from: CUBE, minus: [NEXT, CUBE] }] },
      'shape > of > 1: holds nothing: what is taken away is all of it',
    ],
    [
      'a wrong number deep inside',
      { by: 'difference', from: CUBE, minus: [NEXT, { by: 'union', of: [cylinder([1, 1, 1], [1, 1, 1], 2), CUBE] }] },
      'shape > minus > 1 > of > 0 > toMm: has no length: it ends where it begins, at 1, 1, 1',
    ],
    [
      'a point that is no number, though a half-space reaches around it',
      { by: 'intersection', of: [plane(0, 1), { by: 'sphere', centreMm: [Number.NaN, 0, 0], diameterMm: 4 }] },
      'shape > of > 1 > centreMm > 0: must be a finite number, got NaN',
    ],
    [
      'a mesh inside out',
      { by: 'union', of: [{ by: 'mesh', mesh: inverted }, CUBE] },
      'shape > of > 0 > mesh: encloses no volume: its triangles face inward',
    ],
  ])('%s', async (_, tree, message) => {
    expect(await refusalOf(() => buildSolid(tree, NEAR, ['shape']))).toEqual({ code: 'solid-invalid', message });
  });
});

test('faces that coincide leave no film: a pin in a hole of its size is all of it', async () => {
  const hole = cylinder([10, 10, -1], [10, 10, 21], 6);
  const refilled = await buildSolid(
    { by: 'union', of: [{ by: 'difference', from: CUBE, minus: [hole] }, cylinder([10, 10, 0], [10, 10, 20], 6)] },
    NEAR,
  );
  expectVolume(refilled, 8000, 1e-12);
  expect(meshMeasures(refilled).areaMm2).toBeCloseTo(2400, 6);
});
