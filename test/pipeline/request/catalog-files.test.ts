import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProfile, listProfiles } from '../../../src/config/catalog.ts';
import { catalogFiles } from '../../../src/pipeline/request/catalog-files.ts';
import { tempFolder } from '../../store/temp-folder.ts';
import { ROOT } from '../../support/run-cli.ts';

test('a file that cannot be read stops who asks for it and nobody else, whichever comes first', async () => {
  const dir = tempFolder();
  const text = readFileSync(`${ROOT}profiles/ti6al4v-eli-30um.json`, 'utf8');
  for (const id of ['b-mine', 'd-mine'])
    writeFileSync(join(dir, `${id}.json`), text.replace('"ti6al4v-eli-30um"', JSON.stringify(id)));
  writeFileSync(join(dir, 'a-latin.json'), Uint8Array.of(0xff, 0xfe, 0x7b, 0x7d));
  writeFileSync(join(dir, 'c-half.json'), text.slice(0, 900));
  mkdirSync(join(dir, 'e-folder.json'));
  const files = await catalogFiles('profiles', dir);
  for (const id of ['b-mine', 'd-mine', 'ti6al4v-eli-30um']) expect(findProfile(id, files).item.id).toBe(id);
  expect(() => findProfile('a-latin', files)).toThrow('a-latin.json: is not UTF-8 text');
  expect(() => findProfile('c-half', files)).toThrow('c-half.json > line');
  expect(() => findProfile('e-folder', files)).toThrow('e-folder.json: is a folder, not a file');
  const own = listProfiles(files).filter(({ file }) => file.startsWith(dir));
  expect(own.map(({ id, problem }) => [id, problem?.code ?? null])).toEqual([
    ['a-latin', 'file-unreadable'],
    ['b-mine', null],
    ['c-half', 'profile-invalid'],
    ['d-mine', null],
    ['e-folder', 'file-unreadable'],
  ]);
});
