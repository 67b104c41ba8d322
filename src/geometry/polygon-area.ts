/** Area, centroid and length of lines of a layer. */
import type { Loops, Polyline } from '../core/polyline.ts';

/** Returns the area in mm2 that a closed line winds around: positive counter-clockwise, negative clockwise. */
export function signedAreaMm2(line: Polyline): number {
  const { xy } = line;
  let twiceArea = 0;
  // Shoelace about the first point: far from the origin the products would otherwise swallow the digits.
  const x0 = xy.length > 0 ? xy[0]! : 0;
  const y0 = xy.length > 0 ? xy[1]! : 0;
  for (let i = 4; i < xy.length; i += 2) {
    twiceArea += (xy[i - 2]! - x0) * (xy[i + 1]! - y0) - (xy[i]! - x0) * (xy[i - 1]! - y0);
  }
  return twiceArea / 2;
}

/** Returns the area in mm2 that loops bound together: outlines less their holes. */
export function loopsAreaMm2(loops: Loops): number {
  let area = 0;
  for (const loop of loops) area += signedAreaMm2(loop);
  return area;
}

/** Returns the centroid x, y in mm of the area inside a closed line; of a line without area the mean of its points. */
export function centroidMm(line: Polyline): readonly [number, number] {
  const { xy } = line;
  const points = xy.length / 2;
  if (points === 0) return [0, 0];
  const x0 = xy[0]!;
  const y0 = xy[1]!;
  let twiceArea = 0;
  let sumX = 0;
  let sumY = 0;
  let meanX = 0;
  let meanY = 0;
  for (let i = 2; i < xy.length; i += 2) {
    const ax = xy[i - 2]! - x0;
    const ay = xy[i - 1]! - y0;
    const bx = xy[i]! - x0;
    const by = xy[i + 1]! - y0;
    const cross = ax * by - bx * ay;
    twiceArea += cross;
    sumX += (ax + bx) * cross;
    sumY += (ay + by) * cross;
    meanX += bx;
    meanY += by;
  }
  if (twiceArea === 0) return [x0 + meanX / points, y0 + meanY / points];
  return [x0 + sumX / (3 * twiceArea), y0 + sumY / (3 * twiceArea)];
}

/** Returns the length of a line in mm, of a closed one with the stretch from its last point to its first. */
export function lengthMm(line: Polyline): number {
  const { xy, closed } = line;
  let length = 0;
  for (let i = 2; i < xy.length; i += 2) length += distance(xy, i - 2, i);
  if (closed && xy.length > 2) length += distance(xy, xy.length - 2, 0);
  return length;
}

function distance(xy: Float64Array, a: number, b: number): number {
  const dx = xy[b]! - xy[a]!;
  const dy = xy[b + 1]! - xy[a + 1]!;
  return Math.sqrt(dx * dx + dy * dy);
}
