import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import type { Toolpath, ToolpathLayer } from '../../src/core/toolpath.ts';
import {
  AREA_COLOURS,
  PATH_COLOURS,
  PLAIN_COLOURS,
  pathColours,
  rgbaOf,
  SPARE_COLOURS,
} from '../../src/draw/colours.ts';
import { drawLayer } from '../../src/draw/layer-picture.ts';
import type { Raster } from '../../src/draw/raster.ts';
import { box, layerOf, pixel, region } from './shapes.ts';

const MARGIN = 12;
const BOX = [0, 0, 20, 10] as const;
const OPTIONS = { boxMm: BOX, pixelsPerMm: 10, caption: false };
const OF_PART = { partId: 'cage', regionId: null };

function toolpaths(...paths: Toolpath[]): ToolpathLayer {
  return { index: 12, zMm: 0.39, thicknessMm: 0.03, toolpaths: paths };
}

function hatch(params: string, ...xyxy: number[]): Toolpath {
  return { ...OF_PART, kind: 'hatch', params, area: 'core', lines: { xyxy: Float64Array.from(xyxy) } };
}

function contour(params: string, closed: boolean, ...xy: number[]): Toolpath {
  return { ...OF_PART, kind: 'contour', params, area: 'core', path: { xy: Float64Array.from(xy), closed } };
}

function countOf(raster: Raster, colour: readonly number[]): number {
  let count = 0;
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < raster.width; x++) if (pixel(raster, x, y).join() === colour.join()) count++;
  }
  return count;
}

describe('drawLayer', () => {
  const square = layerOf([region(box(1, 1, 9, 9), [box(3, 3, 6, 6, true)]), region(box(12, 6, 18, 9), [], 'upskin')]);
  const at = (raster: Raster, xMm: number, yMm: number) =>
    pixel(raster, MARGIN + Math.floor(xMm * 10), MARGIN + Math.floor((10 - yMm) * 10));

  test('solid is grey, a hole is paper, an upskin has its own tint, and y points up', () => {
    const raster = drawLayer(square, null, OPTIONS);
    expect([raster.width, raster.height]).toEqual([200 + 2 * MARGIN, 100 + 2 * MARGIN]);
    expect(at(raster, 2, 2)).toEqual([...rgbaOf(AREA_COLOURS.core)]);
    expect(at(raster, 4.5, 4.5)).toEqual([...rgbaOf(PLAIN_COLOURS.paper)]);
    expect(at(raster, 15, 8)).toEqual([...rgbaOf(AREA_COLOURS.upskin)]);
    expect(at(raster, 15, 2)).toEqual([...rgbaOf(PLAIN_COLOURS.paper)]);
  });

  test('the grey area is 80 x 80 pixels less the hole, and less the boundary that lies over its edge', () => {
    const raster = drawLayer(layerOf([region(box(1, 1, 9, 9), [box(3, 3, 6, 6, true)])]), null, OPTIONS);
    // The boundary is 1.2 px wide and reaches 0.6 px inward: one pixel along each edge.
    expect(countOf(raster, rgbaOf(AREA_COLOURS.core))).toBe(78 * 78 - 32 * 32);
  });

  test('at true width, vectors cover their length times the width of the track', () => {
    const paths = toolpaths(hatch('hatch-core', 2, 2, 8, 2, 8, 7, 2, 7), contour('contour-outer', false, 12, 1, 12, 5));
    const raster = drawLayer(layerOf([]), paths, { ...OPTIONS, trackWidthMm: 0.4 });
    expect(countOf(raster, rgbaOf(PATH_COLOURS['hatch-core']!))).toBe(2 * 60 * 4);
    expect(countOf(raster, rgbaOf(PATH_COLOURS['contour-outer']!))).toBe(40 * 4);
  });

  test('beads are drawn as wide as they are', () => {
    const path = { xy: Float64Array.of(2, 5, 12, 5), closed: false };
    const bead: Toolpath = {
      ...OF_PART,
      kind: 'bead',
      params: 'perimeter',
      feature: 'perimeter',
      path,
      widthMm: Float64Array.of(1, 1),
      heightMm: 0.1,
    };
    const colour = rgbaOf(pathColours(['perimeter']).get('perimeter')!);
    const pixels = countOf(drawLayer(layerOf([]), toolpaths(bead), OPTIONS), colour);
    // 100 x 10 pixels and two half discs of radius 5, of which only whole pixels have the pure colour.
    expect(pixels).toBeGreaterThan(1000 + 40);
    expect(pixels).toBeLessThan(1000 + 79);
    const half = countOf(drawLayer(layerOf([]), toolpaths(bead), { ...OPTIONS, beadShare: 0.5 }), colour);
    expect(half).toBeGreaterThan(400);
    expect(half).toBeLessThan(525);
  });

  test('the middle lines of a sheet are drawn', () => {
    const path = { xy: Float64Array.of(2, 5.05, 12, 5.05), closed: false };
    const midline = { ...OF_PART, path, thicknessMm: Float64Array.of(0.2, 0.2) };
    const raster = drawLayer({ ...layerOf([]), midlines: [midline] }, null, OPTIONS);
    expect(countOf(raster, rgbaOf(PLAIN_COLOURS.midline))).toBe(100);
  });

  test('what lies outside the box does not spill into the margin', () => {
    const big = layerOf([region(box(-50, -50, 50, 50))]);
    const paths = toolpaths(hatch('hatch-core', -50, 5, 50, 5));
    const raster = drawLayer(big, paths, OPTIONS);
    for (let x = 0; x < raster.width; x++) {
      expect(pixel(raster, x, 3)).toEqual([255, 255, 255, 255]);
      expect(pixel(raster, x, raster.height - 3)).toEqual([255, 255, 255, 255]);
    }
    expect(pixel(raster, 3, MARGIN + 50)).toEqual([255, 255, 255, 255]);
    expect(pixel(raster, MARGIN - 1, MARGIN + 50)).toEqual([...rgbaOf(PLAIN_COLOURS.frame)]);
  });

  test('with a caption the picture grows downward, and the drawing stays the same', () => {
    const plain = drawLayer(square, null, { ...OPTIONS, boxMm: [0, 0, 40, 10] });
    const told = drawLayer(square, null, { boxMm: [0, 0, 40, 10], pixelsPerMm: 10 });
    expect(told.width).toBe(plain.width);
    expect(told.height).toBeGreaterThan(plain.height);
    const drawn = plain.width * (MARGIN + 100) * 4;
    expect(Buffer.compare(told.rgba.subarray(0, drawn), plain.rgba.subarray(0, drawn))).toBe(0);
  });

  test('with the keys of the whole job a key keeps its colour in every layer', () => {
    const line = hatch('zig', 2, 2.2, 8, 2.2);
    const options = { ...OPTIONS, trackWidthMm: 0.4 };
    const alone = drawLayer(layerOf([]), toolpaths(line), options);
    const inJob = drawLayer(layerOf([]), toolpaths(line), { ...options, keys: ['alpha', 'zig'] });
    expect(at(alone, 5, 2.15)).toEqual([...rgbaOf(SPARE_COLOURS[0]!)]);
    expect(at(inJob, 5, 2.15)).toEqual([...rgbaOf(SPARE_COLOURS[1]!)]);
  });

  test('a box of 2.3 mm at 10 pixels per mm is 23 pixels wide', () => {
    expect(drawLayer(layerOf([]), null, { ...OPTIONS, boxMm: [0.1, 0, 2.4, 2.3] }).width).toBe(23 + 2 * MARGIN);
  });

  test('two runs give the same bytes', () => {
    const paths = toolpaths(hatch('hatch-core', 2, 2, 8, 7.7), contour('contour-outer', true, 1, 1, 9, 1.3, 5, 8));
    const options = { boxMm: BOX, pixelsPerMm: 17.3 };
    expect(drawLayer(square, paths, options)).toEqual(drawLayer(square, paths, options));
  });

  test('a box without area and a scale of zero are refused', () => {
    for (const bad of [
      { ...OPTIONS, boxMm: [0, 0, 0, 10] as const },
      { ...OPTIONS, pixelsPerMm: 0 },
    ]) {
      expect(() => drawLayer(square, null, bad)).toThrow(PrepError);
    }
  });
});
