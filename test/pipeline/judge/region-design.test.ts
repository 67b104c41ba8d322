import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { designVolumesMm3 } from '../../../src/pipeline/judge/region-design.ts';
import { partJob } from '../../../src/pipeline/parts/part-job.ts';
import { completeLattice } from '../../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh, joined } from '../../geometry/solids.ts';
import { distanceShape, filledRegions, loadedPart, region, type WantedRegion } from '../part-in-hand.ts';

/** 12 x 10 x 8 mm: 960 mm3. */
const BLOCK = boxMesh(0, 0, 0, 12, 10, 8);
const GYROID = completeLattice({ cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 }, ['lattice']);
const LEFT = boxMesh(-1, -1, -1, 6, 11, 9);
const MIDDLE = boxMesh(4, 2, -1, 8, 8, 4);

/** Volumes of regions of a mesh that stands elsewhere on the plate, to a millionth of a cubic millimetre. */
async function volumesOf(regions: readonly WantedRegion[], mesh: TriangleMesh = BLOCK): Promise<(number | null)[]> {
  const settings = {
    slice: { thicknessMm: 0.1, cut: 'mid' },
    regions: filledRegions(regions, GYROID),
    paths: null,
    band: null,
  } as const;
  const job = partJob(loadedPart(mesh), [51.3, 27.9, 0.4], settings);
  return (await designVolumesMm3({ job })).map((mm3) => mm3 && Math.round(mm3 * 1e4) / 1e4);
}

test('each region has its own shape within the part, less those before it; the rest has what is left', async () => {
  const [left, middle] = [region('left', 'solid', LEFT), region('middle', 'porous', MIDDLE)];
  const rest = region('rest', 'solid');
  // 6 x 10 x 8, then 2 x 6 x 4 beside it; or 4 x 6 x 4 and 480 less 2 x 6 x 4.
  expect(await volumesOf([left, middle, rest])).toEqual([480, 48, 432]);
  expect(await volumesOf([middle, left, rest])).toEqual([96, 432, 432]);
  expect(await volumesOf([region('canal', 'empty', MIDDLE), rest])).toEqual([96, 864]);
  expect(await volumesOf([rest])).toEqual([960]);
});

test('a region with another beneath it takes nothing from others, and nobody from it', async () => {
  const regions = [region('left', 'solid', LEFT), region('face', 'beneath', MIDDLE), region('rest', 'solid')];
  expect(await volumesOf(regions)).toEqual([480, 96, 480]);
});

test('a region of which nothing lies in the part, or nothing is left, has none', async () => {
  const beside = region('beside', 'solid', boxMesh(20, 0, 0, 21, 1, 1));
  const inside = region('inside', 'solid', boxMesh(1, 1, 1, 2, 2, 2));
  expect(await volumesOf([beside, region('left', 'solid', LEFT), inside, region('rest', 'solid')])).toEqual([
    0, 480, 0, 480,
  ]);
});

test('a distance is not told by meshes, nor what those after it have left', async () => {
  const rim = { ...region('rim', 'solid'), shape: distanceShape({ surfaceOf: BLOCK }, 0, 2) };
  const rest = region('rest', 'porous');
  expect(await volumesOf([region('left', 'solid', LEFT), rim, region('middle', 'solid', MIDDLE), rest])).toEqual([
    480,
    null,
    null,
    null,
  ]);
  const zone = { ...rim, fill: 'beneath' } as const;
  expect(await volumesOf([zone, region('left', 'solid', LEFT), rest])).toEqual([null, 480, 480]);
  expect(await volumesOf([rim, region('face', 'beneath', MIDDLE), rest])).toEqual([null, 96, null]);
});

test('of a mesh that is no body nothing is told of what needs booleans', async () => {
  const { positions, triangles } = BLOCK;
  const open = { positions, triangles: triangles.slice(3) };
  expect((await volumesOf([region('left', 'solid', LEFT), region('rest', 'solid')], open)).slice(0, 2)).toEqual([
    null,
    null,
  ]);
  // Two boxes that share an edge are two bodies.
  const twins = joined(BLOCK, boxMesh(12, 10, 0, 24, 20, 8));
  expect(await volumesOf([region('left', 'solid', LEFT), region('rest', 'solid')], twins)).toEqual([480, 1440]);
});
