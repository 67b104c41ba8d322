/** The solid voxels of a box as finite elements: only nodes that touch a solid voxel are numbered. */

/** Voxels along x, y and z. */
export type VoxelCounts = readonly [number, number, number];

/** Elements and nodes of a box of voxels of edge 1. */
export interface VoxelMesh {
  /** Nodes in the system; each has three displacements, x y z, one after the other. */
  readonly nodeCount: number;
  /** Factor on the stiffness of each element, above 0. */
  readonly scale: Float64Array;
  /**
   * Eight entries an element: the place of a corner's x displacement among all displacements. Corner 0 is the one at the voxel's
   * own index; bit 0 of the corner's number goes one step along x, bit 1 along y, bit 2 along z.
   */
  readonly corners: Int32Array;
  /** Index of each node in the grid of nodes, x fastest: as many along an edge as voxels, or one more where nothing repeats. */
  readonly gridNodes: Int32Array;
}

/**
 * Builds the mesh of the voxels whose factor is above 0; x runs fastest. Where the box repeats its far side is its near one, else
 * it has nodes of its own.
 */
export function voxelMesh(n: number | VoxelCounts, factor: Float64Array, repeats = true): VoxelMesh {
  const [nx, ny, nz] = countsOf(n);
  const more = repeats ? 0 : 1;
  const [mx, my, mz] = [nx + more, ny + more, nz + more];
  let elements = 0;
  for (let e = 0; e < factor.length; e++) if (factor[e]! > 0) elements++;
  const scale = new Float64Array(elements);
  const corners = new Int32Array(8 * elements);
  let at = 0;
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const value = factor[(k * ny + j) * nx + i]!;
        if (!(value > 0)) continue;
        scale[at] = value;
        for (let c = 0; c < 8; c++) {
          const x = (i + (c & 1)) % mx;
          const y = (j + ((c >> 1) & 1)) % my;
          const z = (k + (c >> 2)) % mz;
          corners[8 * at + c] = (z * my + y) * mx + x;
        }
        at++;
      }
    }
  }
  const gridNodes = numberNodes(mx * my * mz, corners);
  return { nodeCount: gridNodes.length, scale, corners, gridNodes };
}

/** Returns the voxels along each edge of a box, where one number stands for a cube. */
export function countsOf(n: number | VoxelCounts): VoxelCounts {
  return typeof n === 'number' ? [n, n, n] : n;
}

/** Replaces nodes of the grid by places in the system, in the order of the grid, and returns which nodes there are. */
function numberNodes(gridSize: number, corners: Int32Array): Int32Array {
  const number = new Int32Array(gridSize).fill(-1);
  for (let c = 0; c < corners.length; c++) number[corners[c]!] = 0;
  let count = 0;
  for (let node = 0; node < number.length; node++) if (number[node] === 0) number[node] = count++;
  const gridNodes = new Int32Array(count);
  for (let node = 0; node < number.length; node++) if (number[node]! >= 0) gridNodes[number[node]!] = node;
  for (let c = 0; c < corners.length; c++) corners[c] = 3 * number[corners[c]!]!;
  return gridNodes;
}
