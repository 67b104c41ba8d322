import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentOf, tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';

buildFirst();

const FILES = ['interbody.stl', 'interbody-core.stl', 'case.json'];

test('implant writes the meshes and the case of an example, and says how to go on', async () => {
  const out = join(tempFolder(), 'new', 'folder');
  const run = await runCli('implant', 'interbody', '--out', out);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(out).sort()).toEqual([...FILES].sort());
  expect(run.stdout).toBe(
    `3 files in ${out}: ${FILES.join(', ')}\nprepare it with: trabecula prepare ${join(out, 'case.json')} --out DIR\n`,
  );
  const checked = await runCli('check', join(out, 'interbody.stl'), '--json');
  expect(JSON.parse(checked.stdout)).toMatchObject({ watertight: true, suspectedUnit: null });
});

test('its case is prepared as it stands: a band of the cage in titanium and in PEEK, without an error', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  expect((await runCli('implant', 'interbody', '--out', dir, '--quiet')).code).toBe(0);
  const run = await runCli('prepare', join(dir, 'case.json'), '--out', out, '--layers', '30:32');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(join(out, 'titanium'))).toContain('interbody.cli');
  expect(readdirSync(join(out, 'peek'))).toContain('interbody.gcode');
  for (const target of ['titanium', 'peek']) {
    const { verdict, totals } = JSON.parse(readFileSync(join(out, target, 'inspection.json'), 'utf8'));
    expect(verdict).not.toBe('fail');
    expect(totals.volumeMm3).toBeGreaterThan(0);
  }
});

test('--json tells the files, --quiet nothing', async () => {
  const dir = tempFolder();
  const told = await runCli('implant', 'interbody', '--out', join(dir, 'a'), '--json');
  expect(JSON.parse(told.stdout)).toEqual({ type: 'interbody', out: join(dir, 'a'), files: FILES });
  expect(await runCli('implant', 'interbody', '--out', join(dir, 'b'), '--quiet')).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect(contentOf(join(dir, 'a'))).toEqual(contentOf(join(dir, 'b')));
});

test('a file that is there is kept without --force, and nothing is written beside it', async () => {
  const out = tempFolder();
  writeFileSync(join(out, 'case.json'), 'mine');
  writeFileSync(join(out, 'notes.txt'), 'mine too');
  const run = await runCli('implant', 'interbody', '--out', out);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(/^trabecula: [^\n]+case\.json: is there already; pass --force to replace it\n$/);
  expect(contentOf(out)).toEqual({ 'case.json': 'mine', 'notes.txt': 'mine too' });
  expect((await runCli('implant', 'interbody', '--out', out, '--force')).code).toBe(0);
  expect(readdirSync(out).sort()).toEqual([...FILES, 'notes.txt'].sort());
  expect(JSON.parse(contentOf(out)['case.json'] as string).schema).toBe('trabecula/case@1');
  expect(contentOf(out)['notes.txt']).toBe('mine too');
});

test('an unknown type, no type, two types and no --out are usage errors, and nothing is left', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  for (const [words, says] of [
    [['sacral', '--out', out], "there is no example of 'sacral' in this version; known: interbody"],
    [['--out', out], 'implant takes one type: interbody'],
    [['interbody', 'interbody', '--out', out], 'implant takes one type'],
    [['interbody'], 'implant needs --out DIR'],
  ] as const) {
    const run = await runCli('implant', ...words);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^trabecula: [^\n]+\n$/);
    expect(run.stderr).toContain(says);
  }
  expect(existsSync(out)).toBe(false);
});

test('an output folder below a file is a resource error, and a folder in the place of a file leaves none of the others', async () => {
  const dir = tempFolder();
  writeFileSync(join(dir, 'file'), 'x');
  const below = await runCli('implant', 'interbody', '--out', join(dir, 'file', 'out'));
  expect(below).toMatchObject({ code: 4, stdout: '' });
  expect(below.stderr).toMatch(/^trabecula: [^\n]+\n$/);
  const out = join(dir, 'out');
  mkdirSync(join(out, 'case.json'), { recursive: true });
  const blocked = await runCli('implant', 'interbody', '--out', out, '--force');
  expect(blocked).toMatchObject({ code: 4, stdout: '' });
  expect(blocked.stderr).toBe(`trabecula: ${join(out, 'case.json')}: is a folder\n`);
  expect(readdirSync(out)).toEqual(['case.json']);
});

test('list implants names what can be made', async () => {
  expect((await runCli('list', 'implants')).stdout).toMatch(/^interbody {2}\S/m);
  const { implants } = JSON.parse((await runCli('list', 'implants', '--json')).stdout);
  expect(implants.map(({ id }: { id: string }) => id)).toContain('interbody');
});
