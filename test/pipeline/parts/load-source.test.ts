import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shapeLoader } from '../../../src/pipeline/parts/load-shapes.ts';
import { loadSource } from '../../../src/pipeline/parts/load-source.ts';
import type { PartRequest } from '../../../src/pipeline/request/prepare-request.ts';
import { alone } from '../../formats/threemf/beam-models.ts';
import { packageOf } from '../../formats/threemf/package-of.ts';
import { boxMesh, insideOut } from '../../geometry/solids.ts';
import { tempFolder } from '../../store/temp-folder.ts';
import { boxFile, stlFile, withoutTriangle } from '../../support/test-meshes.ts';

const LOAD = { units: 'mm', repair: false, sameUnit: true } as const;
const PLACE = ['case.json', 'parts', 0];
/** A quarter turn about z, then 100 mm along x. */
const TURN = [0, -1, 0, 100, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const MIRROR = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const DOUBLE = [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1];

const load = (source: PartRequest['source'], changed: Partial<PartRequest> = {}) =>
  loadSource(
    {
      source,
      transform: null,
      partId: 'cage',
      variant: null,
      side: null,
      turned: false,
      variantTransform: null,
      load: LOAD,
      regions: [],
      positionMm: null,
      place: PLACE,
      ...changed,
    },
    shapeLoader(LOAD),
  );
const rounded = (box: readonly number[]) => box.map((mm) => Number(mm.toFixed(6)) + 0);

test('a mesh is read as the part of that name, with its file and its unit', async () => {
  const path = boxFile(tempFolder(), 'block', 10, 6, 4);
  const part = await load({ by: 'mesh', path });
  expect(part).toMatchObject({
    partId: 'cage',
    box: [0, 0, 0, 10, 6, 4],
    volumeMm3: 240,
    unit: { name: 'mm', decidedBy: 'case' },
  });
  expect(part.input?.path).toBe(path);
  expect((await load({ by: 'mesh', path }, { partId: null })).partId).toBe('block');
});

test('the transform of the part comes before that of its variant, and volume and box are those of the result', async () => {
  const source = { by: 'mesh', path: boxFile(tempFolder(), 'block', 10, 6, 4) } as const;
  const turned = await load(source, { transform: TURN });
  expect([rounded(turned.box), turned.input?.path]).toEqual([[94, 0, 0, 100, 10, 4], source.path]);
  const variant = await load(source, { transform: TURN, variantTransform: MIRROR });
  expect(rounded(variant.box)).toEqual([-100, 0, 0, -94, 10, 4]);
  // Turned about the origin after it was mirrored it would lie elsewhere.
  expect(variant.volumeMm3).toBeCloseTo(240, 6);
  expect(variant.topology.watertight).toBe(true);
  const large = await load(source, { variantTransform: DOUBLE });
  expect([rounded(large.box), Number(large.volumeMm3.toFixed(6))]).toEqual([[0, 0, 0, 20, 12, 8], 1920]);
});

test('what was found in the file stays found after a transform, told of where the file has it', async () => {
  const path = stlFile(tempFolder(), 'open', withoutTriangle(boxMesh(0, 0, 0, 10, 6, 4), 0));
  const [plain, turned] = [await load({ by: 'mesh', path }), await load({ by: 'mesh', path }, { transform: TURN })];
  expect(plain.findings.map(({ rule }) => rule)).toEqual(['mesh-not-watertight']);
  expect(turned.findings).toEqual(plain.findings);
});

test('a solid is built as the part, from no file and in no unit, transformed like a mesh', async () => {
  const tree = {
    by: 'difference',
    from: { by: 'box', centreMm: [0, 0, 5], sizeMm: [10, 6, 10] },
    minus: [{ by: 'half-space', pointMm: [0, 0, 4], normal: [0, 0, -1] }],
  } as const;
  const part = await load({ by: 'solid', tree });
  expect(part).toMatchObject({ partId: 'cage', input: null, unit: null, objects: [], repairs: [], findings: [] });
  expect([rounded(part.box), Number(part.volumeMm3.toFixed(6))]).toEqual([[-5, -3, 0, 5, 3, 4], 240]);
  const moved = await load({ by: 'solid', tree }, { transform: TURN, variantTransform: DOUBLE });
  expect([rounded(moved.box), Number(moved.volumeMm3.toFixed(6))]).toEqual([[194, -10, 0, 206, 10, 8], 1920]);
});

test('faults of the mesh and of the solid name their place in the case', async () => {
  const dir = tempFolder();
  const turned = stlFile(dir, 'turned', insideOut(boxMesh(0, 0, 0, 10, 6, 4)));
  await expect(load({ by: 'mesh', path: turned })).rejects.toMatchObject({
    code: 'mesh-invalid',
    place: [...PLACE, 'mesh'],
    message: expect.not.stringContaining('--repair'),
  });
  await expect(load({ by: 'mesh', path: join(dir, 'none.stl') }, { place: [] })).rejects.toMatchObject({
    code: 'file-unreadable',
    place: expect.arrayContaining([join(dir, 'none.stl')]),
  });
  const ball = { by: 'sphere', centreMm: [0, 0, 0], diameterMm: 4 } as const;
  await expect(load({ by: 'solid', tree: { by: 'difference', from: ball, minus: [ball] } })).rejects.toMatchObject({
    code: 'solid-invalid',
    place: expect.arrayContaining([...PLACE, 'solid']),
  });
});

test('beams are taken where they are, and refused with a transform', async () => {
  const path = join(tempFolder(), 'beams.3mf');
  writeFileSync(path, packageOf(alone()));
  const part = await load({ by: 'mesh', path });
  expect(part.beams).toHaveLength(1);
  // Beams of radius 0.5 from the origin to (1, 0, 0) and to (0, 2, 0).
  expect(part.box[3]).toBeGreaterThanOrEqual(1);
  await expect(load({ by: 'mesh', path }, { transform: TURN })).rejects.toMatchObject({
    code: 'mesh-invalid',
    place: [...PLACE, 'transform'],
  });
});
