import { describe, expect, test } from 'vitest';
import { voxelMesh } from '../../../src/lattice/homogenisation/voxel-mesh.ts';

describe('the mesh of solid voxels', () => {
  test('a full cell has as many nodes as voxels, since its far side is its near one', () => {
    const mesh = voxelMesh(3, new Float64Array(27).fill(1));
    expect(mesh.nodeCount).toBe(27);
    expect(mesh.scale.length).toBe(27);
  });

  test('a single voxel of a cell of four has eight nodes of its own, also across the border', () => {
    const factor = new Float64Array(64);
    factor[63] = 0.25;
    const mesh = voxelMesh(4, factor);
    expect(mesh.nodeCount).toBe(8);
    expect([...mesh.scale]).toEqual([0.25]);
    // Corner 0 at (3, 3, 3) is the last node of the grid; corner 7 at (0, 0, 0) the first.
    expect(mesh.corners[0]).toBe(21);
    expect(mesh.corners[7]).toBe(0);
    expect(new Set(mesh.corners).size).toBe(8);
  });

  test('two voxels that share a face have twelve nodes', () => {
    const factor = new Float64Array(64);
    factor[0] = 1;
    factor[1] = 1;
    expect(voxelMesh(4, factor).nodeCount).toBe(12);
  });

  test('a void cell has no node', () => {
    expect(voxelMesh(4, new Float64Array(64)).nodeCount).toBe(0);
  });
});
