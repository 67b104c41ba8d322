import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const ROUND = ['--printer', 'aconity-mini', '--quiet'];

test('a round plate has room for what lies in its circle, not in its box', async () => {
  const dir = tempFolder();
  // The plate is 140 mm across: a square of 95 mm has a diagonal of 134.4, one of 100 mm has 141.4.
  const fits = boxFile(dir, 'fits', 95, 95, 0.06);
  const out = join(dir, 'out');
  expect((await runCli('prepare', fits, ...ROUND, '--out', out)).code).toBe(0);
  const [{ transform }] = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')).parts;
  expect([transform[3], transform[7]]).toEqual([-47.5, -47.5]);
  const large = boxFile(dir, 'large', 100, 100, 0.06);
  const refused = await runCli('prepare', large, ...ROUND, '--out', join(dir, 'none'));
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain('fits nowhere on the plate of aconity-mini, which is round, 140.0 mm across');
  const judged = await runCli('inspect', join(out, 'fits.cli'), '--printer', 'trumpf-truprint-1000');
  expect(judged.code).toBe(1);
  expect(judged.stderr).toContain('outside-build-area');
});

test('a machine that takes no vectors says so', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const run = await runCli('prepare', boxFile(dir, 'block', 5, 5, 0.3), '--printer', 'eos-m290', '--out', out);
  expect(run.code).toBe(0);
  const { findings } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8')) as {
    findings: { rule: string; severity: string; message: string }[];
  };
  const told = findings.find(({ rule }) => rule === 'paths-not-taken');
  expect(told).toMatchObject({ severity: 'note', message: expect.stringContaining('for inspection only') });
  expect(told?.message).toContain('eos-m290 takes');
});
