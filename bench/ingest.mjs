/**
 * `node bench/ingest.mjs [runs]`: an STL file of a million triangles (a torus, 1000 x 500 squares) becomes a checked mesh: `trabecula
 * check` on the binary and on the ASCII form, beside the floor (the same bytes read and hashed with SHA-256 by Node, nothing else), the start
 * of the program alone, and admesh and prusa-slicer --info where they are installed. Each is a process of its own from start to
 * end; they take turns, and medians of an odd number of runs are printed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBinaryStl } from '../dist/formats/stl/write-stl.js';

const AROUND = 1000;
const ACROSS = 500;
/** Distance of the torus' middle line from its axis, and from its surface, in mm. */
const RING_MM = 30;
const TUBE_MM = 10;
const CHUNK_BYTES = 1 << 18;
const SELF = fileURLToPath(import.meta.url);
const TRABECULA = fileURLToPath(new URL('../bin/trabecula.mjs', import.meta.url));
/** GNU time, which tells CPU seconds and peak memory of any program. */
const TIME = '/usr/bin/time';

if (process.argv[2] === 'floor') floor(process.argv[3]);
else bench(Number(process.argv[2] ?? 5));

function bench(runs) {
  if (!(runs % 2 === 1)) throw new Error(`an odd number of runs has a median, ${process.argv[2]} has none`);
  console.log(`Node ${process.version}, ${cpus()[0]?.model.trim()}, ${availableParallelism()} threads,`);
  console.log(`load ${loadavg()[0].toFixed(1)} before the run, medians of ${runs} runs.\n`);
  const folder = mkdtempSync(join(tmpdir(), 'trabecula-ingest-'));
  try {
    const mesh = torus();
    const binary = join(folder, 'torus.stl');
    const text = join(folder, 'torus-ascii.stl');
    writeFileSync(binary, writeBinaryStl(mesh, 'torus of the benchmarks, mm'));
    writeText(text, mesh);
    const node = process.execPath;
    const programs = [
      ['floor: read and hashed', binary, node, SELF, 'floor', binary],
      ['trabecula, start alone', null, node, TRABECULA, '--version'],
      ['trabecula check', binary, node, TRABECULA, 'check', binary, '--json', '--quiet'],
      ['floor: ASCII read and hashed', text, node, SELF, 'floor', text],
      ['trabecula check, ASCII', text, node, TRABECULA, 'check', text, '--json', '--quiet'],
      ['admesh', binary, 'admesh', '--exact', binary],
      ['prusa-slicer --info', binary, 'prusa-slicer', '--info', binary],
    ].filter(([name, , command]) => {
      const installed = spawnSync(command, ['--version']).error === undefined;
      if (!installed) console.log(`${name}: not run, it is not installed`);
      return installed;
    });
    const results = programs.map(() => []);
    for (let run = 0; run < runs; run++) {
      for (const [i, [, , ...line]] of programs.entries()) results[i].push(measure(line));
    }
    print(programs, results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(programs, results) {
  const floors = new Map();
  row('', 'wall s', 'CPU s', 'peak MiB', 'MB read', 'wall / floor');
  for (const [i, [name, file]] of programs.entries()) {
    const [wallS, cpuS, peakMiB] = ['wallS', 'cpuS', 'peakMiB'].map((key) => median(results[i].map((one) => one[key])));
    if (name.startsWith('floor')) floors.set(file, wallS);
    const megabytes = file === null ? '-' : (statSync(file).size / 1e6).toFixed(1);
    const ratio = file === null ? '-' : (wallS / floors.get(file)).toFixed(1);
    row(name, wallS.toFixed(2), cpuS.toFixed(2), peakMiB.toFixed(0), megabytes, ratio);
  }
}

function row(name, ...cells) {
  console.log(name.padEnd(30) + cells.map((cell) => cell.padStart(13)).join(''));
}

function median(values) {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2];
}

/** Runs one program; what `trabecula check` prints must be the torus. */
function measure(line) {
  const timed = existsSync(TIME);
  const [command, ...words] = timed ? [TIME, '-f', '%U %S %M', ...line] : line;
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  const wallS = (performance.now() - begin) / 1000;
  if (status !== 0) throw new Error(`${line.join(' ')} ended with ${status}: ${stderr}`);
  if (line.includes('check')) {
    const { triangles, watertight, shells } = JSON.parse(stdout);
    if (triangles !== 2 * AROUND * ACROSS || !watertight || shells !== 1) throw new Error(`is no torus: ${stdout}`);
  }
  if (!timed) return { wallS, cpuS: Number.NaN, peakMiB: Number.NaN };
  const [userS, systemS, kib] = stderr.trimEnd().split('\n').at(-1).split(' ').map(Number);
  return { wallS, cpuS: userS + systemS, peakMiB: kib / 1024 };
}

/** The floor: reads a file chunk by chunk and hashes it. */
function floor(path) {
  const hash = createHash('sha256');
  const chunk = new Uint8Array(CHUNK_BYTES);
  const file = openSync(path);
  for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) {
    hash.update(chunk.subarray(0, length));
  }
  closeSync(file);
  console.log(hash.digest('hex'));
}

/** A torus in single precision, two triangles a square. */
function torus() {
  const positions = new Float64Array(3 * AROUND * ACROSS);
  const triangles = new Uint32Array(6 * AROUND * ACROSS);
  for (let i = 0, n = 0; i < AROUND; i++) {
    for (let j = 0; j < ACROSS; j++, n++) {
      const u = (2 * Math.PI * i) / AROUND;
      const v = (2 * Math.PI * j) / ACROSS;
      const fromAxis = RING_MM + TUBE_MM * Math.cos(v);
      const point = [fromAxis * Math.cos(u), fromAxis * Math.sin(u), TUBE_MM * Math.sin(v)];
      positions.set(point.map(Math.fround), 3 * n);
      const right = ((i + 1) % AROUND) * ACROSS;
      const up = (j + 1) % ACROSS;
      triangles.set([n, right + j, right + up, n, right + up, i * ACROSS + up], 6 * n);
    }
  }
  return { positions, triangles };
}

/** Writes a mesh as ASCII STL, with six digits behind the point as most exporters do. */
function writeText(path, { positions, triangles }) {
  const file = openSync(path, 'w');
  const corner = (v) => `      vertex ${[0, 1, 2].map((x) => positions[3 * v + x].toExponential(6)).join(' ')}\n`;
  let text = 'solid torus\n';
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = corner(triangles[t]) + corner(triangles[t + 1]) + corner(triangles[t + 2]);
    text += `  facet normal 0 0 0\n    outer loop\n${corners}    endloop\n  endfacet\n`;
    if (text.length < CHUNK_BYTES) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, `${text}endsolid torus\n`);
  closeSync(file);
}
