import { beforeAll, describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import type { Loops } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { intersectSets, subtractSets } from '../../../src/geometry/combine-sets.ts';
import { loadKernels } from '../../../src/geometry/contour/kernel.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { meshBox } from '../../../src/geometry/mesh-measures.ts';
import { neighboursOf } from '../../../src/pipeline/layers/area-neighbours.ts';
import type { AreaSpec } from '../../../src/pipeline/layers/area-spec.ts';
import { splitLayer } from '../../../src/pipeline/layers/area-zones.ts';
import { layerCutter } from '../../../src/pipeline/layers/cut-layers.ts';
import type { JobSpec, ScanSpec } from '../../../src/pipeline/layers/job-spec.ts';
import type { LayerResult } from '../../../src/pipeline/layers/layer-result.ts';
import { layerStream } from '../../../src/pipeline/layers/layer-stream.ts';
import { madeLayers } from '../../../src/pipeline/layers/made-shape.ts';
import { partJob, wholePart } from '../../../src/pipeline/parts/part-job.ts';
import { defaultContext } from '../../../src/pipeline/request/default-context.ts';
import { completeLattice } from '../../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh, joined } from '../../geometry/solids.ts';
import { areaOf, rectangle, scanSettings } from '../../scan/shapes.ts';
import { plainTiming } from '../../scan/timing/plain-timing.ts';
import { buildFirst } from '../../support/run-cli.ts';
import { loadedPart } from '../part-in-hand.ts';

buildFirst();
beforeAll(async () => {
  await loadClipping();
  await loadKernels();
});

const RULE = { angleDeg: 45, layers: 3, expansionMm: 0, minWidthMm: 0 };
const SKINS: AreaSpec = {
  skins: { upskin: RULE, downskin: RULE, hullMm: null },
  inLattice: false,
  transitionMm: null,
  spacingMm: { upskin: null, downskin: null },
  contours: { upskin: false, downskin: true },
  contourKeys: ['contour-outer', 'contour-inner'],
  overhangDeg: 45,
};

/** A foot of 2 x 2 x 1 mm under a beam of 6 x 2 x 1 mm: 8 mm2 of it have nothing below. */
const BRACKET = joined(boxMesh(0, 0, 0, 2, 2, 1.02), boxMesh(0, 0, 1, 6, 2, 2));

function scanOf(areas: AreaSpec | null): ScanSpec {
  return {
    kind: 'scan',
    settings: scanSettings({ contour: { offsetMm: 0.06 }, hatchOffsetMm: 0.02, hatch: { minLengthMm: 0.06 } }),
    speeds: {},
    recoatS: 0,
    share: null,
    exposureRowMm: 0.05,
    areas,
  };
}

function specOf(mesh: TriangleMesh, areas: AreaSpec | null, from = 0, to = 20): JobSpec {
  const keys = ['contour-outer', 'contour-inner', 'hatch-core', 'thin-wall'];
  const skins = ['hatch-upskin', 'hatch-downskin', 'contour-downskin', 'hatch-hull', 'hatch-lattice'];
  const scan = scanOf(areas);
  return {
    partId: 'part',
    mesh,
    beams: [],
    edges: meshEdges(mesh),
    box: meshBox(mesh),
    originMm: [0, 0, 0],
    layers: { thicknessMm: 0.1, cut: 'mid', from, to },
    regions: [{ id: null, fill: 'solid', shape: null, lattice: null, stock: null }],
    dropped: null,
    measured: false,
    paths: { ...scan, speeds: Object.fromEntries([...keys, ...skins].map((key) => [key, plainTiming(1, 7000)])) },
  };
}

/** Area of each kind in one layer, in mm2, and the surface that looks down too flat. */
function areasOf(mesh: TriangleMesh, index: number, areas: AreaSpec = SKINS, onPlate = true) {
  const spec = specOf(mesh, areas);
  const plan = madeLayers(spec);
  const cutter = layerCutter(spec, plan, neighboursOf(areas));
  const layer = { index, areas: cutter.at(index, null).areas, thicknessMm: 0.1, onPlate };
  const { zones, overhang } = splitLayer(layer, areas, cutter);
  const of = (area: string): Loops => zones.filter((zone) => zone.area === area).flatMap(({ place }) => place);
  return {
    up: areaOf(of('upskin')),
    down: areaOf(of('downskin')),
    hull: areaOf(of('hull')),
    overhang: overhang?.areaMm2 ?? null,
  };
}

describe('a beam of 6 x 2 mm on a foot of 2 x 2 mm', () => {
  test('has 8 mm2 of downskin in its first three layers, and none in the fourth', () => {
    for (const index of [10, 11, 12]) expect(areasOf(BRACKET, index).down).toBeCloseTo(8, 2);
    expect(areasOf(BRACKET, 13).down).toBe(0);
  });

  test('has upskin in its last three layers, for there is nothing above, and none on the foot that it covers', () => {
    for (const index of [17, 18, 19]) expect(areasOf(BRACKET, index).up).toBeCloseTo(12, 2);
    for (const index of [8, 9, 16]) expect(areasOf(BRACKET, index).up).toBe(0);
  });

  test('stands on the plate without a downskin; lifted off it, the first three layers are downskin', () => {
    for (const index of [0, 1, 2]) {
      expect(areasOf(BRACKET, index)).toMatchObject({ down: 0, overhang: 0 });
      expect(areasOf(BRACKET, index, SKINS, false).down).toBeCloseTo(4, 2);
    }
    expect(areasOf(BRACKET, 3, SKINS, false).down).toBe(0);
  });

  test('looks down too flat by 8 mm2, counted in one layer alone', () => {
    expect(areasOf(BRACKET, 10).overhang).toBeCloseTo(8, 2);
    for (const index of [9, 11, 12]) expect(areasOf(BRACKET, index).overhang).toBe(0);
  });

  test('has a hull of half a millimetre around what is no skin', () => {
    const hull = { ...SKINS, skins: { upskin: null, downskin: null, hullMm: 0.5 } };
    expect(areasOf(BRACKET, 5, hull).hull).toBeCloseTo(4 - 1, 4);
    expect(areasOf(BRACKET, 15, hull).hull).toBeCloseTo(12 - 5, 4);
  });
});

async function all(spec: JobSpec, workers: number): Promise<LayerResult[]> {
  const results: LayerResult[] = [];
  const context = defaultContext({ workers });
  for await (const result of layerStream(spec, context, null)) results.push(result);
  return results;
}

describe('the layers of the beam on its foot', () => {
  test('are the same for any number of workers, and in a band', async () => {
    const whole = await all(specOf(BRACKET, SKINS), 0);
    for (const workers of [1, 3]) expect(await all(specOf(BRACKET, SKINS), workers)).toEqual(whole);
    expect(await all(specOf(BRACKET, SKINS, 11, 14), 1)).toEqual(whole.slice(11, 14));
  });

  test('run the contours over the downskin with its key, and expose as much as without skins', async () => {
    const skinned = await all(specOf(BRACKET, SKINS), 0);
    const plain = await all(specOf(BRACKET, null), 0);
    const keys = (result: LayerResult | undefined) => [
      ...new Set(result?.toolpaths.toolpaths.map(({ params }) => params)),
    ];
    expect(keys(skinned[10])).toEqual([
      'contour-downskin',
      'contour-outer',
      'contour-inner',
      'hatch-core',
      'hatch-downskin',
    ]);
    expect(keys(skinned[5])).toEqual(keys(plain[5]));
    for (const [n, { figures }] of skinned.entries()) {
      expect(figures.missedMm2).toBeCloseTo(plain[n]!.figures.missedMm2!, 6);
    }
  });
});

describe('a gyroid of 8 x 8 x 2 mm under a skin of 0.5 mm', () => {
  const latticeJob = (skinMm: number, areas: AreaSpec | null): JobSpec =>
    partJob(loadedPart(boxMesh(0, 0, 0, 8, 8, 2)), [0, 0, 0], {
      slice: { thicknessMm: 0.1, cut: 'mid' },
      regions: wholePart(completeLattice({ cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3, skinMm }, ['lattice'])),
      paths: specOf(BRACKET, areas).paths,
      band: null,
    }).spec;
  const splitOf = (job: JobSpec, index: number, areas: AreaSpec) => {
    const plan = madeLayers(job);
    const cutter = layerCutter(job, plan, neighboursOf(areas));
    const cut = cutter.at(index, null).areas;
    return { cut, ...splitLayer({ index, areas: cut, thicknessMm: 0.1, onPlate: true }, areas, cutter) };
  };
  const downIn = ({ zones }: ReturnType<typeof splitOf>) =>
    areaOf(zones.filter(({ area }) => area === 'downskin').flatMap(({ place }) => place));

  test('has no skins in its walls unless they are asked for', () => {
    const job = latticeJob(0, SKINS);
    expect(splitOf(job, 10, SKINS)).toMatchObject({ zones: [], overhang: { areaMm2: 0 } });
    expect(downIn(splitOf(job, 10, { ...SKINS, inLattice: true }))).toBeGreaterThan(0);
  });

  test('has downskin under its roof where pores are below, and none over walls', () => {
    const one: AreaSpec = { ...SKINS, skins: { upskin: null, downskin: { ...RULE, layers: 1 }, hullMm: null } };
    const split = splitOf(latticeJob(0.5, one), 15, one);
    const { cut } = splitOf(latticeJob(0.5, one), 14, one);
    const poresMm2 = 64 - areaOf(cut.solid);
    expect(areaOf(split.cut.solid)).toBeCloseTo(64, 1);
    expect(poresMm2).toBeGreaterThan(20);
    // The step over a pore is skin up to the walls; walls that lean out by less than 45 degrees a layer bear.
    expect(downIn(split)).toBeLessThan(poresMm2 + 0.01);
    expect(downIn(split)).toBeGreaterThan(0.8 * poresMm2);
  });

  test('is run with parameters of its own beyond the transition from the skin, within which nothing changes', () => {
    const areas: AreaSpec = { ...SKINS, skins: null, overhangDeg: null, transitionMm: 1 };
    const { cut, zones } = splitOf(latticeJob(0.5, areas), 10, areas);
    expect(zones).toHaveLength(1);
    const [zone] = zones as [(typeof zones)[number]];
    expect(zone.keys).toEqual({ 'hatch-core': 'hatch-lattice', 'thin-wall': 'hatch-lattice' });
    const beyond = [rectangle(1.5, 1.5, 6.5, 6.5)];
    expect(zone.isOutside).toBe(true);
    expect(areaOf(subtractSets(cut.solid, zone.place))).toBeCloseTo(areaOf(intersectSets(cut.solid, beyond)), 2);
  });

  test('has the same layers for any number of workers', async () => {
    const areas: AreaSpec = { ...SKINS, transitionMm: 0.3 };
    const job = latticeJob(0.5, areas);
    const band: JobSpec = { ...job, layers: { ...job.layers, from: 12, to: 18 } };
    expect(await all(band, 2)).toEqual(await all(band, 0));
  });
});
