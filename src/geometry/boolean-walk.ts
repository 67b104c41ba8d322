/** The loops of a boolean, written down by walking from crossing to crossing. */
import type { Polyline } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import type { Crossings } from './boolean-crossings.ts';
import type { Order } from './boolean-order.ts';
import type { LoopSegments } from './loop-segments.ts';

/** Keeps the loops that nothing crosses, by the side of their first vertex. */
export function keepWhole(
  set: LoopSegments,
  order: Order,
  inside: Uint8Array,
  wantInside: boolean,
  loops: Polyline[],
): void {
  for (let l = 0; l + 1 < set.starts.length; l++) {
    if (order.loopFirst[l] !== order.loopFirst[l + 1]) continue;
    const first = set.starts[l]!;
    const end = set.starts[l + 1]!;
    if (end === first || (inside[l] === 1) !== wantInside) continue;
    const xy = new Float64Array(2 * (end - first));
    for (let i = first, k = 0; i < end; i++) {
      xy[k++] = set.x[i]! / GRID_PER_MM + 0;
      xy[k++] = set.y[i]! / GRID_PER_MM + 0;
    }
    loops.push({ xy, closed: true });
  }
}

/** Follows A from where it becomes boundary to the next crossing, then B, and so on until each ring closes. */
export function walk(
  a: LoopSegments,
  b: LoopSegments,
  crossings: Crossings,
  alongA: Order,
  alongB: Order,
  wantInside: boolean,
  loops: Polyline[],
): boolean {
  const wanted = wantInside ? 1 : 0;
  const used = new Uint8Array(crossings.count);
  // Each vertex is written once at most, and each crossing once.
  const ring = ringFor(a.next.length + b.next.length + crossings.count);
  for (let p = 0; p < crossings.count; p++) {
    const start = alongA.at[p]!;
    if (used[start] || crossings.enters[start] !== wanted) continue;
    ring.length = 0;
    let c = start;
    do {
      if (used[c] || crossings.enters[c] !== wanted) return false;
      used[c] = 1;
      pushCrossing(ring, a, crossings, c);
      c = follow(ring, a, alongA, crossings.onA, c);
      if (used[c] || crossings.enters[c] === wanted) return false;
      used[c] = 1;
      pushCrossing(ring, a, crossings, c);
      c = follow(ring, b, alongB, crossings.onB, c);
    } while (c !== start);
    keepRing(ring, loops);
  }
  return true;
}

/** Points of a ring that is being followed, in a room that is kept. */
interface Ring {
  readonly x: Float64Array;
  readonly y: Float64Array;
  length: number;
}

/** Numbers for which room is kept (16 MB). */
const MOST_KEPT = 1 << 21;
/** The room of the ring at hand: what is kept of it is copied. */
let room = new Float64Array(0);

function ringFor(points: number): Ring {
  const length = 2 * points;
  if (room.length < length || room.length > Math.max(MOST_KEPT, length)) room = new Float64Array(length);
  return { x: room.subarray(0, points), y: room.subarray(points, length), length: 0 };
}

function pushCrossing(ring: Ring, a: LoopSegments, crossings: Crossings, c: number): void {
  const i = crossings.onA[c]!;
  const k = a.next[i]!;
  const t = crossings.tA[c]!;
  pushPoint(ring, Math.round(a.x[i]! + t * (a.x[k]! - a.x[i]!)), Math.round(a.y[i]! + t * (a.y[k]! - a.y[i]!)));
}

function pushPoint(ring: Ring, x: number, y: number): void {
  const n = ring.length;
  if (n >= 1 && ring.x[n - 1] === x && ring.y[n - 1] === y) return;
  ring.x[n] = x;
  ring.y[n] = y;
  ring.length = n + 1;
}

/** Writes the vertices from crossing c to the next one along the same loop and returns that one. */
function follow(ring: Ring, set: LoopSegments, order: Order, on: Int32Array, c: number): number {
  const place = order.placeOf[c]!;
  const loop = loopOf(order.loopFirst, place);
  const last = place + 1 === order.loopFirst[loop + 1]!;
  const following = order.at[last ? order.loopFirst[loop]! : place + 1]!;
  const to = on[following]!;
  let i = on[c]!;
  if (i === to && !last) return following;
  i = set.next[i]!;
  pushPoint(ring, set.x[i]!, set.y[i]!);
  // No vertex repeats the one before it.
  const { x, y } = ring;
  let n = ring.length;
  while (i !== to) {
    i = set.next[i]!;
    x[n] = set.x[i]!;
    y[n++] = set.y[i]!;
  }
  ring.length = n;
  return following;
}

/** The loop whose places hold `place` (the last one that begins at or before it and is not empty). */
function loopOf(loopFirst: Int32Array, place: number): number {
  let low = 0;
  let high = loopFirst.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (loopFirst[middle]! <= place) low = middle;
    else high = middle;
  }
  return low;
}

function keepRing({ x, y, length }: Ring, loops: Polyline[]): void {
  let n = length;
  while (n >= 2 && x[0] === x[n - 1] && y[0] === y[n - 1]) n--;
  if (n < 3) return;
  const x0 = x[0]!;
  const y0 = y[0]!;
  let twiceArea = 0;
  let px = x[n - 1]! - x0;
  let py = y[n - 1]! - y0;
  const xy = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const qx = x[i]! - x0;
    const qy = y[i]! - y0;
    twiceArea += px * qy - qx * py;
    px = qx;
    py = qy;
    xy[2 * i] = x[i]! / GRID_PER_MM + 0;
    xy[2 * i + 1] = y[i]! / GRID_PER_MM + 0;
  }
  if (twiceArea !== 0) loops.push({ xy, closed: true });
}
