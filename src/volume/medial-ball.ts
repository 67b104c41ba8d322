/** Largest inscribed balls between the nodes: a ridge of the distance rarely passes through one. */
import { distanceBend } from './distance-slope.ts';
import { keptSlopes } from './kept-slopes.ts';
import { type GridIndex, SOLID, type SurfaceGrid } from './surface-grid.ts';

/** Bend of the distance from which a node is looked at. */
const LEAST_BEND = 0.25;
/** One less the cosine between the slopes of two nodes on both sides of a ridge; below it they are of one wall. */
const LEAST_TURN = 0.15;
/** Farthest, in voxels, that the middle of a ball lies from its node: half the diagonal of a voxel. */
const FARTHEST = 0.87;
/**
 * Radius below which a wall through a node must show itself by neighbours of the other phase on both sides (its reach along the
 * nearest axis is at most sqrt(3) times that, half a voxel). What does not is noise of a node that touches the surface.
 */
const FILM = 0.28;
/** Rise of the radius over the way of the middle below which a ridge counts as level. */
const LEAST_RISE = 0.3;
/** Neighbours farther behind the node than this, in voxels down its slope, are of its own wall. */
const BEHIND = -0.8;
/** Cosine between the slopes below which two walls face each other (102 degrees): those of a square edge do not. */
const FACING = -0.2;

/** A ball in voxels about a node that lies beside a ridge. */
export interface MedialBall {
  radius: number;
  /** From the node to the middle of the ball. */
  dx: number;
  dy: number;
  dz: number;
  /** True where it touches two walls that face each other, so that its diameter is a wall or a passage, not an edge. */
  facing: boolean;
}

/** Returns a fresh ball, to be set by the function of `medialBalls`. */
export function newBall(): MedialBall {
  return { radius: 0, dx: 0, dy: 0, dz: 0, facing: false };
}

/**
 * Returns a function that sets `ball` to the largest ball beside node i, j, k in its own phase and returns whether a ridge lies
 * there; where none does the ball is that of the node.
 *
 * Every neighbour stands for the plane of its wall: its distance and slope say how far that is from any place nearby. The ball
 * grows up the slope of the node until it meets the plane of a neighbour, and from there along the ridge to a third and a fourth.
 * Exact for flat walls at any angle; on the axis of a round passage and in a round pore good to some hundredths of a
 * voxel. The middle never leaves the node's voxel.
 */
export function medialBalls(
  grid: SurfaceGrid,
  index: GridIndex,
  signed: Float32Array,
): (i: number, j: number, k: number, ball: MedialBall) => boolean {
  const { nx, ny, nz, flags } = grid;
  const { x, y, z } = index;
  const bendAt = distanceBend(grid, index, signed);
  const { values: slopes, at: slopeAt } = keptSlopes(grid, index, signed);
  const planes = new Float64Array(4 * 26);
  return (i, j, k, ball) => {
    const p = z[nz + k]! + y[ny + j]! + x[nx + i]!;
    const sign = (flags[p]! & SOLID) !== 0 ? 1 : -1;
    const d = signed[p]! * sign;
    ball.radius = d;
    ball.dx = 0;
    ball.dy = 0;
    ball.dz = 0;
    ball.facing = false;
    if (bendAt(i, j, k, sign) <= LEAST_BEND) return false;
    const own = slopeAt(i, j, k, sign);
    const gx = slopes[own]!;
    const gy = slopes[own + 1]!;
    const gz = slopes[own + 2]!;
    let count = 0;
    for (let c = -1; c <= 1; c++) {
      for (let b = -1; b <= 1; b++) {
        for (let a = -1; a <= 1; a++) {
          if (a * gx + b * gy + c * gz <= BEHIND) continue;
          const other = slopeAt(i + a, j + b, k + c, sign);
          const hx = slopes[other]!;
          const hy = slopes[other + 1]!;
          const hz = slopes[other + 2]!;
          if (1 - (gx * hx + gy * hy + gz * hz) <= LEAST_TURN) continue;
          const e = signed[z[nz + k + c]! + y[ny + j + b]! + x[nx + i + a]!]! * sign;
          planes[count++] = hx;
          planes[count++] = hy;
          planes[count++] = hz;
          planes[count++] = e - (a * hx + b * hy + c * hz);
        }
      }
    }
    if (!growBall(ball, d, gx, gy, gz, planes, count)) return false;
    return ball.radius >= FILM || isFilm(grid, index, i, j, k);
  };
}

/** True where both neighbours along some axis are of the other phase. */
function isFilm(grid: SurfaceGrid, index: GridIndex, i: number, j: number, k: number): boolean {
  const { nx, ny, nz, flags } = grid;
  const { x, y, z } = index;
  const own = flags[z[nz + k]! + y[ny + j]! + x[nx + i]!]! & SOLID;
  const row = z[nz + k]! + y[ny + j]!;
  const column = z[nz + k]! + x[nx + i]!;
  const pillar = y[ny + j]! + x[nx + i]!;
  const other = (q: number): boolean => (flags[q]! & SOLID) !== own;
  return (
    (other(row + x[nx + i - 1]!) && other(row + x[nx + i + 1]!)) ||
    (other(column + y[ny + j - 1]!) && other(column + y[ny + j + 1]!)) ||
    (other(pillar + z[nz + k - 1]!) && other(pillar + z[nz + k + 1]!))
  );
}

/**
 * Moves the middle of a ball of radius d up its own plane (slope g) until it meets another, then along both until it meets a third,
 * then along all three. `planes` holds slope and height at the node of each, four numbers. Returns false where none is met.
 */
function growBall(
  ball: MedialBall,
  d: number,
  gx: number,
  gy: number,
  gz: number,
  planes: Float64Array,
  count: number,
): boolean {
  let [vx, vy, vz, rate] = [gx, gy, gz, 1];
  let [x, y, z, radius] = [0, 0, 0, d];
  let [ax, ay, az] = [0, 0, 0];
  for (let met = 0; met < 3; met++) {
    let least = Infinity;
    let at = -1;
    for (let q = 0; q < count; q += 4) {
      const gain = rate - (planes[q]! * vx + planes[q + 1]! * vy + planes[q + 2]! * vz);
      if (gain <= LEAST_TURN) continue;
      const height = planes[q + 3]! + planes[q]! * x + planes[q + 1]! * y + planes[q + 2]! * z;
      const s = (height - radius) / gain;
      if (s < least) {
        least = s;
        at = q;
      }
    }
    const near2 = x * x + y * y + z * z;
    // The middle stays in the node's voxel: |x + s v| is at most FARTHEST.
    const along = x * vx + y * vy + z * vz;
    const most = Math.sqrt(Math.max(0, along * along - near2 + FARTHEST * FARTHEST)) - along;
    if (met === 0 && !(least <= most)) return false;
    const s = Math.min(Math.max(0, least), most);
    x += s * vx;
    y += s * vy;
    z += s * vz;
    radius += s * rate;
    if (least > most || met === 2) break;
    const bx = planes[at]!;
    const by = planes[at + 1]!;
    const bz = planes[at + 2]!;
    if (gx * bx + gy * by + gz * bz < FACING) ball.facing = true;
    if (met === 0) {
      [ax, ay, az] = [bx, by, bz];
      [vx, vy, vz] = [gx + bx, gy + by, gz + bz];
    } else {
      // All three rise alike along the normal of the plane through the ends of their slopes.
      const [px, py, pz] = [ax - gx, ay - gy, az - gz];
      const [qx, qy, qz] = [bx - gx, by - gy, bz - gz];
      [vx, vy, vz] = [py * qz - pz * qy, pz * qx - px * qz, px * qy - py * qx];
      if (vx * gx + vy * gy + vz * gz < 0) [vx, vy, vz] = [-vx, -vy, -vz];
    }
    const length = Math.sqrt(vx * vx + vy * vy + vz * vz);
    if (length < LEAST_TURN) break;
    vx /= length;
    vy /= length;
    vz /= length;
    rate = vx * gx + vy * gy + vz * gz;
    if (rate < LEAST_RISE) break;
  }
  ball.radius = radius;
  ball.dx = x;
  ball.dy = y;
  ball.dz = z;
  return true;
}
