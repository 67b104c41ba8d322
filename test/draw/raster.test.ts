import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import { createRaster, fillEdges } from '../../src/draw/raster.ts';
import { box, edgesOf, pixel } from './shapes.ts';

describe('fillEdges', () => {
  test('a pixel covered by a quarter takes a quarter of the colour', () => {
    const raster = createRaster(2, 1, [255, 255, 255, 255]);
    fillEdges(raster, edgesOf(box(0, 0, 0.25, 1)), [55, 155, 255, 255]);
    expect(pixel(raster, 0, 0)).toEqual([205, 230, 255, 255]);
    expect(pixel(raster, 1, 0)).toEqual([255, 255, 255, 255]);
  });

  test('on a clear picture half a pixel gets the pure colour at half opacity', () => {
    const raster = createRaster(1, 1, [0, 0, 0, 0]);
    fillEdges(raster, edgesOf(box(0, 0, 0.5, 1)), [200, 100, 50, 255]);
    expect(pixel(raster, 0, 0)).toEqual([200, 100, 50, 128]);
  });

  test('opacity 51 of 255 lays a fifth of the colour over the paper', () => {
    const raster = createRaster(1, 1, [255, 255, 255, 255]);
    fillEdges(raster, edgesOf(box(0, 0, 1, 1)), [0, 0, 0, 51]);
    expect(pixel(raster, 0, 0)).toEqual([204, 204, 204, 255]);
  });

  test('nothing outside the window is painted', () => {
    const raster = createRaster(6, 6, [255, 255, 255, 255]);
    fillEdges(raster, edgesOf(box(-50, -50, 50, 50)), [0, 0, 0, 255], 'nonzero', { x: 1, y: 2, width: 3, height: 2 });
    const black: string[] = [];
    for (let y = 0; y < 6; y++) for (let x = 0; x < 6; x++) if (pixel(raster, x, y)[0] === 0) black.push(`${x},${y}`);
    expect(black).toEqual(['1,2', '2,2', '3,2', '1,3', '2,3', '3,3']);
  });
});

test.each([
  [0, 5],
  [5, -1],
  [1.5, 2],
  [100_000, 100_000],
  [Number.NaN, 1],
])('a picture of %d x %d pixels is refused', (width, height) => {
  expect(() => createRaster(width, height, [0, 0, 0, 255])).toThrow(PrepError);
});
