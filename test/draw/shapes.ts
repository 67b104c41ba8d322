/** Shapes, layers and measures that the tests of drawings share. */
import type { Area, Layer, Region } from '../../src/core/layer.ts';
import { coverRows, type FillRule, type PixelWindow } from '../../src/draw/coverage.ts';
import type { Raster } from '../../src/draw/raster.ts';
import { type GrowableFloats, growableFloats, pushFloat } from '../../src/geometry/growable.ts';

export function edgesOf(...loops: readonly (readonly number[])[]): GrowableFloats {
  const edges = growableFloats(16);
  for (const loop of loops) {
    for (let i = 0; i < loop.length; i += 2) {
      const next = (i + 2) % loop.length;
      for (const value of [loop[i]!, loop[i + 1]!, loop[next]!, loop[next + 1]!]) pushFloat(edges, value);
    }
  }
  return edges;
}

/** Coverage of every pixel of a window, row by row. */
export function coverageOf(edges: GrowableFloats, window: PixelWindow, rule: FillRule = 'nonzero'): Float64Array {
  const out = new Float64Array(window.width * window.height);
  coverRows(edges, window, rule, (y, cover, from, to) => {
    out.set(cover.subarray(from, to), (y - window.y) * window.width + from);
  });
  return out;
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Signed area by the shoelace formula. */
export function shoelace(xy: ArrayLike<number>): number {
  let twice = 0;
  for (let i = 0; i < xy.length; i += 2) {
    const next = (i + 2) % xy.length;
    twice += xy[i]! * xy[next + 1]! - xy[next]! * xy[i + 1]!;
  }
  return twice / 2;
}

export function circle(x: number, y: number, radius: number, points: number, clockwise = false): Float64Array {
  const xy = new Float64Array(2 * points);
  for (let i = 0; i < points; i++) {
    const angle = ((clockwise ? -2 : 2) * Math.PI * i) / points;
    xy[2 * i] = x + radius * Math.cos(angle);
    xy[2 * i + 1] = y + radius * Math.sin(angle);
  }
  return xy;
}

/** A rectangle counter-clockwise seen from above, or clockwise as a hole. */
export function box(x0: number, y0: number, x1: number, y1: number, clockwise = false): number[] {
  return clockwise ? [x0, y0, x0, y1, x1, y1, x1, y0] : [x0, y0, x1, y0, x1, y1, x0, y1];
}

export function region(outline: ArrayLike<number>, holes: ArrayLike<number>[] = [], area: Area = 'core'): Region {
  const loop = (xy: ArrayLike<number>) => ({ xy: Float64Array.from(xy), closed: true });
  return { partId: 'cage', regionId: null, area, outline: loop(outline), holes: holes.map(loop) };
}

export function layerOf(regions: readonly Region[], index = 12): Layer {
  return { index, zMm: 0.03 * (index + 1), thicknessMm: 0.03, regions, midlines: [] };
}

export function pixel(raster: Raster, x: number, y: number): number[] {
  const at = 4 * (y * raster.width + x);
  return [...raster.rgba.subarray(at, at + 4)];
}
