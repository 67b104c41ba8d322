import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boxMesh, joined } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile, stlFile } from '../support/test-meshes.ts';

buildFirst();

test('two boxes that overlap: the contours enclose less than the mesh says, and a finding tells both', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const mesh = joined(boxMesh(0, 0, 0, 4, 4, 1.5), boxMesh(2, 0, 0, 6, 4, 1.5));
  const run = await runCli('prepare', stlFile(dir, 'two', mesh), '--out', out);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('volume-off');
  const { findings, totals } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  const found = findings.find(({ rule }: { rule: string }) => rule === 'envelope-volume-off');
  expect(found).toMatchObject({ severity: 'error', unit: 'mm3', limit: 48 });
  expect(found.measured).toBeCloseTo(36, 6);
  expect(totals.volumeMm3).toBeCloseTo(36, 6);
});

test('a skin as thick as the part leaves solid metal where a lattice was asked for: a warning; a thin one leaves none', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 6, 6, 1);
  for (const [skin, expected] of [
    ['100', 1],
    ['0.3', 0],
  ] as const) {
    const out = join(dir, skin);
    await runCli('prepare', mesh, '--out', out, '--cell-type', 'gyroid', '--skin', skin, '--open', 'z+,z-');
    const { findings } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
    expect(findings.filter(({ rule }: { rule: string }) => rule === 'lattice-absent')).toHaveLength(expected);
  }
});
