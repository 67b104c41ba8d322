/** The segments of closed loops in grid units. */
import type { Loops } from '../core/polyline.ts';
import { toGrid } from '../core/units.ts';
import { type KeptRoom, NEW_ROOM } from './kept-room.ts';

/** Segments of closed loops in whole grid units: vertex i of a loop joins vertex `next[i]`. */
export interface LoopSegments {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly next: Int32Array;
  /** First vertex of each loop, and the vertex count at the end. */
  readonly starts: Int32Array;
}

/** Returns the segments of loops in mm, run backward where asked for; repeated points and loops of fewer than three are left out. */
export function loopSegments(loops: Loops, reverse = false, room: KeptRoom = NEW_ROOM): LoopSegments {
  let total = 0;
  for (const loop of loops) total += loop.xy.length / 2;
  const x = room.floats('x', total);
  const y = room.floats('y', total);
  const next = room.ints('next', total);
  const starts = room.ints('starts', loops.length + 1);
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
