import { describe, expect, test } from 'vitest';
import type { Toolpath, ToolpathLayer } from '../../../src/core/toolpath.ts';
import { laserBorders } from '../../../src/scan/lasers/laser-borders.ts';
import { pathsByLaser } from '../../../src/scan/lasers/paths-by-laser.ts';
import type { LaserRow, LaserShare } from '../../../src/scan/lasers/settings.ts';
import { scanTime } from '../../../src/scan/scan-time.ts';
import { rectangle } from '../shapes.ts';
import { plainTiming } from '../timing/plain-timing.ts';

const of = { partId: 'a', regionId: null, area: 'core' } as const;
const hatch = (...xyxy: number[]): Toolpath => ({
  ...of,
  kind: 'hatch',
  params: 'hatch-core',
  lines: { xyxy: Float64Array.from(xyxy) },
});
const square = (size: number): Toolpath => ({
  ...of,
  kind: 'contour',
  params: 'contour-outer',
  path: { xy: rectangle(0, 0, size, size).xy, closed: true },
});
const layer = (...toolpaths: Toolpath[]): ToolpathLayer => ({ index: 1, zMm: 0.03, thicknessMm: 0.03, toolpaths });
/** Lines along x from 0 to `lengthMm`, 0.1 mm apart. */
const lines = (lengthMm: number, count: number) =>
  hatch(...Array.from({ length: count }, (_, k) => [0, k / 10, lengthMm, k / 10]).flat());

/** Time of the ways back between twenty of them at 5000 mm/s. */
const JUMPS_S = (19 * Math.hypot(10, 0.1)) / 5000;

const ROW: LaserRow = { axis: 'x', lasers: [0, 1], borders: [[-50, 200]] };
const SHARE: LaserShare = { rows: [ROW], overlapMm: 0.2, shiftMm: 0, fixed: {} };
const speeds = { 'hatch-core': plainTiming(1000, 5000), 'contour-outer': plainTiming(500, 5000) };

/** Lines of a laser as numbers, rounded to the grid. */
function linesOf(found: ToolpathLayer, laser: number): number[][] {
  return found.toolpaths.flatMap((path) => {
    if (path.laser !== laser || path.kind === 'bead') return [];
    if (path.kind === 'contour') return [[...path.path.xy]];
    const { xyxy } = path.lines;
    return Array.from({ length: xyxy.length / 4 }, (_, k) => [...xyxy.subarray(4 * k, 4 * k + 4)]);
  });
}

describe('borders', () => {
  test('lines of 10 mm are parted in their middle', () => {
    const found = laserBorders(layer(lines(10, 20)), SHARE, speeds);
    expect(found?.placesMm).toEqual([5]);
    // Half of 20 lines at 1000 mm/s and of 19 jumps back at 5000 mm/s.
    expect(found?.busiestS).toBeCloseTo((20 * 0.01 + JUMPS_S) / 2, 6);
  });

  test('jumps count where they are: what is far apart takes longer than what lies close', () => {
    // Ten lines of 10 mm beside each other at x = 0 to 0.09, ten at x = 50 to 140 with jumps of 10 mm: each jump along the lines back, 10 mm.
    const near = Array.from({ length: 10 }, (_, k) => [k / 100, 0, k / 100, 10]).flat();
    const far = Array.from({ length: 10 }, (_, k) => [50 + 10 * k, 0, 50 + 10 * k, 10]).flat();
    const slow = { 'hatch-core': plainTiming(1000, 100) };
    const found = laserBorders(layer(hatch(...near, ...far)), SHARE, slow);
    // Lines 20 x 0.01 s; jumps 9 x 0.1 s near, 0.509 s over to x = 50, 9 x 0.141 s far: half of 2.8813 s is done 43 mm on the way over.
    const [nearS, overS] = [10 * 0.01 + 9 * 0.1000005, Math.hypot(49.91, 10) / 100];
    const farS = 10 * 0.01 + 9 * Math.hypot(10, 10) * 0.01;
    const expected = 0.09 + (49.91 * ((nearS + overS + farS) / 2 - nearS)) / overS;
    expect(Math.abs((found?.placesMm[0] ?? 0) - expected)).toBeLessThanOrEqual(0.1);
    expect(found?.busiestS).toBeCloseTo((nearS + overS + farS) / 2, 2);
  });

  test('a laser that runs a key of its own gets less of the others', () => {
    // 40 mm of contour at 500 mm/s are 0.08 s for laser 0, so of 0.238 s of hatch it gets 0.079 s.
    const own: LaserShare = { ...SHARE, fixed: { 'contour-outer': 0 } };
    const found = laserBorders(layer(square(10), lines(10, 20)), own, speeds);
    expect(found?.placesMm).toEqual([3.3]);
    expect(found?.busiestS).toBeCloseTo((20 * 0.01 + JUMPS_S + 0.08) / 2, 2);
  });

  test('a border stays where both lasers reach', () => {
    const far: LaserShare = { ...SHARE, rows: [{ ...ROW, borders: [[7, 9]] }] };
    expect(laserBorders(layer(lines(10, 20)), far, speeds)?.placesMm).toEqual([7]);
    // Seven of ten millimetres of each line and of each way back are the first one's.
    expect(laserBorders(layer(lines(10, 20)), far, speeds)?.busiestS).toBeCloseTo(0.14 + 0.7 * JUMPS_S, 6);
  });

  test('four lasers in a row get a quarter each', () => {
    const row: LaserRow = { axis: 'x', lasers: [2, 0, 3, 1], borders: [1, 2, 3].map(() => [-50, 200] as const) };
    const found = laserBorders(layer(lines(8, 10)), { ...SHARE, rows: [row] }, speeds);
    expect(found?.placesMm).toEqual([2, 4, 6]);
  });

  test('of two axes the one with the less busy laser is taken', () => {
    const narrow: LaserRow = { ...ROW, borders: [[8, 9]] };
    const other: LaserRow = { axis: 'y', lasers: [1, 0], borders: [[-50, 50]] };
    const found = laserBorders(layer(lines(10, 20)), { ...SHARE, rows: [narrow, other] }, speeds);
    expect(found?.row).toBe(other);
    // Ten of twenty lines lie below y = 0.95, and nine or ten of the jumps between them.
    expect(found?.busiestS).toBeCloseTo(0.1 + (10 * JUMPS_S) / 19, 5);
  });

  test('a seam moves from layer to layer and comes back after three', () => {
    const moving = { ...SHARE, shiftMm: 0.5 };
    const at = (index: number) => laserBorders({ ...layer(lines(10, 20)), index }, moving, speeds)?.placesMm;
    expect([0, 1, 2, 3].map(at)).toEqual([[4.5], [5], [5.5], [4.5]]);
  });
});

describe('paths of two lasers', () => {
  test('a vector is cut at the border, and both pieces go half the overlap beyond it', () => {
    const middle: LaserShare = { ...SHARE, rows: [{ ...ROW, borders: [[5, 5]] }] };
    const found = pathsByLaser(layer(hatch(0, 0, 10, 0, 10, 1, 0, 1)), middle, speeds, 0.12);
    expect(linesOf(found, 0)).toEqual([
      [0, 0, 5.1, 0],
      [5.1, 1, 0, 1],
    ]);
    expect(linesOf(found, 1)).toEqual([
      [4.9, 0, 10, 0],
      [10, 1, 4.9, 1],
    ]);
  });

  test('nothing is lost: without an overlap the lengths add up', () => {
    const found = pathsByLaser(layer(square(10), lines(10, 20)), { ...SHARE, overlapMm: 0 }, speeds, 0.12);
    const lengthOf = (line: readonly number[]) =>
      line
        .slice(2)
        .reduce(
          (sum, _, i) => sum + (i % 2 === 1 ? 0 : Math.hypot(line[i + 2]! - line[i]!, line[i + 3]! - line[i + 1]!)),
          0,
        );
    const all = [0, 1].flatMap((laser) => linesOf(found, laser)).reduce((sum, line) => sum + lengthOf(line), 0);
    expect(all).toBeCloseTo(40 + 200, 6);
  });

  test('a contour is cut into open lines that overlap along it', () => {
    const found = pathsByLaser(layer(square(10)), SHARE, speeds, 0.12);
    const [left, right] = [linesOf(found, 0), linesOf(found, 1)];
    expect([left.length, right.length]).toEqual([1, 1]);
    const xs = (line: readonly number[]) => line.filter((_, i) => i % 2 === 0);
    expect(Math.max(...xs(left[0]!))).toBeCloseTo(5.1, 9);
    expect(Math.min(...xs(right[0]!))).toBeCloseTo(4.9, 9);
  });

  test('what would be too short to be cut off stays with the rest', () => {
    const found = pathsByLaser(layer(lines(10, 20), hatch(0, 9, 5, 9)), SHARE, speeds, 0.12);
    expect(linesOf(found, 0)).toContainEqual([0, 9, 5, 9]);
  });

  test('a key that one laser runs whole is left whole', () => {
    const found = pathsByLaser(
      layer(square(10), lines(10, 20)),
      { ...SHARE, fixed: { 'contour-outer': 1 } },
      speeds,
      0.12,
    );
    expect(found.toolpaths[0]).toMatchObject({ path: { closed: true } });
    expect(found.toolpaths[0]?.laser).toBeUndefined();
  });

  test('the time of a layer is that of the slower laser: half of that of one, and the overlap', () => {
    const one = layer(hatch(0, 0, 10, 0));
    const two = pathsByLaser(one, SHARE, speeds, 0.12);
    expect(scanTime(one, speeds).totalS).toBeCloseTo(0.01, 12);
    expect(scanTime(two, speeds).totalS).toBeCloseTo(0.0051, 12);
  });

  test('a key of its own laser counts on that one', () => {
    const own = { ...speeds, 'contour-outer': { ...speeds['contour-outer'], laser: 1 } };
    // 40 mm at 500 mm/s beside 20 lines of 10 mm at 1000 mm/s and 19 jumps of 10 mm and a bit.
    const hatchS = scanTime(layer(lines(10, 20)), own).totalS;
    expect(hatchS).toBeGreaterThan(0.2);
    expect(scanTime(layer(square(10), lines(10, 20)), own).totalS).toBe(hatchS);
  });
});
