/** Distance to the nearest strut axis, anywhere in space. */
import { distanceSquared, type StrutIndex } from './strut-index.ts';

/** Returns a coordinate moved into the period. */
export function intoPeriod(x: number, period: number): number {
  const inside = x - period * Math.floor(x / period);
  return inside < period ? inside : 0;
}

/** Returns the distance in cells from a place within the period to the nearest strut axis. */
export function nearestAxis(index: StrutIndex, u: number, v: number, w: number): number {
  const leaf = index.leafOf(u, v, w);
  const list = index.lists.values;
  const end = index.middles[leaf]!;
  const { copies } = index;
  let least = Infinity;
  for (let n = index.starts[leaf]!; n < end; n++) {
    const d = distanceSquared(copies, list[n]!, u, v, w);
    if (d < least) least = d;
  }
  return Math.sqrt(least);
}
