import { describe, expect, test } from 'vitest';
import type { Toolpath, ToolpathLayer } from '../../src/core/toolpath.ts';
import { scanTime } from '../../src/scan/scan-time.ts';
import { rectangle } from './shapes.ts';
import { plainTiming } from './timing/plain-timing.ts';

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
  'hatch-core': { ...plainTiming(1000, 5000), jumpDelayUs: 100 },
  'contour-outer': { ...plainTiming(500, 5000), jumpDelayUs: 100 },
};

describe('time of a layer', () => {
  test('two vectors of 10 mm at 1000 mm/s, 0.1 mm apart, with a jump delay of 100 us take 20.22 ms', () => {
    // 2 x 10 ms of exposure, one jump of 0.1 mm at 5000 mm/s = 0.02 ms, the delay of 0.1 ms before each.
    const time = scanTime(layer(hatch('hatch-core', 0, 0, 10, 0, 10, 0.1, 0, 0.1)), speeds);
    expect(time.exposureS).toBeCloseTo(0.02, 12);
    expect(time.jumpS).toBeCloseTo(0.000_02, 12);
    expect(time.delayS).toBeCloseTo(0.0002, 12);
    expect(time.totalS).toBeCloseTo(0.020_22, 12);
  });

  test('a closed contour runs back to its start, an open one does not', () => {
    const [closed, open] = [true, false].map((is) => scanTime(layer(contour(is)), speeds));
    expect(closed).toMatchObject({ exposureMm: 30, jumps: 1, exposureS: expect.closeTo(0.06, 12) });
    expect(open).toMatchObject({ exposureMm: 25, jumps: 1, exposureS: expect.closeTo(0.05, 12) });
  });

  test('the jump from a closed contour leaves from its start, from an open one from its end', () => {
    const next = hatch('hatch-core', 0, 5, 0, 6);
    expect(scanTime(layer(contour(true), next), speeds)).toMatchObject({ jumpMm: 5, jumps: 2 });
    expect(scanTime(layer(contour(false), next), speeds)).toMatchObject({ jumpMm: 0, jumps: 1 });
  });

  test('the jump to a path waits as the path wants, the end of a path as that one', () => {
    const of = {
      'contour-outer': { ...plainTiming(500, 5000), jumpDelayUs: 1, markDelayUs: 20, polygonDelayUs: 300 },
      'hatch-core': { ...plainTiming(1000, 2500), jumpDelayUs: 4000, markDelayUs: 50_000 },
    };
    const time = scanTime(layer(contour(true), hatch('hatch-core', 0, 5, 0, 6)), of);
    expect(time.delayS).toBeCloseTo((1 + 3 * 300 + 20 + 4000 + 50_000) * 1e-6, 12);
    expect(time.jumpS).toBeCloseTo(5 / 2500, 12);
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
