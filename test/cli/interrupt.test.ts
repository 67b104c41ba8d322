import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { contentOf, tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli, startCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

/** Contract: within a second; more for a machine that is busy with other tests, and still far from the end of the job. */
const STOPPED_WITHIN_MS = 5000;
/** About a minute of work in the full block. */
const LATTICE = ['--cell-type', 'gyroid', '--loose', 'keep'];

async function until(isTrue: () => boolean): Promise<void> {
  for (let i = 0; i < 3000 && !isTrue(); i++) await setTimeout(20);
  expect(isTrue()).toBe(true);
}

test.each([
  ['SIGINT', '0'],
  ['SIGINT', '2'],
  ['SIGTERM', '1'],
] as const)('%s with %s workers stops soon, with exit code 4, one line and nothing left', async (signal, workers) => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 40, 30, 20);
  const out = join(dir, 'out');
  const { child, ended } = startCli('prepare', mesh, '--out', out, '--workers', workers, ...LATTICE);
  await until(() => existsSync(out) && readdirSync(out).some((name) => name.includes('.cli.partial')));
  await setTimeout(300);
  const since = performance.now();
  child.kill(signal);
  const run = await ended;
  expect(performance.now() - since).toBeLessThan(STOPPED_WITHIN_MS);
  expect(run.code).toBe(4);
  expect(run.stderr).toMatch(/^trabecula: interrupted[^\n]*\n$/);
  expect(readdirSync(dir)).toEqual(['block.stl']);
});

test('an interrupted run with --force leaves the earlier build to the byte', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  expect((await runCli('prepare', boxFile(dir, 'small', 4, 4, 0.3), '--out', out)).code).toBe(0);
  const before = contentOf(out);
  const mesh = boxFile(dir, 'block', 40, 30, 20);
  const { child, ended } = startCli('prepare', mesh, '--out', out, '--force', ...LATTICE);
  await until(() => readdirSync(out).some((name) => name.includes('.cli.partial')));
  await setTimeout(300);
  child.kill('SIGINT');
  expect((await ended).code).toBe(4);
  expect(contentOf(out)).toEqual(before);
});

test('an interrupted slice leaves no file', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 40, 30, 20);
  const { child, ended } = startCli('slice', mesh, '--out', join(dir, 'out.cli'), ...LATTICE);
  await until(() => readdirSync(dir).some((name) => name.includes('.partial')));
  await setTimeout(300);
  child.kill('SIGINT');
  expect((await ended).code).toBe(4);
  expect(readdirSync(dir)).toEqual(['block.stl']);
});

test('a run that is killed outright leaves no build, and the next run clears what it left', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const mesh = boxFile(dir, 'block', 40, 30, 20);
  const { child, ended } = startCli('prepare', mesh, '--out', out, ...LATTICE);
  await until(() => existsSync(out) && readdirSync(out).some((name) => name.includes('.cli.partial')));
  child.kill('SIGKILL');
  await ended;
  expect(readdirSync(out).every((name) => name.startsWith('.'))).toBe(true);
  expect((await runCli('verify', out)).code).toBe(3);
  expect((await runCli('prepare', boxFile(dir, 'small', 4, 4, 0.3), '--out', out)).code).toBe(0);
  expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
});
