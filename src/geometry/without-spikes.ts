/** Loops without spikes: lines that run out and straight back, as a boolean leaves them where borders of two areas coincide. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { toGrid } from '../core/units.ts';

/** Returns the loops with every spike removed, exactly on the coordinate grid; loops without any are returned as they are. */
export function withoutSpikes(loops: Loops): Loops {
  let changed = false;
  const kept: Polyline[] = [];
  for (const loop of loops) {
    const clean = spikeless(loop.xy);
    changed ||= clean !== loop.xy;
    if (clean.length > 0) kept.push(clean === loop.xy ? loop : { xy: clean, closed: true });
  }
  return changed ? kept : loops;
}

/** What is left has at least three points, or none. */
function spikeless(xy: Float64Array): Float64Array {
  const n = xy.length / 2;
  // Points that are kept so far: a tip that goes may lay the one before it bare.
  const kept = new Int32Array(n);
  let end = 0;
  for (let i = 0; i < n; i++) {
    while (end > 0 && isTip(xy, end > 1 ? kept[end - 2]! : null, kept[end - 1]!, i)) end--;
    kept[end++] = i;
  }
  let start = 0;
  while (end - start > 2) {
    if (isTip(xy, kept[end - 2]!, kept[end - 1]!, kept[start]!)) end--;
    else if (isTip(xy, kept[end - 1]!, kept[start]!, kept[start + 1]!)) start++;
    else break;
  }
  if (end - start < 3) return new Float64Array(0);
  if (end - start === n) return xy;
  const clean = new Float64Array(2 * (end - start));
  for (let k = start, to = 0; k < end; k++) {
    clean[to++] = xy[2 * kept[k]!]!;
    clean[to++] = xy[2 * kept[k]! + 1]!;
  }
  return clean;
}

/** True where the line from a over b to c turns straight back at b, or stands still after it; a null is not known yet. */
function isTip(xy: Float64Array, a: number | null, b: number, c: number): boolean {
  const bx = toGrid(xy[2 * b]!);
  const by = toGrid(xy[2 * b + 1]!);
  const vx = toGrid(xy[2 * c]!) - bx;
  const vy = toGrid(xy[2 * c + 1]!) - by;
  if (vx === 0 && vy === 0) return true;
  if (a === null) return false;
  const ux = bx - toGrid(xy[2 * a]!);
  const uy = by - toGrid(xy[2 * a + 1]!);
  return ux * vy - uy * vx === 0 && ux * vx + uy * vy < 0;
}
