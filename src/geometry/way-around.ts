/** Ways around what lies between two places: along its border, then drawn tight. */
import type { Loops } from '../core/polyline.ts';

/** Where a way may go. */
export interface FreeRoom {
  /** Closed lines in the free room along which a way goes around what is not free, a little off it. */
  readonly rails: Loops;
  /** Whether the straight line between two places keeps to the free room. */
  isClear(x0: number, y0: number, x1: number, y1: number): boolean;
}

/** A crossing of the straight line with a rail: behind which point of which rail, and how far along the line. */
interface Crossing {
  readonly share: number;
  readonly rail: number;
  readonly point: number;
  readonly x: number;
  readonly y: number;
}

/** A way of more points is drawn tight in strides alone, not by trying all pairs. */
const MOST_PAIRED = 150;

/**
 * Returns the points between two places of a way in the free room, none where the straight line is clear, or null where none is found: an end is not free,
 * or what is between has no way around. The straight line is followed to the first rail, the rail the shorter way around to where the line leaves it for good,
 * and so on; then corners are left out wherever the line past them is clear.
 */
export function wayAround(
  room: FreeRoom,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
): number[] | null {
  if (room.isClear(x0, y0, x1, y1)) return [];
  const crossings = crossingsOf(room.rails, x0, y0, x1, y1);
  const way: number[] = [x0, y0];
  for (let k = 0; k < crossings.length; k++) {
    const first = crossings[k]!;
    let last = crossings.length - 1;
    while (last > k && crossings[last]!.rail !== first.rail) last--;
    // A rail that is crossed once has one of the ends on its other side.
    if (last === k) return null;
    alongRail(way, room.rails[first.rail]!.xy, first, crossings[last]!);
    k = last;
  }
  way.push(x1, y1);
  if (way.length === 4) return null;
  const tight = drawnTight(room, drawnTight(room, way, false), true);
  if (tight === null) return null;
  return tight.slice(2, -2);
}

/** Where the line from one place to another crosses rails, in its order. */
function crossingsOf(rails: Loops, x0: number, y0: number, x1: number, y1: number): Crossing[] {
  const found: Crossing[] = [];
  const [dx, dy] = [x1 - x0, y1 - y0];
  rails.forEach(({ xy }, rail) => {
    const n = xy.length / 2;
    let sideA = dx * (xy[1]! - y0) - dy * (xy[0]! - x0);
    for (let i = 0; i < n; i++) {
      const k = i + 1 === n ? 0 : i + 1;
      const sideB = dx * (xy[2 * k + 1]! - y0) - dy * (xy[2 * k]! - x0);
      const from = sideA;
      sideA = sideB;
      if (from > 0 === sideB > 0) continue;
      const t = from / (from - sideB);
      const x = xy[2 * i]! + t * (xy[2 * k]! - xy[2 * i]!);
      const y = xy[2 * i + 1]! + t * (xy[2 * k + 1]! - xy[2 * i + 1]!);
      const share = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy);
      if (share > 0 && share < 1) found.push({ share, rail, point: i, x, y });
    }
  });
  return found.sort((a, b) => a.share - b.share || a.rail - b.rail || a.point - b.point);
}

/** Adds the shorter way along a closed line from one crossing to another. */
function alongRail(way: number[], xy: Float64Array, from: Crossing, to: Crossing): void {
  const n = xy.length / 2;
  const ahead = [from.x, from.y];
  if (from.point !== to.point || !isBehind(xy, from, to)) {
    for (let i = (from.point + 1) % n; ; i = (i + 1) % n) {
      ahead.push(xy[2 * i]!, xy[2 * i + 1]!);
      if (i === to.point) break;
    }
  }
  ahead.push(to.x, to.y);
  const back = [from.x, from.y];
  if (from.point !== to.point || isBehind(xy, from, to)) {
    for (let i = from.point; ; i = (i + n - 1) % n) {
      back.push(xy[2 * i]!, xy[2 * i + 1]!);
      if (i === (to.point + 1) % n) break;
    }
  }
  back.push(to.x, to.y);
  for (const value of lengthOf(ahead) <= lengthOf(back) ? ahead : back) way.push(value);
}

/** Whether a crossing comes after another one on the same edge. */
function isBehind(xy: Float64Array, { point, x, y }: Crossing, later: Crossing): boolean {
  const far = (cx: number, cy: number) => (cx - xy[2 * point]!) ** 2 + (cy - xy[2 * point + 1]!) ** 2;
  return far(later.x, later.y) >= far(x, y);
}

/** Length of a line. */
export function lengthOf(xy: readonly number[]): number {
  let sum = 0;
  for (let i = 2; i < xy.length; i += 2) {
    const dx = xy[i]! - xy[i - 2]!;
    const dy = xy[i + 1]! - xy[i - 1]!;
    sum += Math.sqrt(dx * dx + dy * dy);
  }
  return sum;
}

/**
 * The way with points left out where the line past them is clear: from each point on to the furthest, or to the first that is found by halving the stride.
 * Null where a way of the rails is not clear itself.
 */
function drawnTight(room: FreeRoom, way: number[] | null, byPairs: boolean): number[] | null {
  if (way === null) return null;
  const n = way.length / 2;
  const isPaired = byPairs && n <= MOST_PAIRED;
  const out = [way[0]!, way[1]!];
  for (let i = 0; i < n - 1; ) {
    let k = n - 1;
    while (k > i && !isSame(way, i, k) && !room.isClear(way[2 * i]!, way[2 * i + 1]!, way[2 * k]!, way[2 * k + 1]!)) {
      k = isPaired ? k - 1 : i + ((k - i) >> 1);
    }
    if (k === i) return null;
    if (!isSame(way, i, k)) out.push(way[2 * k]!, way[2 * k + 1]!);
    i = k;
  }
  return out;
}

function isSame(way: readonly number[], i: number, k: number): boolean {
  return way[2 * i] === way[2 * k] && way[2 * i + 1] === way[2 * k + 1];
}
