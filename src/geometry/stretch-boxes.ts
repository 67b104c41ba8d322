/** Boxes of stretches of segments, so that many that are far from something are passed over at once. */
import type { LoopSegments } from './loop-segments.ts';

/** Segments of a stretch, in the order of their numbers; one may hold the end of a loop and the beginning of the next. */
export const STRETCH = 8;

/** Numbers of a box: least x, greatest x, least y, greatest y. */
export const BOX = 4;

/** Returns the boxes of the stretches of a set; stretch s holds the segments from `s * STRETCH` on. */
export function boxesOf({ x, y, next }: LoopSegments): Float64Array {
  const n = next.length;
  const boxes = new Float64Array(Math.ceil(n / STRETCH) * BOX);
  for (let from = 0, box = 0; from < n; from += STRETCH, box += BOX) {
    const to = Math.min(n, from + STRETCH);
    let xLow = x[from]!;
    let xHigh = xLow;
    let yLow = y[from]!;
    let yHigh = yLow;
    for (let i = from; i < to; i++) {
      const k = next[i]!;
      const px = x[k]!;
      const py = y[k]!;
      if (px < xLow) xLow = px;
      else if (px > xHigh) xHigh = px;
      if (py < yLow) yLow = py;
      else if (py > yHigh) yHigh = py;
      // The first vertex of a loop is the end of no segment before it.
      if (k !== i + 1 && i + 1 < to) {
        const qx = x[i + 1]!;
        const qy = y[i + 1]!;
        if (qx < xLow) xLow = qx;
        else if (qx > xHigh) xHigh = qx;
        if (qy < yLow) yLow = qy;
        else if (qy > yHigh) yHigh = qy;
      }
    }
    boxes[box] = xLow;
    boxes[box + 1] = xHigh;
    boxes[box + 2] = yLow;
    boxes[box + 3] = yHigh;
  }
  return boxes;
}
