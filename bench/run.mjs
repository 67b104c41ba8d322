/**
 * `npm run bench`: prepares the block of the benchmarks with one and with two workers and sets time and memory beside floors
 * measured in the same run. `--quick` plans 40 layers only; `--record` appends a row to bench/results/<version>.csv.
 */
import { fork, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = spawnSync(process.execPath, [join(root, 'scripts', 'prepare.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 70);
const { BLOCK_MM, blockStl, LATTICE_OPTIONS, LAYER_MM } = await import('./block.mjs');
const { sampleFloor, writeFloorS } = await import('./floors.mjs');

const FLAGS = ['--quick', '--record'];
const unknown = process.argv.slice(2).find((word) => !FLAGS.includes(word));
if (unknown !== undefined) {
  console.error(`bench: unknown option ${unknown}; there are ${FLAGS.join(' and ')}`);
  process.exit(2);
}
const quick = process.argv.includes('--quick');
const record = process.argv.includes('--record');
if (quick && record) {
  console.error('bench: a quick run is not recorded');
  process.exit(2);
}

const STEP_MM = 0.1;
const QUICK_BAND = [320, 360];
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
const [from, to] = quick ? QUICK_BAND : [0, Math.round(BLOCK_MM[2] / LAYER_MM)];
const layers = to - from;
const folder = mkdtempSync(join(tmpdir(), 'trabecula-bench-'));
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench() {
  const mesh = join(folder, 'block.stl');
  writeFileSync(mesh, blockStl());
  const loadBefore = loadavg()[0];
  console.log(
    `Trabecula ${version}, Node ${process.version}, ${cpus()[0]?.model.trim()}, ${availableParallelism()} threads,`,
  );
  console.log(
    `load ${loadBefore.toFixed(1)} before the run. Block ${BLOCK_MM.join(' x ')} mm, sheet gyroid 2 mm, 0.30,`,
  );
  console.log(`${LAYER_MM} mm layers, sampled at ${STEP_MM} mm, layers ${from} to ${to - 1}.\n`);
  const runs = [];
  for (const command of ['prepare', 'slice']) {
    for (const workers of [1, 2]) runs.push(await measure(command, workers, mesh));
  }
  const floors = {
    writeS: writeFloorS(folder, runs[0].bytes),
    sample: sampleFloor(from, to, STEP_MM),
  };
  print(runs, floors);
  if (record) append(runs, floors, loadBefore);
}

async function measure(command, workers, mesh) {
  const out = join(folder, command === 'prepare' ? `build-${workers}` : `slice-${workers}.cli`);
  const words = [command, mesh, '--out', out, ...LATTICE_OPTIONS, '--layer', String(LAYER_MM), '--quiet'];
  words.push('--workers', String(workers), '--px', String(STEP_MM));
  if (command === 'prepare') words.push('--outputs', 'cli');
  if (quick) words.push('--layers', `${from}:${to}`);
  const busyBefore = busyS();
  const begin = performance.now();
  const child = fork(join(root, 'bench', 'measured-run.mjs'), words);
  let told = null;
  child.on('message', (message) => {
    told = message;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  const wallS = (performance.now() - begin) / 1000;
  if (status !== 0 || told === null) throw new Error(`${command} with ${workers} workers ended with ${status}`);
  const { cpuS, peakMiB } = told;
  const othersS = Math.max(0, busyS() - busyBefore - cpuS);
  return { command, workers, wallS, layersPerS: layers / wallS, cpuS, othersS, peakMiB, bytes: bytesUnder(out) };
}

/** CPU seconds that all programs on the machine have used: what others used during a run slows it. */
function busyS() {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / 1000;
}

function bytesUnder(path) {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}

function print(runs, { writeS, sample }) {
  const rows = [
    [
      'command',
      'workers',
      'wall s',
      'layers/s',
      'CPU s',
      'CPU s of others',
      'peak MiB',
      'MB written',
      'wall / write floor',
      'CPU / sampling floor',
    ],
  ];
  for (const { command, workers, wallS, layersPerS, cpuS, othersS, peakMiB, bytes } of runs) {
    const figures = [
      wallS.toFixed(1),
      layersPerS.toFixed(1),
      cpuS.toFixed(1),
      othersS.toFixed(1),
      peakMiB.toFixed(0),
      (bytes / 1e6).toFixed(1),
    ];
    // The floor of writing is measured for the bytes of `prepare` and scaled for less.
    const floorS = (writeS * bytes) / runs[0].bytes;
    rows.push([command, String(workers), ...figures, (wallS / floorS).toFixed(0), (cpuS / sample.seconds).toFixed(0)]);
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) console.log(row.map((cell, i) => cell.padStart(widths[i])).join('  '));
  const rate = sample.samples / sample.seconds / 1e6;
  console.log(
    `\nfloors of the same run: ${(runs[0].bytes / 1e6).toFixed(1)} MB written and synced in ${writeS.toFixed(3)} s;`,
  );
  console.log(
    `${(sample.samples / 1e6).toFixed(1)} million samples of the field in ${sample.seconds.toFixed(2)} s on one thread (${rate.toFixed(0)} million/s).`,
  );
}

function append(runs, { writeS, sample }, load) {
  const columns = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model.trim().replaceAll(',', ' ') ?? 'unknown',
    threads: availableParallelism(),
    load: load.toFixed(1),
    layers,
    writeFloorS: writeS.toFixed(3),
    samplingFloorS: sample.seconds.toFixed(3),
  };
  for (const { command, workers, wallS, layersPerS, cpuS, othersS, peakMiB, bytes } of runs) {
    const name = `${command}${workers}`;
    columns[`${name}WallS`] = wallS.toFixed(2);
    columns[`${name}LayersPerS`] = layersPerS.toFixed(2);
    columns[`${name}CpuS`] = cpuS.toFixed(2);
    columns[`${name}OthersCpuS`] = othersS.toFixed(2);
    columns[`${name}PeakMiB`] = peakMiB.toFixed(0);
    columns[`${name}Bytes`] = bytes;
  }
  const file = join(root, 'bench', 'results', `${version}.csv`);
  mkdirSync(dirname(file), { recursive: true });
  const head = existsSync(file) ? readFileSync(file, 'utf8') : `${Object.keys(columns).join(',')}\n`;
  writeFileSync(file, `${head}${Object.values(columns).join(',')}\n`);
  console.log(`\nrecorded in bench/results/${version}.csv`);
}
