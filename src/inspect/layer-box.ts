/** The box of one layer's content. */
import type { InspectedLayer } from './inspected-layer.ts';

/** Smallest box in mm around all points of a layer, at the height of the layer. */
export interface LayerBox {
  readonly layer: number;
  readonly zMm: number;
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/** Returns the box of a layer, or null when it holds no point. */
export function layerBox(layer: InspectedLayer): LayerBox | null {
  // Least x and y, largest x and y.
  const box = Float64Array.of(Infinity, Infinity, -Infinity, -Infinity);
  for (const line of layer.polylines) extend(box, line.xy);
  for (const hatches of layer.hatches) extend(box, hatches.xyxy);
  const [xMin, yMin, xMax, yMax] = [box[0]!, box[1]!, box[2]!, box[3]!];
  return xMax < xMin ? null : { layer: layer.index, zMm: layer.zMm, xMin, yMin, xMax, yMax };
}

function extend(box: Float64Array, xy: Float64Array): void {
  let xMin = box[0]!;
  let yMin = box[1]!;
  let xMax = box[2]!;
  let yMax = box[3]!;
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const x = xy[i]!;
    const y = xy[i + 1]!;
    if (x < xMin) xMin = x;
    if (x > xMax) xMax = x;
    if (y < yMin) yMin = y;
    if (y > yMax) yMax = y;
  }
  box[0] = xMin;
  box[1] = yMin;
  box[2] = xMax;
  box[3] = yMax;
}
