/** Direction of a signed distance at a node, one-sided where a ridge lies near. */
import type { GridIndex, SurfaceGrid } from './surface-grid.ts';

/**
 * Bend (first difference before less that after, in voxels) from which a ridge is taken to lie between a node and its neighbour.
 * Then the difference on the side of the node's own wall is taken, else the mean of both.
 */
const RIDGE_BEND = 0.25;

/** Returns a function that writes from `to` on the unit direction in which `sign` times the distance grows. */
export function distanceSlope(
  grid: SurfaceGrid,
  index: GridIndex,
  signed: Float32Array,
): (i: number, j: number, k: number, sign: number, out: Float64Array, to?: number) => void {
  const { nx, ny, nz } = grid;
  const { x, y, z } = index;
  return (i, j, k, sign, out, to = 0) => {
    const xi = x[nx + i]!;
    const yj = y[ny + j]!;
    const zk = z[nz + k]!;
    const at = signed[zk + yj + xi]! * sign;
    let below = at - signed[zk + yj + x[nx + i - 1]!]! * sign;
    let above = signed[zk + yj + x[nx + i + 1]!]! * sign - at;
    const gx = below - above <= RIDGE_BEND ? (below + above) / 2 : below > -above ? below : above;
    below = at - signed[zk + y[ny + j - 1]! + xi]! * sign;
    above = signed[zk + y[ny + j + 1]! + xi]! * sign - at;
    const gy = below - above <= RIDGE_BEND ? (below + above) / 2 : below > -above ? below : above;
    below = at - signed[z[nz + k - 1]! + yj + xi]! * sign;
    above = signed[z[nz + k + 1]! + yj + xi]! * sign - at;
    const gz = below - above <= RIDGE_BEND ? (below + above) / 2 : below > -above ? below : above;
    const length = Math.sqrt(gx * gx + gy * gy + gz * gz);
    const per = length > 1e-6 ? 1 / length : 0;
    out[to] = gx * per;
    out[to + 1] = gy * per;
    out[to + 2] = gz * per;
  };
}

/** Returns a function that tells the greatest bend of `sign` times the distance along an axis: first difference before less that after. */
export function distanceBend(
  grid: SurfaceGrid,
  index: GridIndex,
  signed: Float32Array,
): (i: number, j: number, k: number, sign: number) => number {
  const { nx, ny, nz } = grid;
  const { x, y, z } = index;
  return (i, j, k, sign) => {
    const xi = x[nx + i]!;
    const yj = y[ny + j]!;
    const zk = z[nz + k]!;
    const at = signed[zk + yj + xi]! * sign;
    const row = zk + yj;
    let most = at - signed[row + x[nx + i - 1]!]! * sign - (signed[row + x[nx + i + 1]!]! * sign - at);
    const column = zk + xi;
    let bend = at - signed[column + y[ny + j - 1]!]! * sign - (signed[column + y[ny + j + 1]!]! * sign - at);
    if (bend > most) most = bend;
    const pillar = yj + xi;
    bend = at - signed[pillar + z[nz + k - 1]!]! * sign - (signed[pillar + z[nz + k + 1]!]! * sign - at);
    return bend > most ? bend : most;
  };
}
