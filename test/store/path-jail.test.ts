import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pathInside } from '../../src/store/path-jail.ts';
import { tempFolder } from './temp-folder.ts';

const PLACE = ['case.json', 'parts', 0, 'mesh'];

/** A folder `case` with files and links, beside it a folder that is none of its business. */
function folders(): { readonly root: string; readonly folder: string } {
  const root = tempFolder();
  const folder = join(root, 'case');
  for (const dir of ['case', 'case/meshes', 'case-of-another']) mkdirSync(join(root, dir));
  for (const file of [
    'case/part.stl',
    'case/..part.stl',
    'case/meshes/core.stl',
    'case-of-another/secret.stl',
    'top.stl',
  ])
    writeFileSync(join(root, file), 'x');
  symlinkSync(join(root, 'case-of-another', 'secret.stl'), join(folder, 'link-out.stl'));
  symlinkSync(join(root, 'case-of-another'), join(folder, 'folder-out'));
  symlinkSync('part.stl', join(folder, 'link-in.stl'));
  symlinkSync(join(root, 'gone.stl'), join(folder, 'link-to-nothing.stl'));
  symlinkSync(folder, join(root, 'case-by-link'));
  return { root, folder };
}

test.each(['part.stl', './part.stl', 'meshes/core.stl', 'meshes/../part.stl', '..part.stl', 'link-in.stl'])(
  '%s stays in the folder',
  async (path) => {
    const { folder } = folders();
    expect(await pathInside(folder, path, PLACE)).toBe(join(folder, path));
  },
);

test('the folder itself may be reached by a link', async () => {
  const { root } = folders();
  const folder = join(root, 'case-by-link');
  expect(await pathInside(folder, 'meshes/core.stl', PLACE)).toBe(join(folder, 'meshes/core.stl'));
});

test.each([
  ['a step upward', '../top.stl'],
  ['a step upward from a folder of its own', 'meshes/../../top.stl'],
  ['a sibling whose name begins alike', '../case-of-another/secret.stl'],
  ['a link to a file outside', 'link-out.stl'],
  ['a link to a folder outside', 'folder-out/secret.stl'],
  ['the folder above', '..'],
  ['a step upward to nothing', '../none.stl'],
])('%s leads out and is refused with the place of who asks', async (_, path) => {
  const { folder } = folders();
  await expect(pathInside(folder, path, PLACE)).rejects.toMatchObject({
    code: 'case-invalid',
    reason: `${path} lies outside the folder of the case`,
    place: PLACE,
  });
});

test('an absolute path is refused, even one to a file of the folder', async () => {
  const { root, folder } = folders();
  for (const path of [join(root, 'top.stl'), join(folder, 'part.stl'), '/none.stl']) {
    await expect(pathInside(folder, path, PLACE)).rejects.toMatchObject({ code: 'case-invalid', place: PLACE });
  }
});

test.each(['none.stl', 'part.stl/inner.stl', 'link-to-nothing.stl'])(
  '%s, where nothing is, cannot be found',
  async (path) => {
    const { folder } = folders();
    await expect(pathInside(folder, path, PLACE)).rejects.toMatchObject({ code: 'file-unreadable', place: PLACE });
  },
);
