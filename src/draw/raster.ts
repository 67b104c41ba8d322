/** A picture of pixels, and the one way to paint on it: filling the area inside edges. */
import { PrepError } from '../core/prep-error.ts';
import type { GrowableFloats } from '../geometry/growable.ts';
import { coverRows, type FillRule, type PixelWindow } from './coverage.ts';

/** Red, green, blue and opacity, each 0..255. */
export type Rgba = readonly [number, number, number, number];

/** Pixels row by row from the top, four bytes red, green, blue, opacity (not premultiplied) each. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** Pixels of the largest picture, a square of 8192: 256 MiB. */
const MAX_PIXELS = 2 ** 26;

/** Share of a pixel that moves no colour by half a step of 255. */
const NEGLIGIBLE = 1e-9;

/** Returns a picture of one colour. */
export function createRaster(width: number, height: number, colour: Rgba): Raster {
  if (
    !(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0 && width * height <= MAX_PIXELS)
  ) {
    throw new PrepError('value-out-of-range', `a picture of ${width} x ${height} pixels cannot be drawn`);
  }
  const rgba = new Uint8Array(4 * width * height);
  // One colour is the same four bytes over and over: each copy doubles them.
  rgba.set(colour);
  for (let done = 4; done < rgba.length; done *= 2) rgba.copyWithin(done, 0, Math.min(done, rgba.length - done));
  return { width, height, rgba };
}

/** The whole of a raster as a window. */
export function wholeOf(raster: Raster): PixelWindow {
  return { x: 0, y: 0, width: raster.width, height: raster.height };
}

/**
 * Fills the polygons that directed edges form, with exact anti-aliasing.
 *
 * @param edges - x0,y0,x1,y1 per edge in pixels, as `coverRows` takes them
 * @param window - nothing outside is painted; must lie inside the raster
 */
export function fillEdges(
  raster: Raster,
  edges: GrowableFloats,
  colour: Rgba,
  rule: FillRule = 'nonzero',
  window: PixelWindow = wholeOf(raster),
): void {
  const { rgba } = raster;
  const [r, g, b, a] = colour;
  coverRows(edges, window, rule, (y, cover, from, to) => {
    let at = 4 * (y * raster.width + window.x + from);
    for (let i = from; i < to; i++, at += 4) {
      const share = (cover[i]! * a) / 255;
      // What rounding leaves outside of a shape changes no pixel that is there, and inside it no other than a whole one.
      if (share < NEGLIGIBLE && (share === 0 || rgba[at + 3] !== 0)) continue;
      if (share > 1 - NEGLIGIBLE) {
        rgba[at] = r;
        rgba[at + 1] = g;
        rgba[at + 2] = b;
        rgba[at + 3] = 255;
        continue;
      }
      // Source over destination (Porter and Duff 1984), in the values of the file as browsers do.
      const under = (rgba[at + 3]! / 255) * (1 - share);
      const sum = share + under;
      rgba[at] = Math.round((r * share + rgba[at]! * under) / sum);
      rgba[at + 1] = Math.round((g * share + rgba[at + 1]! * under) / sum);
      rgba[at + 2] = Math.round((b * share + rgba[at + 2]! * under) / sum);
      rgba[at + 3] = Math.round(255 * sum);
    }
  });
}
