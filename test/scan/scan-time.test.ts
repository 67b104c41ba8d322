import { describe, expect, test } from 'vitest';
import type { Toolpath, ToolpathLayer } from '../../src/core/toolpath.ts';
import { scanTime } from '../../src/scan/scan-time.ts';
import { rectangle } from './shapes.ts';

const layer = (...toolpaths: Toolpath[]): ToolpathLayer => ({ index: 0, zMm: 0.03, thicknessMm: 0.03, toolpaths });
const hatch = (params: string, ...xyxy: number[]): Toolpath => ({
  kind: 'hatch',
  params,
  partId: 'a',
  regionId: null,
  area: 'core',
  lines: { xyxy: Float64Array.from(xyxy) },
});
const contour = (closed: boolean): Toolpath => ({
  kind: 'contour',
  params: 'contour-outer',
  partId: 'a',
  regionId: null,
  area: 'core',
  path: { xy: rectangle(0, 0, 10, 5).xy, closed },
});
const speeds = {
  speedMmPerS: { 'hatch-core': 1000, 'contour-outer': 500 },
  jumpSpeedMmPerS: 5000,
  jumpDelayUs: 100,
  markDelayUs: 0,
};

describe('time of a layer', () => {
  test('two vectors of 10 mm at 1000 mm/s, 0.1 mm apart, with a jump delay of 100 us take 20.12 ms', () => {
    // 2 x 10 ms of exposure, one jump of 0.1 mm at 5000 mm/s = 0.02 ms, one delay of 0.1 ms.
    const time = scanTime(layer(hatch('hatch-core', 0, 0, 10, 0, 10, 0.1, 0, 0.1)), speeds);
    expect(time.exposureS).toBeCloseTo(0.02, 12);
    expect(time.jumpS).toBeCloseTo(0.000_02, 12);
    expect(time.delayS).toBeCloseTo(0.0001, 12);
    expect(time.totalS).toBeCloseTo(0.020_12, 12);
  });

  test('a closed contour runs back to its start, an open one does not', () => {
    expect(scanTime(layer(contour(true)), speeds)).toMatchObject({ exposureMm: 30, jumps: 0, exposureS: 0.06 });
    expect(scanTime(layer(contour(false)), speeds)).toMatchObject({ exposureMm: 25, jumps: 0, exposureS: 0.05 });
  });

  test('the jump from a closed contour leaves from its start, from an open one from its end', () => {
    const next = hatch('hatch-core', 0, 5, 0, 6);
    expect(scanTime(layer(contour(true), next), speeds)).toMatchObject({ jumpMm: 5, jumps: 1 });
    expect(scanTime(layer(contour(false), next), speeds)).toMatchObject({ jumpMm: 0, jumps: 0 });
  });

  test('delays after a jump and after a line add up per jump', () => {
    const lines = layer(hatch('hatch-core', 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0));
    const time = scanTime(lines, { ...speeds, jumpDelayUs: 150, markDelayUs: 250 });
    expect(time.jumps).toBe(2);
    expect(time.delayS).toBeCloseTo(0.0008, 12);
  });

  test('each key has its own speed, and one without is refused', () => {
    const two = layer(contour(true), hatch('hatch-core', 0, 0, 10, 0));
    expect(scanTime(two, speeds).exposureS).toBeCloseTo(0.06 + 0.01, 12);
    expect(() => scanTime(layer(hatch('unknown', 0, 0, 1, 0)), speeds)).toThrow('unknown > speedMmPerS');
  });

  test('an empty layer takes no time', () => {
    expect(scanTime(layer(), speeds).totalS).toBe(0);
  });
});
