import { describe, expect, test } from 'vitest';
import { meshBox } from '../../../src/geometry/mesh-measures.ts';
import { buildSolid } from '../../../src/implant/solids/build-solid.ts';
import { shapesBox } from '../../../src/implant/solids/shapes-box.ts';
import { solidBox } from '../../../src/implant/solids/solid-box.ts';
import type { SolidTree } from '../../../src/implant/solids/solid-tree.ts';
import { boxBetween, cylinder, NEAR, refusalOf } from './solid-checks.ts';

const CUBE = boxBetween([0, 0, 0], [20, 20, 20]);

describe('the box of a solid', () => {
  test('of a union is that around its members, and that of what is built', async () => {
    const tree: SolidTree = {
      by: 'union',
      of: [
        CUBE,
        {
          by: 'union',
          of: [cylinder([30, 3, 4], [40, 3, 4], 6), { by: 'sphere', centreMm: [0, 0, 0], diameterMm: 8 }],
        },
      ],
    };
    const box = await solidBox(tree, NEAR);
    const built = meshBox(await buildSolid(tree, NEAR));
    for (let i = 0; i < 6; i++) expect(box[i]).toBeCloseTo(built[i]!, 9);
    expect(box[3]).toBe(40);
    expect(box[0]).toBeCloseTo(-4, 2);
  });

  test('of what is cut is that of the rest', async () => {
    const half: SolidTree = { by: 'half-space', pointMm: [0, 0, 5], normal: [0, 0, -1] };
    expect(await solidBox({ by: 'intersection', of: [CUBE, half] }, NEAR)).toEqual([0, 0, 5, 20, 20, 20]);
    expect(await solidBox({ by: 'difference', from: CUBE, minus: [half] }, NEAR)).toEqual([0, 0, 0, 20, 20, 5]);
  });

  test('of a union with a half-space is that of the block that is built', async () => {
    const tree: SolidTree = { by: 'union', of: [CUBE, { by: 'half-space', pointMm: [0, 0, 5], normal: [0, 0, 1] }] };
    const box = await solidBox(tree, NEAR);
    const built = meshBox(await buildSolid(tree, NEAR));
    for (let i = 0; i < 6; i++) expect(box[i]).toBeCloseTo(built[i]!, 9);
  });

  test('of no solids is refused, with its place', async () => {
    const refusal = await refusalOf(() =>
      solidBox({ by: 'union', of: [CUBE, { by: 'union', of: [] }] }, NEAR, ['part']),
    );
    expect(refusal.message).toBe('part > of > 1 > of: holds nothing: the union is of no solids');
  });
});

describe('the box of the shapes of a tree', () => {
  test.each<[string, SolidTree]>([
    ['a turned box', { by: 'box', centreMm: [1, 2, 3], sizeMm: [9, 2, 4], turnDeg: [30, 40, 50] }],
    ['a cone', { ...cylinder([1, 2, 3], [4, 6, 8], 2), toDiameterMm: 5 }],
    ['a thin sphere', { by: 'sphere', centreMm: [1, 2, 3], diameterMm: 0.02 }],
    ['a thin rod', { by: 'sweep', pathMm: [[0, 0, 0], [5, 1, 0], [5, 9, 3]], diameterMm: 0.05 }], // biome-ignore format: one path
  ])('%s lies in it', (_, tree) => {
    return buildSolid(tree, NEAR).then((mesh) => {
      const own = meshBox(mesh);
      const box = shapesBox(tree)!;
      for (let axis = 0; axis < 3; axis++) {
        expect(box[axis]!).toBeLessThanOrEqual(own[axis]!);
        expect(box[axis + 3]!).toBeGreaterThanOrEqual(own[axis + 3]!);
      }
    });
  });

  test('holds all shapes whatever is done with them; half-spaces do not count', () => {
    const half: SolidTree = { by: 'half-space', pointMm: [900, 0, 5], normal: [0, 0, -1] };
    expect(shapesBox({ by: 'intersection', of: [half, half] })).toBeNull();
    const far = boxBetween([30, 0, 0], [40, 1, 1]);
    expect(shapesBox({ by: 'difference', from: CUBE, minus: [half, far] })).toEqual([0, 0, 0, 40, 20, 20]);
  });
});
