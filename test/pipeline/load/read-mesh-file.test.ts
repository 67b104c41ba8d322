import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { MESH_EXTENSIONS, readMeshFile } from '../../../src/pipeline/load/read-mesh-file.ts';
import { modelOf, packageOf, TETRAHEDRON } from '../../formats/threemf/package-of.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { tempFolder } from '../../store/temp-folder.ts';
import { boxFile } from '../../support/test-meshes.ts';

const { positions, triangles } = boxMesh(0, 0, 0, 1, 2, 3);
const rowsOf = (values: ArrayLike<number>, start: string, plus = 0) =>
  Array.from(
    { length: values.length / 3 },
    (_, i) => `${start}${[0, 1, 2].map((k) => values[3 * i + k]! + plus).join(' ')}`,
  ).join('\n');

const TEXTS: Readonly<Record<string, string>> = {
  obj: `${rowsOf(positions, 'v ')}\n${rowsOf(triangles, 'f ', 1)}\n`,
  off: `OFF\n8 12 0\n${rowsOf(positions, '')}\n${rowsOf(triangles, '3 ')}\n`,
  ply:
    'ply\nformat ascii 1.0\nelement vertex 8\nproperty float x\nproperty float y\nproperty float z\nelement face 12\n' +
    `property list uchar int vertex_indices\nend_header\n${rowsOf(positions, '')}\n${rowsOf(triangles, '3 ')}\n`,
};

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test.each(Object.keys(TEXTS))(
  'a box in a .%s file is that box, with the size and the hash of the file, and no unit',
  async (extension) => {
    const path = join(tempFolder(), `box.${extension}`);
    writeFileSync(path, TEXTS[extension] ?? '');
    const file = await readMeshFile(path);
    expect(meshMeasures(file.mesh)).toMatchObject({ box: [0, 0, 0, 1, 2, 3] });
    expect(meshMeasures(file.mesh).volumeMm3).toBeCloseTo(6, 9);
    expect(file).toMatchObject({
      beams: [],
      unit: null,
      leftOut: [],
      objects: [],
      bytes: readFileSync(path).length,
      sha256: sha256(path),
    });
  },
);

test('an STL is hashed while it is read: the same hash and size as of the whole file', async () => {
  const path = boxFile(tempFolder(), 'box', 1, 2, 3);
  const file = await readMeshFile(path);
  expect(file).toMatchObject({ unit: null, objects: [], bytes: 684, sha256: sha256(path) });
  expect(meshMeasures(file.mesh).volumeMm3).toBeCloseTo(6, 6);
});

test('a 3MF tells its unit and its objects, and comes in mm', async () => {
  const path = join(tempFolder(), 'part.3MF');
  const two = `<object id="1" name="peak" type="model">${TETRAHEDRON}</object>`;
  writeFileSync(path, packageOf(modelOf(two, '<item objectid="1"/>', 'unit="inch"')));
  const file = await readMeshFile(path);
  expect(file).toMatchObject({ unit: 'inch', bytes: readFileSync(path).length, sha256: sha256(path) });
  expect(file.objects).toEqual([{ name: 'peak', triangles: 4, beams: 0 }]);
  // Its legs are an inch long.
  expect(meshMeasures(file.mesh).box).toEqual([0, 0, 0, 25.4, 25.4, 25.4]);
});

test('the ending decides, whatever its case; one that is not known is refused with those that are', async () => {
  expect(MESH_EXTENSIONS).toEqual(['.stl', '.3mf', '.obj', '.ply', '.off']);
  const dir = tempFolder();
  writeFileSync(join(dir, 'BOX.OFF'), TEXTS.off ?? '');
  expect((await readMeshFile(join(dir, 'BOX.OFF'))).mesh.triangles).toHaveLength(36);
  for (const name of ['box.step', 'box', '.stl']) {
    writeFileSync(join(dir, name), '');
    await expect(readMeshFile(join(dir, name))).rejects.toMatchObject({
      code: 'format-unknown',
      place: [join(dir, name)],
      reason: expect.stringContaining('.stl, .3mf, .obj, .ply, .off can be read'),
    });
  }
});

test('a file that is not there, or not what it says, is refused with its path', async () => {
  const dir = tempFolder();
  for (const name of ['none.stl', 'none.obj']) {
    await expect(readMeshFile(join(dir, name))).rejects.toMatchObject({ code: 'file-unreadable' });
  }
  for (const [name, code] of [
    ['x.ply', 'ply-invalid'],
    ['x.off', 'off-invalid'],
    ['x.3mf', 'threemf-invalid'],
    ['x.stl', 'stl-invalid'],
  ] as const) {
    writeFileSync(join(dir, name), 'neither this nor that');
    await expect(readMeshFile(join(dir, name))).rejects.toMatchObject({
      code,
      place: expect.arrayContaining([join(dir, name)]),
    });
  }
});
