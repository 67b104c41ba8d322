/** Lines as single vectors. */
import type { Polyline } from '../core/polyline.ts';

/** Returns the vectors of lines, in order along each: x0, y0, x1, y1 a vector. */
export function vectorsOf(lines: readonly Polyline[]): Float64Array {
  let count = 0;
  for (const { xy, closed } of lines) count += xy.length / 2 - (closed ? 0 : 1);
  const xyxy = new Float64Array(4 * count);
  let n = 0;
  for (const { xy, closed } of lines) {
    const points = xy.length / 2;
    for (let i = 0; i < (closed ? points : points - 1); i++) {
      const k = i + 1 < points ? i + 1 : 0;
      xyxy[n++] = xy[2 * i]!;
      xyxy[n++] = xy[2 * i + 1]!;
      xyxy[n++] = xy[2 * k]!;
      xyxy[n++] = xy[2 * k + 1]!;
    }
  }
  return xyxy;
}
