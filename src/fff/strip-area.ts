/** Area of the strip of a bead. */
import type { Polyline } from '../core/polyline.ts';

/** Returns the sum of mean width x length over the steps of a line, in mm2; width x height x length is the extruded volume. */
export function stripAreaMm2({ xy, closed }: Polyline, widthMm: Float64Array): number {
  let area = 0;
  for (let i = 2; i < xy.length; i += 2) area += step(xy, i - 2, i, widthMm);
  if (closed && xy.length > 2) area += step(xy, xy.length - 2, 0, widthMm);
  return area;
}

function step(xy: Float64Array, a: number, b: number, widthMm: Float64Array): number {
  const dx = xy[b]! - xy[a]!;
  const dy = xy[b + 1]! - xy[a + 1]!;
  return Math.sqrt(dx * dx + dy * dy) * 0.5 * (widthMm[a >> 1]! + widthMm[b >> 1]!);
}
