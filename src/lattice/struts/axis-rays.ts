/**
 * Rays that leave struts at right angles, and how far each runs before another strut is nearer. What lies between an axis and such an
 * end belongs to that strut alone, and each place lies on one ray: so a volume is a sum over rays of squared lengths, exact along
 * the ray and smooth in the radius. Counting points would need a thousand times as many for thin struts.
 *
 * Places whose nearest point is a node seen from outside of all its struts' right angles are on no ray. In a lattice whose struts
 * pull at each node in balance (all cells here; Voronoi by its construction) there are none.
 */
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { intoPeriod } from './strut-distance.ts';
import { type StrutGraph, strutCount, strutEnds, strutLength } from './strut-graph.ts';
import { distanceSquared, type StrutIndex } from './strut-index.ts';

/** Sum of golden-ratio multiples, the angle of each ray in turn: with the even steps along the struts a lattice rule. */
const GOLDEN = 0.6180339887498949;
const SQRT3 = Math.sqrt(3);
const TOLERANCE = 1e-10;
const MAX_CLIPS = 60;

/** Rays of one graph; lengths in cells. */
export interface AxisRays {
  /** Start and unit direction of each, six numbers. */
  readonly rays: Float64Array;
  /** Where another strut gets nearer. */
  readonly lengths: Float64Array;
  /** Length of all struts in a period over its volume: what each ray's share is multiplied by. */
  readonly strutLengthPerVolume: number;
}

/** Returns `count` rays, spread evenly over the length of the struts, or of one where all are alike. */
export function axisRays(graph: StrutGraph, index: StrutIndex, count: number): AxisRays {
  const total = strutCount(graph);
  const used = graph.strutsAlike ? 1 : total;
  const sums = new Float64Array(used + 1);
  for (let n = 0; n < used; n++) sums[n + 1] = sums[n]! + strutLength(graph, n);
  const rays = new Float64Array(6 * count);
  const lengths = new Float64Array(count);
  const ends = new Float64Array(6);
  let strut = 0;
  for (let n = 0; n < count; n++) {
    const along = ((n + 0.5) / count) * sums[used]!;
    while (along >= sums[strut + 1]! && strut < used - 1) strut++;
    strutEnds(graph, strut, ends);
    const t = (along - sums[strut]!) / (sums[strut + 1]! - sums[strut]!);
    const turn = n * GOLDEN;
    aim(ends, t, turn - Math.floor(turn), rays, 6 * n);
    lengths[n] = lengthOf(index, rays, 6 * n);
  }
  const whole = (sums[used]! * total) / used;
  return { rays, lengths, strutLengthPerVolume: whole / graph.periodCells ** 3 };
}

/** Writes start and direction of the ray at the share `t` of a strut, turned by `cycles`. */
function aim(ends: Float64Array, t: number, cycles: number, rays: Float64Array, at: number): void {
  const x = ends[3]! - ends[0]!;
  const y = ends[4]! - ends[1]!;
  const z = ends[5]! - ends[2]!;
  const size = Math.sqrt(x * x + y * y + z * z);
  const e = [x / size, y / size, z / size] as const;
  // Across: from the axis to which the strut is least aligned.
  const [ax, ay, az] = [Math.abs(e[0]), Math.abs(e[1]), Math.abs(e[2])];
  const least = ax <= ay && ax <= az ? 0 : ay <= az ? 1 : 2;
  const p = [-e[least]! * e[0], -e[least]! * e[1], -e[least]! * e[2]];
  p[least] = p[least]! + 1;
  const width = Math.sqrt(p[0]! * p[0]! + p[1]! * p[1]! + p[2]! * p[2]!);
  const c = cosineOfCycles(cycles) / width;
  const s = sineOfCycles(cycles) / width;
  rays[at] = ends[0]! + t * x;
  rays[at + 1] = ends[1]! + t * y;
  rays[at + 2] = ends[2]! + t * z;
  rays[at + 3] = c * p[0]! + s * (e[1] * p[2]! - e[2] * p[1]!);
  rays[at + 4] = c * p[1]! + s * (e[2] * p[0]! - e[0] * p[2]!);
  rays[at + 5] = c * p[2]! + s * (e[0] * p[1]! - e[1] * p[0]!);
}

/**
 * The length at which another strut is as near as the start. From a point beyond it the strut that is nearest there bounds the
 * length, until none is nearer.
 */
function lengthOf(index: StrutIndex, rays: Float64Array, at: number): number {
  const { copies, lists, periodCells } = index;
  let length = SQRT3 * periodCells;
  for (let n = 0; n < MAX_CLIPS; n++) {
    const x = rays[at]! + length * rays[at + 3]!;
    const y = rays[at + 1]! + length * rays[at + 4]!;
    const z = rays[at + 2]! + length * rays[at + 5]!;
    const u = intoPeriod(x, periodCells);
    const v = intoPeriod(y, periodCells);
    const w = intoPeriod(z, periodCells);
    const leaf = index.leafOf(u, v, w);
    let least = Infinity;
    let nearest = -1;
    for (let m = index.starts[leaf]!; m < index.middles[leaf]!; m++) {
      const squared = distanceSquared(copies, lists.values[m]!, u, v, w);
      if (squared < least) {
        least = squared;
        nearest = lists.values[m]!;
      }
    }
    if (Math.sqrt(least) >= length - TOLERANCE) return length;
    // The strut's copy stands beside (u, v, w): the ray is moved there, not the strut.
    const bound = lengthBefore(copies, nearest, rays, at, u - x, v - y, w - z);
    if (!(bound < length - TOLERANCE)) return length;
    length = bound;
  }
  return length;
}

/** The length of the ray at `at`, moved by (mx, my, mz), at which it is as near to one strut as to its own start. */
function lengthBefore(
  copies: Float64Array,
  strut: number,
  rays: Float64Array,
  at: number,
  mx: number,
  my: number,
  mz: number,
): number {
  const wx = rays[at]! + mx - copies[strut]!;
  const wy = rays[at + 1]! + my - copies[strut + 1]!;
  const wz = rays[at + 2]! + mz - copies[strut + 2]!;
  const we = wx * copies[strut + 3]! + wy * copies[strut + 4]! + wz * copies[strut + 5]!;
  const ue =
    rays[at + 3]! * copies[strut + 3]! + rays[at + 4]! * copies[strut + 4]! + rays[at + 5]! * copies[strut + 5]!;
  const wu = wx * rays[at + 3]! + wy * rays[at + 4]! + wz * rays[at + 5]!;
  const ww = wx * wx + wy * wy + wz * wz;
  const end = copies[strut + 6]!;
  // |w + l u|^2 - ((w + l u) . e)^2 = l^2 for the line; at its ends |w - t e + l u|^2 = l^2.
  const a = Math.max(0, ww - we * we);
  const b = wu - we * ue;
  const root = a / (Math.sqrt(b * b + a * ue * ue) - b);
  const foot = we + root * ue;
  let length = root >= 0 && foot >= 0 && foot <= end ? root : Infinity;
  for (let side = 0; side < 2; side++) {
    const t = side * end;
    const across = wu - t * ue;
    if (across < 0) length = Math.min(length, (ww - 2 * t * we + t * t) / (-2 * across));
  }
  return length;
}
