import { describe, expect, test } from 'vitest';
import { meshBox, meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { boxMesh } from '../../../src/implant/solids/box-mesh.ts';
import { cellAxes } from '../../../src/lattice/cell-axes.ts';
import { refusalOf, soundVolumeMm3 } from './solid-checks.ts';

describe('a box', () => {
  test('has twelve triangles, its volume, its surface and its corners', () => {
    const mesh = boxMesh({ by: 'box', centreMm: [1, 2, 3], sizeMm: [2, 4, 6] });
    expect(mesh.triangles).toHaveLength(36);
    expect(soundVolumeMm3(mesh)).toBe(48);
    expect(meshMeasures(mesh).areaMm2).toBe(88);
    expect(meshBox(mesh)).toEqual([0, 0, 0, 2, 4, 6]);
  });

  test('turned by a quarter about z, its length along x lies along y, exactly', () => {
    const mesh = boxMesh({ by: 'box', centreMm: [0, 0, 0], sizeMm: [6, 2, 1], turnDeg: [0, 0, 90] });
    expect(meshBox(mesh)).toEqual([-1, -3, -0.5, 1, 3, 0.5]);
  });

  test('turned about all axes it lies as the cells of a lattice do, and keeps its volume', () => {
    const mesh = boxMesh({ by: 'box', centreMm: [0, 0, 0], sizeMm: [2, 4, 6], turnDeg: [10, 20, 30] });
    const axes = cellAxes([10, 20, 30], [1, 1, 1]);
    const corner = [0, 1, 2].map((k) => 1 * axes[0][k]! + 2 * axes[1][k]! + 3 * axes[2][k]!);
    const { positions } = mesh;
    for (let k = 0; k < 3; k++) expect(positions[21 + k]).toBeCloseTo(corner[k]!, 14);
    expect(soundVolumeMm3(mesh)).toBeCloseTo(48, 12);
  });

  test('without extent or with a coordinate that is no number it is refused, and where is told', async () => {
    const box = { by: 'box', centreMm: [0, 0, 0], sizeMm: [1, 1, 1] } as const;
    expect(await refusalOf(() => boxMesh({ ...box, sizeMm: [1, 0, 1] }, ['of', 2]))).toEqual({
      code: 'solid-invalid',
      message: 'of > 2 > sizeMm > 1: must be a length above 0 mm, got 0',
    });
    expect((await refusalOf(() => boxMesh({ ...box, centreMm: [1, Number.NaN, 2] }))).message).toBe(
      'centreMm > 1: must be a finite number, got NaN',
    );
    expect((await refusalOf(() => boxMesh({ ...box, turnDeg: [0, 0, Infinity] }))).message).toBe(
      'turnDeg > 2: must be a finite number, got Infinity',
    );
  });
});
