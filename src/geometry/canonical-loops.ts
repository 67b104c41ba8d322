/**
 * One writing for one area: loops as whole grid units, without needless points, each from its smallest point, in a fixed
 * order. What a clipping library does inside then never shows in a file.
 */
import type { Loops, Polyline } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';

/**
 * Returns loops in canonical form: no repeated point, no point exactly on the line between its neighbours, no spike; each
 * loop starts at its point of smallest x (then y); loops ordered by their points in turn.
 *
 * @param gridLoops - closed loops x0,y0,... in whole grid units, at most 4e7 in size so that cross products are exact
 */
export function canonicalLoops(gridLoops: readonly Float64Array[]): Loops {
  const clean: Float64Array[] = [];
  let numbers = 0;
  for (const loop of gridLoops) {
    const bent = bendsEverywhere(loop, loop.length) ? loop : withoutCollinear(loop);
    if (bent.length < 6) continue;
    clean.push(bent);
    numbers += bent.length;
  }
  // One array for all: hundreds of small ones a layer cost more than their points.
  const all = new Float64Array(numbers);
  let at = 0;
  const kept = clean.map((loop) => {
    const own = all.subarray(at, at + loop.length);
    at += loop.length;
    writeFromSmallestPoint(loop, own);
    return own;
  });
  // Quotients of whole numbers are in the order of these.
  return kept.sort(compareLoops).map((xy): Polyline => ({ xy, closed: true }));
}

/** Returns true where no point of a closed loop of `n` numbers lies in line with its neighbours: most loops, and nothing needs to go. */
export function bendsEverywhere(grid: Float64Array, n: number): boolean {
  if (n < 6) return false;
  let x = grid[n - 2]!;
  let y = grid[n - 1]!;
  let ux = x - grid[n - 4]!;
  let uy = y - grid[n - 3]!;
  for (let i = 0; i < n; i += 2) {
    const px = grid[i]!;
    const py = grid[i + 1]!;
    const vx = px - x;
    const vy = py - y;
    if (ux * vy === uy * vx) return false;
    x = px;
    y = py;
    ux = vx;
    uy = vy;
  }
  return true;
}

/** Drops the points that do not bend a closed loop in grid units; fewer than three points left means no area. */
export function withoutCollinear(loop: Float64Array): Float64Array {
  const out = new Float64Array(loop.length);
  let n = 0;
  // Removing a spike can uncover another, so the points form a stack.
  for (let i = 0; i < loop.length; i += 2) {
    const x = loop[i]!;
    const y = loop[i + 1]!;
    while (n >= 4 && isStraight(out[n - 4]!, out[n - 3]!, out[n - 2]!, out[n - 1]!, x, y)) n -= 2;
    if (n >= 2 && out[n - 2] === x && out[n - 1] === y) continue;
    out[n] = x;
    out[n + 1] = y;
    n += 2;
  }
  // Close the ring: trim at both ends until the seam bends too.
  let first = 0;
  for (;;) {
    if (n - first < 6) return out.subarray(0, 0);
    const px = out[n - 2]!;
    const py = out[n - 1]!;
    if (isStraight(out[n - 4]!, out[n - 3]!, px, py, out[first]!, out[first + 1]!)) n -= 2;
    else if (isStraight(px, py, out[first]!, out[first + 1]!, out[first + 2]!, out[first + 3]!)) first += 2;
    else return out.slice(first, n);
  }
}

/** True where b adds nothing between a and c: on one line, or equal to one of them. Products are compared, both exact. */
function isStraight(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): boolean {
  return (bx - ax) * (cy - by) === (by - ay) * (cx - bx);
}

/** Writes the ring in mm, turned so that its smallest point comes first; where that point occurs twice, the smaller follower decides. */
function writeFromSmallestPoint(loop: Float64Array, out: Float64Array): void {
  const n = loop.length;
  let best = 0;
  let x = loop[0]!;
  let y = loop[1]!;
  for (let i = 2; i < n; i += 2) {
    const px = loop[i]!;
    if (px > x) continue;
    const py = loop[i + 1]!;
    if (px < x || py < y || (py === y && startsLower(loop, i, best))) {
      best = i;
      x = px;
      y = py;
    }
  }
  let k = 0;
  for (let i = best; i < n; i++) out[k++] = loop[i]! / GRID_PER_MM + 0;
  for (let i = 0; i < best; i++) out[k++] = loop[i]! / GRID_PER_MM + 0;
}

function startsLower(loop: Float64Array, a: number, b: number): boolean {
  const n = loop.length;
  for (let k = 2; k < n; k++) {
    const difference = loop[(a + k) % n]! - loop[(b + k) % n]!;
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Compares two loops by their points in turn, x before y: the order of canonical loops. */
export function compareLoops(a: Float64Array, b: Float64Array): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
