/** The closed contours of a layer made ready to measure. Nothing is repaired: each oddity is kept for its rule. */
import { signedAreaMm2 } from '../geometry/polygon-area.ts';
import type { InspectedLayer, InspectedPolyline } from './inspected-layer.ts';

/** A closed contour of the file with what was found on it. */
export interface ShapeContour {
  readonly line: InspectedPolyline;
  /** Distance from the last point to the first in mm; 0 when they are the same. */
  readonly gapMm: number;
  /** Signed area in mm2 as the points run: positive counter-clockwise. */
  readonly areaMm2: number;
  /** Points that repeat the one before them, the closing point aside. */
  readonly repeats: number;
}

/** A layer with its contours. */
export interface LayerShape {
  readonly layer: InspectedLayer;
  readonly contours: readonly ShapeContour[];
  /**
   * Contours that bound an area, without the closing point and turned so that the solid is on the left as their
   * direction says; one that is open is closed by a straight line.
   */
  readonly loops: readonly Float64Array[];
  /** The contour of each loop. */
  readonly contourOf: readonly ShapeContour[];
}

/** Returns the shape of a layer; contours with less than three points or `minAreaMm2` bound nothing. */
export function layerShape(layer: InspectedLayer, contourGapMm: number, minAreaMm2: number): LayerShape {
  const contours: ShapeContour[] = [];
  const loops: Float64Array[] = [];
  const contourOf: ShapeContour[] = [];
  for (const line of layer.polylines) {
    if (line.direction === 'open') continue;
    const { xy, direction } = line;
    const n = xy.length;
    const gapMm = n < 4 ? 0 : Math.hypot(xy[n - 2]! - xy[0]!, xy[n - 1]! - xy[1]!);
    const loop = n >= 4 && gapMm <= contourGapMm ? xy.subarray(0, n - 2) : xy;
    const areaMm2 = signedAreaMm2({ xy: loop, closed: true });
    const contour = { line, gapMm, areaMm2, repeats: countRepeats(loop) };
    contours.push(contour);
    if (loop.length < 6 || Math.abs(areaMm2) < minAreaMm2) continue;
    loops.push(areaMm2 > 0 === (direction === 'outer') ? loop : reversed(loop));
    contourOf.push(contour);
  }
  return { layer, contours, loops, contourOf };
}

function countRepeats(xy: Float64Array): number {
  let repeats = 0;
  for (let i = 2; i < xy.length; i += 2) if (xy[i] === xy[i - 2] && xy[i + 1] === xy[i - 1]) repeats++;
  return repeats;
}

function reversed(xy: Float64Array): Float64Array {
  const back = new Float64Array(xy.length);
  for (let i = 0, j = xy.length - 2; i < xy.length; i += 2, j -= 2) {
    back[i] = xy[j]!;
    back[i + 1] = xy[j + 1]!;
  }
  return back;
}
