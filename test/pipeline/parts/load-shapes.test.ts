import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import type { RegionShape } from '../../../src/pipeline/layers/job-spec.ts';
import { shapeLoader } from '../../../src/pipeline/parts/load-shapes.ts';
import {
  NO_LIMITS,
  type RegionRequest,
  type RegionShapeRequest,
  type SolidRequest,
} from '../../../src/pipeline/request/prepare-request.ts';
import { boxMesh, insideOut } from '../../geometry/solids.ts';
import { tempFolder } from '../../store/temp-folder.ts';
import { boxFile, stlFile, withoutTriangle } from '../../support/test-meshes.ts';
import { loadedPart } from '../part-in-hand.ts';

const LOAD = { units: 'mm', repair: false, sameUnit: true } as const;
const PLACE = ['case.json', 'parts', 0, 'regions', 0, 'shape'] as const;
const REACH = [0, 0, 0, 10, 10, 10] as const;
const MOVE = [1, 0, 0, 100, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const MIRROR = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const BELOW = (z: number): SolidRequest => ({ by: 'half-space', pointMm: [0, 0, z], normal: [0, 0, 1] });
const BOX: SolidRequest = { by: 'box', centreMm: [5, 5, 5], sizeMm: [4, 2, 6] };

const meshAt = (path: string): SolidRequest => ({ by: 'mesh', path, place: [...PLACE, 'file'] });
const solidAt = (tree: SolidRequest): RegionShapeRequest => ({ by: 'solid', tree, place: PLACE });

function regionOf(shape: RegionShapeRequest | null, n = 0): RegionRequest {
  return {
    id: `r${n}`,
    kind: 'solid',
    fill: 'solid',
    shape,
    lattice: null,
    limits: NO_LIMITS,
    place: PLACE.slice(0, 5),
  };
}

/** Box and volume, rounded. */
function told(mesh: TriangleMesh | undefined) {
  const { box, volumeMm3 } = meshMeasures(mesh!);
  return [...box, volumeMm3].map((value) => Number(value.toFixed(6)) + 0);
}

const bodyOf = (shape: RegionShape | null | undefined) => (shape?.by === 'mesh' ? shape.mesh : undefined);

describe('a solid', () => {
  test('of shapes and meshes is built with the meshes in it', async () => {
    const loader = shapeLoader(LOAD);
    const path = boxFile(tempFolder(), 'block', 10, 10, 4);
    const tree: SolidRequest = {
      by: 'difference',
      from: meshAt(path),
      minus: [{ by: 'intersection', of: [BOX, BELOW(3)] }],
    };
    // 400 less 4 x 2 mm from z = 2 to 3.
    expect(told(await loader.solid(tree, REACH, PLACE))).toEqual([0, 0, 0, 10, 10, 4, 392]);
  });

  test('of a mesh alone is that mesh, which is read once however often it is named', async () => {
    const loader = shapeLoader(LOAD);
    const path = boxFile(tempFolder(), 'block', 10, 10, 4);
    const first = await loader.solid(meshAt(path), REACH, PLACE);
    expect(await loader.solid(meshAt(path), REACH, PLACE)).toBe(first);
    await loader.solid({ by: 'union', of: [meshAt(path), BOX, meshAt(path)] }, REACH, PLACE);
    expect(loader.read.map(({ input }) => input?.path)).toEqual([path]);
    expect(told(first)).toEqual([0, 0, 0, 10, 10, 4, 400]);
  });

  test('in another unit is scaled as its case says', async () => {
    const loader = shapeLoader({ ...LOAD, units: 'cm' });
    const path = boxFile(tempFolder(), 'block', 1, 2, 3);
    expect(told(await loader.solid(meshAt(path), REACH, PLACE))).toEqual([0, 0, 0, 10, 20, 30, 6000]);
  });

  test('of a mesh that is open or inside out is refused with its place', async () => {
    const dir = tempFolder();
    const open = stlFile(dir, 'open', withoutTriangle(boxMesh(0, 0, 0, 10, 10, 4), 0));
    const turned = stlFile(dir, 'turned', insideOut(boxMesh(0, 0, 0, 10, 10, 4)));
    for (const path of [open, turned, join(dir, 'none.stl')]) {
      for (const tree of [meshAt(path), { by: 'union', of: [BOX, meshAt(path)] } as const]) {
        const place = [...PLACE, 'file'];
        const code = path.endsWith('none.stl') ? 'file-unreadable' : 'mesh-invalid';
        await expect(shapeLoader(LOAD).solid(tree, REACH, PLACE)).rejects.toMatchObject({ code, place });
      }
    }
  });

  test('that holds nothing is refused with the place of its shape', async () => {
    const tree: SolidRequest = { by: 'intersection', of: [BOX, BELOW(-3)] };
    await expect(shapeLoader(LOAD).solid(tree, REACH, PLACE)).rejects.toMatchObject({
      code: 'solid-invalid',
      place: expect.arrayContaining([...PLACE]),
      message: expect.stringContaining('case.json > parts > 0 > regions > 0 > shape: '),
    });
  });
});

describe('regions', () => {
  const part = loadedPart(boxMesh(0, 0, 0, 10, 10, 10));
  const load = (requests: readonly RegionRequest[], variantTransform: readonly number[] | null = null) =>
    shapeLoader(LOAD).regions(requests, part, variantTransform);

  test('have their shapes in order, and the rest has none', async () => {
    const [box, rest, ...more] = await load([regionOf(solidAt(BOX)), regionOf(null, 1)]);
    expect(more).toEqual([]);
    expect(told(bodyOf(box))).toEqual([3, 4, 2, 7, 6, 8, 48]);
    expect(rest).toBeNull();
  });

  test('of half-spaces reach beyond the part on every side', async () => {
    const [half] = await load([regionOf(solidAt(BELOW(4)))]);
    const { box } = meshMeasures(bodyOf(half)!);
    expect(box[5]).toBeCloseTo(4, 9);
    expect([box[0], box[1], box[2]].every((low) => low < 0)).toBe(true);
    expect([box[3], box[4]].every((high) => high > 10)).toBe(true);
  });

  test('go with the variant of their part, moved or mirrored, and still face outward', async () => {
    const [moved] = await load([regionOf(solidAt(BOX))], MOVE);
    expect(told(bodyOf(moved))).toEqual([103, 4, 2, 107, 6, 8, 48]);
    const [mirrored] = await load([regionOf(solidAt(BOX))], MIRROR);
    expect(told(bodyOf(mirrored))).toEqual([-7, 4, 2, -3, 6, 8, 48]);
  });

  test('of half-spaces are bounded only beyond a variant that stands far away', async () => {
    const far = loadedPart(boxMesh(100, 0, 0, 110, 10, 10));
    const [half] = await shapeLoader(LOAD).regions([regionOf(solidAt(BELOW(4)))], far, MOVE);
    const { box } = meshMeasures(bodyOf(half)!);
    expect([box[0] < 100, box[1] < 0, box[2] < 0, box[3] > 110, box[4] > 10]).toEqual([true, true, true, true, true]);
    expect(box[5]).toBeCloseTo(4, 9);
  });

  test('at a distance are measured from the part, from a region that stands anywhere, or from a bone in its place', async () => {
    const path = boxFile(tempFolder(), 'bone', 10, 10, 4);
    const at = (of: Extract<RegionShapeRequest, { by: 'distance' }>['of']): RegionShapeRequest => ({
      by: 'distance',
      of,
      fromMm: 0.5,
      withinMm: 2,
      place: PLACE,
    });
    const bone = { id: 'l4', path, transform: MOVE, place: ['case.json', 'bones', 0] };
    const [own, beside, bed] = await load([
      regionOf(at({ part: true })),
      regionOf(at({ region: 3 }), 1),
      regionOf(at({ bone }), 2),
      regionOf(solidAt(BOX), 3),
    ]);
    expect(own).toMatchObject({ by: 'distance', inside: null, fromMm: 0.5, withinMm: 2 });
    const within = (shape: RegionShape | null | undefined) =>
      shape?.by === 'distance' ? shape.inside?.mesh : undefined;
    expect(told(within(beside))).toEqual([3, 4, 2, 7, 6, 8, 48]);
    expect(told(within(bed))).toEqual([100, 0, 0, 110, 10, 4, 400]);
    const corners = (shape: RegionShape | null | undefined) =>
      shape?.by === 'distance' ? shape.surface.corners.length / 9 : 0;
    expect([own, beside, bed].map(corners)).toEqual([12, 12, 12]);
  });

  test('of a bone that is open are refused with the place of its mesh', async () => {
    const path = stlFile(tempFolder(), 'bone', withoutTriangle(boxMesh(0, 0, 0, 10, 10, 4), 0));
    const bone = { id: 'l4', path, transform: null, place: ['case.json', 'bones', 0] };
    const shape: RegionShapeRequest = { by: 'distance', of: { bone }, fromMm: 0, withinMm: 2, place: PLACE };
    await expect(load([regionOf(shape)])).rejects.toMatchObject({
      code: 'mesh-invalid',
      place: ['case.json', 'bones', 0, 'mesh'],
      reason: "the mesh of the bone 'l4' is not closed",
    });
  });
});
