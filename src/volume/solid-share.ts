/** Share of a region that is solid, from signed distances. */
import { distanceSlope } from './distance-slope.ts';
import { type GridIndex, REGION, type SurfaceGrid } from './surface-grid.ts';

/**
 * Returns the share of the region that is solid, 0 to 1; 0 where there is no region.
 *
 * A node beside the surface counts by the part of a voxel below the plane at its distance d with normal n, taken as 1/2 + d / (|nx|
 * + |ny| + |nz|). That is exact in the mean for planes; counting nodes is off by percents where a grid fits its cell.
 */
export function solidShare(grid: SurfaceGrid, index: GridIndex, signed: Float32Array): number {
  const { nx, ny, nz, flags } = grid;
  const slopeAt = distanceSlope(grid, index, signed);
  const slope = new Float64Array(3);
  let nodes = 0;
  let solid = 0;
  for (let k = 0, p = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, p++) {
        if ((flags[p]! & REGION) === 0) continue;
        nodes++;
        const d = signed[p]!;
        if (d > 0.87) solid++;
        else if (d > -0.87) {
          slopeAt(i, j, k, 1, slope);
          const width = Math.abs(slope[0]!) + Math.abs(slope[1]!) + Math.abs(slope[2]!);
          solid += Math.min(1, Math.max(0, 0.5 + d / (width > 0 ? width : 1)));
        }
      }
    }
  }
  return nodes > 0 ? solid / nodes : 0;
}
