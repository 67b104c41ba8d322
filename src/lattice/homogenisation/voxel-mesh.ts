/** The solid voxels of a periodic cell as finite elements: only nodes that touch a solid voxel are numbered. */

/** Elements and nodes of a periodic cell of n x n x n voxels of edge 1. */
export interface VoxelMesh {
  readonly n: number;
  /** Nodes in the system; each has three displacements, x y z, one after the other. */
  readonly nodeCount: number;
  /** Factor on the stiffness of each element, above 0. */
  readonly scale: Float64Array;
  /**
   * Eight entries an element: the place of a corner's x displacement among all displacements. Corner 0 is the one at the voxel's
   * own index; bit 0 of the corner's number goes one step along x, bit 1 along y, bit 2 along z.
   */
  readonly corners: Int32Array;
}

/** Builds the mesh of the voxels whose factor is above 0; x runs fastest, and the far side of the cell is the near one. */
export function voxelMesh(n: number, factor: Float64Array): VoxelMesh {
  let elements = 0;
  for (let e = 0; e < factor.length; e++) if (factor[e]! > 0) elements++;
  const scale = new Float64Array(elements);
  const corners = new Int32Array(8 * elements);
  let at = 0;
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        const value = factor[(k * n + j) * n + i]!;
        if (!(value > 0)) continue;
        scale[at] = value;
        for (let c = 0; c < 8; c++) {
          const x = (i + (c & 1)) % n;
          const y = (j + ((c >> 1) & 1)) % n;
          const z = (k + (c >> 2)) % n;
          corners[8 * at + c] = (z * n + y) * n + x;
        }
        at++;
      }
    }
  }
  const nodeCount = numberNodes(n, corners);
  return { n, nodeCount, scale, corners };
}

/** Replaces nodes of the grid by places in the system, in the order of the grid, and returns how many nodes there are. */
function numberNodes(n: number, corners: Int32Array): number {
  const number = new Int32Array(n * n * n).fill(-1);
  for (let c = 0; c < corners.length; c++) number[corners[c]!] = 0;
  let count = 0;
  for (let node = 0; node < number.length; node++) if (number[node] === 0) number[node] = count++;
  for (let c = 0; c < corners.length; c++) corners[c] = 3 * number[corners[c]!]!;
  return count;
}
