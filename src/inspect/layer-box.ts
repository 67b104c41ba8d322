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
  let xMin = Infinity;
  let yMin = Infinity;
  let xMax = -Infinity;
  let yMax = -Infinity;
  const take = (xy: Float64Array): void => {
    for (let i = 0; i + 1 < xy.length; i += 2) {
      const x = xy[i]!;
      const y = xy[i + 1]!;
      if (x < xMin) xMin = x;
      if (x > xMax) xMax = x;
      if (y < yMin) yMin = y;
      if (y > yMax) yMax = y;
    }
  };
  for (const line of layer.polylines) take(line.xy);
  for (const hatches of layer.hatches) take(hatches.xyxy);
  return xMax < xMin ? null : { layer: layer.index, zMm: layer.zMm, xMin, yMin, xMax, yMax };
}
