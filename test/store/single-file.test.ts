import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSingleFile } from '../../src/store/single-file.ts';
import { contentOf, tempFolder } from './temp-folder.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('stands under its name only after commit, whole', async () => {
  const dir = tempFolder();
  const path = join(dir, 'out.cli');
  const single = await openSingleFile(path);
  await single.file.write(bytes('Hello'));
  await single.file.write(bytes(' there'));
  await single.file.patch(0, bytes('J'));
  expect(readdirSync(dir)).toEqual([`.out.cli.partial-${process.pid}`]);
  await single.commit();
  expect(contentOf(dir)).toEqual({ 'out.cli': 'Jello there' });
});

test('what was written so far can be read back before commit', async () => {
  const single = await openSingleFile(join(tempFolder(), 'out.cli'));
  await single.file.write(bytes('so far'));
  const source = await single.source();
  expect(new TextDecoder().decode(await source.read(3, 3))).toBe('far');
  expect(source.size).toBe(6);
  await source.close();
  await single.abort();
});

test('abort leaves nothing, or the earlier file as it was', async () => {
  const dir = tempFolder();
  const path = join(dir, 'out.cli');
  const first = await openSingleFile(path);
  await first.file.write(bytes('x'));
  await first.abort();
  expect(readdirSync(dir)).toEqual([]);
  writeFileSync(path, 'earlier');
  const second = await openSingleFile(path);
  await second.file.write(bytes('later'));
  expect(readFileSync(path, 'utf8')).toBe('earlier');
  await second.abort();
  expect(contentOf(dir)).toEqual({ 'out.cli': 'earlier' });
});

test('commit replaces the earlier file', async () => {
  const dir = tempFolder();
  const path = join(dir, 'out.cli');
  writeFileSync(path, 'earlier');
  const single = await openSingleFile(path);
  await single.file.write(bytes('later'));
  await single.commit();
  expect(contentOf(dir)).toEqual({ 'out.cli': 'later' });
});

test('a folder that is not there, a hidden name and a folder in the way are refused, and nothing is left', async () => {
  const dir = tempFolder();
  await expect(openSingleFile(join(dir, 'none', 'out.cli'))).rejects.toMatchObject({ code: 'output-unwritable' });
  await expect(openSingleFile(join(dir, '.out.cli'))).rejects.toMatchObject({ code: 'output-unwritable' });
  await expect(openSingleFile(join(dir, 'manifest.json'))).rejects.toMatchObject({ code: 'output-unwritable' });
  mkdirSync(join(dir, 'out.cli'));
  const single = await openSingleFile(join(dir, 'out.cli'));
  await single.file.write(bytes('x'));
  await expect(single.commit()).rejects.toMatchObject({ code: 'output-unwritable' });
  await single.abort();
  expect(readdirSync(dir)).toEqual(['out.cli']);
});
