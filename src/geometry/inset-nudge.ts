/**
 * Ties of orientation tests are broken as if every vertex were moved by an infinitely small step of its own (Edelsbrunner and
 * Muecke, Simulation of Simplicity, 1990): no three vertices lie in line then, and a crossing is a crossing.
 *
 * The step goes on in the way of the offset, so a wall as wide as the offset takes away is gone and a gap as wide as it adds is
 * closed; and a little aside, by chance. Chance follows from the places of the vertex and its neighbours, so it does not depend on where
 * a loop begins or in which order loops come.
 */
import type { OffsetSegments } from './offset-segments.ts';

/** Length of a step across the two segments of a vertex. */
const UNIT = 1 << 15;
/** One and the cosine of the sharpest turn that a step follows to its point: it is four units long there. */
const SHARPEST = 1 / 8;
/** Bits that a hash of 32 bits is shortened by: chance is at most 1/128 of a unit. */
const CHANCE = 23;

/** Orientation of three vertices by powers of the step's size: what it is unmoved, and the two terms that the steps add. */
export type NudgedOrientation = readonly [number, number, number];

/** Returns how vertex c lies to the line from a to b, positive on its left; exact in sets of at most 2^25 grid units. */
export function nudgedOrientation(segments: OffsetSegments, a: number, b: number, c: number): NudgedOrientation {
  const { x, y } = segments;
  const bx = x[b]! - x[a]!;
  const by = y[b]! - y[a]!;
  const cx = x[c]! - x[a]!;
  const cy = y[c]! - y[a]!;
  const [aStepX, aStepY] = stepOf(segments, a);
  const [bStepX, bStepY] = stepOf(segments, b);
  const [cStepX, cStepY] = stepOf(segments, c);
  const ux = bStepX - aStepX;
  const uy = bStepY - aStepY;
  const vx = cStepX - aStepX;
  const vy = cStepY - aStepY;
  return [bx * cy - by * cx, bx * vy - by * vx + ux * cy - uy * cx, ux * vy - uy * vx];
}

/** Returns a number with the sign of that; 0 where even the steps do not tell, as of vertices with the same neighbours. */
export function sideOf(segments: OffsetSegments, a: number, b: number, c: number): number {
  const { x, y } = segments;
  const cross = (x[b]! - x[a]!) * (y[c]! - y[a]!) - (y[b]! - y[a]!) * (x[c]! - x[a]!);
  if (cross !== 0) return cross;
  const [, first, second] = nudgedOrientation(segments, a, b, c);
  return first || second;
}

/** Returns how far along segment i, 0 to 1, segment e crosses it where both lie in one line. */
export function nudgedShare(segments: OffsetSegments, e: number, i: number): number {
  const { next } = segments;
  const [, from1, from2] = nudgedOrientation(segments, e, next[e]!, i);
  const [, to1, to2] = nudgedOrientation(segments, e, next[e]!, next[i]!);
  return from1 !== to1 ? from1 / (from1 - to1) : from2 / (from2 - to2);
}

/** Returns the step of a vertex: whole numbers of at most 18 bits, so that products with coordinates are exact. */
export function stepOf(segments: OffsetSegments, v: number): readonly [number, number] {
  const { x, y, next, growing } = segments;
  const before = vertexBefore(segments, v);
  const after = next[v]!;
  const [ax, ay] = direction(x[v]! - x[before]!, y[v]! - y[before]!);
  const [bx, by] = direction(x[after]! - x[v]!, y[after]! - y[v]!);
  const scale = (growing ? -UNIT : UNIT) / Math.max(1 + ax * bx + ay * by, SHARPEST);
  let hash = 0;
  for (const u of [v, before, after, vertexBefore(segments, before), next[after]!]) {
    hash = mixed(mixed(hash, x[u]!), y[u]!);
  }
  const other = mixed(hash, 1);
  return [Math.round(-(ay + by) * scale) + (hash >> CHANCE), Math.round((ax + bx) * scale) + (other >> CHANCE)];
}

/** Returns the vertex before another on its loop. */
export function vertexBefore({ next, starts }: OffsetSegments, v: number): number {
  if (v > 0 && next[v - 1] === v) return v - 1;
  return starts[loopAt(starts, v) + 1]! - 1;
}

/** Returns the loop that holds a vertex. */
export function loopAt(starts: Int32Array, v: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= v) low = middle;
    else high = middle;
  }
  return low;
}

function direction(dx: number, dy: number): readonly [number, number] {
  const length = Math.sqrt(dx * dx + dy * dy);
  return [dx / length, dy / length];
}

/** One round of a 32-bit hash, after the block and the end of MurmurHash3 (Appleby, public domain). */
function mixed(hash: number, value: number): number {
  let h = hash ^ Math.imul(value, 0xcc9e2d51);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
