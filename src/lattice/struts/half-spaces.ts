/**
 * The shortest vector that satisfies a few linear inequalities in space: Seidel's incremental method (Discrete Comput. Geom. 6 (1991)
 * 423), exact in a finite number of steps; the answer does not depend on the order but for rounding.
 */

/** Where normals are nearer to parallel than this (sine squared), their planes have no line in common. */
const PARALLEL = 1e-18;
const TOLERANCE = 1e-13;

/** What `shortestBeyond` found. */
export interface ShortestVector {
  x: number;
  y: number;
  z: number;
  /** Number of planes it lies on, 0 to 3, and the first two of them. */
  held: number;
  first: number;
  second: number;
}

/**
 * Finds the shortest vector with g_i . x >= bound_i for all i. When there is none returns false; `first` and `second` are then two
 * of the planes that leave no room.
 *
 * @param normals - unit vectors, three numbers each
 */
export function shortestBeyond(
  normals: Float64Array,
  bounds: Float64Array,
  count: number,
  out: ShortestVector,
): boolean {
  out.x = 0;
  out.y = 0;
  out.z = 0;
  out.held = 0;
  for (let i = 0; i < count; i++) {
    if (dot(normals, i, out) >= bounds[i]! - TOLERANCE) continue;
    if (!onPlane(normals, bounds, i, out)) return false;
  }
  return true;
}

/** The shortest vector on plane i that satisfies the inequalities before it. */
function onPlane(normals: Float64Array, bounds: Float64Array, i: number, out: ShortestVector): boolean {
  const b = bounds[i]!;
  out.x = b * normals[3 * i]!;
  out.y = b * normals[3 * i + 1]!;
  out.z = b * normals[3 * i + 2]!;
  out.held = 1;
  out.first = i;
  for (let j = 0; j < i; j++) {
    if (dot(normals, j, out) >= bounds[j]! - TOLERANCE) continue;
    if (!onLine(normals, bounds, i, j, out)) return false;
  }
  return true;
}

/** The shortest vector on the line of the planes i and j that satisfies the inequalities before j. */
function onLine(normals: Float64Array, bounds: Float64Array, i: number, j: number, out: ShortestVector): boolean {
  const ax = normals[3 * i]!;
  const ay = normals[3 * i + 1]!;
  const az = normals[3 * i + 2]!;
  const bx = normals[3 * j]!;
  const by = normals[3 * j + 1]!;
  const bz = normals[3 * j + 2]!;
  const tx = ay * bz - az * by;
  const ty = az * bx - ax * bz;
  const tz = ax * by - ay * bx;
  const sine2 = tx * tx + ty * ty + tz * tz;
  out.held = 2;
  out.first = i;
  out.second = j;
  // Parallel: j asks for more than i along the same normal only by rounding; against it there is no room.
  const cosine = ax * bx + ay * by + az * bz;
  if (sine2 < PARALLEL) return cosine > 0;
  const p = (bounds[i]! - cosine * bounds[j]!) / sine2;
  const q = (bounds[j]! - cosine * bounds[i]!) / sine2;
  out.x = p * ax + q * bx;
  out.y = p * ay + q * by;
  out.z = p * az + q * bz;
  let low = -Infinity;
  let high = Infinity;
  for (let k = 0; k < j; k++) {
    const lack = bounds[k]! - dot(normals, k, out);
    const slope = normals[3 * k]! * tx + normals[3 * k + 1]! * ty + normals[3 * k + 2]! * tz;
    if (slope * slope < PARALLEL * sine2) {
      if (lack > TOLERANCE) return false;
    } else if (slope > 0) low = Math.max(low, lack / slope);
    else high = Math.min(high, lack / slope);
  }
  if (low > high + TOLERANCE) return false;
  const t = low > 0 ? low : high < 0 ? high : 0;
  if (t !== 0) {
    out.held = 3;
    out.x += t * tx;
    out.y += t * ty;
    out.z += t * tz;
  }
  return true;
}

function dot(normals: Float64Array, i: number, v: ShortestVector): number {
  return normals[3 * i]! * v.x + normals[3 * i + 1]! * v.y + normals[3 * i + 2]! * v.z;
}
