/** Regions of a case, cut at 30 um, hold the volumes of solid booleans by an independent library. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import loadManifold from 'manifold-3d';
import { expect, test } from 'vitest';
import type { Case } from '../../src/config/case.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { regionPlacer } from '../../src/pipeline/layers/region-places.ts';
import type { BuildInHand } from '../../src/pipeline/parts/build-in-hand.ts';
import { caseRequests } from '../../src/pipeline/request/case-requests.ts';
import { takeAllInHand } from '../../src/pipeline/take-in-hand.ts';
import { planLayers } from '../../src/slicing/layer-plan.ts';
import { tempFolder } from '../store/temp-folder.ts';

const RUN = {
  outDir: '',
  force: false,
  folders: { printers: null, profiles: null },
  layers: null,
  cliEncoding: 'binary',
  cliContent: 'both',
  looseSolid: 'drop',
} as const;

/** A wedge-shaped cage: a box of 20 x 16 x 10 mm, its top inclined, with a core, a tilted canal and a frame. */
const CASE: Case = {
  schema: 'trabecula/case@1',
  id: 'volumes',
  side: 'midline',
  level: 'L4-L5',
  revision: 'A',
  name: 'Volumes',
  units: 'mm',
  parts: [
    {
      id: 'cage',
      solid: {
        by: 'intersection',
        of: [
          { by: 'box', centreMm: [0, 0, 5], sizeMm: [20, 16, 10] },
          { by: 'half-space', pointMm: [0, 0, 9], normal: [0.1, 0, 1] },
        ],
      },
      regions: [
        {
          id: 'canal',
          kind: 'canal',
          shape: { by: 'cylinder', fromMm: [-12, -2, -2], toMm: [12, 3, 12], diameterMm: 4 },
        },
        {
          id: 'core',
          kind: 'porous',
          shape: { by: 'cylinder', fromMm: [0, 0, -1], toMm: [0, 0, 12], diameterMm: 12 },
          lattice: { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 },
        },
        { id: 'frame', kind: 'solid', shape: { by: 'rest' } },
      ],
    },
  ],
  targets: [{ id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um', layerMm: 0.03 }],
};

async function inHand(item: Case): Promise<BuildInHand> {
  const path = join(tempFolder(), 'case.json');
  writeFileSync(path, JSON.stringify(item));
  const [request] = await caseRequests(path, RUN, null);
  const [build] = await takeAllInHand(request as NonNullable<typeof request>);
  return build as BuildInHand;
}

async function cutVolumes({ job }: BuildInHand): Promise<number[]> {
  await loadClipping();
  const plan = planLayers(job.spec.box, job.spec.layers);
  expect(plan.thicknessMm).toBe(0.03);
  const placesAt = regionPlacer(job.spec);
  const volumes = job.spec.regions.map(() => 0);
  for (let layer = 0; layer < job.layerCount; layer++) {
    placesAt(plan.zCutMm(layer)).places.forEach((place, n) => {
      volumes[n] = (volumes[n] as number) + loopsAreaMm2(place) * plan.thicknessMm;
    });
  }
  return volumes;
}

/** A cylinder of the library between two points, of facets so many that its volume is right to 3e-5. */
async function booleanVolumes(): Promise<number[]> {
  const library = await loadManifold();
  library.setup();
  const { Manifold } = library;
  const between = (from: readonly number[], to: readonly number[], radius: number) => {
    const d = [0, 1, 2].map((a) => (to[a] as number) - (from[a] as number)) as [number, number, number];
    const length = Math.hypot(...d);
    const polar = (Math.acos(d[2] / length) * 180) / Math.PI;
    const azimuth = (Math.atan2(d[1], d[0]) * 180) / Math.PI;
    return Manifold.cylinder(length, radius, radius, 512)
      .rotate([0, polar, azimuth])
      .translate(from as [number, number, number]);
  };
  const part = Manifold.cube([20, 16, 10], true)
    .translate([0, 0, 5])
    .trimByPlane([-0.1, 0, -1], -9 / Math.hypot(0.1, 1));
  const canal = between([-12, -2, -2], [12, 3, 12], 2);
  const core = between([0, 0, -1], [0, 0, 12], 6);
  return [
    part.intersect(canal).volume(),
    part.intersect(core).subtract(canal).volume(),
    part.subtract(core).subtract(canal).volume(),
  ];
}

test('a porous core, a solid frame and a canal at 30 um: each within 0.2 % of the boolean', async () => {
  const cut = await cutVolumes(await inHand(CASE));
  const wanted = await booleanVolumes();
  cut.forEach((volume, n) => {
    expect(Math.abs(volume / (wanted[n] as number) - 1)).toBeLessThan(0.002);
  });
  // They share out the part.
  const part = 20 * 16 * 9;
  expect(cut.reduce((sum, volume) => sum + volume, 0)).toBeCloseTo(part, -1);
});
