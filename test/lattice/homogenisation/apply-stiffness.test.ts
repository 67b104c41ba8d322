import { describe, expect, test } from 'vitest';
import { applyStiffness, stiffnessDiagonal } from '../../../src/lattice/homogenisation/apply-stiffness.ts';
import { lameConstants } from '../../../src/lattice/homogenisation/lame-constants.ts';
import type { VoxelMesh } from '../../../src/lattice/homogenisation/voxel-mesh.ts';
import { brickStiffness } from './brick-stiffness.ts';

/** One voxel that is not its own neighbour. */
const oneVoxel: VoxelMesh = {
  nodeCount: 8,
  scale: Float64Array.of(0.7),
  corners: Int32Array.from({ length: 8 }, (_, c) => 3 * c),
  gridNodes: Int32Array.from({ length: 8 }, (_, c) => c),
};
const lame = lameConstants(110, 0.34);

describe('the stiffness of a voxel', () => {
  test('each of its 24 columns is that of the textbook brick at 2 x 2 x 2 Gauss points', () => {
    const brick = brickStiffness(110, 0.34);
    const forces = new Float64Array(24);
    let worst = 0;
    for (let j = 0; j < 24; j++) {
      applyStiffness(
        oneVoxel,
        lame,
        Float64Array.from({ length: 24 }, (_, i) => (i === j ? 1 : 0)),
        forces,
      );
      for (let i = 0; i < 24; i++) worst = Math.max(worst, Math.abs(forces[i]! - 0.7 * brick[i]![j]!));
    }
    expect(worst).toBeLessThan(1e-12 * 110);
  });

  test('its diagonal is the matrix diagonal', () => {
    const brick = brickStiffness(110, 0.34);
    const diagonal = stiffnessDiagonal(oneVoxel, lame);
    for (let i = 0; i < 24; i++) expect(diagonal[i]!).toBeCloseTo(0.7 * brick[i]![i]!, 10);
  });

  test('a turn and a shift of the whole voxel cost no force', () => {
    const x = new Float64Array(24);
    for (let c = 0; c < 8; c++) {
      const [px, py, pz] = [c & 1, (c >> 1) & 1, c >> 2];
      x.set([3 + 2 * pz - py, -1 + px - 0.5 * pz, 5 - 2 * px + 0.5 * py], 3 * c);
    }
    const forces = new Float64Array(24);
    applyStiffness(oneVoxel, lame, x, forces);
    expect(Math.max(...forces.map(Math.abs))).toBeLessThan(1e-12);
  });
});
