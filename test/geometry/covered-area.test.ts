import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Layer } from '../../src/core/layer.ts';
import type { Polyline } from '../../src/core/polyline.ts';
import type { Toolpath, ToolpathLayer } from '../../src/core/toolpath.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { coverageMeter, measureCoverage } from '../../src/geometry/covered-area.ts';
import { scanLayer } from '../../src/scan/scan-layer.ts';
import {
  areaOf,
  cageBlock,
  circle,
  isInside,
  layerOf,
  loop,
  rectangle,
  region,
  reversed,
  scanSettings,
} from '../scan/shapes.ts';

beforeAll(() => loadClipping());

const paths = (...toolpaths: Toolpath[]): ToolpathLayer => ({ index: 0, zMm: 0.03, thicknessMm: 0.03, toolpaths });
const hatch = (...xyxy: number[]): Toolpath => ({
  kind: 'hatch',
  params: 'hatch-core',
  partId: 'a',
  regionId: null,
  area: 'core',
  lines: { xyxy: Float64Array.from(xyxy) },
});
const contour = (path: Polyline): Toolpath => ({
  kind: 'contour',
  params: 'contour-outer',
  partId: 'a',
  regionId: null,
  area: 'core',
  path,
});
const square = layerOf([region(rectangle(0, 0, 10, 10))]);

interface BareBar {
  readonly deg: number;
  readonly bareMm: number;
  readonly yMm: number;
  readonly lengthMm?: number;
  readonly index?: number;
}

/** A bar at an angle with a track along either side and a bare strip between the two. */
function barWithBareStrip({ deg, bareMm, yMm, lengthMm = 10, index = 0 }: BareBar) {
  const [cos, sin] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
  const at = (u: number, v: number) => [u * cos - v * sin, u * sin + v * cos + yMm];
  const high = 0.24 + bareMm;
  const outline = loop(...at(0, 0), ...at(lengthMm, 0), ...at(lengthMm, high), ...at(0, high));
  const ends = [at(-0.2, 0.06), at(lengthMm + 0.2, 0.06), at(lengthMm + 0.2, high - 0.06), at(-0.2, high - 0.06)];
  return { layer: layerOf([region(outline)], index), tracks: paths(hatch(...ends.flat())) };
}

/** A block of 40 x 30 mm beside, hatched along x, so that rows lie 0.05 mm apart and may not run along the lines of the block either. */
const hatchedBlock = {
  region: region(rectangle(50, 0, 90, 30)),
  lines: hatch(...Array.from({ length: 375 }, (_, i) => [50, 0.04 + 0.08 * i, 90, 0.04 + 0.08 * i]).flat()),
};
const withBlock = ({ layer, tracks }: { layer: Layer; tracks: ToolpathLayer }) => ({
  layer: { ...layer, regions: [...layer.regions, hatchedBlock.region] },
  tracks: { ...tracks, toolpaths: [...tracks.toolpaths, hatchedBlock.lines] },
});

const STRIPS = [0.01, 0.02, 0.03, 0.05, 0.1];

describe('a bare strip has its area', () => {
  test.each([0, 0.01, 0.1, 0.5, 1, 3, 10, 45, 80, 89, 89.9, 90])('wherever a bar lies, at %f degrees', (deg) => {
    for (const bareMm of STRIPS) {
      for (let k = 0; k < 50; k += deg % 90 === 0 ? 1 : 7) {
        const bar = { deg, bareMm, yMm: k / 1000, index: k % 7, lengthMm: k % 2 === 0 ? 10 : 1 };
        const own = barWithBareStrip(bar);
        const { bareMm2 } = measureCoverage(own.layer, own.tracks, 0.12, 0.05);
        // A bar alone is measured on rows about 3 um apart, which cross it at 20 degrees or more: 9 um of its length.
        expect(Math.abs(bareMm2 - bar.lengthMm * bareMm)).toBeLessThan(0.009 * bareMm + 2e-6 * bar.lengthMm);
      }
    }
  });

  test.each([0, 0.1, 1, 30, 67, 89.5, 90])('beside a block, to the length between two rows, at %f degrees', (deg) => {
    for (const bareMm of STRIPS) {
      for (let k = 0; k < 25; k += deg % 90 === 0 ? 2 : 8) {
        const { layer, tracks } = withBlock(barWithBareStrip({ deg, bareMm, yMm: k / 500, index: k % 7 }));
        const { bareMm2 } = measureCoverage(layer, tracks, 0.12, 0.05);
        // Rows cross it at more than 20 degrees here.
        const lengthMm = 0.05 / Math.sin((20 * Math.PI) / 180);
        expect(Math.abs(bareMm2 - 10 * bareMm)).toBeLessThan(lengthMm * bareMm);
      }
    }
  });

  test('around a ring it is right to the stretch between two rows where it runs along them', () => {
    for (const [radiusMm, count] of [
      [1, 720],
      [15, 1440],
    ] as const) {
      for (const bareMm of [0.01, 0.03, 0.1]) {
        for (let k = 0; k < 4; k++) {
          const [x, y] = [3 + 0.0013 * k, 1 + 0.0021 * k];
          const ring = (r: number) => circle(x, y, r, count);
          const layer = layerOf([region(ring(radiusMm + 0.12), [reversed(ring(radiusMm - 0.12 - bareMm))])], k);
          const tracks = paths(contour(ring(radiusMm + 0.06)), contour(ring(radiusMm - 0.06 - bareMm)));
          const beside = withBlock({ layer, tracks });
          const exact = Math.PI * (radiusMm ** 2 - (radiusMm - bareMm) ** 2);
          const { bareMm2 } = measureCoverage(beside.layer, beside.tracks, 0.12, 0.05);
          expect(Math.abs(bareMm2 - exact)).toBeLessThan(0.05 * Math.sqrt(8 * radiusMm * bareMm));
        }
      }
    }
  });

  test('what two tracks of a bar share has its area too, at any angle', () => {
    for (const deg of [0, 0.1, 45, 67, 90]) {
      for (const alone of [true, false]) {
        // Tracks of 0.12 mm share 0.04 mm of 10.4 mm and lenses at both ends.
        const bar = barWithBareStrip({ deg, bareMm: -0.04, yMm: 0.0203 });
        const { layer, tracks } = alone ? bar : withBlock(bar);
        const lens = 2 * 0.06 ** 2 * Math.acos(0.08 / 0.12) - 0.04 * Math.sqrt(0.12 ** 2 - 0.08 ** 2);
        const block = alone ? 0 : 374 * (40 * 0.04 + lens);
        const { doubleMm2 } = measureCoverage(layer, tracks, 0.12, 0.05);
        expect(doubleMm2 / (block + 10.4 * 0.04 + lens)).toBeCloseTo(1, 3);
      }
    }
  });
});

describe('exposure', () => {
  test('of a square without any track is nothing, and the whole width is the worst stretch', () => {
    const { solidMm2, coveredMm2, bareMm2, outsideMm2, worst } = measureCoverage(square, paths(), 0.12, 0.05);
    expect(solidMm2).toBeCloseTo(100, 4);
    expect(bareMm2).toBe(solidMm2);
    expect([coveredMm2, outsideMm2]).toEqual([0, 0]);
    // Rows run from corner to corner: the furthest from both sides.
    expect(worst?.xMm).toBeCloseTo(5, 2);
    expect(worst?.yMm).toBeCloseTo(5, 2);
    expect(worst?.lengthMm).toBeCloseTo(10 * Math.SQRT2, 1);
  });

  test('of one line is a bar with two half discs', () => {
    const track = paths(hatch(2, 5, 8, 5));
    const { coveredMm2, outsideMm2 } = measureCoverage(square, track, 1, 0.001);
    expect(coveredMm2).toBeCloseTo(6 + Math.PI / 4, 4);
    expect(outsideMm2).toBe(0);
  });

  test('of a line is the same whichever way and however steep it runs', () => {
    for (const degrees of [0, 0.01, 13, 45, 89.99, 90, 91, 179, 180, 225, 270, 359]) {
      const dx = 3 * Math.cos((degrees * Math.PI) / 180);
      const dy = 3 * Math.sin((degrees * Math.PI) / 180);
      const { coveredMm2 } = measureCoverage(square, paths(hatch(5 - dx, 5 - dy, 5 + dx, 5 + dy)), 1, 0.001);
      expect(coveredMm2).toBeCloseTo(6 + Math.PI / 4, 3);
    }
  });

  test('of a point is a disc, half of it outside where it lies on the edge', () => {
    const { coveredMm2, outsideMm2 } = measureCoverage(square, paths(hatch(0, 5, 0, 5)), 2, 0.001);
    expect(coveredMm2).toBeCloseTo(Math.PI / 2, 3);
    expect(outsideMm2).toBeCloseTo(Math.PI / 2, 3);
  });

  test('counts what two tracks share once', () => {
    const crossing = paths(hatch(2, 5, 8, 5, 5, 2, 5, 8, 2, 5, 8, 5));
    const { coveredMm2 } = measureCoverage(square, crossing, 1, 0.001);
    expect(coveredMm2).toBeCloseTo(2 * (6 + Math.PI / 4) - 1, 3);
  });

  test('of the contour of a square is its frame, less the four corners that a round track leaves', () => {
    const { coveredMm2, outsideMm2 } = measureCoverage(square, paths(contour(rectangle(0.5, 0.5, 9.5, 9.5))), 1, 0.002);
    expect(coveredMm2).toBeCloseTo(100 - 64 - (4 - Math.PI) * 0.25, 2);
    expect(outsideMm2).toBe(0);
  });

  test('an open contour does not run back to its start', () => {
    const open: Polyline = { xy: Float64Array.from([1, 1, 9, 1, 9, 9]), closed: false };
    const { coveredMm2 } = measureCoverage(square, paths(contour(open)), 0.1, 0.0002);
    // Two bars less the square they share, a half disc at each end, a quarter disc at the corner.
    expect(coveredMm2).toBeCloseTo(1.6 - 0.05 ** 2 + 1.25 * Math.PI * 0.05 ** 2, 3);
  });

  test('a 10 mm square with contours and hatch is covered but for its corners', () => {
    // Hatch offset + spacing = melt width: wherever the first line falls, it reaches the contour's track.
    const settings = scanSettings({ hatchOffsetMm: 0.04 });
    const { toolpaths } = scanLayer(square, settings);
    const { bareMm2, outsideMm2 } = measureCoverage(square, toolpaths, settings.meltWidthMm, 0.01);
    expect(bareMm2).toBeLessThan((4 - Math.PI) * 0.06 ** 2 + 0.001);
    expect(outsideMm2).toBeLessThan(0.005);
  });

  test('what two tracks cover counts as double: 0.04 x 10 mm of two vectors 0.08 mm apart, and the caps', () => {
    const lines = { xyxy: Float64Array.of(1, 1, 11, 1, 11, 1.08, 1, 1.08) };
    const path = { kind: 'hatch', params: 'hatch-core', partId: 'a', regionId: null, area: 'core', lines } as const;
    const { toolpaths } = scanLayer(square, scanSettings());
    const measured = measureCoverage(square, { ...toolpaths, toolpaths: [path] }, 0.12, 0.0005);
    // Two circles of 0.06 mm radius, 0.08 apart: the lens 2 r2 acos(d / 2r) - d / 2 sqrt(4 r2 - d2), half of it at each end.
    const lens = 2 * 0.06 ** 2 * Math.acos(0.08 / 0.12) - 0.04 * Math.sqrt(0.12 ** 2 - 0.08 ** 2);
    expect(measured.doubleMm2).toBeCloseTo(0.04 * 10 + lens, 3);
    expect(measured.coveredMm2 + measured.outsideMm2).toBeCloseTo(
      2 * (0.12 * 10 + Math.PI * 0.06 ** 2) - 0.4 - lens,
      3,
    );
  });

  test('a line of many steps covers nothing twice but where it comes back', () => {
    const xy = Float64Array.from({ length: 402 }, (_, i) => (i % 2 === 0 ? 1 + (i >> 1) * 0.03 : 5));
    const path = {
      kind: 'contour',
      params: 'contour-outer',
      partId: 'a',
      regionId: null,
      area: 'core',
      path: { xy, closed: false },
    } as const;
    const { toolpaths } = scanLayer(square, scanSettings());
    expect(measureCoverage(square, { ...toolpaths, toolpaths: [path] }, 0.12, 0.001).doubleMm2).toBeCloseTo(0, 9);
  });

  test('a wall of 0.1 mm whose vectors are left out is unexposed in full', () => {
    const wall = layerOf([region(rectangle(0, 0, 0.1, 8))]);
    const planned = scanLayer(wall, scanSettings()).toolpaths;
    expect(measureCoverage(wall, planned, 0.12, 0.05).bareMm2).toBeLessThan(0.001);
    const toolpaths = { ...planned, toolpaths: planned.toolpaths.filter(({ params }) => params !== 'thin-wall') };
    const { solidMm2, bareMm2, worst } = measureCoverage(wall, toolpaths, 0.12, 0.05);
    expect(solidMm2).toBeCloseTo(0.8, 4);
    expect(bareMm2).toBeCloseTo(0.8, 4);
    expect(worst?.xMm).toBeCloseTo(0.05, 9);
    // Rows cross the wall at 45 degrees or more.
    expect(worst?.lengthMm).toBeGreaterThan(0.1);
    expect(worst?.lengthMm).toBeLessThan(0.1 * Math.SQRT2 + 1e-9);
  });

  test('a gap of 0.1 mm between two contours of a frame is found at its width', () => {
    const frame = layerOf([region(rectangle(0, 0, 10, 10), [reversed(rectangle(0.5, 0.5, 9.5, 9.5))])]);
    const tracks = paths(contour(rectangle(0.1, 0.1, 9.9, 9.9)), contour(rectangle(0.4, 0.4, 9.6, 9.6)));
    const { bareMm2, outsideMm2, worst } = measureCoverage(frame, tracks, 0.2, 0.001);
    // Both tracks leave rounded corners on their outer side.
    expect(bareMm2).toBeCloseTo(9.6 ** 2 - 9.4 ** 2 + 2 * (4 - Math.PI) * 0.1 ** 2, 2);
    expect(outsideMm2).toBeLessThan(1e-9);
    // Aslant, where a corner of the outer contour's track joins the gap: less than along it, more than across.
    expect(worst?.lengthMm).toBeGreaterThan(0.1 * Math.SQRT2);
    expect(worst?.lengthMm).toBeLessThan(0.4);
  });

  test('a hatch offset too wide for the melt leaves a frame bare between contour and hatch', () => {
    const settings = scanSettings({ contour: { count: 1 }, hatchOffsetMm: 0.2 });
    const { bareMm2 } = measureCoverage(square, scanLayer(square, settings).toolpaths, 0.12, 0.01);
    // Covered to 0.12 by the contour and from 0.26 - 0.06 by the hatch ends; the first line lies up to 0.08 further in.
    expect(bareMm2).toBeGreaterThan(9.76 ** 2 - 9.6 ** 2);
    expect(bareMm2).toBeLessThan(9.76 ** 2 - 9.44 ** 2);
  });

  test('one track over three walls exposes all three', () => {
    const walls = layerOf([0, 2, 4].map((x) => region(rectangle(x, 0, x + 1, 3))));
    const { coveredMm2, outsideMm2 } = measureCoverage(walls, paths(hatch(-1, 1.5, 6, 1.5)), 1, 0.001);
    expect(coveredMm2).toBeCloseTo(3, 2);
    expect(outsideMm2).toBeCloseTo(4 + Math.PI / 4, 2);
  });

  test('solid of two parts that overlap counts once', () => {
    const layer = layerOf([
      region(rectangle(0, 0, 4, 4)),
      region(rectangle(2, 0, 6, 4), [], { partId: 'b' }),
      region(rectangle(10, 0, 11, 4)),
    ]);
    expect(measureCoverage(layer, paths(), 0.1, 0.01).solidMm2).toBeCloseTo(28, 4);
  });

  test('a track outside all solid is outside in full, one over nothing too', () => {
    expect(measureCoverage(square, paths(hatch(20, 0, 26, 0)), 1, 0.001).outsideMm2).toBeCloseTo(6 + Math.PI / 4, 3);
    expect(measureCoverage(layerOf([]), paths(hatch(0, 0, 6, 0)), 1, 0.001).outsideMm2).toBeCloseTo(6 + Math.PI / 4, 3);
    expect(measureCoverage(layerOf([]), paths(), 1, 0.05)).toEqual({
      solidMm2: 0,
      coveredMm2: 0,
      bareMm2: 0,
      outsideMm2: 0,
      doubleMm2: 0,
      worst: null,
    });
  });

  test('a thin flat wall is met on every layer', () => {
    const wall = (index: number) => layerOf([region(rectangle(0, 5, 4, 5.01))], index);
    const areas = Array.from({ length: 100 }, (_, i) => measureCoverage(wall(i), paths(), 0.1, 0.05).bareMm2);
    for (const area of areas) expect(area).toBeCloseTo(0.04, 5);
  });

  test.each([0, 0.01, 30, 90])(
    'a track that ends at an edge but for rounding leaves nothing bare; of a strip of more than 1 micrometre the area is right (at %f deg)',
    (deg) => {
      for (const bareMm of [0.0001, 0.0003]) {
        const { layer, tracks } = barWithBareStrip({ deg, bareMm, yMm: 0.0307 });
        const { solidMm2, coveredMm2, bareMm2, worst } = measureCoverage(layer, tracks, 0.12, 0.05);
        expect([bareMm2, worst]).toEqual([0, null]);
        expect(coveredMm2).toBe(solidMm2);
        expect(solidMm2).toBeCloseTo(10 * (0.24 + bareMm), 4);
      }
      for (const bareMm of [0.0012, 0.002, 0.005]) {
        const { layer, tracks } = barWithBareStrip({ deg, bareMm, yMm: 0.0307 });
        expect(measureCoverage(layer, tracks, 0.12, 0.05).bareMm2 / (10 * bareMm)).toBeCloseTo(1, 2);
      }
    },
  );

  test('beside what is truly bare, rounding along the same edge does not count', () => {
    const wall = layerOf([region(rectangle(0, 0, 10, 0.1202))]);
    // The track stops 2 mm before the end of the wall.
    const { bareMm2, worst } = measureCoverage(wall, paths(hatch(-1, 0.06, 7.94, 0.06)), 0.12, 0.05);
    expect(bareMm2).toBeCloseTo(2 * 0.1202 + (1 - Math.PI / 4) * 0.06 * 0.12, 3);
    expect(worst?.xMm).toBeGreaterThan(8);
  });

  test('agrees with counting points', () => {
    const { outline, holes } = cageBlock();
    const block = layerOf([region(outline, holes)], 3);
    const { toolpaths } = scanLayer(block, scanSettings({ contour: { count: 1 }, hatch: { spacingMm: 0.3 } }));
    const { solidMm2, coveredMm2, bareMm2 } = measureCoverage(block, toolpaths, 0.2, 0.02);
    expect(solidMm2 / areaOf([outline, ...holes])).toBeCloseTo(1, 3);
    expect(coveredMm2 + bareMm2).toBeCloseTo(solidMm2, 9);
    // Hatch lines 0.2 wide 0.3 apart cover two thirds of the inside.
    expect(coveredMm2 / solidMm2).toBeGreaterThan(0.66);
    expect(coveredMm2 / solidMm2).toBeLessThan(0.75);
  });

  test('solid is exposed or unexposed, whatever the tracks', () => {
    const coordinate = fc.double({ min: -2, max: 12, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate, coordinate, coordinate), { maxLength: 30 }), (lines) => {
        const layer = layerOf([region(loop(0, 0, 10, 1, 8, 9, 5, 3, 1, 8))], lines.length);
        const tracks = paths(hatch(...lines.flat()));
        const { solidMm2, coveredMm2, bareMm2, outsideMm2 } = measureCoverage(layer, tracks, 0.7, 0.05);
        // Reference: points of an even sequence, each against the distance from every track.
        let inside = 0;
        let hit = 0;
        for (let k = 0; k < 400; k++) {
          const x = (k * 0.754877666) % 1;
          const y = (k * 0.569840296) % 1;
          const px = x * 10;
          const py = y * 9;
          const near = lines.some(([x0, y0, x1, y1]) => {
            const dx = x1 - x0;
            const dy = y1 - y0;
            const t = Math.min(Math.max(((px - x0) * dx + (py - y0) * dy) / (dx * dx + dy * dy || 1), 0), 1);
            return Math.hypot(px - x0 - t * dx, py - y0 - t * dy) <= 0.35;
          });
          const solid = isInside([layer.regions[0]!.outline], px, py);
          if (solid) inside++;
          if (solid && near) hit++;
        }
        expect(coveredMm2 + bareMm2).toBeCloseTo(solidMm2, 9);
        expect(Math.min(coveredMm2, bareMm2, outsideMm2)).toBeGreaterThan(-1e-9);
        expect(Math.abs(coveredMm2 / solidMm2 - hit / inside)).toBeLessThan(0.12);
      }),
      { numRuns: 60, seed: 19 },
    );
  });

  test('a bead covers its strip, rounded sides and round ends; a skirt nothing', () => {
    const bead = (feature: 'perimeter' | 'skirt'): Toolpath => ({
      kind: 'bead',
      params: feature,
      partId: 'a',
      regionId: null,
      path: { xy: Float64Array.of(2, 5, 8, 5), closed: false },
      feature,
      widthMm: Float64Array.of(1, 1),
      heightMm: 0.2,
    });
    const width = 1 + 0.2 * (1 - Math.PI / 4);
    const { coveredMm2, bareMm2, outsideMm2 } = measureCoverage(square, paths(bead('perimeter')), 0, 0.001);
    expect(coveredMm2).toBeCloseTo(6 * width + (Math.PI / 4) * width * width, 3);
    expect(coveredMm2 + bareMm2).toBeCloseTo(100, 1);
    expect(outsideMm2).toBe(0);
    expect(measureCoverage(square, paths(bead('skirt')), 0, 0.01).coveredMm2).toBe(0);
  });

  test('of a line is that of its segments one by one', () => {
    const place = fc.integer({ min: -20, max: 120 });
    const corners = fc.array(fc.tuple(place, place), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(corners, fc.boolean(), fc.boolean(), (points, isHatch, closed) => {
        const xy = points.flatMap(([x, y]) => [x / 10, y / 10]);
        const ends = [...xy, ...(closed && !isHatch ? xy.slice(0, 2) : [])];
        const segments = Array.from({ length: ends.length / 2 - 1 }, (_, k) => ends.slice(2 * k, 2 * k + 4));
        const line = isHatch
          ? hatch(...segments.flat())
          : contour({ xy: Float64Array.from(xy), closed: closed && !isHatch });
        const whole = measureCoverage(square, paths(line), 1.3, 0.05);
        const apart = measureCoverage(square, paths(...segments.map((one) => hatch(...one))), 1.3, 0.05);
        expect(whole.coveredMm2).toBeCloseTo(apart.coveredMm2, 9);
        expect(whole.outsideMm2).toBeCloseTo(apart.outsideMm2, 9);
        expect(whole.worst?.lengthMm ?? 0).toBeCloseTo(apart.worst?.lengthMm ?? 0, 9);
      }),
    );
  });

  test('is the same in room that other layers were measured in', () => {
    const meter = coverageMeter();
    const block = layerOf([region(cageBlock().outline, cageBlock().holes)]);
    const layers = [block, square, layerOf([region(rectangle(0, 0, 40, 60))]), block];
    for (const layer of layers) {
      const { toolpaths } = scanLayer(layer, scanSettings());
      expect(meter(layer, toolpaths, 0.12, 0.05)).toEqual(measureCoverage(layer, toolpaths, 0.12, 0.05));
    }
  });
});
