import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import type { Inspection, InspectionRegion, LatticeDensity } from '../../../src/inspect/inspection.ts';
import { judgeRegions } from '../../../src/pipeline/judge/judge-regions.ts';
import type { LatticeMeasures } from '../../../src/pipeline/judge/lattice-meter.ts';
import { layerStream } from '../../../src/pipeline/layers/layer-stream.ts';
import { type LayerTotals, layerTotals, type RegionTotals } from '../../../src/pipeline/layers/layer-totals.ts';
import type { BuildInHand } from '../../../src/pipeline/parts/build-in-hand.ts';
import { partJob } from '../../../src/pipeline/parts/part-job.ts';
import { defaultContext } from '../../../src/pipeline/request/default-context.ts';
import { completeLattice } from '../../../src/pipeline/request/lattice-defaults.ts';
import { NO_LIMITS, type RegionLimits, type RegionRequest } from '../../../src/pipeline/request/prepare-request.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { filledRegions, loadedPart, region, type WantedRegion } from '../part-in-hand.ts';

beforeAll(() => loadClipping());

/** 12 x 10 x 2 mm: 240 mm3 in 20 layers. */
const BLOCK = boxMesh(0, 0, 0, 12, 10, 2);
const GYROID = completeLattice({ cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 }, ['lattice']);

const FACE = region('face', 'beneath', boxMesh(-1, -1, -1, 6, 11, 3));
const CANAL = region('canal', 'empty', boxMesh(5, 4, -1, 7, 6, 3));
const POST = region('post', 'solid', boxMesh(-1, -1, -1, 4, 11, 3));
const CORE = region('core', 'porous');

/** Limits of regions by their names. */
type Limits = Readonly<Record<string, Partial<RegionLimits>>>;

/** A build of the block; of the request only its regions are asked for. */
function buildOf(
  regions: readonly WantedRegion[],
  limits: Limits = {},
  band: { from: number; to: number } | null = null,
) {
  const part = loadedPart(BLOCK, 'cage');
  const slice = { thicknessMm: 0.1, cut: 'mid' } as const;
  const job = partJob(part, [30, 20, 0], { slice, regions: filledRegions(regions, GYROID), paths: null, band });
  const requests = regions.map(
    ({ id, fill }): RegionRequest => ({
      id,
      kind: id === null ? null : fill === 'lattice' ? 'porous' : fill === 'empty' ? 'canal' : 'docking',
      fill,
      shape: null,
      lattice: null,
      limits: { ...NO_LIMITS, ...limits[id ?? ''] },
      place: [],
    }),
  );
  return { request: { part: { regions: requests } }, job, part } as unknown as BuildInHand;
}

/** Sums as if layers had passed. */
function sums(...regions: readonly RegionTotals[]): LayerTotals {
  return { ...layerTotals(), regions };
}

/** Sums of a region that is as it was designed: 80 mm3, 40 mm2 in each layer. */
const AS_DESIGNED: RegionTotals = { placeMm3: 80, solidMm3: 80, mostMm2: 40 };

function density(regionId: string, relativeDensity: number | null): LatticeDensity {
  return { regionId, relativeDensity, targetRelativeDensity: 0.32, inFileRelativeDensity: 0.3, limitRelative: 0.02 };
}

async function judged(
  build: BuildInHand,
  totals: LayerTotals,
  densities: readonly LatticeDensity[] = [],
  measures: readonly (LatticeMeasures | null)[] = [],
): Promise<{ rows: readonly InspectionRegion[]; findings: readonly Finding[] }> {
  const { rows, findings } = await judgeRegions(build, { densities } as unknown as Inspection, totals, measures);
  return { rows: rows!, findings };
}

const WALLS: LatticeMeasures = {
  wallMm: { min: 0.18, p5: 0.2, p50: 0.25, p95: 0.3 },
  poreMm: { min: null, p5: 0.5, p50: 0.6, p95: 0.7 },
  throatMm: 0.45,
  surfaceMm2: 100,
};

describe('a block with a canal, a solid post and a porous rest, as its layers come out', () => {
  let rows: readonly InspectionRegion[] = [];
  let findings: readonly Finding[] = [];
  beforeAll(async () => {
    const build = buildOf([FACE, CANAL, POST, CORE], { core: { leastWallMm: 0.15 }, canal: { supportBan: true } });
    const totals = layerTotals();
    for await (const result of layerStream(build.job.spec, defaultContext({ workers: 0 }), null)) totals.add(result);
    ({ rows, findings } = await judged(build, totals, [density('core', 0.301)], [WALLS]));
  });

  test('has a row for each in their order, and all hold', () => {
    expect(findings).toEqual([]);
    const told = rows.map(({ partId, regionId, kind, fill, verdict }) => [partId, regionId, kind, fill, verdict]);
    expect(told).toEqual([
      ['cage', 'face', 'docking', 'beneath', 'pass'],
      ['cage', 'canal', 'canal', 'empty', 'pass'],
      ['cage', 'post', 'docking', 'solid', 'pass'],
      ['cage', 'core', 'porous', 'lattice', 'pass'],
    ]);
    expect(rows.map(({ checks }) => checks.map(({ rule }) => rule))).toEqual([
      ['region-volume-off'],
      ['region-obstructed', 'region-volume-off'],
      ['region-not-solid', 'region-volume-off'],
      ['density-off', 'region-wall-thin', 'region-volume-off'],
    ]);
  });

  test('has the volumes that boxes have, by its layers and by its meshes', () => {
    // The canal has 2 x 2 mm, the post 4 x 10, the rest what they leave; the face takes nothing from them.
    const expected = [120, 8, 80, 152];
    for (const [n, mm3] of expected.entries()) {
      expect(rows[n]?.volumeMm3).toBeCloseTo(mm3, 3);
      expect(rows[n]?.designVolumeMm3).toBeCloseTo(mm3, 3);
    }
    expect(rows.slice(1, 3).map(({ solidMm3, relativeDensity }) => [solidMm3, relativeDensity])).toEqual([
      [0, 0],
      [80, 1],
    ]);
    // Half of the block is post or porous: 80 mm3 and the porous rest of it.
    expect(rows[0]!.solidMm3!).toBeGreaterThan(80);
    expect(rows[0]!.solidMm3!).toBeLessThan(80 + 0.5 * 40);
    expect(Math.abs(rows[3]!.solidMm3! / 152 / 0.3 - 1)).toBeLessThan(0.05);
  });

  test('has what was measured of the lattice in its row, and nothing of it in others', () => {
    expect(rows[3]).toMatchObject({
      relativeDensity: 0.301,
      targetRelativeDensity: 0.32,
      wallMm: WALLS.wallMm,
      poreMm: WALLS.poreMm,
      throatMm: 0.45,
      rule: 'density-off',
      measured: 0.301,
      limit: 0.3,
      unit: 'relative density',
    });
    expect(rows[3]?.checks[1]).toEqual({
      rule: 'region-wall-thin',
      measured: 0.18,
      limit: 0.15,
      unit: 'mm',
      verdict: 'pass',
    });
    for (const row of rows.slice(0, 3)) {
      expect(row).toMatchObject({ targetRelativeDensity: null, wallMm: null, poreMm: null, throatMm: null });
    }
    expect(rows.map(({ supportBan }) => supportBan)).toEqual([false, true, false, false]);
  });
});

describe('a region that does not hold is a finding of its own, and the gravest check of its row', () => {
  test('solid in what is to be empty', async () => {
    const totals = sums({ placeMm3: 8, solidMm3: 0.25, mostMm2: 4 }, { placeMm3: 232, solidMm3: 232, mostMm2: 116 });
    const { rows, findings } = await judged(buildOf([CANAL, region('rest', 'solid')]), totals);
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'region-obstructed',
        severity: 'error',
        partId: 'cage',
        regionId: 'canal',
        measured: 0.25,
        limit: 0.001,
        unit: 'mm3',
        message: "region 'canal': 0.2500 mm3 of solid stand in what is to be empty",
      }),
    ]);
    expect(rows[0]).toMatchObject({ rule: 'region-obstructed', measured: 0.25, verdict: 'fail' });
    expect(rows[1]?.verdict).toBe('pass');
  });

  test('a solid region with a void', async () => {
    const totals = sums({ ...AS_DESIGNED, solidMm3: 79 }, { placeMm3: 160, solidMm3: 160, mostMm2: 80 });
    const { rows, findings } = await judged(buildOf([POST, region('rest', 'solid')]), totals);
    expect(findings.map(({ rule, severity, regionId }) => [rule, severity, regionId])).toEqual([
      ['region-not-solid', 'error', 'post'],
    ]);
    expect(findings[0]?.message).toContain('98.75 % of it is solid');
    expect(rows[0]).toMatchObject({ rule: 'region-not-solid', measured: 0.9875, limit: 0.999, verdict: 'fail' });
  });

  test.each([
    // A layer of 40 mm2 is 4 mm3, and 0.2 % of 80 mm3 are 0.16 mm3.
    [80 + 4.1, 'pass'],
    [80 - 4.1, 'pass'],
    [80 + 4.2, 'fail'],
    [80 - 4.2, 'fail'],
  ] as const)('a post of 80 mm3 whose layers hold %d mm3: %s', async (placeMm3, verdict) => {
    const totals = sums({ placeMm3, solidMm3: placeMm3, mostMm2: 40 }, { placeMm3: 160, solidMm3: 160, mostMm2: 80 });
    const { rows, findings } = await judged(buildOf([POST, region('rest', 'solid')]), totals);
    expect(rows[0]?.verdict).toBe(verdict);
    expect(findings.map(({ rule }) => rule)).toEqual(verdict === 'pass' ? [] : ['region-volume-off']);
  });

  test.each([
    [0.3059, null, 'pass'],
    [0.3061, 'warning', 'warn'],
    [0.2939, 'warning', 'warn'],
    [0.3119, 'warning', 'warn'],
    [0.3121, 'error', 'fail'],
    [0.2879, 'error', 'fail'],
    [null, null, null],
  ] as const)(
    'a density of %s where 0.3 is asked of the file, within 2 %%: %s, %s',
    async (relativeDensity, severity, verdict) => {
      const totals = sums(AS_DESIGNED, { placeMm3: 160, solidMm3: 48, mostMm2: 80 });
      const found = await judged(buildOf([POST, CORE]), totals, [density('core', relativeDensity)]);
      const [check] = found.rows[1]!.checks;
      expect(check).toEqual({
        rule: 'density-off',
        measured: relativeDensity,
        limit: 0.3,
        unit: 'relative density',
        verdict,
      });
      expect(found.findings.map((one) => one.severity)).toEqual(severity === null ? [] : [severity]);
      // One that was not measured leaves the word to the checks that were made.
      // A density that nobody measured keeps the region from passing, whatever its volume.
      expect(found.rows[1]?.verdict).toBe(verdict);
    },
  );

  test('walls below the least that is asked for, each lattice by its own', async () => {
    const left = region('left', 'porous', boxMesh(-1, -1, -1, 4, 11, 3));
    const build = buildOf([left, CANAL, CORE], { left: { leastWallMm: 0.19 }, core: { leastWallMm: 0.19 } });
    const totals = sums(
      AS_DESIGNED,
      { placeMm3: 8, solidMm3: 0, mostMm2: 4 },
      { placeMm3: 152, solidMm3: 45, mostMm2: 76 },
    );
    const thick = { ...WALLS, wallMm: { min: null, p5: 0.2, p50: 0.25, p95: 0.3 } };
    const { rows, findings } = await judged(build, totals, [], [thick, WALLS]);
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'region-wall-thin',
        severity: 'error',
        regionId: 'core',
        measured: 0.18,
        limit: 0.19,
        message: "region 'core': walls are down to 0.18 mm thin, at least 0.19 mm are asked for",
      }),
    ]);
    // Without a least wall the twentieth part is the thinnest that is known.
    expect(rows[0]?.checks[0]).toMatchObject({ rule: 'region-wall-thin', measured: 0.2, verdict: 'pass' });
    expect(rows.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'fail']);
    const unknown = await judged(build, totals, [], [null, WALLS]);
    expect(unknown.rows[0]?.checks[0]).toMatchObject({ measured: null, verdict: null });
    expect(unknown.rows[0]?.wallMm).toBeNull();
  });
});

describe('the case may say how grave it is', () => {
  const totals = sums({ placeMm3: 8, solidMm3: 0.25, mostMm2: 4 }, { placeMm3: 232, solidMm3: 70, mostMm2: 116 });
  const found = (canal: RegionLimits['verdict'], core: RegionLimits['verdict']) =>
    judged(buildOf([CANAL, CORE], { canal: { verdict: canal }, core: { verdict: core } }), totals, [
      density('core', 0.309),
    ]);

  test.each([
    [null, null, ['error', 'warning'], ['fail', 'warn']],
    ['note', 'error', ['note', 'error'], ['pass', 'fail']],
    ['warning', 'note', ['warning', 'note'], ['warn', 'pass']],
  ] as const)('%s and %s', async (canal, core, severities, verdicts) => {
    const { rows, findings } = await found(canal, core);
    expect(findings.map(({ severity }) => severity)).toEqual(severities);
    expect(rows.map(({ verdict }) => verdict)).toEqual(verdicts);
  });

  test('of what holds it changes nothing', async () => {
    const build = buildOf([POST, region('rest', 'solid')], { post: { verdict: 'error' } });
    const { rows, findings } = await judged(build, sums(AS_DESIGNED, { placeMm3: 160, solidMm3: 160, mostMm2: 80 }));
    expect([findings, rows[0]?.verdict]).toEqual([[], 'pass']);
  });
});

test('a solid region whose first layer is made smaller is held to what is made of it, and says what went', async () => {
  const build = buildOf([POST, region('rest', 'solid')]);
  const foot = (footMm3: number) =>
    judged(
      build,
      sums({ placeMm3: 80, solidMm3: 79, footMm3, mostMm2: 40 }, { placeMm3: 160, solidMm3: 160, mostMm2: 80 }),
    );
  const held = await foot(1);
  expect([held.findings, held.rows[0]?.verdict]).toEqual([[], 'pass']);
  expect(held.rows[0]).toMatchObject({ volumeMm3: 80, solidMm3: 79, firstLayerInsetMm3: 1, relativeDensity: 0.9875 });
  expect(held.rows[1]).not.toHaveProperty('firstLayerInsetMm3');
  const lost = await foot(0.5);
  expect(lost.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['region-not-solid', 'error']]);
  expect(lost.findings[0]?.message).toContain('99.37 % of it is solid, without the 0.500 mm3 by which');
});

test('a bare mesh has no rows, lattice or not', async () => {
  for (const kind of ['solid', 'porous'] as const) {
    const whole: WantedRegion = { ...region('', kind), id: null };
    const inspection = { densities: [] } as unknown as Inspection;
    expect(await judgeRegions(buildOf([whole]), inspection, layerTotals(), [])).toEqual({
      rows: undefined,
      notRun: [],
      findings: [],
    });
  }
});

test('of a band of layers the volumes are not held to those of the meshes', async () => {
  const build = buildOf([POST, region('rest', 'solid')], {}, { from: 3, to: 5 });
  const { rows, findings } = await judged(
    build,
    sums({ placeMm3: 8, solidMm3: 8, mostMm2: 40 }, { placeMm3: 16, solidMm3: 16, mostMm2: 80 }),
  );
  expect(findings).toEqual([]);
  expect(rows.map(({ designVolumeMm3, checks }) => [designVolumeMm3, checks.map(({ rule }) => rule)])).toEqual([
    [null, ['region-not-solid']],
    [null, ['region-not-solid']],
  ]);
});
