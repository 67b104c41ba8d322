import { Clipper, EndType, FillRule, JoinType, type Path64 } from 'clipper2-ts';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import type { Toolpath } from '../../src/core/toolpath.ts';
import { loadClipping, unitePositive } from '../../src/geometry/clipping.ts';
import { measureCoverage } from '../../src/geometry/covered-area.ts';
import { insetLoops } from '../../src/geometry/inset-loops.ts';
import { nestLoops } from '../../src/geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { scanLayer } from '../../src/scan/scan-layer.ts';
import { thinWalls } from '../../src/scan/thin-walls.ts';
import { HAS_POLYGONS, realPolygons } from '../support/real-polygons.ts';
import { circle, isInside, isNearEdge, layerOf, loop, rectangle, region, reversed, scanSettings } from './shapes.ts';

beforeAll(() => loadClipping());

const MELT_MM = 0.12;
/** As the example profile has them, with the angle of the hatch as asked. */
const settingsAt = (angleDeg: number, beamCompensationMm = 0.06) =>
  scanSettings({
    contour: { beamCompensationMm, offsetMm: 0.06 },
    hatchOffsetMm: 0.02,
    hatch: { minLengthMm: 0.06, angleDeg },
  });

interface Scanned {
  readonly keys: readonly string[];
  readonly paths: readonly Toolpath[];
  readonly bareShare: number;
  readonly outsideMm2: number;
  readonly skipped: number;
}

function scanned(loops: Loops, angleDeg = 0, rowMm = 0.001, beamCompensationMm = 0.06): Scanned {
  const layer = layerOf(nestLoops(loops).map(({ outline, holes }) => region(outline, holes)));
  const { toolpaths, skippedHatches } = scanLayer(layer, settingsAt(angleDeg, beamCompensationMm));
  const { bareMm2, solidMm2, outsideMm2 } = measureCoverage(layer, toolpaths, MELT_MM, rowMm);
  const paths = toolpaths.toolpaths;
  const keys = [...new Set(paths.map(({ params }) => params))];
  return { keys, paths, bareShare: bareMm2 / solidMm2, outsideMm2, skipped: skippedHatches };
}

/** A strip between two points. */
function strip(x0: number, y0: number, x1: number, y1: number, widthMm: number): Loops {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [nx, ny] = [(-(y1 - y0) / length) * (widthMm / 2), ((x1 - x0) / length) * (widthMm / 2)];
  return unitePositive([loop(x0 - nx, y0 - ny, x1 - nx, y1 - ny, x1 + nx, y1 + ny, x0 + nx, y0 + ny)]);
}

/** Vectors of a key as x0, y0, x1, y1. */
const vectorsOf = ({ paths }: Scanned, key: string) =>
  paths.flatMap((path) =>
    path.kind === 'hatch' && path.params === key
      ? Array.from({ length: path.lines.xyxy.length / 4 }, (_, i) => [...path.lines.xyxy.subarray(4 * i, 4 * i + 4)])
      : [],
  );

const WALLS = Array.from({ length: 51 }, (_, i) => (10 + i) / 100);

describe('a wall of 10 mm keeps its solid, and none is exposed beside it, at any width from 0.10 to 0.60 mm', () => {
  test.each(WALLS)('%f mm', (wallMm) => {
    for (const [angleDeg, loops] of [
      [0, [rectangle(1, 1, 11, 1 + wallMm)]],
      [67, strip(1, 1, 9, 7, wallMm)],
      [90, strip(5, -5, 5, 5, wallMm)],
    ] as const) {
      const { keys, bareShare, outsideMm2 } = scanned(loops, angleDeg);
      expect(bareShare).toBeLessThan(0.01);
      // One track is wider by half of what is missing on each side, and on both ends.
      const excessMm = Math.max(0, (MELT_MM - wallMm) / 2);
      const mostMm2 = 2 * (10 + wallMm + 2 * excessMm) * excessMm;
      // Rows are 1 um apart and coordinates 0.1 um: 20 mm of border count a micrometre at most.
      expect(outsideMm2).toBeLessThan(mostMm2 + (wallMm < MELT_MM ? 0.004 : 0.0012));
      const isThin = wallMm <= 2 * MELT_MM + 1e-9;
      expect(keys[0]).toBe(isThin ? 'thin-wall' : 'contour-outer');
      expect(keys.includes('thin-wall')).toBe(isThin);
    }
  });

  test('one vector in the middle up to one melt width, two half a melt width inside the faces up to two', () => {
    for (const wallMm of [0.1, 0.11, 0.12]) {
      const [only, ...more] = vectorsOf(scanned([rectangle(0, 0, 10, wallMm)]), 'thin-wall');
      expect(more).toEqual([]);
      const [x0, y0, x1, y1] = only as [number, number, number, number];
      expect([y0, y1]).toEqual([wallMm / 2, wallMm / 2]);
      // It ends half the wall's width before the ends of the wall.
      expect([Math.min(x0, x1), Math.max(x0, x1)]).toEqual([
        expect.closeTo(wallMm / 2, 3),
        expect.closeTo(10 - wallMm / 2, 3),
      ]);
    }
    for (const wallMm of [0.13, 0.18, 0.24]) {
      const long = vectorsOf(scanned([rectangle(0, 0, 10, wallMm)]), 'thin-wall').filter(
        ([x0, , x1]) => Math.abs(x1! - x0!) > 9,
      );
      expect(long.map(([, y0, , y1]) => [y0, y1]).sort()).toEqual([
        [0.06, 0.06],
        [expect.closeTo(wallMm - 0.06, 9), expect.closeTo(wallMm - 0.06, 9)],
      ]);
    }
  });
});

/** A bow of 2 mm radius over 2.7 rad: chords of the two sides do not face each other. */
function bow(wallMm: number): Loops {
  const side = (radius: number, chords: number) =>
    Array.from({ length: chords + 1 }, (_, i) => {
      const angle = 0.1 + (2.7 * i) / chords;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
  return unitePositive([
    loop(
      ...side(2 + wallMm / 2, 180).flat(),
      ...side(2 - wallMm / 2, 140)
        .reverse()
        .flat(),
    ),
  ]);
}

describe('a bow keeps its solid at widths around one melt width, where chords make it narrower and wider in turns', () => {
  test.each([0.118, 0.119, 0.1195, 0.12, 0.1202, 0.1205, 0.121, 0.122])('%f mm', (wallMm) => {
    const { bareShare, skipped } = scanned(bow(wallMm), 0, 0.002);
    expect(bareShare).toBeLessThan(0.01);
    expect(skipped).toBe(0);
  });

  test('of just one it gets one line, not a vector wherever a contour would find a micrometre of room', () => {
    const lines = vectorsOf(scanned(bow(MELT_MM), 0, 0.01), 'thin-wall');
    const breaks = lines.slice(1).filter(([x, y], i) => x !== lines[i]?.[2] || y !== lines[i]?.[3]);
    expect(breaks).toEqual([]);
    const length = lines.reduce((sum, [x0 = 0, y0 = 0, x1 = 0, y1 = 0]) => sum + Math.hypot(x1 - x0, y1 - y0), 0);
    // From half a wall inside one end to half a wall inside the other.
    expect(length).toBeCloseTo(2 * 2.7 - MELT_MM, 2);
  });
});

describe('walls at other angles and around rings keep their solid, by the measure of layers and by a boolean of tracks', () => {
  const SCALE = 1e5;
  const pathOf = (xy: ArrayLike<number>): Path64 =>
    Array.from({ length: xy.length / 2 }, (_, i) => ({
      x: Math.round(xy[2 * i]! * SCALE),
      y: Math.round(xy[2 * i + 1]! * SCALE),
    }));

  /** What tracks leave of loops, by an independent program: each path widened by half a melt width, all united, subtracted. */
  function bareOf(loops: Loops, paths: readonly Toolpath[]): number {
    const open: Path64[] = [];
    const rings: Path64[] = [];
    for (const path of paths) {
      if (path.kind === 'contour') (path.path.closed ? rings : open).push(pathOf(path.path.xy));
      else if (path.kind === 'hatch') {
        const { xyxy } = path.lines;
        for (let i = 0; i < xyxy.length; i += 4) open.push(pathOf(xyxy.subarray(i, i + 4)));
      }
    }
    const halfMm = (MELT_MM / 2) * SCALE;
    const tracks = [
      ...Clipper.inflatePaths(open, halfMm, JoinType.Round, EndType.Round, 2, 5),
      ...Clipper.inflatePaths(rings, halfMm, JoinType.Round, EndType.Joined, 2, 5),
    ];
    const solid = loops.map(({ xy }) => pathOf(xy));
    return Clipper.areaPaths(Clipper.difference(solid, tracks, FillRule.NonZero)) / SCALE ** 2;
  }

  const expectKept = (loops: Loops, hatchDeg: number, most: number) => {
    // Rows as layers are measured on.
    const { paths, bareShare } = scanned(loops, hatchDeg, 0.05);
    const bare = bareOf(loops, paths) / loopsAreaMm2(loops);
    expect(bare).toBeLessThan(most);
    // What is thinner than half a micrometre along a row counts for one and not for the other.
    expect(Math.abs(bare - bareShare)).toBeLessThan(0.0015);
  };

  test.each([0, 17, 45, 67, 90])('at %f degrees', (deg) => {
    const [dx, dy] = [10 * Math.cos((deg * Math.PI) / 180), 10 * Math.sin((deg * Math.PI) / 180)];
    WALLS.forEach((wallMm, k) => {
      expectKept(strip(3, 3, 3 + dx, 3 + dy, wallMm), 67 * (k % 3), 0.003);
    });
  });

  test.each([1, 3])('around a ring of %f mm radius', (radiusMm) => {
    const every = radiusMm === 1 ? 3 : 5;
    WALLS.filter((_, k) => k % every === 2 % every).forEach((wallMm, k) => {
      const ring = [circle(8, 8, radiusMm, 240), reversed(circle(8, 8, radiusMm - wallMm, 240))];
      expectKept(unitePositive(ring), 67 * (k % 2), 0.003);
    });
  });
});

describe('with another beam compensation than half the melt width contours and wall lines take turns without a gap', () => {
  const COMPENSATIONS = [0.03, 0.045, 0.06, 0.08];

  test.each(COMPENSATIONS)('walls from 0.10 to 0.60 mm at %f mm', (compensationMm) => {
    for (const wallMm of WALLS) {
      const roundMm = 2 * (10 + wallMm);
      for (const [angleDeg, loops] of [
        [0, [rectangle(1, 1, 11, 1 + wallMm)]],
        [67, strip(1, 1, 9, 7, wallMm)],
        [90, strip(5, -5, 5, 5, wallMm)],
      ] as const) {
        const { keys, bareShare, outsideMm2 } = scanned(loops, angleDeg, 0.002, compensationMm);
        // What the contour's track leaves along the boundary, or melts beyond it: that is what the settings ask for.
        const besideMm = keys.includes('contour-outer') ? compensationMm - MELT_MM / 2 : 0;
        expect(bareShare * 10 * wallMm - roundMm * Math.max(0, besideMm)).toBeLessThan(0.01 * 10 * wallMm);
        const beyondMm = Math.max(0, -besideMm, (MELT_MM - wallMm) / 2);
        expect(outsideMm2).toBeLessThan((roundMm + 4 * beyondMm) * beyondMm + 0.004);
      }
    }
  });

  // Crossings of two walls at which stretches near three melt widths fell out of both: 0.03 to 0.085 mm2 each.
  test.each([
    [
      0.08,
      [0, -0.1013, 3, -0.1013, 3, 0.1013, 0, 0.1013],
      [1.4373, 0.4724, 0.9597, -0.1792, 1.1552, -0.3225, 1.6329, 0.329],
    ],
    [
      0.08,
      [0, -0.083, 3, -0.083, 3, 0.083, 0, 0.083],
      [0.0745, 0.3146, 2.1895, -0.2851, 2.2517, -0.066, 0.1366, 0.5337],
    ],
    [
      0.045,
      [0, -0.1162, 3, -0.1162, 3, 0.1162, 0, 0.1162],
      [2.3896, 0.9564, 2.4695, -0.0525, 2.8808, -0.0199, 2.8009, 0.9889],
    ],
  ])('two walls that cross, at %f mm', (compensationMm, wall, other) => {
    const layer = layerOf(
      nestLoops(unitePositive([loop(...wall), loop(...other)])).map(({ outline, holes }) => region(outline, holes)),
    );
    const { toolpaths } = scanLayer(layer, settingsAt(0, compensationMm));
    // Tracks that reach the boundary, wherever they lie: what is still bare lies further in.
    const trackMm = Math.max(MELT_MM, 2 * compensationMm);
    expect(measureCoverage(layer, toolpaths, trackMm, 0.002).bareMm2).toBeLessThan(0.005);
  });
});

// Half a rounding wider or narrower than one track: the contour of such a wall is a sliver here, nothing there.
test.each([
  [
    [117.5544, 121.6566, 122.702, 121.7261, 122.7003, 121.8461, 117.5528, 121.7766],
    [117.8505, 120.5251, 122.5977, 122.5165, 122.4043, 122.9776, 117.6571, 120.9862],
  ],
  [
    [123.0485, 120.2529, 118.4275, 120.7835, 118.4138, 120.6642, 123.0348, 120.1337],
    [122.9266, 121.2656, 118.4143, 120.1366, 118.5357, 119.6516, 123.0479, 120.7805],
  ],
  // Here contours with mitred notches have none in either wall, and round ones a sliver.
  [
    [117.9593, 123.4153, 123.1714, 123.81, 123.1624, 123.9297, 117.9502, 123.535],
    [120.7649, 121.0662, 120.4765, 126.2854, 120.3567, 126.2787, 120.6451, 121.0596],
  ],
])(
  'a wall of just a melt width that crosses another one keeps a path wherever its contour has none (%#)',
  (wall, other) => {
    const solid = nestLoops(unitePositive([loop(...wall), loop(...other)]));
    const layer = layerOf(solid.map(({ outline, holes }) => region(outline, holes)));
    const settings = settingsAt(0);
    const [ax, ay] = [(wall[0]! + wall[6]!) / 2, (wall[1]! + wall[7]!) / 2];
    const [bx, by] = [(wall[2]! + wall[4]!) / 2, (wall[3]! + wall[5]!) / 2];
    for (const contour of [settings.contour, { ...settings.contour, miterLimit: 2 }]) {
      const near = nearestPath(scanLayer(layer, { ...settings, contour }).toolpaths.toolpaths);
      for (let k = 2; k <= 98; k++)
        expect(near(ax + (k / 100) * (bx - ax), ay + (k / 100) * (by - ay))).toBeLessThan(MELT_MM / 2);
    }
  },
);

/** Distance from a place to the nearest path. */
function nearestPath(paths: readonly Toolpath[]): (x: number, y: number) => number {
  const segments: number[][] = [];
  for (const path of paths) {
    if (path.kind === 'hatch') {
      const { xyxy } = path.lines;
      for (let i = 0; i < xyxy.length; i += 4) segments.push([...xyxy.subarray(i, i + 4)]);
    } else {
      const { xy, closed } = path.path;
      for (let i = 2; i < xy.length; i += 2) segments.push([...xy.subarray(i - 2, i + 2)]);
      if (closed) segments.push([xy.at(-2)!, xy.at(-1)!, xy[0]!, xy[1]!]);
    }
  }
  return (x, y) =>
    segments.reduce((least, [x0, y0, x1, y1]) => {
      const [dx, dy] = [x1! - x0!, y1! - y0!];
      const at = Math.min(1, Math.max(0, ((x - x0!) * dx + (y - y0!) * dy) / (dx * dx + dy * dy || 1)));
      return Math.min(least, Math.hypot(x0! + at * dx - x, y0! + at * dy - y));
    }, Number.POSITIVE_INFINITY);
}

describe('where walls change', () => {
  test('a neck of 0.1 mm between two blocks is exposed through, without a gap', () => {
    for (const lengthMm of [0.05, 0.1, 0.2, 0.5, 3]) {
      const dumbbell = unitePositive([
        rectangle(0, 0, 1, 1),
        rectangle(0.9, 0.45, 1.1 + lengthMm, 0.55),
        rectangle(1 + lengthMm, 0, 2 + lengthMm, 1),
      ]);
      const layer = layerOf([region(dumbbell[0]!)]);
      const { toolpaths } = scanLayer(layer, settingsAt(30));
      const { worst } = measureCoverage(layer, toolpaths, MELT_MM, 0.001);
      // What stays bare is in the corners where the neck meets the blocks and those of the blocks.
      expect(worst?.lengthMm ?? 0).toBeLessThan(0.06);
      if (lengthMm >= 0.2) expect(toolpaths.toolpaths.some(({ params }) => params === 'thin-wall')).toBe(true);
    }
  });

  test('a wall that tapers from 0.6 mm to nothing over 20 mm loses less than 1 %', () => {
    const { bareShare, keys } = scanned([loop(0, 0, 20, 0.3, 0, 0.6)]);
    expect(bareShare).toBeLessThan(0.01);
    expect(new Set(keys)).toEqual(new Set(['contour-outer', 'contour-inner', 'thin-wall', 'hatch-core']));
  });

  test('a ring of 0.1 mm gets one closed line along its middle', () => {
    const ring = [circle(0, 0, 2), reversed(circle(0, 0, 1.9))];
    const found = scanned(ring);
    expect(found.bareShare).toBeLessThan(0.001);
    const vectors = vectorsOf(found, 'thin-wall');
    for (const [x0, y0, x1, y1] of vectors) {
      expect(Math.abs(Math.hypot(x0!, y0!) - 1.95)).toBeLessThan(0.002);
      expect(Math.hypot((x0! + x1!) / 2, (y0! + y1!) / 2)).toBeGreaterThan(1.945);
    }
    vectors.forEach(([x0, y0], n) => {
      const [, , x1, y1] = vectors[(n + vectors.length - 1) % vectors.length]!;
      expect([x0, y0]).toEqual([x1, y1]);
    });
  });

  test('walls that meet in a T and a cross lose less than 1 %', () => {
    for (const wallMm of [0.08, 0.1, 0.12, 0.15, 0.2, 0.3]) {
      const cross = unitePositive([
        ...strip(-3, 0, 3, 0, wallMm),
        ...strip(0, -3, 0, 3, wallMm),
        ...strip(2, 0, 2, 2, wallMm),
      ]);
      expect(scanned(cross).bareShare).toBeLessThan(0.01);
    }
  });

  test('a round strut of 0.1 mm gets one vector, one of 0.03 mm none, and is counted', () => {
    const found = scanned([circle(1, 1, 0.05)]);
    expect(vectorsOf(found, 'thin-wall')).toHaveLength(1);
    expect(found.bareShare).toBeLessThan(0.01);
    const lost = scanned([circle(1, 1, 0.015)]);
    expect([lost.paths.length, lost.skipped]).toEqual([0, 1]);
    expect(lost.bareShare).toBeCloseTo(1, 9);
  });

  test('corners of 60 degrees and more get no vector of their own', () => {
    for (const corners of [3, 4, 6]) expect(scanned([circle(0, 0, 3, corners)]).keys).not.toContain('thin-wall');
    expect(scanned([loop(0, -0.5, 3, 0, 0, 0.5)]).keys).toContain('thin-wall');
  });

  test('with another beam compensation walls are exposed the same', () => {
    for (const beamCompensationMm of [0.04, 0.06, 0.08]) {
      const layer = layerOf([region(rectangle(0, 0, 10, 0.2)), region(rectangle(0, 1, 10, 1.1))]);
      const { toolpaths } = scanLayer(layer, settingsAt(0, beamCompensationMm));
      expect(toolpaths.toolpaths.map(({ params }) => params)).toEqual(['thin-wall']);
      expect(measureCoverage(layer, toolpaths, MELT_MM, 0.001).bareMm2).toBeLessThan(0.01 * 3);
    }
  });
});

describe('outlines that once broke wall generation', () => {
  test.skipIf(!HAS_POLYGONS)('no point of a vector lies more than 1 micrometre outside (needs shared/data)', () => {
    let vectors = 0;
    for (const { name, loops } of realPolygons()) {
      const found = scanned(loops, 7, 0.05);
      const solid = loops;
      const astray: number[][] = [];
      const check = (x0: number, y0: number, x1: number, y1: number) => {
        vectors++;
        for (const t of [0, 0.25, 0.5, 0.75, 1]) {
          const [x, y] = [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
          if (!isInside(solid, x, y) && !isNearEdge(solid, x, y, 0.001)) astray.push([x, y]);
        }
      };
      for (const [x0, y0, x1, y1] of vectorsOf(found, 'thin-wall')) check(x0!, y0!, x1!, y1!);
      expect(astray.slice(0, 3), name).toEqual([]);
      // Of a speck the corners, which the melt rounds, are more.
      if (loopsAreaMm2(loops) > 1) expect(found.bareShare, name).toBeLessThan(0.01);
    }
    expect(vectors).toBeGreaterThan(100);
  });
});

test('lines are the same whatever order loops come in', () => {
  // Bridges of 0.1 mm between round holes in rows: triangles of four corners on one circle can be cut either way.
  const holes = [0, 1, 2, 3].flatMap((i) => [0, 1, 2].map((k) => reversed(circle(1 + 1.1 * i, 1 + 1.1 * k, 0.5, 40))));
  const plate = unitePositive([rectangle(0, 0, 5.3, 4.2), ...holes]);
  const linesOf = (loops: Loops) =>
    thinWalls(loops, insetLoops(loops, -MELT_MM / 2), MELT_MM, 0.06).middles.map(({ xy }) => [...xy]);
  const lines = linesOf(plate);
  expect(lines.length).toBeGreaterThan(12);
  expect(linesOf([...plate].reverse())).toEqual(lines);
  expect(linesOf([...plate.slice(5), ...plate.slice(0, 5)])).toEqual(lines);
});
