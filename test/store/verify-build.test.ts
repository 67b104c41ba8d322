import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBuildFolder } from '../../src/store/build-folder.ts';
import { verifyBuild } from '../../src/store/verify-build.ts';
import { fill, tempFolder } from './temp-folder.ts';

async function built(): Promise<string> {
  const dir = tempFolder();
  const build = await openBuildFolder(dir, { force: false });
  await build.commit(await fill(build, { 'a.cli': 'aaaa', 'b.cli': 'bbbb', 'c.cli': 'cccc' }));
  return dir;
}

test('an untouched build has no mismatch', async () => {
  const check = await verifyBuild(await built());
  expect(check.mismatches).toEqual([]);
  expect(check.manifest?.outputs.map(({ file }) => file)).toEqual(['a.cli', 'b.cli', 'c.cli']);
});

test('a changed, a longer and a missing file are each named with the reason', async () => {
  const dir = await built();
  writeFileSync(join(dir, 'a.cli'), 'aaab');
  appendFileSync(join(dir, 'b.cli'), 'b');
  rmSync(join(dir, 'c.cli'));
  writeFileSync(join(dir, 'd.cli'), 'd');
  expect(await verifyBuild(dir)).toMatchObject({
    mismatches: [
      { file: 'a.cli', reason: 'was changed: its SHA-256 does not match' },
      { file: 'b.cli', reason: 'must have 4 bytes, has 5' },
      { file: 'c.cli', reason: 'there is no such file' },
    ],
    unlisted: ['d.cli'],
  });
});

test('a folder without a manifest, or with a changed one, is no build', async () => {
  const dir = await built();
  writeFileSync(join(dir, 'manifest.json'), '{}');
  expect((await verifyBuild(dir)).mismatches[0]?.reason).toMatch(/^no build: .*manifest.json > schema: must be/);
  rmSync(join(dir, 'manifest.json'));
  expect(await verifyBuild(dir)).toMatchObject({
    manifest: null,
    mismatches: [{ file: 'manifest.json', reason: 'is missing: this folder is no build' }],
    unlisted: ['a.cli', 'b.cli', 'c.cli'],
  });
});

test('a folder that is not there is an error', async () => {
  await expect(verifyBuild(join(tempFolder(), 'none'))).rejects.toMatchObject({ code: 'file-unreadable' });
});
