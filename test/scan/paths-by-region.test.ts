import { expect, test } from 'vitest';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import type { HatchToolpath, Toolpath, ToolpathLayer } from '../../src/core/toolpath.ts';
import { GRID_PER_MM, snapMm } from '../../src/core/units.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { lengthMm } from '../../src/geometry/polygon-area.ts';
import { pathsByRegion, type RegionZone } from '../../src/scan/paths-by-region.ts';
import { scanLayer } from '../../src/scan/scan-layer.ts';
import { scanTime } from '../../src/scan/scan-time.ts';
import { circle, distanceToEdges, isInside, layerOf, rectangle, region, reversed, scanSettings } from './shapes.ts';
import { plainTiming } from './timing/plain-timing.ts';

await loadClipping();

const LEAST_MM = 0.12;

const onGrid = ({ xy, closed }: Polyline): Polyline => ({ xy: xy.map(snapMm), closed });

/** A round core of 10 mm in a block of 16 x 12 mm. */
const CORE = onGrid(circle(8, 6, 5, 300));
const BLOCK = rectangle(0, 0, 16, 12);
const ZONES: readonly RegionZone[] = [
  { regionId: 'core', place: [CORE] },
  { regionId: 'frame', place: [BLOCK, reversed(CORE)] },
];
const LEFT_AND_RIGHT: readonly RegionZone[] = [
  { regionId: 'left', place: [rectangle(0, 0, 8, 12)] },
  { regionId: 'right', place: [rectangle(8, 0, 16, 12)] },
];

function layerWith(...toolpaths: readonly Toolpath[]): ToolpathLayer {
  return { index: 3, zMm: 0.12, thicknessMm: 0.03, toolpaths };
}

function hatch(...xyxy: readonly number[]): HatchToolpath {
  const lines = { xyxy: Float64Array.from(xyxy) };
  return { kind: 'hatch', params: 'hatch-core', partId: 'a', regionId: null, area: 'core', lines };
}

function contour(points: readonly number[], closed: boolean): Toolpath {
  const path = { xy: Float64Array.from(points), closed };
  return { kind: 'contour', params: 'contour-outer', partId: 'a', regionId: null, area: 'core', path };
}

/** Exposed length of a layer in mm. */
function exposedMm({ toolpaths }: ToolpathLayer): number {
  let sum = 0;
  for (const path of toolpaths) {
    if (path.kind !== 'hatch') sum += lengthMm(path.path);
    else for (const [x0, y0, x1, y1] of linesOf(path)) sum += Math.hypot(x1 - x0, y1 - y0);
  }
  return sum;
}

function linesOf({ lines: { xyxy } }: HatchToolpath): (readonly [number, number, number, number])[] {
  return Array.from({ length: xyxy.length / 4 }, (_, n) => [...xyxy.subarray(4 * n, 4 * n + 4)] as never);
}

/** Kind, region and coordinates of each path. */
const told = ({ toolpaths }: ToolpathLayer) =>
  toolpaths.map((path) => [path.regionId, ...(path.kind === 'hatch' ? path.lines.xyxy : path.path.xy)]);

/** A real layer of the block, and its paths by region. */
function planned(angleDeg: number, zones = ZONES) {
  const settings = scanSettings({ hatch: { angleDeg, minLengthMm: 0.1 } });
  const { toolpaths } = scanLayer(layerOf([region(BLOCK, [reversed(onGrid(circle(12, 6, 1.5, 60)))])]), settings);
  return { toolpaths, split: pathsByRegion(toolpaths, zones, LEAST_MM) };
}

test('without zones the layer stays as it is; with one all of it is in that region, uncut', () => {
  const layer = layerWith(contour([1, 1, 9, 1, 9, 9], true), hatch(1, 2, 15, 2));
  expect(pathsByRegion(layer, [], LEAST_MM)).toBe(layer);
  const named = layer.toolpaths.map((path) => ({ ...path, regionId: 'left' }));
  expect(pathsByRegion(layer, LEFT_AND_RIGHT.slice(0, 1), LEAST_MM)).toEqual({ ...layer, toolpaths: named });
});

test('vectors are cut at the border, each the way it ran, and stand in sets of one region in their order', () => {
  const layer = layerWith(hatch(1, 1, 15, 1, 15, 2, 1, 2, 2, 3, 4, 3, 7.95, 4, 10, 4, 9, 5, 12, 5));
  const { toolpaths, ...rest } = pathsByRegion(layer, LEFT_AND_RIGHT, LEAST_MM);
  expect(rest).toEqual({ index: 3, zMm: 0.12, thicknessMm: 0.03 });
  expect(told({ ...layer, toolpaths })).toEqual([
    ['left', 1, 1, 8, 1],
    ['right', 8, 1, 15, 1, 15, 2, 8, 2],
    ['left', 8, 2, 1, 2, 2, 3, 4, 3],
    // Of the third 0.05 mm lie on the left, too short for a vector.
    ['right', 7.95, 4, 10, 4, 9, 5, 12, 5],
  ]);
  for (const path of toolpaths)
    expect(path).toMatchObject({ kind: 'hatch', params: 'hatch-core', partId: 'a', area: 'core' });
});

test('a contour is cut at the border, and stays closed where it crosses none', () => {
  const around = contour([1, 1, 15, 1, 15, 11, 1, 11], true);
  const within = contour([2, 2, 6, 2, 6, 6], true);
  const { toolpaths } = pathsByRegion(
    layerWith(around, within, contour([1, 5, 15, 5], false)),
    LEFT_AND_RIGHT,
    LEAST_MM,
  );
  expect(toolpaths.map((path) => [path.regionId, path.kind === 'contour' && path.path.closed])).toEqual([
    ['right', false],
    ['left', false],
    ['left', true],
    ['left', false],
    ['right', false],
  ]);
  expect(told(layerWith(...toolpaths.slice(0, 2)))).toEqual([
    ['right', 8, 1, 15, 1, 15, 11, 8, 11],
    ['left', 8, 11, 1, 11, 1, 1, 8, 1],
  ]);
  expect(toolpaths[2]).toEqual({ ...within, regionId: 'left' });
});

test('a line on the border itself is in one of the two; what lies beside all regions is in the last one', () => {
  const { toolpaths } = pathsByRegion(layerWith(hatch(8, 1, 8, 5), hatch(20, 1, 25, 1)), LEFT_AND_RIGHT, LEAST_MM);
  expect(told(layerWith(...toolpaths))).toEqual([
    ['right', 8, 1, 8, 5],
    ['right', 20, 1, 25, 1],
  ]);
});

test('a vector along a border that ends before the vector does is cut there, whichever way it runs', () => {
  const step: Loops = [{ xy: Float64Array.of(0, 0, 16, 0, 16, 12, 10, 12, 10, 5, 0, 5), closed: true }];
  const zones = [
    { regionId: 'notch', place: [rectangle(0, 5, 10, 12)] },
    { regionId: 'rest', place: step },
  ];
  const { toolpaths } = pathsByRegion(layerWith(hatch(1, 5, 15, 5, 15, 5, 1, 5)), zones, LEAST_MM);
  expect(told(layerWith(...toolpaths))).toEqual([
    ['notch', 1, 5, 10, 5],
    ['rest', 10, 5, 15, 5, 15, 5, 10, 5],
    ['notch', 10, 5, 1, 5],
  ]);
});

test('of a real layer the exposed length, the order and the directions stay, at any angle', () => {
  for (const angleDeg of [0, 30, 67, 90]) {
    const { toolpaths, split } = planned(angleDeg);
    const pieces = split.toolpaths.length - toolpaths.toolpaths.length;
    expect(pieces).toBeGreaterThan(50);
    const before = exposedMm(toolpaths);
    expect(before).toBeGreaterThan(2000);
    expect(Math.abs(exposedMm(split) / before - 1)).toBeLessThan(1e-6);
    const all = toolpaths.toolpaths.filter((path) => path.kind === 'hatch').flatMap(linesOf);
    const cut = split.toolpaths.filter((path) => path.kind === 'hatch').flatMap(linesOf);
    let next = 0;
    for (const [x0, y0, x1, y1] of all) {
      expect(cut[next]?.slice(0, 2)).toEqual([x0, y0]);
      while (next < cut.length && (cut[next]?.[2] !== x1 || cut[next]?.[3] !== y1)) {
        expect(cut[next]?.slice(2)).toEqual(cut[next + 1]?.slice(0, 2));
        next++;
      }
      next++;
    }
    expect(next).toBe(cut.length);
    // A piece begins where the one before it ended: the laser neither jumps nor waits there.
    const speeds = { 'hatch-core': { ...plainTiming(1200, 5000), jumpDelayUs: 300, markDelayUs: 50 } };
    const hatches = (layer: ToolpathLayer) => ({
      ...layer,
      toolpaths: layer.toolpaths.filter(({ kind }) => kind === 'hatch'),
    });
    expect(scanTime(hatches(split), speeds).jumps).toBe(scanTime(hatches(toolpaths), speeds).jumps);
  }
});

test('of a real layer every piece lies in the region that it names, but for what is shorter than the least length', () => {
  const { split } = planned(67);
  const placeOf = (id: string | null) => ZONES.find(({ regionId }) => regionId === id)?.place ?? [];
  let [worst, checked] = [0, 0];
  const seen = (id: string | null, points: ArrayLike<number>) => {
    for (let i = 0; i + 3 < points.length; i += 2) {
      for (const share of [0.02, 0.5, 0.98]) {
        const x = points[i]! + share * (points[i + 2]! - points[i]!);
        const y = points[i + 1]! + share * (points[i + 3]! - points[i + 1]!);
        if (!isInside(placeOf(id), x, y)) worst = Math.max(worst, distanceToEdges(placeOf(id), x, y));
        checked++;
      }
    }
  };
  for (const path of split.toolpaths) {
    if (path.kind === 'hatch') for (const line of linesOf(path)) seen(path.regionId, line);
    else seen(path.regionId, path.path.xy);
  }
  expect(checked).toBeGreaterThan(1500);
  expect(worst).toBeLessThan(LEAST_MM);
  for (const [x0, y0, x1, y1] of split.toolpaths.flatMap((path) => (path.kind === 'hatch' ? linesOf(path) : []))) {
    expect(Math.hypot(x1 - x0, y1 - y0)).toBeGreaterThanOrEqual(0.1 - 2 / GRID_PER_MM);
  }
});

test('beads are left alone', () => {
  const bead: Toolpath = {
    kind: 'bead',
    params: 'bead',
    partId: 'a',
    regionId: null,
    feature: 'perimeter',
    path: { xy: Float64Array.of(1, 1, 15, 1), closed: false },
    widthMm: Float64Array.of(0.4, 0.4),
    heightMm: 0.2,
  };
  expect(pathsByRegion(layerWith(bead), LEFT_AND_RIGHT, LEAST_MM).toolpaths).toEqual([bead]);
});
