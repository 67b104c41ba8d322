/**
 * Fillets where struts meet: the solid is closed by a ball of the fillet's radius R. A place is void when some such ball holds it
 * without touching a strut of radius r, so with s = r + R the value is v(p) = s - |p - q|, q the point nearest to p whose distance
 * to every axis is at least s (the centre of the ball that rolls past p), and solid is v < r. Where one strut alone counts v is
 * the distance to its axis, to the last bit: struts keep their radius, collinear struts meet without a bulge, and round ends
 * stay round. v = r is smooth: a ball lies on it wherever it is concave.
 *
 * q is found by sequential quadratic programming. Distances to segments are convex, so their tangent planes never let q come too
 * near to a strut; along the line on which two struts hold the ball a Newton step with their curvature makes the way quadratic.
 * Polynomial smooth minima bulge where two struts continue each other, and their radius depends on the angle.
 */
import { type ShortestVector, shortestBeyond } from './half-spaces.ts';
import { distanceSquared, type StrutIndex } from './strut-index.ts';

const MAX_STEPS = 40;
/** Steps shorter than this end the search; the last one was quadratic, so the error is far below. */
const ENOUGH = 1e-9;
/** A centre this much too near to a strut counts as free: rounding. */
const FREE = 1e-11;
/** The Newton step along the line is the plain one over the curvature; below this the line bends too much to trust it. */
const LEAST_CURVATURE = 0.25;

/** Values with fillets; radii and places in cells, places within the period of the index. */
export interface RollingBall {
  /**
   * Returns v at a place whose nearest axis is `distance` away: at most `distance`, and by no more than `fillet` below it. Within
   * half the radius of an axis, and where the radius is not above 0, it is the distance.
   */
  value(u: number, v: number, w: number, distance: number, radius: number): number;
}

/** Struts that count for places outside of half the radius lie within this distance: reach of the index that the fillet needs. */
export function filletReach(radius: number, fillet: number): number {
  return 1.5 * radius + 3 * fillet;
}

/** Returns the fillets of a graph; the index's reach must be `filletReach` of the largest radius. */
export function rollingBall(index: StrutIndex, fillet: number): RollingBall {
  const { copies } = index;
  let near = new Int32Array(64);
  let away = new Float64Array(64);
  let normals = new Float64Array(3 * 64);
  let bounds = new Float64Array(64);
  let count = 0;
  const step: ShortestVector = { x: 0, y: 0, z: 0, held: 0, first: 0, second: 0 };
  // Of the strut last measured: unit vector away from it, distance, and whether its nearest point is an end.
  let gx = 0;
  let gy = 0;
  let gz = 0;
  let distanceTo = 0;
  let atEnd = false;

  // From p to the centre that the search has reached.
  let x = 0;
  let y = 0;
  let z = 0;

  return { value };

  function value(u: number, v: number, w: number, distance: number, radius: number): number {
    const s = radius + fillet;
    if (!(radius > 0) || distance >= s || distance <= 0.5 * radius) return distance;
    gather(u, v, w, 2 * s - distance + fillet);
    if (count < 2 || aloneCounts(u, v, w, distance, s)) return distance;
    const found = centreDistance(u, v, w, 0, 0, 0, s, true);
    const closed = Math.max(s - found, distance - fillet);
    if (closed >= distance) return distance;
    if (distance >= radius) return closed;
    // Deep inside, the ball's place is of no use and not unique: the value fades into the distance.
    const t = 2 * (distance / radius) - 1;
    return distance - t * t * (3 - 2 * t) * (distance - closed);
  }

  /** Collects the struts nearer than `reach`. */
  function gather(u: number, v: number, w: number, reach: number): void {
    const leaf = index.leafOf(u, v, w);
    const from = index.starts[leaf]!;
    const to = index.ends[leaf]!;
    if (to - from > near.length) {
      near = new Int32Array(2 * (to - from));
      away = new Float64Array(2 * (to - from));
      normals = new Float64Array(6 * (to - from));
      bounds = new Float64Array(2 * (to - from));
    }
    count = 0;
    for (let n = from; n < to; n++) {
      const at = index.lists.values[n]!;
      const squared = distanceSquared(copies, at, u, v, w);
      if (squared >= reach * reach) continue;
      away[count] = Math.sqrt(squared);
      near[count++] = at;
    }
  }

  /** Measures the strut at `at` from a place. */
  function measure(at: number, u: number, v: number, w: number): void {
    const ax = u - copies[at]!;
    const ay = v - copies[at + 1]!;
    const az = w - copies[at + 2]!;
    const ex = copies[at + 3]!;
    const ey = copies[at + 4]!;
    const ez = copies[at + 5]!;
    const length = copies[at + 6]!;
    const along = ax * ex + ay * ey + az * ez;
    const t = along < 0 ? 0 : along > length ? length : along;
    atEnd = t !== along;
    gx = ax - t * ex;
    gy = ay - t * ey;
    gz = az - t * ez;
    distanceTo = Math.sqrt(gx * gx + gy * gy + gz * gz);
    if (distanceTo > 0) {
      gx /= distanceTo;
      gy /= distanceTo;
      gz /= distanceTo;
    }
  }

  /** True when the ball that touches the nearest strut alone is free of all others. */
  function aloneCounts(u: number, v: number, w: number, distance: number, s: number): boolean {
    for (let n = 0; n < count; n++) {
      if (away[n]! > distance) continue;
      measure(near[n]!, u, v, w);
      const cu = u + (s - distance) * gx;
      const cv = v + (s - distance) * gy;
      const cw = w + (s - distance) * gz;
      for (let m = 0; m < count; m++) {
        if (distanceSquared(copies, near[m]!, cu, cv, cw) < (s - FREE) * (s - FREE)) return false;
      }
      return true;
    }
    return false;
  }

  /** Distance from p to the free centre found from p + (dx, dy, dz); Infinity when there is none. */
  function centreDistance(
    u: number,
    v: number,
    w: number,
    dx: number,
    dy: number,
    dz: number,
    s: number,
    mayBranch: boolean,
  ): number {
    x = dx;
    y = dy;
    z = dz;
    for (let n = 0; n < MAX_STEPS; n++) {
      for (let m = 0; m < count; m++) {
        measure(near[m]!, u + x, v + y, w + z);
        normals[3 * m] = gx;
        normals[3 * m + 1] = gy;
        normals[3 * m + 2] = gz;
        bounds[m] = s - distanceTo + gx * x + gy * y + gz * z;
      }
      if (!shortestBeyond(normals, bounds, count, step)) {
        return n === 0 && mayBranch ? fromBothSides(u, v, w, s) : n === 0 ? Infinity : Math.sqrt(x * x + y * y + z * z);
      }
      const fromX = x;
      const fromY = y;
      const fromZ = z;
      x = step.x;
      y = step.y;
      z = step.z;
      if (step.held === 2) slide(u, v, w, fromX, fromY, fromZ);
      const moved = (x - fromX) ** 2 + (y - fromY) ** 2 + (z - fromZ) ** 2;
      if (moved < ENOUGH * ENOUGH) break;
      if (n === 0 && mayBranch) forget(s + Math.sqrt(x * x + y * y + z * z));
    }
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** Lengthens the step along the line of the two planes by what their struts' curvature adds. */
  function slide(u0: number, v0: number, w0: number, fromX: number, fromY: number, fromZ: number): void {
    const i = 3 * step.first;
    const j = 3 * step.second;
    const ax = normals[i]!;
    const ay = normals[i + 1]!;
    const az = normals[i + 2]!;
    const bx = normals[j]!;
    const by = normals[j + 1]!;
    const bz = normals[j + 2]!;
    let tx = ay * bz - az * by;
    let ty = az * bx - ax * bz;
    let tz = ax * by - ay * bx;
    const sine = Math.sqrt(tx * tx + ty * ty + tz * tz);
    if (!(sine > 1e-9)) return;
    tx /= sine;
    ty /= sine;
    tz /= sine;
    const cosine = ax * bx + ay * by + az * bz;
    const p = (bounds[step.first]! - cosine * bounds[step.second]!) / (sine * sine);
    const q = (bounds[step.second]! - cosine * bounds[step.first]!) / (sine * sine);
    let curvature = 1;
    for (let side = 0; side < 2; side++) {
      const at = near[side === 0 ? step.first : step.second]!;
      measure(at, u0 + fromX, v0 + fromY, w0 + fromZ);
      const te = tx * copies[at + 3]! + ty * copies[at + 4]! + tz * copies[at + 5]!;
      if (distanceTo > 0) curvature -= ((side === 0 ? p : q) * (atEnd ? 1 : 1 - te * te)) / distanceTo;
    }
    const slid = (x - fromX) * tx + (y - fromY) * ty + (z - fromZ) * tz;
    const more = slid * (1 / Math.max(curvature, LEAST_CURVATURE) - 1);
    x += more * tx;
    y += more * ty;
    z += more * tz;
  }

  /** Drops struts farther than `reach`: the first centre found is free, and the way to the nearest is no longer. */
  function forget(reach: number): void {
    let kept = 0;
    for (let m = 0; m < count; m++) {
      if (away[m]! >= reach) continue;
      away[kept] = away[m]!;
      near[kept++] = near[m]!;
    }
    count = kept;
  }

  /** In the middle of a window the ball may rest on either side: the nearer of the two counts. */
  function fromBothSides(u: number, v: number, w: number, s: number): number {
    const i = 3 * step.first;
    const j = 3 * step.second;
    let tx = normals[i + 1]! * normals[j + 2]! - normals[i + 2]! * normals[j + 1]!;
    let ty = normals[i + 2]! * normals[j]! - normals[i]! * normals[j + 2]!;
    let tz = normals[i]! * normals[j + 1]! - normals[i + 1]! * normals[j]!;
    let size = Math.sqrt(tx * tx + ty * ty + tz * tz);
    if (size < 1e-6) {
      // Two parallel struts face each other: the way out is across both.
      const at = near[step.first]!;
      tx = normals[i + 1]! * copies[at + 5]! - normals[i + 2]! * copies[at + 4]!;
      ty = normals[i + 2]! * copies[at + 3]! - normals[i]! * copies[at + 5]!;
      tz = normals[i]! * copies[at + 4]! - normals[i + 1]! * copies[at + 3]!;
      size = Math.sqrt(tx * tx + ty * ty + tz * tz);
      if (size === 0) return Infinity;
    }
    const far = s / size;
    return Math.min(
      centreDistance(u, v, w, far * tx, far * ty, far * tz, s, false),
      centreDistance(u, v, w, -far * tx, -far * ty, -far * tz, s, false),
    );
  }
}
