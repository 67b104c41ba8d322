import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { octahedronMesh } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, ROOT, runCli } from '../support/run-cli.ts';
import { boxFile, stlFile } from '../support/test-meshes.ts';

buildFirst();

/** A hand-written ASCII file: a 10 mm square with a 2 mm hole, three layers of 0.1 mm. */
function handWritten(holeDirection = 0): string {
  const layer = (z: number) =>
    `$$LAYER/${z}\n$$POLYLINE/1,1,5,10,10,20,10,20,20,10,20,10,10\n$$POLYLINE/1,${holeDirection},5,14,14,14,16,16,16,16,14,14,14\n`;
  return (
    '$$HEADERSTART\n$$ASCII\n$$UNITS/1\n$$VERSION/200\n$$DIMENSION/10,10,0,20,20,0.3\n$$LAYERS/3\n$$HEADEREND\n' +
    `$$GEOMETRYSTART\n${layer(0.1)}${layer(0.2)}${layer(0.3)}$$GEOMETRYEND\n`
  );
}

test('a .cli of another maker is measured: 96 mm2 in three layers of 0.1 mm', async () => {
  const dir = tempFolder();
  const path = join(dir, 'part.cli');
  writeFileSync(path, handWritten());
  const run = await runCli('inspect', path, '--json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const inspection = JSON.parse(run.stdout);
  expect(inspection.totals).toMatchObject({ layers: 3, hatchLengthMm: null });
  expect(inspection.totals.volumeMm3).toBeCloseTo(28.8, 6);
  expect(inspection.totals.massG).toBeNull();
  expect(inspection.lattice.relativeDensity).toBeNull();
  const withProfile = JSON.parse((await runCli('inspect', path, '--json', '--profile', 'ti6al4v-eli-30um')).stdout);
  expect(withProfile.totals.massG).toBeCloseTo(28.8 * 0.00443, 6);
});

test('a hole that claims to be an outer contour is an error finding: exit code 1, one line for it', async () => {
  const dir = tempFolder();
  const path = join(dir, 'part.cli');
  writeFileSync(path, handWritten(1));
  const run = await runCli('inspect', path);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('contour-orientation');
  expect(
    run.stderr
      .trimEnd()
      .split('\n')
      .every((line) => line.startsWith('error: ')),
  ).toBe(true);
});

test('a file outside of the printer that is named is an error; without a printer it is not judged', async () => {
  const dir = tempFolder();
  const path = join(dir, 'part.cli');
  writeFileSync(path, handWritten().replace('UNITS/1\n', 'UNITS/20\n'));
  const judged = await runCli('inspect', path, '--printer', 'generic-lpbf-250');
  expect(judged.code).toBe(1);
  expect(judged.stderr).toContain('outside-build-area');
  expect((await runCli('inspect', path)).stderr).not.toContain('outside-build-area');
});

test('a broken .cli is unusable input: exit code 3 and one line with the place', async () => {
  const dir = tempFolder();
  const path = join(dir, 'part.cli');
  writeFileSync(path, handWritten().slice(0, -120));
  const run = await runCli('inspect', path);
  expect(run.code).toBe(3);
  expect(run.stderr).toMatch(/^trabecula: [^\n]*part\.cli[^\n]*\n$/);
});

test('a build is inspected as a folder, and --out writes a sealed inspection', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  await runCli('prepare', boxFile(dir, 'block', 4, 4, 0.3), '--out', out);
  const to = join(dir, 'judged');
  const run = await runCli('inspect', out, '--out', to, '--json');
  expect(run.code).toBe(0);
  expect(JSON.parse(run.stdout).totals.volumeMm3).toBeCloseTo(4.8, 6);
  expect(readdirSync(to).sort()).toEqual(['inspection.json', 'manifest.json']);
  expect((await runCli('verify', to)).code).toBe(0);
  expect((await runCli('inspect', out, '--out', to)).code).toBe(2);
});

test('a folder whose file was changed is no build, and inspect says so first', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  await runCli('prepare', boxFile(dir, 'block', 4, 4, 0.3), '--out', out);
  writeFileSync(join(out, 'plan.json'), '{}');
  const run = await runCli('inspect', out);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('build-broken');
  expect(run.stderr).toContain('plan.json');
});

test('the slices of a 3MF are inspected; two files in one call give two objects', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.3);
  await runCli('slice', mesh, '--out', join(dir, 'a.3mf'));
  await runCli('slice', mesh, '--out', join(dir, 'b.cli'));
  const run = await runCli('inspect', join(dir, 'a.3mf'), join(dir, 'b.cli'), '--json');
  expect(run.code).toBe(0);
  const both = JSON.parse(run.stdout) as { inspection: { totals: { volumeMm3: number } } }[];
  expect(both.map(({ inspection }) => inspection.totals.volumeMm3.toFixed(6))).toEqual(['4.800000', '4.800000']);
});

test('nothing to inspect: no word, an empty folder, another format', async () => {
  const dir = tempFolder();
  expect((await runCli('inspect')).code).toBe(2);
  expect((await runCli('inspect', dir)).code).toBe(3);
  const other = join(dir, 'part.txt');
  writeFileSync(other, 'G1');
  expect((await runCli('inspect', other)).code).toBe(3);
  expect((await runCli('inspect', join(dir, 'none.cli'))).code).toBe(3);
  expect(existsSync(join(dir, 'inspection.json'))).toBe(false);
  expect(readFileSync(other, 'utf8')).toBe('G1');
});

test('a file without a layer gets no verdict: a 3MF of a mesh, an empty .cli', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  await runCli('prepare', boxFile(dir, 'block', 4, 4, 0.3), '--out', out, '--outputs', 'cli,3mf-mesh');
  const empty = join(dir, 'empty.cli');
  const head = '$$HEADERSTART\n$$ASCII\n$$UNITS/1\n$$VERSION/200\n$$LAYERS/0\n$$HEADEREND\n';
  writeFileSync(empty, `${head}$$GEOMETRYSTART\n$$GEOMETRYEND\n`);
  for (const path of [join(out, 'block.mesh.3mf'), empty]) {
    const run = await runCli('inspect', path);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toContain('holds no layers to inspect');
  }
});

test('a folder is inspected with its 3MF of toolpaths, and with its slices where it has nothing else', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const mesh = boxFile(dir, 'block', 4, 4, 0.3);
  await runCli('prepare', mesh, '--out', out, '--outputs', 'cli,3mf-toolpath');
  const run = await runCli('inspect', out, '--json');
  const files = (JSON.parse(run.stdout) as { file: string }[]).map(({ file }) => file.slice(out.length + 1));
  expect(files).toEqual(['block.build.3mf', 'block.cli']);
  const sliced = join(dir, 'sliced');
  await runCli('prepare', mesh, '--out', sliced, '--outputs', '3mf-slices');
  const alone = JSON.parse((await runCli('inspect', sliced, '--json')).stdout);
  expect(alone.totals.volumeMm3).toBeCloseTo(4.8, 6);
});

test('tips without a path are told by prepare and by inspect of its own file, with the same verdict', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  // Stands on a point: at 0.015 mm from it, in the first and the last layer, the section is a square of 0.021 mm, and a vector has 0.06 mm at least.
  const mesh = stlFile(dir, 'points', octahedronMesh(1.5));
  expect(await runCli('prepare', mesh, '--outputs', 'cli,ilt', '--units', 'mm', '--out', out)).toMatchObject({
    code: 0,
  });
  const planned = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  const told = planned.findings.filter(({ rule }: { rule: string }) => rule === 'layer-unexposed');
  expect(told).toEqual([
    expect.objectContaining({ severity: 'warning', layer: 0, measured: told[0].measured }),
    expect.objectContaining({ severity: 'warning', layer: 100 - told[1].measured }),
  ]);
  const run = await runCli('inspect', join(out, 'points.ilt'), '--json');
  const found = JSON.parse(run.stdout);
  const [inspection] = found.files ?? [found];
  const empty = inspection.findings.filter(({ rule }: { rule: string }) => rule === 'layer-empty');
  expect(empty.map(({ measured }: { measured: number }) => measured)).toEqual(
    told.map(({ measured }: { measured: number }) => measured),
  );
  expect([inspection.verdict, planned.verdict]).toEqual(['warn', 'warn']);
});

test('inspect of a folder says what prepare said of it: hatch 0.3 mm apart leaves solid bare, which its files cannot show', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const profile = JSON.parse(readFileSync(`${ROOT}profiles/ti6al4v-eli-30um.json`, 'utf8'));
  const hatch = { ...profile.hatch, spacingMm: { value: 0.3, source: 'test' } };
  writeFileSync(join(dir, 'coarse.json'), JSON.stringify({ ...profile, id: 'coarse', hatch }));
  const mesh = boxFile(dir, 'block', 3, 2, 0.09);
  const asked = ['--units', 'mm', '--outputs', 'cli', '--profiles', dir, '--profile', 'coarse'];
  expect((await runCli('prepare', mesh, ...asked, '--out', out)).code).toBe(1);
  const run = await runCli('inspect', out);
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(
    /^error: plan-verdict \(block\): inspection\.json of this build says fail: wall-unexposed[^\n]*\n$/,
  );
  expect(run.stdout).toContain('verdict fail');
});
