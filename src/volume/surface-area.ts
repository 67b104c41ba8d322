/** Area of the surface by counting its cuts with the lines of the grid. */
import { distanceSlope } from './distance-slope.ts';
import { cutShare, type GridIndex, REGION, type SurfaceGrid } from './surface-grid.ts';

/**
 * Returns the area of the surface inside the region over the volume of the region, in 1 / mm; 0 where no edge lies in the region.
 *
 * Crofton's formula with the direction known: a surface of unit area with normal n is cut by |nx| + |ny| + |nz| edges of a grid of
 * unit voxels, so each cut stands for the inverse of that. Counting without normals needs many directions (13 of them
 * leave some percent on planes); with them three are enough. Edges that leave the region are not counted: there the
 * part ends, not its lattice. A round body of 14 voxels across is off by up to 3 %, as few lines meet it; a lattice by 0.5 %.
 */
export function surfacePerMm(grid: SurfaceGrid, index: GridIndex, signed: Float32Array): number {
  const { nx, ny, nz, flags, cuts, voxelMm } = grid;
  const slopeAt = distanceSlope(grid, index, signed);
  const here = new Float64Array(3);
  const there = new Float64Array(3);
  const area = [0, 0, 0];
  const edges = [0, 0, 0];
  for (let k = 0, p = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, p++) {
        if ((flags[p]! & REGION) === 0) continue;
        for (let axis = 0; axis < 3; axis++) {
          const a = axis === 0 ? i + 1 : i;
          const b = axis === 1 ? j + 1 : j;
          const c = axis === 2 ? k + 1 : k;
          const q = index.z[nz + c]! + index.y[ny + b]! + index.x[nx + a]!;
          if ((flags[q]! & REGION) === 0) continue;
          edges[axis]!++;
          const code = cuts[axis]![p]!;
          if (code === 0) continue;
          slopeAt(i, j, k, 1, here);
          slopeAt(a, b, c, 1, there);
          const t = cutShare(code);
          const gx = here[0]! * (1 - t) + there[0]! * t;
          const gy = here[1]! * (1 - t) + there[1]! * t;
          const gz = here[2]! * (1 - t) + there[2]! * t;
          const length = Math.sqrt(gx * gx + gy * gy + gz * gz);
          if (length > 0) area[axis]! += length / (Math.abs(gx) + Math.abs(gy) + Math.abs(gz));
        }
      }
    }
  }
  let perVoxel = 0;
  for (let axis = 0; axis < 3; axis++) if (edges[axis]! > 0) perVoxel += area[axis]! / edges[axis]!;
  return perVoxel / voxelMm;
}
