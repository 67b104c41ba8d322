/**
 * Cuts one polygon into triangles. A fan is tried first, because nearly every face of a file is convex; other polygons go through
 * earcut, which leaves out corners of spikes. Here no corner may be lost: the neighbouring face has it too.
 */
import earcut, { refine } from 'earcut';

/** The most corners of a polygon that is cut in reasonable time: the worst ones cost their square (3 s for 20000). */
export const MOST_CORNERS = 20_000;

/** A triangle of a fan must be higher than this part of its longest side; flatter ones have a corner on a straight line. */
const THIN = 1e-6;
/** Areas below this part of the squared extent are rounding. */
const ROUNDING = 1e-12;

/**
 * Writes n - 2 triangles of the polygon `ring[0..n)` to `triangles` from `at` on, in the orientation of the polygon: summed
 * up they run along its edges and nothing else. A polygon that has no area, or crosses itself in its plane, becomes a fan
 * from its first corner, which keeps its edges and what it encloses.
 *
 * @param positions - x, y, z per vertex
 * @param ring - vertices of the corners, at most `MOST_CORNERS`, at least 3
 */
export function triangulatePolygon(
  positions: Float64Array,
  ring: Uint32Array,
  n: number,
  triangles: Uint32Array,
  at: number,
): void {
  const xy = n > 3 ? projected(positions, ring, n) : null;
  if (xy !== null && !isFan(xy) && !crossesItself(xy)) {
    const corners = completed(earcut(xy), n);
    if (corners !== null) {
      // Corners on a straight line leave slivers, which the flips to a Delaunay triangulation remove.
      refine(corners, xy);
      for (let i = 0; i < corners.length; i++) triangles[at + i] = ring[corners[i]!]!;
      return;
    }
  }
  for (let i = 1, to = at; i + 1 < n; i++, to += 3) {
    triangles[to] = ring[0]!;
    triangles[to + 1] = ring[i]!;
    triangles[to + 2] = ring[i + 1]!;
  }
}

/**
 * Returns the corners in a plane, counter-clockwise and with the first one at the origin, or null where there is no area. The
 * plane is that of two axes; the one along which the normal (Newell: the sum of all cross products) is longest is dropped.
 */
function projected(positions: Float64Array, ring: Uint32Array, n: number): Float64Array | null {
  const o = 3 * ring[0]!;
  const ox = positions[o]!;
  const oy = positions[o + 1]!;
  const oz = positions[o + 2]!;
  let nx = 0;
  let ny = 0;
  let nz = 0;
  let extent = 0;
  let ux = 0;
  let uy = 0;
  let uz = 0;
  for (let i = 1; i < n; i++) {
    const p = 3 * ring[i]!;
    const vx = positions[p]! - ox;
    const vy = positions[p + 1]! - oy;
    const vz = positions[p + 2]! - oz;
    nx += uy * vz - uz * vy;
    ny += uz * vx - ux * vz;
    nz += ux * vy - uy * vx;
    extent = Math.max(extent, vx * vx + vy * vy + vz * vz);
    ux = vx;
    uy = vy;
    uz = vz;
  }
  const ax = Math.abs(nx);
  const ay = Math.abs(ny);
  const az = Math.abs(nz);
  const axis = az >= ax && az >= ay ? 2 : ay >= ax ? 1 : 0;
  const along = axis === 2 ? nz : axis === 1 ? ny : nx;
  if (!(Math.abs(along) > ROUNDING * extent)) return null;
  const first = (axis + (along > 0 ? 1 : 2)) % 3;
  const second = (axis + (along > 0 ? 2 : 1)) % 3;
  const xy = new Float64Array(2 * n);
  for (let i = 1; i < n; i++) {
    const p = 3 * ring[i]!;
    xy[2 * i] = positions[p + first]! - positions[o + first]!;
    xy[2 * i + 1] = positions[p + second]! - positions[o + second]!;
  }
  return xy;
}

/** True where all triangles of the fan from the first corner turn left and none is flat. */
function isFan(xy: Float64Array): boolean {
  for (let i = 2; i + 2 < xy.length; i += 2) {
    const ux = xy[i]!;
    const uy = xy[i + 1]!;
    const vx = xy[i + 2]!;
    const vy = xy[i + 3]!;
    const longest = Math.max(ux * ux + uy * uy, vx * vx + vy * vy, (vx - ux) ** 2 + (vy - uy) ** 2);
    if (!(ux * vy - uy * vx > THIN * longest)) return false;
  }
  return true;
}

/**
 * True where two edges cross within both: earcut takes the cube of the corners for such a polygon (35 s for 10000), and no
 * triangulation is right. Edges are run through by their least x, so that only those with a common x are compared.
 */
function crossesItself(xy: Float64Array): boolean {
  const n = xy.length / 2;
  const end = (i: number) => (i + 1 === n ? 0 : i + 1);
  const low = new Float64Array(n);
  const high = new Float64Array(n);
  let extent = 0;
  for (let i = 0; i < n; i++) {
    const x = xy[2 * i]!;
    const toX = xy[2 * end(i)]!;
    low[i] = Math.min(x, toX);
    high[i] = Math.max(x, toX);
    extent = Math.max(extent, x * x + xy[2 * i + 1]! ** 2);
  }
  const least = ROUNDING * extent;
  const order = new Uint32Array(n).map((_, i) => i).sort((a, b) => low[a]! - low[b]! || a - b);
  for (let k = 0; k < n; k++) {
    const a = order[k]!;
    for (let l = k + 1; l < n && low[order[l]!]! < high[a]!; l++) {
      const b = order[l]!;
      if (areApart(xy, a, end(a), b, end(b), least) && areApart(xy, b, end(b), a, end(a), least)) return true;
    }
  }
  return false;
}

/** True where c and d lie clearly on different sides of the line through a and b. */
function areApart(xy: Float64Array, a: number, b: number, c: number, d: number, least: number): boolean {
  const side = sideOf(xy, a, b, c);
  const other = sideOf(xy, a, b, d);
  return (side > least && other < -least) || (side < -least && other > least);
}

function sideOf(xy: Float64Array, a: number, b: number, c: number): number {
  const x = xy[2 * a]!;
  const y = xy[2 * a + 1]!;
  return (xy[2 * b]! - x) * (xy[2 * c + 1]! - y) - (xy[2 * b + 1]! - y) * (xy[2 * c]! - x);
}

/**
 * Adds the flat triangles that earcut leaves out at spikes and where a polygon touches itself, so that the edges of all
 * triangles add up to those of the polygon. Null where that does not give n - 2 triangles.
 */
function completed(corners: number[], n: number): number[] | null {
  if (corners.length === 3 * (n - 2)) return corners;
  // An edge from u to v is the number u n + v. First the edges along which the triangles have no neighbour.
  const rim = new Set<number>();
  for (let i = 0; i < corners.length; i++) {
    const u = corners[i]!;
    const v = corners[i % 3 === 2 ? i - 2 : i + 1]!;
    if (!rim.delete(v * n + u)) rim.add(u * n + v);
  }
  const missing: number[][] = Array.from({ length: n }, () => []);
  for (let u = 0; u < n; u++) {
    const v = u + 1 === n ? 0 : u + 1;
    if (!rim.delete(u * n + v)) missing[u]!.push(v);
  }
  for (const edge of rim) missing[edge % n]!.push(Math.floor(edge / n));
  for (let start = 0; start < n; start++) fillLoops(missing, start, corners);
  return corners.length === 3 * (n - 2) ? corners : null;
}

/** Takes the loops that can be walked from `start` out of `missing` and adds each as a fan. */
function fillLoops(missing: number[][], start: number, corners: number[]): void {
  const path = [start];
  while (path.length > 0) {
    const next = missing[path[path.length - 1]!]!.pop();
    if (next === undefined) {
      path.pop();
      continue;
    }
    const met = path.indexOf(next);
    if (met < 0) {
      path.push(next);
      continue;
    }
    for (let i = met + 1; i + 1 < path.length; i++) corners.push(path[met]!, path[i]!, path[i + 1]!);
    path.length = met + 1;
  }
}
