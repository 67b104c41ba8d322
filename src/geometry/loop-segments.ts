/** The segments of closed loops in grid units. */
import type { Loops } from '../core/polyline.ts';
import { toGrid } from '../core/units.ts';

/** Segments of closed loops in whole grid units: vertex i of a loop joins vertex `next[i]`. */
export interface LoopSegments {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly next: Int32Array;
  /** First vertex of each loop, and the vertex count at the end. */
  readonly starts: Int32Array;
}

/** Where segments are written: arrays that stay from call to call, so that a layer is not cleared and collected each time. */
export interface SegmentRoom {
  x: Float64Array;
  y: Float64Array;
  next: Int32Array;
}

/** Vertices for which a room is kept (20 MB); larger sets get arrays of their own. */
const MOST_KEPT = 1 << 20;

/** Returns a room without any space yet. It belongs to one caller, whose segments are gone with its next call. */
export function segmentRoom(): SegmentRoom {
  return { x: new Float64Array(0), y: new Float64Array(0), next: new Int32Array(0) };
}

/** Returns arrays for so many vertices: those of the room, which grow, where one is given. */
export function roomFor(vertices: number, room: SegmentRoom | null): SegmentRoom {
  if (room !== null && room.x.length >= vertices) return room;
  const kept = room !== null && vertices <= MOST_KEPT;
  const length = kept ? Math.min(MOST_KEPT, Math.ceil(1.5 * vertices)) : vertices;
  const fresh = { x: new Float64Array(length), y: new Float64Array(length), next: new Int32Array(length) };
  if (kept) {
    room.x = fresh.x;
    room.y = fresh.y;
    room.next = fresh.next;
  }
  return fresh;
}

/**
 * Returns the segments of loops in mm, run backward where asked for; repeated points and loops of fewer than three are left out.
 *
 * @param room - written to and shared with the segments that come back; null for arrays of their own
 */
export function loopSegments(loops: Loops, reverse = false, room: SegmentRoom | null = null): LoopSegments {
  let total = 0;
  for (const loop of loops) total += loop.xy.length / 2;
  const { x, y, next } = roomFor(total, room);
  const starts = new Int32Array(loops.length + 1);
  let n = 0;
  let l = 0;
  for (const { xy } of loops) {
    const first = n;
    starts[l++] = first;
    const last = xy.length - 2;
    for (let i = 0; i <= last; i += 2) {
      const from = reverse ? last - i : i;
      const gx = toGrid(xy[from]!);
      const gy = toGrid(xy[from + 1]!);
      if (n > first && x[n - 1] === gx && y[n - 1] === gy) continue;
      x[n] = gx;
      y[n] = gy;
      next[n] = n + 1;
      n++;
    }
    while (n > first + 1 && x[n - 1] === x[first] && y[n - 1] === y[first]) n--;
    if (n - first < 3) n = first;
    else next[n - 1] = first;
  }
  starts[l] = n;
  return { x: x.subarray(0, n), y: y.subarray(0, n), next: next.subarray(0, n), starts };
}
