/** Corners of a line: where its direction turns by more than an angle at one place. */
import type { Polyline } from '../../core/polyline.ts';
import { cosineOfCycles } from '../../geometry/sine.ts';

/** The direction before and after a point is taken over this length, so that the grid of coordinates makes no corners; corners closer than it are one. */
const REACH_MM = 0.02;
/** An angle counts when it is met but for this, which the grid of coordinates may take from it. */
const ROUNDING_DEG = 0.2;

/**
 * Returns the numbers of the points, rising, at which a line turns by `leastTurnDeg` or more, to either side; 0 is straight on and 180 back. A
 * corner that is rounded with more than the reach of a point turns gently and is none. Ends of an open line are none.
 */
export function cornersOf({ xy, closed }: Polyline, lengths: Float64Array, leastTurnDeg: number): number[] {
  const n = xy.length / 2;
  const wholeMm = lengths[lengths.length - 1]!;
  const limit = cosineOfCycles(Math.max(leastTurnDeg - ROUNDING_DEG, 0) / 360);
  const found: number[] = [];
  const cosines: number[] = [];
  for (let i = closed ? 0 : 1; i < (closed ? n : n - 1); i++) {
    const cosine = turnCosine(xy, closed, i);
    if (!(cosine <= limit)) continue;
    found.push(i);
    cosines.push(cosine);
  }
  const isNear = (a: number, b: number): boolean => {
    const apart = Math.abs(lengths[found[a]!]! - lengths[found[b]!]!);
    return apart <= REACH_MM || (closed && wholeMm - apart <= REACH_MM);
  };
  // Of several within the reach the sharpest one stands for all, the first of equals.
  const isSharpest = (k: number, step: 1 | -1): boolean => {
    for (let far = 1; far < found.length; far++) {
      const m = k + step * far;
      const other = (m + found.length) % found.length;
      if ((!closed && other !== m) || !isNear(k, other)) return true;
      if (cosines[other]! < cosines[k]! || (cosines[other] === cosines[k] && other < k)) return false;
    }
    return true;
  };
  return found.filter((_, k) => isSharpest(k, 1) && isSharpest(k, -1));
}

/** Cosine of the turn at a point: 1 straight on, -1 back. */
function turnCosine(xy: Float64Array, closed: boolean, i: number): number {
  const [ax, ay] = reachFrom(xy, closed, i, -1);
  const [bx, by] = reachFrom(xy, closed, i, 1);
  return -(ax * bx + ay * by) / Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
}

/** The way from a point to the place that lies the reach away along the line, forwards or backwards; on one edge its whole length, which is the most exact. */
function reachFrom(xy: Float64Array, closed: boolean, i: number, step: 1 | -1): readonly [number, number] {
  const n = xy.length / 2;
  const [x, y] = [xy[2 * i]!, xy[2 * i + 1]!];
  let [fromX, fromY] = [x, y];
  let left = REACH_MM;
  for (let k = 1; k < n; k++) {
    const at = i + step * k;
    if (!closed && (at < 0 || at >= n)) break;
    const to = (at + n) % n;
    const [toX, toY] = [xy[2 * to]!, xy[2 * to + 1]!];
    const dx = toX - fromX;
    const dy = toY - fromY;
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length >= left) {
      if (k === 1) return [dx, dy];
      return [fromX + (left / length) * dx - x, fromY + (left / length) * dy - y];
    }
    left -= length;
    [fromX, fromY] = [toX, toY];
  }
  return [fromX - x, fromY - y];
}
