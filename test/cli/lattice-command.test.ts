import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

test('a box becomes a mesh: one line with triangles, step, volume and density, and a file of that many triangles', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out.stl');
  const run = await runCli('lattice', boxFile(dir, 'box', 4, 4, 4), '--cell-type', 'gyroid', '--out', out);
  expect([run.code, run.stderr]).toEqual([0, '']);
  const [, triangles, share] =
    /^(\d+) triangles, \d+ vertices, step 0\.1 mm: \d+\.\d\d mm3, (0\.\d{4}) of the part, relative density asked for 0\.3000 in .*out\.stl$/m.exec(
      run.stdout,
    ) ?? [];
  expect(statSync(out).size).toBe(84 + 50 * Number(triangles));
  expect(Math.abs(Number(share) / 0.3 - 1)).toBeLessThan(0.01);
  expect(readdirSync(dir).sort()).toEqual(['box.stl', 'out.stl']);
});

test('--json is one object on stdout; a function has neither triangles nor a step', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out.3mf');
  const words = ['--cell-type', 'diamond', '--as', 'implicit', '--json', '--out', out];
  const { code, stdout } = await runCli('lattice', boxFile(dir, 'box', 4, 4, 4), ...words);
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    expect.objectContaining({ outFile: out, relativeDensity: 0.3, partVolumeMm3: 64, triangles: null, stepMm: null }),
  ]);
});

test('walls thinner than the step that was asked for end in exit code 1', async () => {
  const dir = tempFolder();
  const words = ['--cell-type', 'gyroid', '--density', '0.08', '--px', '0.2', '--out', join(dir, 'out.stl')];
  const { code, stderr } = await runCli('lattice', boxFile(dir, 'box', 4, 4, 2), ...words);
  expect([code, /error: wall-lost \(box\): .* take a smaller --px/.test(stderr)]).toEqual([1, true]);
});

test.each([
  [['--cell-type', 'gyroid'], /lattice needs --out/],
  [['--out', 'x.stl'], /lattice needs a fill: --cell-type NAME/],
  [['--cell-type', 'gyroid', '--out', 'x.obj'], /--out of lattice ends in \.stl, \.3mf, \.ply or \.inp/],
  [['--cell-type', 'gyroid', '--as', 'beams', '--out', 'x.3mf'], /--as beams needs struts: bcc/],
])('%j is a usage error', async (words, message) => {
  const dir = tempFolder();
  const { code, stderr } = await runCli('lattice', boxFile(dir, 'box', 4, 4, 4), ...words);
  expect([code, message.test(stderr), existsSync('x.3mf')]).toEqual([2, true, false]);
});
