/** Direction of a signed distance at a node, one-sided where a ridge lies near. */
import type { GridIndex, SurfaceGrid } from './surface-grid.ts';

/**
 * Bend (first difference before less that after, in voxels) from which a ridge is taken to lie between a node and its neighbour.
 * Then the difference on the side of the node's own wall is taken, else the mean of both.
 */
const RIDGE_BEND = 0.25;

/** Returns a function that writes the unit direction in which `sign` times the distance grows; it returns the greatest bend. */
export function distanceSlope(
  grid: SurfaceGrid,
  index: GridIndex,
  signed: Float32Array,
): (i: number, j: number, k: number, sign: number, out: Float64Array) => number {
  const { nx, ny, nz } = grid;
  const { x, y, z } = index;
  return (i, j, k, sign, out) => {
    const xi = x[nx + i]!;
    const yj = y[ny + j]!;
    const zk = z[nz + k]!;
    const at = signed[zk + yj + xi]! * sign;
    let below = at - signed[zk + yj + x[nx + i - 1]!]! * sign;
    let above = signed[zk + yj + x[nx + i + 1]!]! * sign - at;
    let most = below - above;
    const gx = most <= RIDGE_BEND ? (below + above) / 2 : below > -above ? below : above;
    below = at - signed[zk + y[ny + j - 1]! + xi]! * sign;
    above = signed[zk + y[ny + j + 1]! + xi]! * sign - at;
    if (below - above > most) most = below - above;
    const gy = below - above <= RIDGE_BEND ? (below + above) / 2 : below > -above ? below : above;
    below = at - signed[z[nz + k - 1]! + yj + xi]! * sign;
    above = signed[z[nz + k + 1]! + yj + xi]! * sign - at;
    if (below - above > most) most = below - above;
    const gz = below - above <= RIDGE_BEND ? (below + above) / 2 : below > -above ? below : above;
    const length = Math.sqrt(gx * gx + gy * gy + gz * gz);
    const per = length > 1e-6 ? 1 / length : 0;
    out[0] = gx * per;
    out[1] = gy * per;
    out[2] = gz * per;
    return most;
  };
}
