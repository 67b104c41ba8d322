import { beforeAll, describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { loadKernels } from '../../../src/geometry/contour/kernel.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { type MeshTopology, meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { cylinderMesh } from '../../../src/implant/solids/cylinder-mesh.ts';
import { areaCutter } from '../../../src/pipeline/layers/layer-areas.ts';
import { solidStack } from '../../../src/pipeline/mesh/solid-stack.ts';
import { withoutLoose } from '../../../src/pipeline/parts/find-loose.ts';
import { type PartJob, partJob, wholePart } from '../../../src/pipeline/parts/part-job.ts';
import { defaultContext } from '../../../src/pipeline/request/default-context.ts';
import { completeLattice, type LatticeRequest } from '../../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh, sphereMesh } from '../../geometry/solids.ts';
import { distanceShape, filledRegions, loadedPart, region, type WantedRegion } from '../part-in-hand.ts';

beforeAll(async () => {
  await loadClipping();
  await loadKernels();
});

const CONTEXT = { ...defaultContext(), workers: 0 };
const GYROID = { cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 } as const;

function jobOf(
  mesh: TriangleMesh,
  lattice: LatticeRequest | null,
  regions: readonly WantedRegion[] | null = null,
): PartJob {
  const complete = lattice === null ? null : completeLattice(lattice, ['lattice']);
  return partJob(loadedPart(mesh), [0, 0, 0], {
    slice: { thicknessMm: 0.05, cut: 'mid' },
    regions: regions === null ? wholePart(complete) : filledRegions(regions, complete),
    paths: null,
    band: null,
  });
}

/** The mesh of a job, which must be closed, oriented and 2-manifold. */
async function meshed(job: PartJob, stepMm: number) {
  const { mesh: made } = await solidStack(job, stepMm, CONTEXT, null);
  const positions: number[] = [];
  const triangles: number[] = [];
  for await (const slab of made.slabs()) {
    positions.push(...slab.positions);
    triangles.push(...slab.triangles);
  }
  const mesh = { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
  const topology: MeshTopology = meshTopology(mesh);
  for (const fault of ['openEdges', 'nonManifoldEdges', 'misorientedEdges', 'degenerateTriangles'] as const) {
    expect([fault, topology[fault].count]).toEqual([fault, 0]);
  }
  return { volumeMm3: meshMeasures(mesh).volumeMm3, shells: topology.shells, tally: made.tally };
}

/** Volume of the layers. */
function slicedMm3({ spec }: PartJob, layerMm: number): number {
  const cut = areaCutter(spec);
  let sum = 0;
  for (let z = spec.box[2] + layerMm / 2; z < spec.box[5]; z += layerMm) sum += loopsAreaMm2(cut(z).solid) * layerMm;
  return sum;
}

describe('what is empty is empty in the mesh', () => {
  test('a block of 8 x 8 x 6 mm with a bore of 4 mm through it holds 384 - 24 pi mm3 in one shell', async () => {
    // The cylinder reaches out of the block on both sides and has the volume of the true one.
    const bore = cylinderMesh({ by: 'cylinder', fromMm: [4, 4, -1], toMm: [4, 4, 7], diameterMm: 4 });
    const job = jobOf(boxMesh(0, 0, 0, 8, 8, 6), null, [region('bore', 'empty', bore), region('rest', 'solid')]);
    const { volumeMm3, shells, tally } = await meshed(job, 0.2);
    // 12 edges of the block and the two of the bore, each less than a triangle of half a step by half a step.
    const edgesMm = 4 * (8 + 8 + 6) + 2 * 4 * Math.PI;
    expect(Math.abs(volumeMm3 - (384 - 24 * Math.PI))).toBeLessThan(edgesMm * 0.5 * 0.1 * 0.1);
    expect(shells).toBe(1);
    expect(tally).toMatchObject({ lostWalls: 0, closedGaps: 0, unmetSurface: 0 });
  });

  test('a sphere of 3 mm radius that is solid for 1 mm is a shell of 76/3 pi mm3 between two surfaces', async () => {
    const sphere = sphereMesh(3, 32);
    const skin: WantedRegion = {
      id: 'shell',
      fill: 'solid',
      shape: distanceShape({ surfaceOf: sphere }, 0, 1),
    };
    const { volumeMm3, shells } = await meshed(jobOf(sphere, null, [skin, region('rest', 'empty')]), 0.2);
    expect(shells).toBe(2);
    // The sphere of flat faces is 0.4 % smaller than the true one; half of that is left for the mesh.
    expect(Math.abs(volumeMm3 / ((76 / 3) * Math.PI) - 1)).toBeLessThan(0.012);
  });
});

describe('a lattice', () => {
  test('has the volume of its layers, to half a percent with two steps to a wall and to 1.5 percent with 1.3', async () => {
    const job = jobOf(boxMesh(0, 0, 0, 6, 6, 4), GYROID);
    const layers = slicedMm3(job, 0.025);
    for (const [stepMm, within] of [
      [0.1, 0.005],
      [0.15, 0.015],
    ] as const) {
      const { volumeMm3, tally } = await meshed(job, stepMm);
      expect(Math.abs(volumeMm3 / layers - 1)).toBeLessThan(within);
      expect(tally).toMatchObject({ lostWalls: 0, unmetSurface: 0 });
    }
  });

  test('with half a step for a wall is full of holes, and that is told', async () => {
    const job = jobOf(boxMesh(0, 0, 0, 4, 4, 2), { ...GYROID, relativeDensity: 0.05 });
    const { tally } = await meshed(job, 0.1);
    expect(tally.lostWalls).toBeGreaterThan(100);
  });

  test('that meets a solid region is one piece with it, without a crack', async () => {
    const half = boxMesh(-1, -1, -1, 2.05, 5, 4);
    const regions = [region('solid', 'solid', half), region('porous', 'porous')];
    const { job } = await withoutLoose(jobOf(boxMesh(0, 0, 0, 4, 4, 3), GYROID, regions), 'drop', CONTEXT, null);
    const { volumeMm3, shells } = await meshed(job, 0.1);
    expect(shells).toBe(1);
    expect(Math.abs(volumeMm3 / slicedMm3(job, 0.025) - 1)).toBeLessThan(0.005);
  });
});

test('loose pieces that the layers leave out are left out of the mesh', async () => {
  // Body-centred struts in a plate of 0.6 mm meet at the corners of their cells alone: 4 x 4 pieces, of which a whole one stays.
  const plate = jobOf(boxMesh(0, 0, 0, 6, 6, 0.6), { cellType: 'bcc', cellMm: 2, wallMm: 0.3 });
  const { job, findings } = await withoutLoose(plate, 'drop', CONTEXT, null);
  expect(findings[0]?.message).toMatch(/^15 loose pieces/);
  const kept = await meshed(plate, 0.05);
  const dropped = await meshed(job, 0.05);
  expect([kept.shells, dropped.shells]).toEqual([16, 1]);
  // 4 whole, 8 halves, 4 quarters: 9 in all.
  expect(Math.abs(dropped.volumeMm3 / kept.volumeMm3 - 1 / 9)).toBeLessThan(0.002);
});
