import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sphereMesh } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile, stlFile } from '../support/test-meshes.ts';

buildFirst();

/** SHA-256 of every file of a build; of the manifest only what does not vary from run to run. */
function hashesOf(dir: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(dir)
      .sort()
      .map((name) => {
        const bytes = readFileSync(join(dir, name));
        if (name === 'manifest.json') return [name, JSON.parse(bytes.toString('utf8')).bodySha256];
        return [name, createHash('sha256').update(bytes).digest('hex')];
      }),
  );
}

describe.each([
  [
    'a lattice with a skin',
    ['--cell-type', 'gyroid', '--skin', '0.4', '--open', 'z+,z-', '--outputs', 'cli,3mf-slices'],
  ],
  ['a solid', ['--cli-encoding', 'ascii']],
])('%s', (_, options) => {
  test('has the same bytes with 0, 1, 2 and 3 workers, twice, and from another folder', async () => {
    const dir = tempFolder();
    const mesh = stlFile(dir, 'ball', sphereMesh(2, 12));
    const elsewhere = join(dir, 'elsewhere');
    mkdirSync(elsewhere);
    const copy = join(elsewhere, 'ball.stl');
    copyFileSync(mesh, copy);
    const build = async (name: string, path: string, workers: string) => {
      const out = join(dir, name);
      expect(await runCli('prepare', path, '--out', out, '--workers', workers, ...options)).toMatchObject({ code: 0 });
      return hashesOf(out);
    };
    const first = await build('w0', mesh, '0');
    expect(Object.keys(first)).toHaveLength(7);
    expect(first['manifest.json']).toMatch(/^[0-9a-f]{64}$/);
    for (const workers of ['1', '2', '3']) expect(await build(`w${workers}`, mesh, workers)).toEqual(first);
    expect(await build('again', mesh, '0')).toEqual(first);
    expect(await build('moved', copy, '1')).toEqual(first);
  });
});

test('slice writes the same bytes for any number of workers, to each format', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 1);
  for (const format of ['cli', '3mf', 'svg']) {
    const texts: string[] = [];
    for (const workers of ['0', '2']) {
      const out = join(dir, `w${workers}.${format}`);
      expect((await runCli('slice', mesh, '--out', out, '--cell-type', 'diamond', '--workers', workers)).code).toBe(0);
      texts.push(readFileSync(out, 'latin1'));
    }
    expect(texts[0] === texts[1]).toBe(true);
  }
});

test('another mesh gives another hash of the manifest', async () => {
  const dir = tempFolder();
  await runCli('prepare', boxFile(dir, 'block', 4, 4, 0.3), '--out', join(dir, 'a'));
  await runCli('prepare', boxFile(dir, 'block', 4, 5, 0.3), '--out', join(dir, 'b'));
  expect(hashesOf(join(dir, 'a'))['manifest.json']).not.toBe(hashesOf(join(dir, 'b'))['manifest.json']);
});
