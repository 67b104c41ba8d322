import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boxMesh, joined } from '../../geometry/solids.ts';
import { tempFolder } from '../../store/temp-folder.ts';
import { buildFirst, ROOT, runCli } from '../../support/run-cli.ts';
import { boxFile, stlFile } from '../../support/test-meshes.ts';

buildFirst();

const rulesOf = (out: string): string[] =>
  JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8')).findings.map(
    ({ rule, severity }: { rule: string; severity: string }) => `${severity} ${rule}`,
  );

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

test('a layer thickness that the printer has not is a warning; the thickness of the profile is none', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 1);
  const out = (layer: string) => join(dir, layer);
  for (const layer of ['0.03', '0.1', '0.01']) {
    const run = await runCli('prepare', mesh, '--out', out(layer), '--layer', layer);
    expect(run).toMatchObject({ code: 0, stderr: '' });
  }
  expect(rulesOf(out('0.03'))).not.toContain('warning layer-thickness-off');
  expect(rulesOf(out('0.1'))).toContain('warning layer-thickness-off');
  expect(rulesOf(out('0.01'))).toContain('warning layer-thickness-off');
});

test('a spot larger than the laser makes in focus is a warning', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.06);
  const out = join(dir, 'out');
  const run = await runCli('prepare', mesh, '--out', out, '--printer', 'trumpf-truprint-1000');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(rulesOf(out)).toContain('warning spot-defocused');
  await runCli('prepare', mesh, '--out', join(dir, 'other'));
  expect(rulesOf(join(dir, 'other'))).not.toContain('warning spot-defocused');
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

test('a limit of the overhang tells the surface that looks down flatter, with its place, as a note', async () => {
  const dir = tempFolder();
  const profile = JSON.parse(readFileSync(join(ROOT, 'profiles/ti6al4v-eli-30um.json'), 'utf8'));
  const limits = { ...profile.limits, overhangDeg: { value: 45, source: 'a test' } };
  writeFileSync(join(dir, 'limited.json'), JSON.stringify({ ...profile, id: 'limited', limits }));
  // A beam of 6 x 2 mm on a foot of 2 x 2 mm: 8 mm2 of it have nothing below.
  const mesh = joined(boxMesh(0, 0, 0, 2, 2, 1.02), boxMesh(0, 0, 1, 6, 2, 1.5));
  const out = join(dir, 'out');
  await runCli(
    'prepare',
    stlFile(dir, 'beam', mesh),
    '--out',
    out,
    '--profiles',
    dir,
    '--profile',
    'limited',
    '--layer',
    '0.1',
  );
  const { findings } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  const found = findings.find(({ rule }: { rule: string }) => rule === 'overhang-flat');
  expect(found).toMatchObject({ severity: 'note', layer: 10, unit: 'mm2', partId: 'beam' });
  expect(found.measured).toBeCloseTo(8, 2);
  expect(found.message).toContain('in 1 layer look down over powder flatter than 45 degrees');
});

test('a material that is none for implants is a warning; that of the usual profile is none', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 10, 10, 0.4);
  const out = (profile: string) => join(dir, profile);
  for (const profile of ['pekk-200um', 'peek-implant-200um']) {
    const run = await runCli('prepare', mesh, '--out', out(profile), '--profile', profile);
    expect(run).toMatchObject({ code: 0, stderr: '' });
  }
  expect(rulesOf(out('pekk-200um'))).toContain('warning material-not-implant-grade');
  expect(rulesOf(out('peek-implant-200um'))).not.toContain('warning material-not-implant-grade');
});

test('a filament printer whose own software slices gets G-code for inspection only', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const words = ['--printer', 'apium-p220', '--profile', 'peek-implant-200um'];
  const run = await runCli('prepare', boxFile(dir, 'block', 10, 10, 0.4), '--out', out, ...words);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(rulesOf(out)).toContain('note paths-not-taken');
});

test('a print on a round bed with its origin in the middle stands there', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const words = ['--printer', 'prusa-pro-ht90', '--profile', 'peek-cf-200um'];
  const run = await runCli('prepare', boxFile(dir, 'block', 10, 10, 0.4), '--out', out, ...words);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { extrusion } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  const [x0, y0, , x1, y1] = extrusion.extrusionBoxMm;
  expect([x0 + x1, y0 + y1]).toEqual([expect.closeTo(0, 3), expect.closeTo(0, 3)]);
});
