import { expect, test } from 'vitest';
import { createBrush } from '../../src/draw/brush.ts';
import { addLoop } from '../../src/draw/edges.ts';
import { createRaster, wholeOf } from '../../src/draw/raster.ts';
import { box, pixel } from './shapes.ts';

test('more shapes than one batch holds are all painted, each once, and the memory stays bounded', () => {
  const raster = createRaster(100, 60, [255, 255, 255, 255]);
  const brush = createBrush(raster, [0, 0, 0, 255], wholeOf(raster));
  // Each pixel gets 25 slices of a fiftieth: 600000 edges, which is more than the 2^19 of a batch.
  let most = 0;
  for (let i = 0; i < 6000; i++) {
    const [x, y] = [i % 100, Math.floor(i / 100)];
    for (let k = 0; k < 25; k++)
      addLoop(brush.edges, Float64Array.from(box(x + k / 50, y, x + (k + 1) / 50, y + 1, true)));
    most = Math.max(most, brush.edges.length / 4);
    brush.endShape();
  }
  brush.finish();
  for (let i = 0; i < 6000; i++) expect(pixel(raster, i % 100, Math.floor(i / 100))).toEqual([128, 128, 128, 255]);
  expect(most).toBeGreaterThan(2 ** 19);
  expect(most).toBeLessThan(2 ** 19 + 200);
  expect(brush.edges.length).toBe(0);
});
