/** Stock and allowances: what stands on a surface, what lines a bore, what makes walls thicker. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Case, CaseRegion } from '../../../src/config/case.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { regionPlacer } from '../../../src/pipeline/layers/region-places.ts';
import { caseRequests } from '../../../src/pipeline/request/case-requests.ts';
import { takeAllInHand } from '../../../src/pipeline/take-in-hand.ts';
import { planLayers } from '../../../src/slicing/layer-plan.ts';
import { tempFolder } from '../../store/temp-folder.ts';

const RUN = {
  outDir: '',
  force: false,
  folders: { printers: null, profiles: null },
  layers: null,
  cliEncoding: 'binary',
  cliContent: 'both',
  looseSolid: 'drop',
} as const;

/** A block of 10 x 10 x 3 mm with one region before the rest. */
async function inHand(region: CaseRegion, rest: Partial<CaseRegion> = {}) {
  const item: Case = {
    schema: 'trabecula/case@1',
    id: 'stock',
    side: 'left',
    level: 'L4',
    revision: 'A',
    name: 'Stock',
    units: 'mm',
    parts: [
      {
        id: 'block',
        solid: { by: 'box', centreMm: [0, 0, 1.5], sizeMm: [10, 10, 3] },
        regions: [region, { id: 'rest', kind: 'solid', shape: { by: 'rest' }, ...rest } as CaseRegion],
      },
    ],
    targets: [{ id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um' }],
  };
  const path = join(tempFolder(), 'case.json');
  writeFileSync(path, JSON.stringify(item));
  const [request] = await caseRequests(path, RUN, null);
  const [build] = await takeAllInHand(request as NonNullable<typeof request>);
  return (build as NonNullable<typeof build>).job;
}

async function volumesOf(job: Awaited<ReturnType<typeof inHand>>): Promise<number[]> {
  await loadClipping();
  const plan = planLayers(job.spec.box, job.spec.layers);
  const placesAt = regionPlacer(job.spec);
  const volumes = job.spec.regions.map(() => 0);
  for (let layer = 0; layer < job.layerCount; layer++) {
    placesAt(plan.zCutMm(layer)).places.forEach((place, n) => {
      volumes[n] = (volumes[n] as number) + loopsAreaMm2(place) * plan.thicknessMm;
    });
  }
  return volumes;
}

const canal = (overshootMm: number, machiningStockMm: number): CaseRegion => ({
  id: 'canal',
  kind: 'canal',
  shape: { by: 'cylinder', fromMm: [0, 0, -overshootMm], toMm: [0, 0, 3 + overshootMm], diameterMm: 3 },
  machiningStockMm,
});

describe('a canal of 3 mm with stock of 0.5 mm', () => {
  test.each([2, 0.3, 0.0001, 0])(
    'that reaches %s mm out is a canal of 2 mm, open at both ends',
    async (overshootMm) => {
      const [bore, rest] = await volumesOf(await inHand(canal(overshootMm, 0.5)));
      expect(bore).toBeCloseTo(Math.PI * 3, 2);
      expect(rest).toBeCloseTo(300 - Math.PI * 3, 2);
    },
  );

  test('that ends blind has its bottom lined too', async () => {
    const blind: CaseRegion = {
      ...canal(0, 0.5),
      shape: { by: 'cylinder', fromMm: [0, 0, 1.5], toMm: [0, 0, 4], diameterMm: 3 },
    };
    const [bore] = await volumesOf(await inHand(blind));
    expect(Math.abs((bore as number) - Math.PI * 1)).toBeLessThan(0.05);
  });

  test.each([1.6, 2])('of %s mm closes it, which is refused', async (stock) => {
    await expect(inHand(canal(2, stock))).rejects.toMatchObject({
      code: 'case-invalid',
      reason: expect.stringContaining("the region 'canal' is closed by its own stock and allowances"),
    });
  });
});

describe('stock on a face', () => {
  const top: CaseRegion = {
    id: 'top',
    kind: 'contact',
    shape: { by: 'half-space', pointMm: [0, 0, 2], normal: [0, 0, -1] },
    machiningStockMm: 0.3,
  };

  test('of the top and its rim: both move outward, and the part is as much higher', async () => {
    const job = await inHand(top);
    expect(job.box[5] - job.box[2]).toBeCloseTo(3.3, 6);
    const [zone, rest] = await volumesOf(job);
    // The zone is the upper millimetre: 10.6 x 10.6 and 1.3 high with its stock.
    expect(Math.abs((zone as number) - 10.6 * 10.6 * 1.3)).toBeLessThan(10.6 * 10.6 * 0.03);
    expect(Math.abs((rest as number) - (200 + 10.6 * 10.6 * 1.3))).toBeLessThan(10.6 * 10.6 * 0.03);
  });

  test('of the rest goes all around: etching, blasting and stock add up', async () => {
    const none: CaseRegion = {
      id: 'core',
      kind: 'solid',
      shape: { by: 'box', centreMm: [0, 0, 1.5], sizeMm: [2, 2, 1] },
    };
    const job = await inHand(none, { machiningStockMm: 0.1, etchAllowanceMm: 0.03, blastAllowanceMm: 0.02 });
    expect(job.box[3] - job.box[0]).toBeCloseTo(10.3, 6);
    expect(job.box[5] - job.box[2]).toBeCloseTo(3.3, 6);
  });
});

test('a region at a distance takes no stock, and says so with its place', async () => {
  const rim: CaseRegion = {
    id: 'rim',
    kind: 'solid',
    shape: { by: 'distance', withinMm: 1 },
    etchAllowanceMm: 0.03,
  };
  await expect(inHand(rim)).rejects.toMatchObject({
    code: 'case-invalid',
    place: [expect.stringContaining('case.json'), 'parts', 0, 'regions', 0],
  });
});

test('the walls of an etched lattice are thicker by what etching takes from both faces', async () => {
  const core: CaseRegion = {
    id: 'core',
    kind: 'porous',
    shape: { by: 'box', centreMm: [0, 0, 1.5], sizeMm: [8, 8, 6] },
    lattice: { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 },
    etchAllowanceMm: 0.03,
  };
  const [fill] = (await inHand(core)).fills;
  const built = fill?.asBuilt;
  // The surface of a cell is 3.0915 cell^2 and its Euler characteristic -8 (Schoen 1970): by Steiner's formula a sheet of half thickness t has
  // the volume 2 t area + 2/3 t^3 (2 pi chi). Half of the mean wall is 0.101 mm, and 0.03 mm come on top of it on each side.
  const volume = (t: number) => (2 * t * 3.0915 * 2 ** 2 + (2 / 3) * t ** 3 * 2 * Math.PI * -8) / 2 ** 3;
  const more = volume(0.101 + 0.03) - volume(0.101);
  expect(built?.asked).toBeCloseTo(0.3, 2);
  expect(Math.abs((built?.inFile ?? 0) - (0.3 + more))).toBeLessThan(0.004);
  expect(built?.expected).toBeCloseTo(built?.asked ?? 0, 3);
});
