/**
 * `node bench/common-layer.mjs`: how fast the binary Common Layer file is written, through the same file that `prepare` uses, beside a
 * floor: the same bytes written and synced plain, on the same disk, in turn with it. Paths are made beforehand, so nothing else is
 * timed. Each size runs in a process of its own; its peak of memory must not grow with the file. TRABECULA_BENCH_DIR names a folder on
 * another disk.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commonLayerSink } from '../dist/formats/common-layer/write-common-layer.js';
import { outputFile } from '../dist/store/output-file.js';
import { writeFloorS } from './floors.mjs';

const RUNS = 5;
/** Layers of 1.6 MB: 40 loops of 250 points and 97,500 vectors. */
const SIZES = [60, 480];
const LOOPS = 40;
const POINTS = 250;
const VECTORS = 97_500;
const LAYER_MM = 0.03;

if (process.argv[2] === undefined) compare();
else await run(process.argv[2], Number(process.argv[3]));

function compare() {
  row('form', 'MB', 'MB/s', 'median', 'floor MB/s', 'median', 'share', 'peak MiB');
  for (const form of ['plain', 'eos', 'aligned']) {
    for (const layers of form === 'plain' ? SIZES : [60]) {
      const words = [fileURLToPath(import.meta.url), form, String(layers)];
      const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      const { bytes, own, floor, peakMiB } = JSON.parse(stdout);
      const speed = (seconds) => (bytes / 1e6 / seconds).toFixed(0);
      const [best, middle, floorBest, floorMiddle] = [own[0], own[RUNS >> 1], floor[0], floor[RUNS >> 1]];
      const share = (floorBest / best).toFixed(2);
      row(
        form,
        (bytes / 1e6).toFixed(0),
        ...[best, middle, floorBest, floorMiddle].map(speed),
        share,
        peakMiB.toFixed(0),
      );
    }
  }
}

async function run(form, layers) {
  const folder = mkdtempSync(join(process.env.TRABECULA_BENCH_DIR ?? tmpdir(), 'common-layer-'));
  try {
    const planned = examplePaths();
    const own = [];
    const floor = [];
    let bytes = 0;
    for (let n = 0; n < RUNS; n++) {
      const path = join(folder, 'part.cli');
      const begin = performance.now();
      await write(path, form, layers, planned);
      own.push((performance.now() - begin) / 1000);
      bytes = statSync(path).size;
      rmSync(path);
      floor.push(writeFloorS(folder, bytes));
    }
    const peakMiB = process.resourceUsage().maxRSS / 1024;
    const sorted = (seconds) => seconds.sort((a, b) => a - b);
    process.stdout.write(JSON.stringify({ bytes, own: sorted(own), floor: sorted(floor), peakMiB }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function write(path, form, layers, { regions, toolpaths }) {
  const file = outputFile(await open(path, 'w'), 'part.cli', path);
  const sink = commonLayerSink(file, {
    encoding: 'binary',
    content: 'both',
    ids: new Map([
      ['boundary', 1],
      ['hatch-core', 4],
    ]),
    partLabel: 'part',
    ...(form === 'eos' ? { form } : {}),
    align: form === 'aligned',
  });
  await sink.open({ partId: 'part', layerCount: layers, thicknessMm: LAYER_MM, boxMm: [0, 0, 0, 250, 250, 30] });
  for (let index = 0; index < layers; index++) {
    const at = { index, zMm: ((index + 1) * 300) / 1e4, thicknessMm: LAYER_MM };
    await sink.layer({ layer: { ...at, regions }, toolpaths: { ...at, toolpaths } });
  }
  await sink.close();
  await file.close();
}

/** Loops and vectors on the grid, from a fixed sequence of whole numbers. */
function examplePaths() {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state % 2_500_000) / 1e4;
  };
  const line = (count) => Float64Array.from({ length: count }, next);
  const area = 'core';
  const regions = Array.from({ length: LOOPS }, () => ({
    partId: 'part',
    regionId: null,
    area,
    outline: { xy: line(2 * POINTS), closed: true },
    holes: [],
  }));
  const lines = { xyxy: line(4 * VECTORS) };
  return { regions, toolpaths: [{ kind: 'hatch', params: 'hatch-core', partId: 'part', regionId: null, lines, area }] };
}

function row(...cells) {
  console.log(cells.map((cell, n) => (n === 0 ? String(cell).padEnd(8) : String(cell).padStart(11))).join(''));
}
