import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sphereMesh } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, ROOT, runCli } from '../support/run-cli.ts';
import { boxFile, stlFile, withoutTriangle } from '../support/test-meshes.ts';

buildFirst();

test('--json prints exactly one object on stdout and nothing on stderr, in every command', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.3);
  const out = join(dir, 'out');
  const lines = [
    ['prepare', mesh, '--out', out, '--no-lattice', '--orientation', 'keep', '--no-supports'],
    ['slice', mesh, '--out', join(dir, 'out.cli')],
    ['inspect', out],
    ['check', mesh],
    ['check', `${ROOT}profiles/ti6al4v-eli-30um.json`],
    ['verify', out],
    ['list', 'cells'],
    ['list', 'printers'],
    ['list', 'profiles'],
  ];
  for (const words of lines) {
    const { code, stdout, stderr } = await runCli(...words, '--json');
    expect({ code, stderr }, words.join(' ')).toEqual({ code: 0, stderr: '' });
    expect(stdout.endsWith('\n')).toBe(true);
    const value = JSON.parse(stdout);
    expect(typeof value === 'object' && value !== null && !Array.isArray(value), words.join(' ')).toBe(true);
  }
});

test('prepare --json tells verdict, files, totals and findings', async () => {
  const dir = tempFolder();
  const mesh = stlFile(dir, 'holed', withoutTriangle(sphereMesh(1, 8), 70));
  const { code, stdout, stderr } = await runCli('prepare', mesh, '--out', join(dir, 'out'), '--json');
  expect(code).toBe(1);
  const result = JSON.parse(stdout);
  expect(result.verdict).toBe('fail');
  expect(result.files.at(-1)).toBe('manifest.json');
  expect(result.totals.layers).toBeGreaterThan(60);
  const errors = result.findings.filter(({ severity }: { severity: string }) => severity === 'error');
  expect(stderr.trimEnd().split('\n')).toHaveLength(errors.length);
});

test('with --json an error prints no object: stdout stays empty', async () => {
  const run = await runCli('prepare', 'none.stl', '--out', 'nowhere', '--json');
  expect(run).toMatchObject({ code: 3, stdout: '' });
});
