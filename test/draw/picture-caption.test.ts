import { describe, expect, test } from 'vitest';
import { PATH_COLOURS, PLAIN_COLOURS, rgbaOf } from '../../src/draw/colours.ts';
import { captionHeightPx, drawCaption, scaleBarMm } from '../../src/draw/picture-caption.ts';
import { createRaster } from '../../src/draw/raster.ts';
import { layerOf, pixel } from './shapes.ts';

describe('scaleBarMm', () => {
  test.each([
    [24, 5],
    [100, 20],
    [3, 1],
    [1, 0.2],
    [0.1, 0.02],
    [250, 50],
    [290, 100],
  ])('a drawing %d mm wide gets a bar of %d mm', (widthMm, barMm) => {
    expect(scaleBarMm(widthMm)).toBeCloseTo(barMm, 12);
  });
});

describe('drawCaption', () => {
  const legend = Object.entries(PATH_COLOURS) as [string, `#${string}`][];

  test('the bar of a 24 mm drawing at 10 px/mm is 5 mm, 50 pixels, long', () => {
    const raster = createRaster(264, 100, rgbaOf(PLAIN_COLOURS.paper));
    drawCaption(
      raster,
      { leftPx: 12, topPx: 10, widthPx: 240 },
      { pixelsPerMm: 10, boxWidthMm: 24, layer: layerOf([]), legend: [] },
    );
    // Between the ticks at 12.5 and 62.5 the bar alone has ink, half in each of two rows.
    let longest = 0;
    for (let y = 0; y < raster.height; y++) {
      let run = 0;
      while (pixel(raster, 13 + run, y)[0]! < 250) run++;
      longest = Math.max(longest, run);
    }
    expect(longest).toBe(50);
  });

  test('the legend grows by a row where the entries do not fit side by side', () => {
    const wide = captionHeightPx(legend, 1000);
    expect(captionHeightPx([], 1000)).toBeLessThan(wide);
    expect(captionHeightPx(legend, 300)).toBeGreaterThan(wide);
    expect(captionHeightPx(legend, 10)).toBe(
      captionHeightPx([], 10) + legend.length * (wide - captionHeightPx([], 10)),
    );
  });

  test('each key has its colour in the legend', () => {
    const raster = createRaster(1000, 60, rgbaOf(PLAIN_COLOURS.paper));
    drawCaption(
      raster,
      { leftPx: 0, topPx: 0, widthPx: 1000 },
      { pixelsPerMm: 10, boxWidthMm: 24, layer: layerOf([]), legend },
    );
    const seen = new Set<string>();
    for (let y = 0; y < 60; y++) for (let x = 0; x < 1000; x++) seen.add(pixel(raster, x, y).join());
    for (const [, colour] of legend) expect(seen).toContain(rgbaOf(colour).join());
  });
});
