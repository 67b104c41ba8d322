/** Local thickness: for every node the largest inscribed ball that holds it. */
import { type MedialBall, medialBalls, newBall } from './medial-ball.ts';
import { NO_SURFACE } from './refine-distance.ts';
import { type Spread, spreadCount, spreadOf } from './spread.ts';
import { type GridIndex, REGION, SOLID, type SurfaceGrid } from './surface-grid.ts';

/**
 * Balls stand at most a voxel apart along their ridge, so the surface between two of them would be left out. This much more in
 * squared voxels closes the gap: half the squared diagonal of a square of middles.
 */
const GAP = 0.5;
/** Voxels between a ball and the side of its region from which on it counts for the least one. */
const SIDE_GAP = 1.5;
/** Part of the largest ball that holds a node which its own ball must reach for the node to stand on a ridge, not beside a wall. */
const OWN = 0.8;
/** What a radius of 32 bits is at least of the number that it stands for. */
const ROUNDED = 1 - 1e-6;
/** Steps up the slope by which a node that no ball holds looks for one that is held. */
const CLIMB = 4;

/** Local thickness of both phases in the region; null where a phase has no ball. */
export interface Thickness {
  readonly solid: Spread | null;
  readonly void: Spread | null;
  /** Share of the void that is left out, because its largest ball bulges out of the region through an open side. */
  readonly openShare: number;
}

/**
 * Measures the local thickness after Hildebrand and Ruegsegger (1997): the diameter of the largest ball inside the phase that
 * holds a node, each node of the region counted once. `painted` is scratch. Writes to `radii` the radius in voxels of the largest
 * ball in each node's voxel, both phases.
 *
 * Only balls beside a ridge are drawn, with their middle between the nodes. `min` is the least ball that touches two
 * facing walls away from the sides of the region: every sharp edge holds balls as small as you like, so does the knife edge where
 * a side cuts a sheet askew, and they are no wall. Balls stand in the region.
 * At an open side no wall stops them: a node whose largest ball bulges out there by more than a voxel has no pore size and is left out.
 */
export function localThickness(
  grid: SurfaceGrid,
  index: GridIndex,
  signed: Float32Array,
  painted: Float32Array,
  radii: Float32Array,
): Thickness {
  const { nx, ny, nz, flags, voxelMm } = grid;
  painted.fill(0);
  const ballAt = medialBalls(grid, index, signed);
  const ball = newBall();
  let widest = 0;
  for (let k = 0, p = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, p++) {
        const flag = flags[p]!;
        const isFar = Math.abs(signed[p]!) >= NO_SURFACE;
        radii[p] = isFar ? NO_SURFACE : 0;
        if ((flag & REGION) === 0 || isFar) continue;
        const besideRidge = ballAt(i, j, k, ball);
        radii[p] = ball.radius;
        if (!besideRidge) {
          // Up the slope is outside: no ball ends there, so the nodes downhill have no size either.
          if ((flag & SOLID) === 0 && opensUphill(grid, index, signed, i, j, k)) {
            paintBall(grid, index, i, j, k, 0, ball, -ball.radius, painted);
          }
          continue;
        }
        const inside =
          (flag & SOLID) !== 0 || awayFromSides(grid, index, i, j, k, ball.radius) || !bulges(grid, i, j, k, ball);
        if (inside && (flag & SOLID) === 0 && ball.radius > widest) widest = ball.radius;
        paintBall(grid, index, i, j, k, flag & SOLID, ball, inside ? ball.radius : -ball.radius, painted);
      }
    }
  }
  const solid = spreadCount(voxelMm);
  const open = spreadCount(voxelMm);
  const least = { solid: Infinity, void: Infinity };
  let openNodes = 0;
  for (let k = 0, p = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, p++) {
        const flag = flags[p]!;
        if ((flag & REGION) === 0 || Math.abs(signed[p]!) >= NO_SURFACE) continue;
        const radius = painted[p] !== 0 ? painted[p]! : climbed(grid, index, signed, painted, i, j, k);
        const phase = (flag & SOLID) !== 0 ? 'solid' : 'void';
        if (radius < 0) {
          openNodes++;
          continue;
        }
        (phase === 'solid' ? solid : open).add(2 * radius);
        if (radius >= least[phase] || radii[p]! < ROUNDED * OWN * radius) continue;
        if (!ballAt(i, j, k, ball) || !ball.facing || ball.radius < OWN * radius) continue;
        // The pore at an open side may have its largest ball outside; then what the small ones inside say is no pore size.
        const reach = phase === 'solid' ? ball.radius : widest;
        if (awayFromSides(grid, index, i, j, k, reach + SIDE_GAP)) least[phase] = radius;
      }
    }
  }
  const voidNodes = openNodes + open.total();
  return {
    solid: spreadOf(solid, 2 * least.solid * voxelMm),
    void: spreadOf(open, 2 * least.void * voxelMm),
    openShare: voidNodes > 0 ? openNodes / voidNodes : 0,
  };
}

/** True where the region goes on along all axes for `reach` voxels. */
function awayFromSides(grid: SurfaceGrid, index: GridIndex, i: number, j: number, k: number, reach: number): boolean {
  const { nx, ny, nz, flags } = grid;
  const { x, y, z } = index;
  const r = Math.ceil(reach);
  const inside = (a: number, b: number, c: number): boolean =>
    a >= -nx &&
    b >= -ny &&
    c >= -nz &&
    a < 2 * nx &&
    b < 2 * ny &&
    c < 2 * nz &&
    (flags[z[nz + c]! + y[ny + b]! + x[nx + a]!]! & REGION) !== 0;
  return (
    inside(i - r, j, k) &&
    inside(i + r, j, k) &&
    inside(i, j - r, k) &&
    inside(i, j + r, k) &&
    inside(i, j, k - r) &&
    inside(i, j, k + r)
  );
}

/** True where a neighbour is void outside of the region, farther from every wall. */
function opensUphill(
  grid: SurfaceGrid,
  index: GridIndex,
  signed: Float32Array,
  i: number,
  j: number,
  k: number,
): boolean {
  const { nx, ny, nz, flags } = grid;
  const { x, y, z } = index;
  const here = signed[z[nz + k]! + y[ny + j]! + x[nx + i]!]!;
  const opens = (q: number): boolean => flags[q] === 0 && signed[q]! < here;
  const row = z[nz + k]! + y[ny + j]!;
  const column = z[nz + k]! + x[nx + i]!;
  const pillar = y[ny + j]! + x[nx + i]!;
  return (
    opens(row + x[nx + i - 1]!) ||
    opens(row + x[nx + i + 1]!) ||
    opens(column + y[ny + j - 1]!) ||
    opens(column + y[ny + j + 1]!) ||
    opens(pillar + z[nz + k - 1]!) ||
    opens(pillar + z[nz + k + 1]!)
  );
}

/** True where a ball less a voxel holds a node of void outside of the region. */
function bulges(grid: SurfaceGrid, i: number, j: number, k: number, ball: MedialBall): boolean {
  const { nx, ny, nz, flags } = grid;
  const reach = ball.radius - 1;
  if (grid.periodic || reach <= 0) return false;
  const cx = i + ball.dx;
  const cy = j + ball.dy;
  const cz = k + ball.dz;
  for (let c = Math.max(0, Math.ceil(cz - reach)); c <= Math.min(nz - 1, cz + reach); c++) {
    for (let b = Math.max(0, Math.ceil(cy - reach)); b <= Math.min(ny - 1, cy + reach); b++) {
      const left2 = reach * reach - (c - cz) ** 2 - (b - cy) ** 2;
      if (left2 < 0) continue;
      const restX = Math.sqrt(left2);
      for (let a = Math.max(0, Math.ceil(cx - restX)); a <= Math.min(nx - 1, cx + restX); a++) {
        if (flags[(c * ny + b) * nx + a] === 0) return true;
      }
    }
  }
  return false;
}

/** Gives every node of the phase in the ball the value where its ball so far is smaller. */
function paintBall(
  grid: SurfaceGrid,
  index: GridIndex,
  i: number,
  j: number,
  k: number,
  phase: number,
  ball: MedialBall,
  value: number,
  painted: Float32Array,
): void {
  const { nx, ny, nz, periodic, flags } = grid;
  const { x, y, z } = index;
  const { radius } = ball;
  const reach2 = radius * radius + GAP;
  const reach = Math.sqrt(reach2);
  const cx = i + ball.dx;
  const cy = j + ball.dy;
  const cz = k + ball.dz;
  const k0 = Math.max(periodic ? -nz : 0, Math.ceil(cz - reach));
  const k1 = Math.min(periodic ? 2 * nz - 1 : nz - 1, Math.floor(cz + reach));
  for (let c = k0; c <= k1; c++) {
    const rest2 = reach2 - (c - cz) * (c - cz);
    if (rest2 < 0) continue;
    const restY = Math.sqrt(rest2);
    const j0 = Math.max(periodic ? -ny : 0, Math.ceil(cy - restY));
    const j1 = Math.min(periodic ? 2 * ny - 1 : ny - 1, Math.floor(cy + restY));
    for (let b = j0; b <= j1; b++) {
      const left2 = rest2 - (b - cy) * (b - cy);
      if (left2 < 0) continue;
      const restX = Math.sqrt(left2);
      const i0 = Math.max(periodic ? -nx : 0, Math.ceil(cx - restX));
      const i1 = Math.min(periodic ? 2 * nx - 1 : nx - 1, Math.floor(cx + restX));
      const row = z[nz + c]! + y[ny + b]!;
      for (let a = i0; a <= i1; a++) {
        const p = row + x[nx + a]!;
        if (Math.abs(painted[p]!) < radius && (flags[p]! & SOLID) === phase) painted[p] = value;
      }
    }
  }
}

/** Radius for a node that no ball holds: that of the first held node uphill, else its own distance. */
function climbed(
  grid: SurfaceGrid,
  index: GridIndex,
  signed: Float32Array,
  painted: Float32Array,
  i: number,
  j: number,
  k: number,
): number {
  const { nx, ny, nz, flags } = grid;
  const { x, y, z } = index;
  const start = z[nz + k]! + y[ny + j]! + x[nx + i]!;
  const phase = flags[start]! & SOLID;
  let [u, v, w, p] = [i, j, k, start];
  for (let step = 0; step < CLIMB; step++) {
    let best = Math.abs(signed[p]!);
    let [a, b, c, next] = [u, v, w, p];
    for (let n = 0; n < 27; n++) {
      const ua = u + (n % 3) - 1;
      const vb = v + (Math.trunc(n / 3) % 3) - 1;
      const wc = w + Math.trunc(n / 9) - 1;
      if (ua < -nx || vb < -ny || wc < -nz || ua >= 2 * nx || vb >= 2 * ny || wc >= 2 * nz) continue;
      const q = z[nz + wc]! + y[ny + vb]! + x[nx + ua]!;
      const d = Math.abs(signed[q]!);
      if ((flags[q]! & SOLID) !== phase || d <= best || d >= NO_SURFACE) continue;
      best = d;
      [a, b, c, next] = [ua, vb, wc, q];
    }
    if (next === p) break;
    [u, v, w, p] = [a, b, c, next];
    if (painted[p] !== 0) return painted[p]!;
  }
  return Math.abs(signed[start]!);
}
