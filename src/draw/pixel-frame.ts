/** Where millimetres lie on a picture. */

/** The upper left corner of the drawn box in mm and in pixels, and the scale; y points up in mm and down in pixels. */
export interface PixelFrame {
  readonly xMinMm: number;
  readonly yMaxMm: number;
  readonly pixelsPerMm: number;
  readonly leftPx: number;
  readonly topPx: number;
}

/** Returns points x0,y0,... in mm as pixels. */
export function toPixels(xyMm: Float64Array, frame: PixelFrame): Float64Array {
  const out = new Float64Array(xyMm.length);
  for (let i = 0; i < xyMm.length; i += 2) {
    out[i] = frame.leftPx + (xyMm[i]! - frame.xMinMm) * frame.pixelsPerMm;
    out[i + 1] = frame.topPx + (frame.yMaxMm - xyMm[i + 1]!) * frame.pixelsPerMm;
  }
  return out;
}
