/** Throat of a phase: the largest ball that passes through, by joining nodes in falling order of their balls. */
import { rootOf } from '../geometry/root-of.ts';
import { NO_SURFACE } from './refine-distance.ts';
import { REGION, SOLID, type SurfaceGrid } from './surface-grid.ts';

/** Diameters in mm of the largest balls that pass along x, y and z, and of the largest of these; 0 where nothing passes. */
export interface Throat {
  readonly xMm: number;
  readonly yMm: number;
  readonly zMm: number;
  readonly overallMm: number;
}

/** Each band of radii goes down to this part of the one before: the throat lies in the first or second, so few nodes are sorted. */
const BAND = 0.7;
/** Radii are ordered to this part of a voxel. */
const LEVELS = 256;
/** Smallest radius in voxels that is looked for. */
const LEAST = 0.125;
/**
 * From this radius on a ball also passes across edges and corners of voxels: two such balls overlap wherever in their voxels they
 * stand (farthest middles: 1.74 + 1.74 voxels), so no wall is between them.
 */
const OVERLAP = 1.74;
/** Voxels from a ball of solid to a side that it counts as touching. */
const TOUCH = 1.5;
/** Depth of a side of the region: what lies within this share of its length from an end and leaves it there. */
const SIDE = 0.1;

/**
 * Measures the throat of a phase in the region; `parent` is scratch of one integer a node. Null where there is no surface or no
 * node of the phase.
 *
 * A ball passes along an axis when its middle can go from voxel to neighbouring voxel from one side of the region to the other; in
 * a periodic grid, when it comes back to where it started in another cell. Sides are where a row of nodes enters and leaves the
 * region within a tenth of its length from the end, so that a rounded part has sides too.
 */
export function throatOf(
  grid: SurfaceGrid,
  phase: 'solid' | 'void',
  radii: Float32Array,
  parent: Int32Array,
): Throat | null {
  const { flags, voxelMm } = grid;
  const want = phase === 'solid' ? SOLID | REGION : REGION;
  const count = flags.length;
  let widest = 0;
  for (let p = 0; p < count; p++) {
    if (flags[p] !== want) continue;
    const r = radii[p]!;
    if (r >= NO_SURFACE) return null;
    if (r > widest) widest = r;
  }
  if (widest === 0) return null;
  const joiner = grid.periodic ? wrapJoiner(grid, parent) : sideJoiner(grid, parent, phase === 'solid' ? radii : null);
  parent.fill(-1);
  const passes = [0, 0, 0];
  let open = 3;
  for (let high = Infinity, low = widest; open > 0 && high > LEAST; high = low) {
    low = Math.max(LEAST, low * BAND);
    const order = fallingOrder(flags, want, radii, low, high, widest);
    for (let o = 0; o < order.length && open > 0; o++) {
      const p = order[o]!;
      const through = joiner(p, radii[p]! >= OVERLAP ? NEIGHBOURS.length : 6);
      for (let axis = 0; through !== 0 && axis < 3; axis++) {
        if ((through & (1 << axis)) === 0 || passes[axis] !== 0) continue;
        passes[axis] = radii[p]!;
        open--;
      }
    }
  }
  const perRadius = 2 * voxelMm;
  return {
    xMm: passes[0]! * perRadius,
    yMm: passes[1]! * perRadius,
    zMm: passes[2]! * perRadius,
    overallMm: Math.max(...passes) * perRadius,
  };
}

/** Nodes of a phase with low <= radius < high, from the largest down, in order of place where equal to 1/256 voxel. */
function fallingOrder(
  flags: Uint8Array,
  want: number,
  radii: Float32Array,
  low: number,
  high: number,
  widest: number,
): Int32Array {
  const start = new Int32Array(Math.max(0, Math.trunc((Math.min(high, widest) - low) * LEVELS)) + 3);
  const last = start.length - 2;
  const level = (r: number): number => last - Math.trunc((r - low) * LEVELS);
  let total = 0;
  for (let p = 0; p < flags.length; p++) {
    const r = radii[p]!;
    if (flags[p] !== want || r < low || r >= high) continue;
    start[level(r) + 1]!++;
    total++;
  }
  for (let l = 0; l <= last; l++) start[l + 1]! += start[l]!;
  const order = new Int32Array(total);
  for (let p = 0; p < flags.length; p++) {
    const r = radii[p]!;
    if (flags[p] !== want || r < low || r >= high) continue;
    order[start[level(r)]!++] = p;
  }
  return order;
}

/** Adds a node, joins it with its first `neighbours` ones where they were added before; returns the axes (1, 2, 4) passed now. */
type Joiner = (p: number, neighbours: number) => number;

/** The six neighbours across faces, then those across edges and corners. */
const NEIGHBOURS: readonly (readonly [number, number, number])[] = Array.from(
  { length: 27 },
  (_, n) => [(n % 3) - 1, (Math.trunc(n / 3) % 3) - 1, Math.trunc(n / 9) - 1] as const,
)
  .filter(([a, b, c]) => a !== 0 || b !== 0 || c !== 0)
  .sort((p, q) => p[0] ** 2 + p[1] ** 2 + p[2] ** 2 - (q[0] ** 2 + q[1] ** 2 + q[2] ** 2));

/** Joins with a mask of the sides that each piece touches: bits 0 to 2 the low ones of x, y, z, bits 3 to 5 the high ones. */
function sideJoiner(grid: SurfaceGrid, parent: Int32Array, reach: Float32Array | null): Joiner {
  const { nx, ny, flags } = grid;
  const steps = Int32Array.from(NEIGHBOURS, ([a, b, c]) => a + b * nx + c * nx * ny);
  const sides = sidesOf(grid, reach);
  return (p, neighbours) => {
    parent[p] = p;
    for (let n = 0; n < neighbours; n++) {
      const q = p + steps[n]!;
      // The nodes at the border of a bounded grid lie outside of the region, so a step never leaves the grid or wraps.
      if (q < 0 || q >= flags.length || parent[q]! < 0) continue;
      const a = rootOf(parent, p);
      const b = rootOf(parent, q);
      if (a === b) continue;
      parent[b] = a;
      sides[a]! |= sides[b]!;
    }
    const mask = sides[rootOf(parent, p)]!;
    return mask & (mask >> 3) & 7;
  };
}

/**
 * Marks the nodes that stand at a side: where rows of the region begin or end near its ends. Solid ends at a side, so there a ball
 * of radius `reach` is at the side when it touches it; one of void passes out with its middle.
 */
function sidesOf(grid: SurfaceGrid, reach: Float32Array | null): Uint8Array {
  const { nx, ny, nz, flags } = grid;
  const sides = new Uint8Array(flags.length);
  const low = [nx, ny, nz];
  const high = [-1, -1, -1];
  for (let k = 0, p = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, p++) {
        if ((flags[p]! & REGION) === 0) continue;
        if (i < low[0]!) low[0] = i;
        if (i > high[0]!) high[0] = i;
        if (j < low[1]!) low[1] = j;
        if (j > high[1]!) high[1] = j;
        if (k < low[2]!) low[2] = k;
        if (k > high[2]!) high[2] = k;
      }
    }
  }
  const strides = [1, nx, nx * ny];
  const sizes = [nx, ny, nz];
  for (let k = 0, p = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, p++) {
        if ((flags[p]! & REGION) === 0) continue;
        for (let axis = 0; axis < 3; axis++) {
          const at = axis === 0 ? i : axis === 1 ? j : k;
          const stride = strides[axis]!;
          const r = reach === null ? 1 : Math.ceil(reach[p]! + TOUCH);
          const depth = SIDE * (high[axis]! - low[axis]!) + r - 1;
          const below = at >= r ? flags[p - r * stride]! : 0;
          const above = at + r < sizes[axis]! ? flags[p + r * stride]! : 0;
          if (at <= low[axis]! + depth && (below & REGION) === 0) sides[p]! |= 1 << axis;
          if (at >= high[axis]! - depth && (above & REGION) === 0) sides[p]! |= 8 << axis;
        }
      }
    }
  }
  return sides;
}

/** Joins in a periodic grid: each node knows by how many cells its parent is away, so a piece that meets itself shifted is seen. */
function wrapJoiner(grid: SurfaceGrid, parent: Int32Array): Joiner {
  const { nx, ny, nz } = grid;
  const area = nx * ny;
  const shift = [new Int8Array(parent.length), new Int8Array(parent.length), new Int8Array(parent.length)] as const;
  const found = new Int32Array(3);
  const rootAndShift = (node: number): number => {
    found.fill(0);
    let k = node;
    while (parent[k] !== k) {
      for (let axis = 0; axis < 3; axis++) found[axis]! += shift[axis]![k]!;
      k = parent[k]!;
    }
    // All nodes of the path point straight to the root afterwards.
    let [rx, ry, rz] = found;
    for (let m = node; parent[m] !== k && m !== k; ) {
      const next = parent[m]!;
      const [sx, sy, sz] = [shift[0][m]!, shift[1][m]!, shift[2][m]!];
      parent[m] = k;
      shift[0][m] = rx!;
      shift[1][m] = ry!;
      shift[2][m] = rz!;
      rx! -= sx;
      ry! -= sy;
      rz! -= sz;
      m = next;
    }
    return k;
  };
  return (p, neighbours) => {
    parent[p] = p;
    const i = p % nx;
    const j = Math.trunc(p / nx) % ny;
    const k = Math.trunc(p / area);
    let through = 0;
    for (let n = 0; n < neighbours; n++) {
      const [a0, b0, c0] = NEIGHBOURS[n]!;
      const stepX = i + a0 < 0 ? -1 : i + a0 >= nx ? 1 : 0;
      const stepY = j + b0 < 0 ? -1 : j + b0 >= ny ? 1 : 0;
      const stepZ = k + c0 < 0 ? -1 : k + c0 >= nz ? 1 : 0;
      const q = (k + c0 - stepZ * nz) * area + (j + b0 - stepY * ny) * nx + (i + a0 - stepX * nx);
      if (parent[q]! < 0) continue;
      const a = rootAndShift(p);
      const [ax, ay, az] = [found[0]!, found[1]!, found[2]!];
      const b = rootAndShift(q);
      // Where the copy of q beside p stands, as seen from the roots.
      const dx = ax - found[0]! - stepX;
      const dy = ay - found[1]! - stepY;
      const dz = az - found[2]! - stepZ;
      if (a === b) {
        through |= (dx !== 0 ? 1 : 0) | (dy !== 0 ? 2 : 0) | (dz !== 0 ? 4 : 0);
        continue;
      }
      parent[b] = a;
      shift[0][b] = dx;
      shift[1][b] = dy;
      shift[2][b] = dz;
    }
    return through;
  };
}
