import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCommonLayer } from '../../src/formats/common-layer/read-common-layer.ts';
import { openFileSource } from '../../src/store/file-source.ts';
import { PROFILE_TEXT, withValue } from '../config/example-files.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const q = (value: number) => ({ value, source: 'uncalibrated example' });

/** A box of 4 x 3 mm and four layers on the plate, prepared with keys of `contour`. */
async function prepared(contour: Record<string, unknown>) {
  const dir = tempFolder();
  let text = withValue(PROFILE_TEXT, ['id'], 'own');
  for (const [key, value] of Object.entries(contour)) text = withValue(text, ['contour', key], value);
  text = withValue(text, ['parameters', 'contour-2'], JSON.parse(PROFILE_TEXT).parameters['contour-outer']);
  mkdirSync(join(dir, 'profiles'));
  writeFileSync(join(dir, 'profiles', 'own.json'), text);
  const box = boxFile(dir, 'box', 4, 3, 0.12);
  const words = ['--profiles', join(dir, 'profiles'), '--profile', 'own', '--quiet'];
  const files = ['--outputs', 'cli,ilt,ovf,3mf-toolpath', '--cli-content', 'scan'];
  const run = await runCli('prepare', box, '--out', join(dir, 'out'), ...words, ...files);
  return { run, dir: join(dir, 'out') };
}

/** Exposed contours of each layer with the id of their key, in mm from the lower left corner of the part, to 1 um. */
async function contoursOf(dir: string): Promise<number[][][]> {
  const source = await openFileSource(join(dir, 'box.cli'));
  const layers: number[][][] = [];
  const plan = JSON.parse(readFileSync(join(dir, 'plan.json'), 'utf8'));
  const shift = [plan.parts[0].transform[3], plan.parts[0].transform[7]];
  for await (const { polylines } of (await openCommonLayer(source)).layers()) {
    const found = polylines.map(({ id, xy }) => [
      id,
      ...Array.from(xy, (v, i) => Math.round((v - shift[i % 2]!) * 1e3) / 1e3),
    ]);
    if (found.length > 0) layers.push(found);
  }
  await source.close();
  return layers;
}

const verdictOf = (dir: string) => JSON.parse(readFileSync(join(dir, 'inspection.json'), 'utf8'));

test('contours that begin at the back, the inner one first with parameters of its own, are in every file and pass', async () => {
  const { run, dir } = await prepared({ order: 'inside-out', start: { rule: 'aligned', directionDeg: q(90) } });
  expect([run.code, run.stderr]).toEqual([0, '']);
  const layers = await contoursOf(dir);
  expect(layers).toHaveLength(4);
  for (const layer of layers) {
    expect(layer).toEqual([
      [8, 0.12, 2.88, 0.12, 0.12, 3.88, 0.12, 3.88, 2.88, 0.12, 2.88],
      [2, 0.06, 2.94, 0.06, 0.06, 3.94, 0.06, 3.94, 2.94, 0.06, 2.94],
    ]);
  }
  expect(verdictOf(dir)).toMatchObject({ verdict: 'pass', findings: [] });
  const { keys } = JSON.parse(readFileSync(join(dir, 'exposure.json'), 'utf8'));
  expect(keys[7]).toMatchObject({ id: 8, key: 'contour-2', file: 'box.cli' });
});

test('pieces between corners meet end to end in the file, begin elsewhere in each layer, and pass', async () => {
  const { run, dir } = await prepared({ breakAtDeg: q(90), start: { rule: 'spread', share: q(0.3) } });
  expect([run.code, run.stderr]).toEqual([0, '']);
  const layers = await contoursOf(dir);
  const pieces = layers.map((layer) => layer.map((piece) => piece.slice(1)));
  for (const layer of pieces) {
    expect(layer).toHaveLength(8);
    for (let k = 0; k < 4; k++) expect(layer[k]!.slice(-2)).toEqual(layer[(k + 1) % 4]!.slice(0, 2));
  }
  // Of 13.52 mm, 4.056 mm a layer: below, then on the right, above, on the left.
  expect(pieces.map(([first]) => first)).toEqual([
    [0.06, 0.06, 3.94, 0.06],
    [3.94, 0.06, 3.94, 2.94],
    [3.94, 2.94, 0.06, 2.94],
    [0.06, 2.94, 0.06, 0.06],
  ]);
  expect(verdictOf(dir)).toMatchObject({ verdict: 'pass', findings: [] });
});

test('contours run on past their start in every file, and pass', async () => {
  const { run, dir } = await prepared({ closingOverlapMm: q(0.5) });
  expect([run.code, run.stderr]).toEqual([0, '']);
  for (const [outer] of await contoursOf(dir)) {
    expect(outer).toEqual([2, 0.06, 0.06, 3.94, 0.06, 3.94, 2.94, 0.06, 2.94, 0.06, 0.06, 0.56, 0.06]);
  }
  expect(verdictOf(dir)).toMatchObject({ verdict: 'pass', findings: [] });
});
