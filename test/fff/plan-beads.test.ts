import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { loadClipping, unitePositive } from '../../src/geometry/clipping.ts';
import { meshEdges } from '../../src/geometry/mesh-edges.ts';
import { cleanContours } from '../../src/slicing/clean-contours.ts';
import { meshCutter } from '../../src/slicing/cut-mesh.ts';
import { readMesh } from '../geometry/tiny-stl.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';
import { shareOutside } from './bead-rows.ts';
import { areaOf, bar, beadsOf, circle, gyroid, loop, plan, rectangle, reversed, strips } from './shapes.ts';
import { stripCover } from './strip-raster.ts';

beforeAll(() => loadClipping());

/** How far the rounded side of a bead reaches beyond its strip at layers of 0.2 mm. */
const SIDE_MM = 0.1 * (1 - Math.PI / 4);

/** Extruded area over the area of the layer, less one. */
function excess(area: Loops, result: ReturnType<typeof plan>): number {
  return strips(beadsOf(result)) / areaOf(area) - 1;
}

const features = (result: ReturnType<typeof plan>) => [...new Set(beadsOf(result).map(({ feature }) => feature))];

describe('a plate of 40 x 30 mm with a window of 20 x 12 mm, which has 960 mm2', () => {
  const plate = [rectangle(0, 0, 40, 30), reversed(rectangle(10, 9, 30, 21))];

  test('has two loops around each side, infill, and all of its area', () => {
    const result = plan(plate);
    expect(Math.abs(strips(beadsOf(result)) - 960)).toBeLessThan(0.1);
    expect(result.unfilledMm2).toBe(0);
    expect(result.unfilledAt).toBeNull();
    const count = (name: string) => beadsOf(result).filter(({ feature }) => feature === name).length;
    expect([count('external-perimeter'), count('perimeter')]).toEqual([2, 2]);
    // The outer loop runs half a bead and its rounded side inside: 0.2 x (1 - pi / 4) / 2 at layers of 0.2 mm.
    const outer = beadsOf(result).find(({ feature }) => feature === 'external-perimeter')!;
    expect(Math.min(...outer.path.xy)).toBeCloseTo(0.2 + SIDE_MM, 4);
    // It is a little shorter for it, and has the same volume.
    expect([...outer.widthMm].every((width) => Math.abs(width - 0.4) < 1e-3)).toBe(true);
  });

  test('is covered to 1 % once and to 1.5 % twice by flat strips, but for what the outermost ones lie further in', () => {
    // On squares of 0.04 mm: a row of them along the sides.
    const border = (204 * 0.04) / 960;
    const { uncovered, double, outside } = stripCover(plate, beadsOf(plan(plate)), 0.04);
    expect(uncovered).toBeLessThan(0.01 + border);
    expect(double).toBeLessThan(0.015 + border);
    expect(outside).toBeLessThan(0.0005);
  });

  test('has infill at 45 and 135 degrees on alternate layers, lines as far apart as they are wide, neighbours one after the other', () => {
    for (const index of [0, 1]) {
      const lines = beadsOf(plan(plate, {}, index)).filter(({ feature }) => feature === 'solid-infill');
      let steps = 0;
      for (const [i, { path, widthMm }] of lines.entries()) {
        const [x0, y0, x1, y1] = path.xy as unknown as [number, number, number, number];
        const slope = (y1 - y0) / (x1 - x0);
        expect(slope).toBeCloseTo(index === 0 ? 1 : -1, 2);
        const next = lines[i + 1]?.path.xy;
        const apart = next === undefined ? 0 : Math.abs((next[1]! - slope * next[0]! - y0 + slope * x0) / Math.SQRT2);
        if (apart > 0 && apart < 0.41) {
          expect(Math.abs(apart / widthMm[0]! - 1)).toBeLessThan(0.01);
          steps++;
        }
      }
      expect(lines.length).toBeGreaterThan(120);
      expect(steps).toBeGreaterThan(lines.length - 12);
    }
  });

  test('takes half the material inside for half the infill', () => {
    const share = (infillFraction: number) =>
      strips(beadsOf(plan(plate, { infillFraction })).filter(({ feature }) => feature.endsWith('infill')));
    expect(share(0.5) / share(1)).toBeCloseTo(0.5, 3);
    expect(features(plan(plate, { infillFraction: 0.5 }))).toContain('internal-infill');
  });

  test('says which area is sparse: what two loops of 0.4 mm leave of it', () => {
    expect(plan(plate).sparse).toBeUndefined();
    // 38.4 x 28.4 mm less 21.6 x 13.6 mm with corners of 0.8 mm.
    const result = plan(plate, { infillFraction: 0.5 });
    expect(areaOf(result.sparse ?? [])).toBeCloseTo(38.4 * 28.4 - 21.6 * 13.6 + (4 - Math.PI) * 0.64, 2);
    expect(result.unfilledMm2).toBe(0);
  });

  test('is filled where it is lattice, however sparse the inside of dense parts is', () => {
    const sparse = plan([], { infillFraction: 0.3 }, 1, plate);
    expect(sparse.sparse).toBeUndefined();
    expect(Math.abs(excess(plate, sparse))).toBeLessThan(0.001);
  });

  test('has only lattice beads, and all of its area, where it is lattice', () => {
    const result = plan([], {}, 1, plate);
    expect(features(result)).toEqual(['lattice']);
    expect(strips(beadsOf(result))).toBeCloseTo(960, 0);
  });

  test('comes the same from the same input, and from its loops in another order or begun at another point', () => {
    const same = plan(plate);
    expect(plan(plate)).toEqual(same);
    expect(plan([...plate].reverse())).toEqual(same);
    const turned = [loop(40, 30, 0, 30, 0, 0, 40, 0), plate[1]!];
    expect(plan(turned)).toEqual(same);
  });
});

describe('straight walls of 10 mm and rings', () => {
  const widths = Array.from({ length: 36 }, (_, i) => Math.round(25 + 5 * i) / 100);

  test.each(widths)('of %d mm have their area in beads, none of which overlaps another by much', (width) => {
    const wall = [rectangle(0, 0, 10, width)];
    const ring = [circle(0, 0, 5 + width / 2), reversed(circle(0, 0, 5 - width / 2))];
    for (const area of [wall, ring]) {
      const result = plan(area);
      // What the round ends of a short wall leave of its corners is told; a ring has no ends.
      expect(Math.abs(excess(area, result) + result.unfilledMm2 / areaOf(area))).toBeLessThan(0.002);
      expect(result.unfilledMm2 / areaOf(area)).toBeLessThan(area === ring ? 1e-9 : 0.015);
      expect(shareOutside(area, beadsOf(result), 'own', 2000)).toBeLessThan(0.01);
      const { double, uncovered } = stripCover(area, beadsOf(result), 0.02);
      // The outermost loops lie further in, on those beside them: along both sides.
      const border = width > 0.64 ? (2 * SIDE_MM) / width : 0;
      expect(double).toBeLessThan(0.035 + border);
      // Strips taken as flat at their ends do not reach to the ends of a wall, where round ones do.
      expect(uncovered).toBeLessThan((area === ring ? 0.03 : 0.065) + border);
    }
  });

  test('are one bead along the middle up to the widest, then two', () => {
    expect(beadsOf(plan([rectangle(0, 0, 10, 0.6)])).map(({ path }) => path.closed)).toEqual([false]);
    expect(beadsOf(plan([rectangle(0, 0, 10, 0.7)])).map(({ path }) => path.closed)).toEqual([true]);
    const bead = beadsOf(plan([rectangle(0, 0, 10, 0.6)]))[0]!;
    expect([...bead.path.xy].filter((_, i) => i % 2 === 1).every((y) => Math.abs(y - 0.3) < 0.006)).toBe(true);
  });

  test('share a wall of 0.7 mm as two beads of 0.35, whose outer edges are the faces of the wall', () => {
    const { path, widthMm } = beadsOf(plan([rectangle(0, 0, 10, 0.7)]))[0]!;
    for (let i = 0; i < widthMm.length; i++) {
      if (path.xy[2 * i]! < 1 || path.xy[2 * i]! > 9) continue;
      expect(widthMm[i]).toBeCloseTo(0.35, 2);
      const face = path.xy[2 * i + 1]! < 0.35 ? 0 : 0.7;
      expect(Math.abs(path.xy[2 * i + 1]! - face)).toBeCloseTo(0.175, 2);
    }
  });

  test('thinner than the least bead get none, and are measured: 10 x 0.15 = 1.5 mm2, with a place in them', () => {
    const result = plan([rectangle(0, 0, 10, 0.15)]);
    expect(beadsOf(result)).toEqual([]);
    expect(result.unfilledMm2).toBeCloseTo(1.5, 6);
    expect(result.unfilledAt!.yMm).toBeCloseTo(0.075, 2);
  });

  test('on a plate that are thinner than a bead are neither lost nor silent', () => {
    for (const [finMm, isLaid] of [
      [0.3, true],
      [0.1, false],
    ] as const) {
      const area = [loop(0, 0, 10, 0, 10, 4, 5 + finMm, 4, 5 + finMm, 6, 5, 6, 5, 4, 0, 4)];
      const result = plan(area);
      const reach = Math.max(...beadsOf(result).flatMap(({ path }) => [...path.xy].filter((_, i) => i % 2 === 1)));
      if (isLaid) expect(reach).toBeGreaterThan(5.7);
      else expect(reach).toBeLessThan(4);
      expect(result.unfilledMm2).toBeCloseTo(isLaid ? 0 : 2 * finMm, 1);
      expect(strips(beadsOf(result)) + result.unfilledMm2).toBeCloseTo(areaOf(area), 2);
    }
  });
});

describe('walls that meet or taper', () => {
  const cases: [string, () => Loops][] = [0.3, 0.4, 0.5, 0.6, 0.8].flatMap((width): [string, () => Loops][] => [
    [`a Y of ${width} mm`, () => unitePositive([90, 210, 330].map((angle) => bar(angle, 6, width)))],
    [`an X of ${width} mm`, () => unitePositive([bar(0, 12, width, -6, 0), bar(90, 12, width, 0, -6)])],
    [`a slanted X of ${width} mm`, () => unitePositive([bar(20, 12, width, -6, -2), bar(-20, 12, width, -6, 2)])],
    [`an L of ${width} mm`, () => unitePositive([bar(0, 8, width, -width / 2, 0), bar(90, 8, width)])],
  ]);

  test.each(cases)('%s has its area in beads', (_, areaOfCase) => {
    const area = areaOfCase();
    const result = plan(area);
    expect(Math.abs(excess(area, result) + result.unfilledMm2 / areaOf(area))).toBeLessThan(0.005);
    expect(result.unfilledMm2 / areaOf(area)).toBeLessThan(0.025);
    expect(shareOutside(area, beadsOf(result), 'own', 2000)).toBeLessThan(0.01);
    expect(stripCover(area, beadsOf(result), 0.02).uncovered).toBeLessThan(0.06);
  });

  test('a wedge from 2 mm to nothing over 20 mm loses its tip where it is below the least bead: 0.2 x 2 / 2 mm2', () => {
    const wedge = [loop(0, -1, 20, 0, 0, 1)];
    const result = plan(wedge);
    expect(result.unfilledMm2).toBeGreaterThan(0.17);
    // And a little where round steps of a bead that becomes narrower would reach out.
    expect(result.unfilledMm2).toBeLessThan(0.38);
    expect(result.unfilledAt!.xMm).toBeGreaterThan(18);
    expect(strips(beadsOf(result)) + result.unfilledMm2).toBeCloseTo(20, 2);
  });

  test('a spot of 0.5 x 0.5 mm is one bead of nearly its area, and the rest is told', () => {
    const result = plan([rectangle(0, 0, 0.5, 0.5)]);
    const beads = beadsOf(result);
    expect(beads).toHaveLength(1);
    expect(strips(beads)).toBeGreaterThan(0.24);
    expect(strips(beads) + result.unfilledMm2).toBeCloseTo(0.25, 4);
  });
});

describe('layers of a sheet gyroid', () => {
  const box = rectangle(0, 0, 20, 16);

  test.each([
    [4, 0.35],
    [2, 0.59],
  ] as const)('of cell %d mm and density %d: every layer to 2 %, the sum to 1 %', (cellMm, density) => {
    let area = 0;
    let laid = 0;
    for (let k = 0; k < 20; k++) {
      const loops = gyroid(cellMm, density, ((k + 0.5) * cellMm) / 20, box);
      const result = plan([], {}, 1, loops);
      expect(Math.abs(excess(loops, result))).toBeLessThan(0.02);
      // What is missing is what was said to be missing: thin ends at the sides of the box.
      expect(strips(beadsOf(result)) + result.unfilledMm2).toBeCloseTo(areaOf(loops), 1);
      area += areaOf(loops);
      laid += strips(beadsOf(result));
    }
    expect(Math.abs(laid / area - 1)).toBeLessThan(0.01);
  });

  test('are covered, and no bead is narrower than the least or wider than 1.5 x the widest', () => {
    const loops = gyroid(4, 0.35, 0.5, box);
    const beads = beadsOf(plan([], {}, 1, loops));
    const { uncovered, double } = stripCover(loops, beads, 0.02);
    expect(uncovered).toBeLessThan(0.04);
    expect(double).toBeLessThan(0.08);
    for (const { widthMm } of beads) {
      expect(Math.min(...widthMm)).toBeGreaterThan(0.19);
      expect(Math.max(...widthMm)).toBeLessThanOrEqual(0.96 + 1e-9);
    }
  });

  test('come the same from their loops in another order', () => {
    const loops = gyroid(2, 0.59, 0.35, box);
    expect(plan([], {}, 1, [...loops].reverse())).toEqual(plan([], {}, 1, loops));
  });
});

test.skipIf(!hasSharedData)('slices of a vertebra (skipped without the shared data) have their area to 0.1 %', () => {
  const mesh = readMesh(sharedData('meshes/bone_vertebra.stl'));
  const cutter = meshCutter(mesh, meshEdges(mesh));
  for (const zMm of [-19, -11, -3, 5, 12.5]) {
    const area = cleanContours(cutter.cut(zMm).loops);
    expect(areaOf(area)).toBeGreaterThan(40);
    const result = plan(area);
    expect(Math.abs(excess(area, result))).toBeLessThan(0.001);
    expect(result.unfilledMm2).toBeLessThan(0.001 * areaOf(area));
  }
});

describe('what a layer says of its beads', () => {
  test('all coordinates are on the grid, heights are the layer, keys are the features', () => {
    const beads = beadsOf(plan([circle(3, 3, 2.5)], {}, 4));
    expect(beads.length).toBeGreaterThan(3);
    for (const { path, heightMm, params, feature, partId, widthMm } of beads) {
      expect([heightMm, params, partId]).toEqual([0.2, feature, 'a']);
      expect(widthMm.length).toBe(path.xy.length / 2);
      for (const value of path.xy) expect(Math.round(value * 1e4) / 1e4).toBe(value);
    }
  });

  test('an empty layer has none', () => {
    const { toolpaths, unfilledMm2, unfilledAt } = plan([]);
    expect([toolpaths.toolpaths, unfilledMm2, unfilledAt]).toEqual([[], 0, null]);
  });

  test('only the first layer has a skirt, and it comes first', () => {
    const skirt = { loops: 2, distanceMm: 3 };
    const first = beadsOf(plan([rectangle(0, 0, 5, 5)], { skirt }, 0));
    expect(first.slice(0, 3).map(({ feature }) => feature)).toEqual(['skirt', 'skirt', 'external-perimeter']);
    expect(features(plan([rectangle(0, 0, 5, 5)], { skirt }, 1))).not.toContain('skirt');
  });
});

test('a wall just too thin gets no spots at its ends: 10 x 0.18 = 1.8 mm2 unfilled', () => {
  const result = plan([rectangle(0, 0, 10, 0.18)]);
  expect(beadsOf(result)).toEqual([]);
  expect(result.unfilledMm2).toBeCloseTo(1.8, 6);
});
