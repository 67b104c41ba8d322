import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { lib3mf } from '../support/lib3mf.ts';
import { areaOf, crossingsX, plainFile, readContours, volumeOf, wrongWindings } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile, roundedCageFile } from '../support/test-meshes.ts';

buildFirst();

const LAYER_MM = 0.03;

test('a 10 x 8 x 3 mm block has 80 mm2 in each of 100 layers, and files as the contract names them', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const run = await runCli('prepare', boxFile(dir, 'block', 10, 8, 3), '--out', out);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(out).sort()).toEqual([
    'block.3mf',
    'block.cli',
    'exposure.json',
    'inspection.json',
    'manifest.json',
    'plan.json',
    'report.html',
  ]);
  const layers = readContours(join(out, 'block.cli'));
  expect(layers.length).toBe(100);
  for (const layer of layers) expect(areaOf(layer)).toBeCloseTo(80, 6);
  const inspection = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  expect(inspection.verdict).toBe('pass');
  expect(inspection.totals.volumeMm3).toBeCloseTo(240, 6);
  expect(inspection.totals.massG).toBeCloseTo(240 * 0.00443, 6);
});

test('the block stands in the middle of the plate, on it, and plan.json says how it was moved', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  await runCli('prepare', boxFile(dir, 'block', 10, 8, 0.3), '--out', out);
  const [first] = readContours(join(out, 'block.cli'));
  const xs = first!.contours[0]!.xy.filter((_, i) => i % 2 === 0);
  const ys = first!.contours[0]!.xy.filter((_, i) => i % 2 === 1);
  expect([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)].map((v) => v.toFixed(4))).toEqual([
    '120.0000',
    '130.0000',
    '121.0000',
    '129.0000',
  ]);
  const [part] = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')).parts;
  expect(part.transform).toEqual([1, 0, 0, 120, 0, 1, 0, 121, 0, 0, 1, 0, 0, 0, 0, 1]);
});

test('every hatch line of a rounded cage lies in the solid of its layer, and the volume is the analytic one', async () => {
  const dir = tempFolder();
  const mesh = await roundedCageFile(dir, 'cage');
  const out = join(dir, 'out');
  const run = await runCli('prepare', mesh, '--out', out, '--layers', '0:40');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const layers = readContours(join(out, 'cage.cli'));
  // 26 x 20 less the window, less what a polygon of 96 sides leaves of four corners of radius 4.
  const disc = 48 * 16 * Math.sin((2 * Math.PI) / 96);
  const sectionMm2 = 26 * 20 - 10 * 6 - (64 - disc);
  expect(volumeOf(layers, LAYER_MM) / (sectionMm2 * 40 * LAYER_MM)).toBeCloseTo(1, 5);
  expect(wrongWindings(layers)).toBe(0);
  expect(layers.every(({ contours }) => contours.length === 2)).toBe(true);

  const { layers: raw, units } = plainFile(join(out, 'cage.cli'));
  let lines = 0;
  raw.forEach(({ hatches }, index) => {
    const [, numbers] = hatches[0]!;
    for (let i = 0; i < numbers.length; i += 4 * 37) {
      const [ax, ay, bx, by] = numbers.slice(i, i + 4).map((value) => value * units) as [
        number,
        number,
        number,
        number,
      ];
      for (const t of [0, 0.25, 0.5, 0.75, 1]) {
        const [x, y] = [ax + t * (bx - ax), ay + t * (by - ay)];
        expect(crossingsX(layers[index]!, y).filter((crossing) => crossing < x).length % 2).toBe(1);
      }
      lines++;
    }
  });
  expect(lines).toBeGreaterThan(100);
});

test('the hatch of a solid turns by 67 degrees from layer to layer', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  await runCli('prepare', boxFile(dir, 'block', 10, 8, 0.3), '--out', out);
  const anglesDeg = plainFile(join(out, 'block.cli')).layers.map(({ hatches }) => {
    const [x0, y0, x1, y1] = hatches[0]![1] as [number, number, number, number];
    return (((Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI) % 180) + 180;
  });
  for (let i = 1; i < anglesDeg.length; i++) {
    const turn = (((anglesDeg[i]! - anglesDeg[i - 1]! - 67) % 180) + 360) % 180;
    expect(Math.min(turn, 180 - turn)).toBeLessThan(0.01);
  }
});

test('lib3mf opens the 3MF of a solid strictly and finds one slice a layer', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  await runCli('prepare', boxFile(dir, 'block', 10, 8, 0.3), '--out', out);
  const verdict = lib3mf(join(out, 'block.3mf'));
  expect(verdict).toMatchObject({ error: null, warnings: 0, triangles: 12 });
  expect(verdict.slices.map(([z, polygons]) => [Number(z.toFixed(6)), polygons])).toEqual(
    Array.from({ length: 10 }, (_, i) => [Number(((i + 1) * LAYER_MM).toFixed(6)), 1]),
  );
});

test('--outputs decides which files are written', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.3);
  const names = async (outputs: string) => {
    const out = join(dir, outputs);
    expect((await runCli('prepare', mesh, '--out', out, '--outputs', outputs)).code).toBe(0);
    return readdirSync(out).filter((name) => !/\.(json|html)$/.test(name));
  };
  expect(await names('cli')).toEqual(['block.cli']);
  expect(await names('3mf')).toEqual(['block.3mf']);
  expect(await names('3mf-slices')).toEqual(['block.3mf']);
  expect(JSON.parse(readFileSync(join(dir, '3mf', 'inspection.json'), 'utf8')).totals.volumeMm3).toBeCloseTo(4.8, 6);
});

test('--no-lattice says aloud that the part stays solid, and --quiet says nothing', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.3);
  expect((await runCli('prepare', mesh, '--out', join(dir, 'a'), '--no-lattice')).stdout).toContain('stays solid');
  expect(await runCli('prepare', mesh, '--out', join(dir, 'b'), '--quiet')).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
});

test('exposure.json names the keys of the file by their ids, which are the labels of the file too', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  await runCli('prepare', boxFile(dir, 'block', 4, 4, 0.3), '--out', out);
  const { keys } = JSON.parse(readFileSync(join(out, 'exposure.json'), 'utf8'));
  const { head } = plainFile(join(out, 'block.cli'));
  const written = keys.filter(({ file }: { file: string | null }) => file === 'block.cli');
  expect(written.map(({ id, key }: { id: number; key: string }) => `$$LABEL/${id},block_${key}`)).toEqual(
    head.filter((row) => row.startsWith('$$LABEL')),
  );
  const hatch = keys.find(({ key }: { key: string }) => key === 'hatch-core');
  // P / (v h t) by hand: 200 / (1200 x 0.08 x 0.03).
  expect(hatch.volumeEnergyJPerMm3).toBeCloseTo(69.444, 3);
});
