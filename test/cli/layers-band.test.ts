import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { plainFile } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const LATTICE = ['--cell-type', 'gyroid', '--skin', '0.4', '--open', 'z+,z-'];

test('a band is a shard: the same layers as the whole run, no manifest, and the checks that need the whole part not run', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 5, 4, 2.4);
  const whole = join(dir, 'whole');
  const band = join(dir, 'band');
  expect((await runCli('prepare', mesh, '--out', whole, ...LATTICE)).code).toBe(0);
  expect((await runCli('prepare', mesh, '--out', band, ...LATTICE, '--layers', '30:45')).code).toBe(0);
  expect(readdirSync(band)).toContain('shard.json');
  expect(readdirSync(band)).not.toContain('manifest.json');
  const shard = JSON.parse(readFileSync(join(band, 'shard.json'), 'utf8'));
  expect(shard).toMatchObject({ schema: 'trabecula/shard@1', layers: { from: 30, to: 45, of: 80 } });

  const ofWhole = plainFile(join(whole, 'block.cli')).layers.slice(30, 45);
  const ofBand = plainFile(join(band, 'block.cli')).layers.filter(({ polylines }) => polylines.length > 0);
  expect(ofBand).toEqual(ofWhole);

  const { checksNotRun } = JSON.parse(readFileSync(join(band, 'inspection.json'), 'utf8'));
  const partial = checksNotRun.filter(({ why }: { why: string }) => why === 'partial');
  expect(partial.map(({ rule }: { rule: string }) => rule)).toEqual(['density-off', 'powder-trapped', 'solid-loose']);
  const whole2 = JSON.parse(readFileSync(join(whole, 'inspection.json'), 'utf8'));
  expect(whole2.checksNotRun.map(({ why }: { why: string }) => why)).not.toContain('partial');
});

test('a band that reaches over the end is clipped, and one that covers all layers is a whole build', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.6);
  const top = join(dir, 'top');
  expect((await runCli('prepare', mesh, '--out', top, '--layers', '15:900')).code).toBe(0);
  const { layers } = JSON.parse(readFileSync(join(top, 'shard.json'), 'utf8'));
  expect(layers).toEqual({ from: 15, to: 20, of: 20 });
  const all = join(dir, 'all');
  expect((await runCli('prepare', mesh, '--out', all, '--layers', '0:20')).code).toBe(0);
  expect(existsSync(join(all, 'manifest.json'))).toBe(true);
  expect(existsSync(join(all, 'shard.json'))).toBe(false);
});

test.each([
  ['5:5', 'is empty'],
  ['8:5', 'is empty'],
  ['500:900', 'none of the 20 layers'],
  ['5-8', 'whole numbers'],
  ['-1:8', 'whole numbers'],
  ['1.5:8', 'whole numbers'],
  ['5', 'whole numbers'],
  [':', 'whole numbers'],
])('--layers %s is a usage error, and nothing is left', async (band, words) => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const run = await runCli('prepare', boxFile(dir, 'block', 4, 4, 0.6), '--out', out, '--layers', band);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(words);
  expect(existsSync(out)).toBe(false);
});
