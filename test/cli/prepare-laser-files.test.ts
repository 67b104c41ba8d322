import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LaserFile } from '../../src/core/laser-file.ts';
import { openCommonLayer } from '../../src/formats/common-layer/read-common-layer.ts';
import { openIlt } from '../../src/formats/ilt/read-ilt.ts';
import { openOpenVector } from '../../src/formats/open-vector/read-open-vector.ts';
import { openThreeMfToolpath } from '../../src/formats/threemf/toolpath/read-toolpath.ts';
import { openFileSource } from '../../src/store/file-source.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const LATTICE = ['--cell-type', 'gyroid', '--cell', '2', '--quiet'];

/** Vectors of a layer by where they run, to the grid, in the order in which they are run. */
type Vectors = string[];

const word = (...mm: number[]) => mm.map((v) => Math.round(v * 1e4)).join(' ');

function lineVectors(xy: Float64Array, closed: boolean): Vectors {
  const points = Array.from({ length: xy.length / 2 }, (_, i) => [xy[2 * i]!, xy[2 * i + 1]!] as const);
  const all = closed ? [...points, points[0]!] : points;
  return all.slice(1).map((to, i) => word(...all[i]!, ...to));
}

const hatchVectors = (xyxy: Float64Array): Vectors =>
  Array.from({ length: xyxy.length / 4 }, (_, i) => word(...xyxy.subarray(4 * i, 4 * i + 4)));

/** What the Common Layer file says that the laser runs, by height. */
async function fromCommonLayer(path: string): Promise<Map<number, Vectors>> {
  const source = await openFileSource(path);
  const found = new Map<number, Vectors>();
  for await (const { zMm, polylines, hatches } of (await openCommonLayer(source)).layers()) {
    const vectors = [
      ...polylines.flatMap(({ xy }) => lineVectors(xy, false)),
      ...hatches.flatMap(({ xyxy }) => hatchVectors(xyxy)),
    ];
    if (vectors.length > 0) found.set(Math.round(zMm * 1e4), vectors.sort());
  }
  await source.close();
  return found;
}

async function fromLaserFile(file: LaserFile): Promise<Map<number, Vectors>> {
  const found = new Map<number, Vectors>();
  for await (const { zMm, paths } of file.layers()) {
    const vectors = paths.flatMap((path) => {
      if (path.kind === 'hatch') return hatchVectors(path.xyxy);
      return path.kind === 'line' ? lineVectors(path.xy, path.closed) : [];
    });
    if (vectors.length > 0) found.set(Math.round(zMm * 1e4), vectors.sort());
  }
  return found;
}

test('Open Vector Format and 3MF with toolpaths hold the vectors of the Common Layer file, and the parameters of exposure.json', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 6, 5, 0.9);
  const out = join(dir, 'out');
  const outputs = ['--outputs', 'cli,ilt,3mf-toolpath,ovf,svg', '--cli-content', 'scan'];
  const run = await runCli('prepare', mesh, ...LATTICE, ...outputs, '--out', out);
  expect(run.code).toBe(0);
  const expected = await fromCommonLayer(join(out, 'block.cli'));
  expect(expected.size).toBe(30);
  const { keys } = JSON.parse(readFileSync(join(out, 'exposure.json'), 'utf8')) as {
    keys: { key: string; powerW: number | null; speedMmPerS: number | null }[];
  };
  for (const [name, open] of [
    ['block.ilt', openIlt],
    ['block.ovf', openOpenVector],
    ['block.build.3mf', openThreeMfToolpath],
  ] as const) {
    const source = await openFileSource(join(out, name));
    const file = await open(source);
    expect(await fromLaserFile(file), name).toEqual(expected);
    expect(file.tolerated).toEqual([]);
    for (const { name: own, exposure } of file.exposures) {
      // ILT names its sections in the words of Magics; each has the power and speed of one of the keys.
      const fits = ({ key, powerW, speedMmPerS }: (typeof keys)[number]) =>
        (name === 'block.ilt' || key === own) && powerW === exposure.powerW && speedMmPerS === exposure.speedMmPerS;
      expect(keys.some(fits), own).toBe(true);
    }
    // Two contours and the walls of the lattice have sections; the others list every key of the profile, used or not.
    expect(file.exposures).toHaveLength(name === 'block.ilt' ? 3 : 6);
    await source.close();
  }
  const pictures = readdirSync(out).filter((name) => name.endsWith('.svg'));
  expect(pictures).toHaveLength(30);
  expect(readFileSync(join(out, pictures[7]!), 'utf8')).toContain('class="hatch-lattice"');
  const judged = await runCli(
    'inspect',
    join(out, 'block.ilt'),
    join(out, 'block.ovf'),
    join(out, 'block.build.3mf'),
    '--out',
    join(dir, 'judged'),
  );
  expect(judged).toMatchObject({ code: 0, stderr: '' });
  expect((await runCli('verify', out)).code).toBe(0);
});

test('the same bytes for one worker and two', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 5, 4, 0.3);
  const outputs = ['--outputs', 'cli,ilt,3mf-toolpath,ovf'];
  for (const workers of ['1', '2']) {
    await runCli('prepare', mesh, ...LATTICE, ...outputs, '--workers', workers, '--out', join(dir, workers));
  }
  for (const name of ['block.ilt', 'block.ovf', 'block.build.3mf']) {
    expect(readFileSync(join(dir, '1', name)).equals(readFileSync(join(dir, '2', name))), name).toBe(true);
  }
});
