/**
 * A solid on a grid of nodes that knows more than in and out: where the surface cuts each edge of the grid. Distances to those cuts
 * are good to a small part of a voxel, where distances to filled voxels are off by up to one.
 */

/** Flag of a node that lies in solid. */
export const SOLID = 1;
/** Flag of a node that lies in the region that is measured. */
export const REGION = 2;

/**
 * Nodes of a cubic grid, x fastest, with what is known at each. An edge runs from a node to the next one along its axis; at the
 * last node of a row it is empty, or leads back to the first where the grid is periodic. Four bytes a node.
 */
export interface SurfaceGrid {
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  readonly voxelMm: number;
  /** Place of the first node. */
  readonly originMm: readonly [number, number, number];
  readonly periodic: boolean;
  /** SOLID and REGION of each node. */
  readonly flags: Uint8Array;
  /** Cuts of the edges along x, y and z as codes: 0 none, else the share of the edge by `cutShare`. */
  readonly cuts: readonly [Uint8Array, Uint8Array, Uint8Array];
}

/** Steps of a cut along its edge: a share is kept to 1/508 of a voxel. */
const STEPS = 254;

/** Returns the code of a cut at a share of its edge, 0 to 1; never 0. */
export function cutCode(share: number): number {
  return 1 + Math.round(STEPS * Math.min(1, Math.max(0, share)));
}

/** Returns the share of the edge at which the cut with this code (1 to 255) lies. */
export function cutShare(code: number): number {
  return (code - 1) / STEPS;
}

/** Returns a grid without solid. */
export function emptyGrid(
  nodes: readonly [number, number, number],
  voxelMm: number,
  originMm: readonly [number, number, number],
  periodic: boolean,
): SurfaceGrid {
  const [nx, ny, nz] = nodes;
  const count = nx * ny * nz;
  return {
    nx,
    ny,
    nz,
    voxelMm,
    originMm,
    periodic,
    flags: new Uint8Array(count),
    cuts: [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)],
  };
}

/** Index along each axis for every coordinate from -n to 2 n - 1: wrapped where the grid is periodic, else held at its ends. */
export interface GridIndex {
  readonly x: Int32Array;
  /** Already times nx. */
  readonly y: Int32Array;
  /** Already times nx ny. */
  readonly z: Int32Array;
}

/** Returns the tables by which neighbours of a node are found: the entry of coordinate i stands at n + i. */
export function gridIndex(grid: SurfaceGrid): GridIndex {
  const { nx, ny, nz, periodic } = grid;
  const table = (n: number, stride: number): Int32Array => {
    const out = new Int32Array(3 * n);
    for (let i = -n; i < 2 * n; i++) out[n + i] = stride * (periodic ? (i + n) % n : Math.min(n - 1, Math.max(0, i)));
    return out;
  };
  return { x: table(nx, 1), y: table(ny, nx), z: table(nz, nx * ny) };
}
