import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { boxMesh, joined, sphereMesh } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, ROOT, runCli } from '../support/run-cli.ts';
import { boxFile, stlFile, withoutTriangle } from '../support/test-meshes.ts';

buildFirst();

describe('check --json of a mesh', () => {
  const checked = async (path: string, ...options: readonly string[]) => {
    const { code, stdout } = await runCli('check', path, '--json', ...options);
    expect(stdout.endsWith('}\n')).toBe(true);
    return { code, ...JSON.parse(stdout) };
  };

  test('gives volume, box, watertightness and no doubt about millimetres', async () => {
    const dir = tempFolder();
    const box = await checked(stlFile(dir, 'box', boxMesh(-1, 2, 3, 9, 10, 7)));
    expect(box).toMatchObject({
      code: 0,
      volumeMm3: 320,
      watertight: true,
      bboxMm: [-1, 2, 3, 9, 10, 7],
      suspectedUnit: null,
      shells: 1,
      triangles: 12,
      findings: [],
    });
  });

  test('counts two shells, and a hollow as less volume', async () => {
    const dir = tempFolder();
    expect(
      await checked(stlFile(dir, 'two', joined(boxMesh(0, 0, 0, 1, 1, 1), boxMesh(2, 0, 0, 4, 1, 1)))),
    ).toMatchObject({
      shells: 2,
      volumeMm3: 3,
    });
  });

  test('suspects metres below 1 mm and micrometres above 2 m, and takes --units at its word', async () => {
    const dir = tempFolder();
    const metres = boxFile(dir, 'metres', 0.06, 0.04, 0.05);
    expect(await checked(metres)).toMatchObject({ suspectedUnit: 'metre', code: 0 });
    const asMetres = await checked(metres, '--units', 'm');
    expect(asMetres.suspectedUnit).toBeNull();
    expect(asMetres.volumeMm3).toBeCloseTo(120000, 1);
    expect(await checked(boxFile(dir, 'microns', 60000, 40000, 50000))).toMatchObject({ suspectedUnit: 'micron' });
  });

  test('finds an open mesh: exit code 1 and an error finding with a place', async () => {
    const dir = tempFolder();
    const open = await checked(stlFile(dir, 'open', withoutTriangle(sphereMesh(2, 8), 3)));
    expect(open).toMatchObject({ code: 1, watertight: false });
    expect(open.findings[0]).toMatchObject({ rule: 'mesh-not-watertight', severity: 'error', measured: 3 });
  });
});

test('check tells profiles from printers, and refuses what is neither', async () => {
  const dir = tempFolder();
  expect((await runCli('check', `${ROOT}profiles/ti6al4v-eli-30um.json`)).stdout).toContain('ti6al4v-eli-30um');
  expect((await runCli('check', `${ROOT}printers/generic-lpbf-250.json`)).stdout).toContain('generic-lpbf-250');
  const other = join(dir, 'other.json');
  writeFileSync(other, '{"schema": "other@1"}');
  const run = await runCli('check', other);
  expect(run.code).toBe(3);
  expect(run.stderr).toContain('trabecula/profile@1');
  expect((await runCli('check')).code).toBe(2);
});

test('several files give one object with one entry each', async () => {
  const dir = tempFolder();
  const run = await runCli('check', boxFile(dir, 'a', 1, 2, 3), boxFile(dir, 'b', 2, 2, 3), '--json');
  const { files } = JSON.parse(run.stdout);
  expect(files.map(({ volumeMm3 }: { volumeMm3: number }) => volumeMm3)).toEqual([6, 12]);
});

test('check of a 3MF with laser paths reads them: as many layers and vectors as were planned', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const words = ['--layer', '0.06', '--outputs', 'cli,3mf-toolpath', '--out', out];
  expect(await runCli('prepare', boxFile(dir, 'block', 4, 3, 0.3), ...words)).toMatchObject({ code: 0 });
  const { totals, layers } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  const run = await runCli('check', join(out, 'block.build.3mf'), '--json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const found = JSON.parse(run.stdout);
  expect(found).toMatchObject({ kind: 'toolpath', layers: 5, findings: [] });
  expect(found.vectors).toBe(layers.reduce((sum: number, layer: { hatchLines: number }) => sum + layer.hatchLines, 0));
  expect(found.vectorLengthMm).toBeCloseTo(totals.hatchLengthMm, 3);
  // Two contours a layer, 0.06 and 0.12 mm inside the block in the middle of a plate of 250 mm.
  expect(found.lines).toBe(10);
  expect(found.lineLengthMm).toBeCloseTo(5 * (2 * (3.88 + 2.88) + 2 * (3.76 + 2.76)), 2);
  expect(found.bboxMm.map((value: number) => Number(value.toFixed(4)))).toEqual([
    123.06, 123.56, 0.06, 126.94, 126.44, 0.3,
  ]);
  const plain = await runCli('check', join(out, 'block.build.3mf'));
  expect(plain.stderr).toBe('');
  expect(plain.stdout).toContain('laser paths, 5 layers, 10 lines of 132.8 mm');
});
