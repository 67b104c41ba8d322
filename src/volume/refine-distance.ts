/** From the distance to the nearest cut to the distance from the surface, with its sign. */
import { distanceSlope } from './distance-slope.ts';
import { FAR } from './row-envelope.ts';
import { cutShare, type GridIndex, SOLID, type SurfaceGrid } from './surface-grid.ts';

/** Distance in voxels, far beyond any grid, that stands where there is no surface at all. */
export const NO_SURFACE = 1e6;
/** Squared distance in voxels up to which a node counts as beside the surface. */
const NEAR2 = 3;
/** Edges that are searched on each side of a node for a cut of the surface beside it. */
const REACH = 2;
/** Height above the surface, in voxels, at which a distance from farther off is taken up. */
const FOOT = 0.6;

/**
 * Turns squared distances to cuts into signed distances in voxels, above 0 in solid; `scratch` has the same length and holds them
 * at the end, `squared` is left free.
 *
 * A node beside the surface has the distance to the plane through the cuts of its own edges: 1 / d^2 is the sum of 1 / d_i^2
 * over the axes. A node farther off is carried along its slope to 0.6 voxels from the surface, where the distance is
 * read between the nodes. The result stays within the bounds that the spacing of the cuts leaves.
 */
export function refineDistances(
  grid: SurfaceGrid,
  index: GridIndex,
  squared: Float32Array,
  scratch: Float32Array,
): Float32Array {
  const { nx, ny, nz, flags } = grid;
  for (let k = 0, p = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, p++) {
        const d2 = squared[p]!;
        const d = d2 >= FAR ? NO_SURFACE : d2 < NEAR2 ? nearDistance(grid, i, j, k, d2) : Math.sqrt(d2);
        squared[p] = (flags[p]! & SOLID) !== 0 ? d : -d;
      }
    }
  }
  const slopeAt = distanceSlope(grid, index, squared);
  const slope = new Float64Array(3);
  for (let k = 0, p = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, p++) {
        const sign = (flags[p]! & SOLID) !== 0 ? 1 : -1;
        const d = squared[p]! * sign;
        if (d <= 1 || d >= NO_SURFACE) {
          scratch[p] = squared[p]!;
          continue;
        }
        slopeAt(i, j, k, sign, slope);
        const step = d - FOOT;
        const u = i - step * slope[0]!;
        const v = j - step * slope[1]!;
        const w = k - step * slope[2]!;
        const found = step + sign * between(grid, index, squared, u, v, w);
        const least = d - 0.25 / d;
        scratch[p] = sign * (found < least ? least : found < d ? found : d);
      }
    }
  }
  return scratch;
}

/** Distance to the plane through the nearest cuts along the axes; d2 where none lies in reach. */
function nearDistance(grid: SurfaceGrid, i: number, j: number, k: number, d2: number): number {
  const { nx, ny, nz, periodic, cuts } = grid;
  const area = nx * ny;
  const p = k * area + j * nx + i;
  const dx = alongAxis(cuts[0], p - i, 1, i, nx, periodic);
  const dy = alongAxis(cuts[1], p - j * nx, nx, j, ny, periodic);
  const dz = alongAxis(cuts[2], p - k * area, area, k, nz, periodic);
  if (dx === 0 || dy === 0 || dz === 0) return 0;
  const sum = 1 / (dx * dx) + 1 / (dy * dy) + 1 / (dz * dz);
  const d = Math.sqrt(d2);
  // Close by, the nearest cut may be half as far again; farther off the spacing of the cuts bounds the difference.
  const least = Math.min(dx, dy, dz) <= 1 ? 0 : d - 0.25 / d;
  return Math.min(d, Math.max(least, 1 / Math.sqrt(sum)));
}

function alongAxis(cut: Uint8Array, first: number, stride: number, at: number, n: number, periodic: boolean): number {
  let least = Infinity;
  for (let step = 0; step < REACH; step++) {
    let i = at + step;
    if (i >= n) {
      if (!periodic) break;
      i -= n;
    }
    const code = cut[first + i * stride]!;
    if (code !== 0) {
      least = step + cutShare(code);
      break;
    }
  }
  for (let step = 1; step <= REACH; step++) {
    let i = at - step;
    if (i < 0) {
      if (!periodic) break;
      i += n;
    }
    const code = cut[first + i * stride]!;
    if (code !== 0) return Math.min(least, step - cutShare(code));
  }
  return least;
}

/** Reads a value between the nodes, linear along each axis. */
function between(grid: SurfaceGrid, index: GridIndex, values: Float32Array, u: number, v: number, w: number): number {
  const { nx, ny, nz } = grid;
  const i = Math.floor(u);
  const j = Math.floor(v);
  const k = Math.floor(w);
  const x0 = index.x[nx + i]!;
  const x1 = index.x[nx + i + 1]!;
  const y0 = index.y[ny + j]!;
  const y1 = index.y[ny + j + 1]!;
  const z0 = index.z[nz + k]!;
  const z1 = index.z[nz + k + 1]!;
  const a = u - i;
  const b = v - j;
  const c = w - k;
  const low =
    (values[z0 + y0 + x0]! * (1 - a) + values[z0 + y0 + x1]! * a) * (1 - b) +
    (values[z0 + y1 + x0]! * (1 - a) + values[z0 + y1 + x1]! * a) * b;
  const high =
    (values[z1 + y0 + x0]! * (1 - a) + values[z1 + y0 + x1]! * a) * (1 - b) +
    (values[z1 + y1 + x0]! * (1 - a) + values[z1 + y1 + x1]! * a) * b;
  return low * (1 - c) + high * c;
}
