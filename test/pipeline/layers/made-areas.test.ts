import { beforeAll, describe, expect, test } from 'vitest';
import type { shapeSettingsOf } from '../../../src/config/shape-settings.ts';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { madeAreaCutter } from '../../../src/pipeline/layers/made-areas.ts';
import { madeLayers } from '../../../src/pipeline/layers/made-shape.ts';
import { type LoadedRegion, partJob, wholePart } from '../../../src/pipeline/parts/part-job.ts';
import { completeLattice } from '../../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh, insideOut, joined, sphereMesh } from '../../geometry/solids.ts';
import { filledRegions, loadedPart, region } from '../part-in-hand.ts';

beforeAll(() => loadClipping());

type Shape = NonNullable<ReturnType<typeof shapeSettingsOf>>;

const AS_IS: Shape = { scale: [1, 1, 1], raiseMm: 0, leastWidthMm: 0.12 };

/** The areas of every layer of 0.1 mm of a part that stays where it is. */
function layersOf(mesh: TriangleMesh, shape: Partial<Shape>, regions: readonly LoadedRegion[] = wholePart(null)) {
  const settings = {
    slice: { thicknessMm: 0.1, cut: 'mid' },
    regions,
    shape: { ...AS_IS, ...shape },
    paths: null,
    band: null,
  } as const;
  const { spec, layerCount } = partJob(loadedPart(mesh), [0, 0, 0], settings);
  const plan = madeLayers(spec);
  const cut = madeAreaCutter(spec);
  return Array.from({ length: layerCount }, (_, n) => cut(plan.zDesignMm(n)));
}

const solidsMm2 = (layers: ReturnType<typeof layersOf>) => layers.map(({ solid }) => loopsAreaMm2(solid));
const volumeMm3 = (layers: ReturnType<typeof layersOf>) => solidsMm2(layers).reduce((sum, area) => sum + area * 0.1, 0);

/** 10 x 8 x 6 mm with a closed hole of 4 x 4 x 2 mm from z 2 to 4. */
const HOLLOW = joined(boxMesh(0, 0, 0, 10, 8, 6), insideOut(boxMesh(3, 2, 2, 7, 6, 4)));

describe('faces that look down are raised', () => {
  test('by 0.25 mm: the roof of a hole goes for the layers cut within 0.25 mm above it, its floor and the plate stay', () => {
    const layers = layersOf(HOLLOW, { raiseMm: 0.25 });
    const areas = solidsMm2(layers);
    // Cuts at 3.95 | 4.05, 4.15 | 4.25, and the last of them lies just in the raised roof: rounding decides it.
    expect(areas.slice(0, 20)).toEqual(Array(20).fill(80));
    expect(areas.slice(20, 42)).toEqual(Array(22).fill(64));
    expect(areas.slice(43)).toEqual(Array(17).fill(80));
    expect(layers[40]?.raised?.removed.length).toBe(1);
    expect(loopsAreaMm2(layers[40]?.raised?.removed ?? [])).toBeCloseTo(16, 9);
    expect(layers[10]?.raised).toBe(undefined);
  });

  test('by less than a layer: the cut of the layer decides', () => {
    // The roof is at 4.0, the next cut at 4.05.
    expect(solidsMm2(layersOf(HOLLOW, { raiseMm: 0.04 }))[40]).toBe(80);
    expect(solidsMm2(layersOf(HOLLOW, { raiseMm: 0.06 }))[40]).toBe(64);
  });

  test('a ball of 3 mm radius loses the prism of its section under each height, pi r2 d, but for the foot on which it stands', () => {
    const ball = sphereMesh(3, 100);
    const whole = layersOf(ball, {});
    const raised = layersOf(ball, { raiseMm: 0.3 });
    const lost = volumeMm3(whole) - volumeMm3(raised);
    // Two balls 0.3 mm apart have 4/3 pi r3 less pi d (r2 - d2 / 12) in common.
    const exact = Math.PI * 0.3 * (9 - 0.09 / 12);
    expect(lost / exact).toBeGreaterThan(0.96);
    expect(lost / exact).toBeLessThan(1.01);
    // The foot: the section of the lowest layer goes up to where the raised ball begins.
    const foot = solidsMm2(whole)[0] as number;
    expect(solidsMm2(raised).slice(0, 3)).toEqual([foot, foot, foot]);
  });

  test('a floor of 0.2 mm raised by 0.3 keeps one layer, the upper one', () => {
    const table = joined(boxMesh(0, 0, 0, 1, 4, 3), boxMesh(0.5, 0, 2, 5, 4, 2.2));
    const layers = layersOf(table, { raiseMm: 0.3 });
    expect(solidsMm2(layers).slice(19, 23)).toEqual([4, 4, 20, 4]);
    expect(layers[21]?.raised?.keptMm2).toBeCloseTo(16, 9);
  });

  test('what stands on a lattice is not raised, and the lattice stays', () => {
    const block = boxMesh(0, 0, 0, 6, 6, 6);
    const lattice = completeLattice({ cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 }, ['lattice']);
    const above = region('cap', 'solid', boxMesh(-1, -1, 4, 7, 7, 7));
    const regions = filledRegions([above, region('core', 'porous')], lattice);
    expect(solidsMm2(layersOf(block, { raiseMm: 0.25 }, regions))).toEqual(solidsMm2(layersOf(block, {}, regions)));
  });

  test('a solid region over an empty one is raised, and its place in the design is still told', () => {
    const block = boxMesh(0, 0, 0, 6, 6, 6);
    const hole = region('hole', 'empty', boxMesh(-1, 2, 2, 7, 4, 4));
    const layers = layersOf(block, { raiseMm: 0.25 }, filledRegions([hole, region('rest', 'solid')], null));
    expect(solidsMm2(layers)[40]).toBeCloseTo(24, 9);
    expect(loopsAreaMm2(layers[40]?.regions[1]?.place ?? [])).toBeCloseTo(36, 9);
  });
});

describe('a part is scaled', () => {
  test('by 1.02, 0.95, 1.05: 10.2 x 7.6 mm2 in each of 63 layers, the hole from 2.1 to 4.2', () => {
    const areas = solidsMm2(layersOf(HOLLOW, { scale: [1.02, 0.95, 1.05] }));
    expect(areas.length).toBe(63);
    areas.forEach((area, n) => {
      expect(area).toBeCloseTo(10.2 * 7.6 - (n >= 21 && n < 42 ? 4.08 * 3.8 : 0), 9);
    });
  });

  test('with its lattice: the same walls cover the same share of every section', () => {
    const lattice = completeLattice({ cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 }, ['lattice']);
    const block = boxMesh(0, 0, 0, 6, 6, 6);
    const same = solidsMm2(layersOf(block, {}, wholePart(lattice)));
    const larger = solidsMm2(layersOf(block, { scale: [1.05, 1.05, 1] }, wholePart(lattice)));
    expect(larger.length).toBe(60);
    larger.forEach((area, n) => {
      // To within the grid along some 60 mm of border.
      expect(area / (same[n] as number)).toBeCloseTo(1.1025, 3);
    });
  });

  test('and raised by so much as it is made: 0.25 mm above 4.2 mm', () => {
    const areas = solidsMm2(layersOf(HOLLOW, { scale: [1, 1, 1.05], raiseMm: 0.22 }));
    // Cuts at 4.15 | 4.25, 4.35 | 4.45, and the raised roof at 4.42.
    expect(areas.slice(41, 46)).toEqual([64, 64, 64, 80, 80]);
  });
});

test('factors of 1 without raising give the very areas of the design', () => {
  for (const { solid, envelope } of layersOf(HOLLOW, {})) expect(solid).toBe(envelope);
});
