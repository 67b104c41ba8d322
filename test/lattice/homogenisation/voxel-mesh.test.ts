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

  test('a box that does not repeat has nodes of its own on its far sides', () => {
    const mesh = voxelMesh([2, 3, 1], new Float64Array(6).fill(1), false);
    expect(mesh.nodeCount).toBe(3 * 4 * 2);
    expect([...mesh.gridNodes]).toEqual(Array.from({ length: 24 }, (_, i) => i));
    // The last voxel, (1, 2, 0): its far corner is the last node.
    expect([mesh.corners[8 * 5], mesh.corners[8 * 5 + 7]]).toEqual([3 * (2 * 3 + 1), 3 * 23]);
  });

  test('nodes know their place in the grid', () => {
    const factor = new Float64Array(12);
    factor[11] = 1;
    // Voxel (1, 2, 1) of 2 x 3 x 2 that repeats: its corners have x in {1, 0}, y in {2, 0}, z in {1, 0}.
    const { gridNodes, nodeCount } = voxelMesh([2, 3, 2], factor);
    expect(nodeCount).toBe(8);
    expect([...gridNodes]).toEqual([0, 1, 4, 5, 6, 7, 10, 11]);
  });

  test('a void cell has no node', () => {
    expect(voxelMesh(4, new Float64Array(64)).nodeCount).toBe(0);
  });
});
