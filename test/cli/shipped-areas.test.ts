import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCommonLayer } from '../../src/formats/common-layer/read-common-layer.ts';
import { openFileSource } from '../../src/store/file-source.ts';
import { boxMesh, joined } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile, stlFile } from '../support/test-meshes.ts';

buildFirst();

/** Length of the hatches of each layer by the label of their id, mm. */
async function hatchMmOf(path: string): Promise<ReadonlyMap<string, number>[]> {
  const source = await openFileSource(path);
  const file = await openCommonLayer(source);
  const layers: Map<string, number>[] = [];
  for await (const { hatches } of file.layers()) {
    const byLabel = new Map<string, number>();
    for (const { id, xyxy } of hatches) {
      const label = file.header.labels.get(id) ?? `id ${id}`;
      let sumMm = byLabel.get(label) ?? 0;
      for (let i = 0; i < xyxy.length; i += 4)
        sumMm += Math.hypot(xyxy[i + 2]! - xyxy[i]!, xyxy[i + 3]! - xyxy[i + 1]!);
      byLabel.set(label, sumMm);
    }
    layers.push(byLabel);
  }
  await source.close();
  return layers;
}

const atLabel = (layer: ReadonlyMap<string, number> | undefined, key: string) => layer?.get(`part_${key}`) ?? 0;

test('a table of one foot: the example profiles expose the first layers of its top over powder as downskin, and no other layer', async () => {
  const dir = tempFolder();
  // A foot of 4 x 6 mm, 0.3 mm high, under a top of 10 x 6 mm, 0.3 mm thick: 3 mm hang over on both sides.
  const mesh = stlFile(dir, 'part', joined(boxMesh(3, 0, 0, 7, 6, 0.3), boxMesh(0, 0, 0.3, 10, 6, 0.6)));
  for (const [profile, layerMm, deep] of [
    ['ti6al4v-eli-30um', 0.03, 3],
    ['ti6al4v-eli-60um', 0.06, 2],
  ] as const) {
    const out = join(dir, profile);
    const run = await runCli('prepare', mesh, '--out', out, '--profile', profile, '--outputs', 'cli', '--quiet');
    expect(run.stderr).toBe('');
    const layers = await hatchMmOf(join(out, 'part.cli'));
    const down = layers.map((layer) => atLabel(layer, 'hatch-downskin'));
    const first = Math.round(0.3 / layerMm);
    const holding = down.flatMap((mm, index) => (mm > 0 ? [index] : []));
    expect(holding).toEqual(Array.from({ length: deep }, (_, n) => first + n));
    // Hatched from 0.14 mm inside the border (contours at 0.06 and 0.12 mm, hatch 0.02 mm further in); grown by 0.1 mm over the foot.
    const expectedMm2 = 2 * (3 - 0.14 + 0.1) * (6 - 0.28);
    for (const index of holding) {
      expect(Math.abs((down[index]! * 0.08) / expectedMm2 - 1), `layer ${index}`).toBeLessThan(0.01);
      expect(atLabel(layers[index], 'hatch-core')).toBeGreaterThan(0);
    }
  }
});

test('walls of a gyroid look down all over and have no downskin: their vectors have the key of lattices', async () => {
  const dir = tempFolder();
  const lattice = ['--cell-type', 'gyroid', '--cell', '2', '--density', '0.5', '--layers', '30:34'];
  const out = join(dir, 'out');
  const run = await runCli('prepare', boxFile(dir, 'part', 4, 4, 2), '--out', out, ...lattice, '--outputs', 'cli');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const layers = await hatchMmOf(join(out, 'part.cli'));
  const holding = layers.filter((layer) => layer.size > 0);
  expect(holding).toHaveLength(4);
  for (const layer of holding) expect([...layer.keys()]).toEqual(['part_hatch-lattice']);
});

test('under a skin the lattice has its key and the skin that of the core; the roof over pores looks down', async () => {
  const dir = tempFolder();
  const lattice = ['--cell-type', 'gyroid', '--cell', '2', '--density', '0.4', '--skin', '0.6', '--open', 'x+,x-'];
  const out = join(dir, 'out');
  const mesh = boxFile(dir, 'part', 6, 6, 2.4);
  const run = await runCli('prepare', mesh, '--out', out, ...lattice, '--outputs', 'cli', '--quiet');
  expect(run.code).toBe(0);
  const layers = await hatchMmOf(join(out, 'part.cli'));
  // Floor to 0.6 mm, roof from 1.8 mm on: layers 0 to 19 and 60 to 79.
  expect(atLabel(layers[10], 'hatch-lattice')).toBe(0);
  expect(atLabel(layers[40], 'hatch-lattice')).toBeGreaterThan(0);
  expect(atLabel(layers[40], 'hatch-core')).toBeGreaterThan(0);
  expect(layers.flatMap((layer, index) => (atLabel(layer, 'hatch-downskin') > 0 ? [index] : []))).toEqual([60, 61, 62]);
});
