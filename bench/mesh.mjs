/**
 * `node bench/mesh.mjs`: the benchmark block (sheet gyroid of 2 mm, relative density 0.30, step 0.1 mm) as a mesh, alone and
 * written as binary STL, against marching_cubes of scikit-image on the same samples where python3 has it (TRABECULA_PYTHON
 * names another interpreter). Each runs in a process of its own; time includes sampling, not the start of the process.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeStlSlabs } from '../dist/formats/stl/write-stl-slabs.js';
import { isoMesh } from '../dist/geometry/iso/iso-mesh.js';
import { levelOfDensity } from '../dist/lattice/relative-density.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';
import { BLOCK_MM, boxMesh } from './block.mjs';

const STEP_MM = 0.1;
const CELL_MM = 2;
const RUNS = 3;
const level = levelOfDensity(UNIT_CELLS.gyroid, 'sheet', 0.3);

const PYTHON = `
import resource, time
import numpy as np
from skimage.measure import marching_cubes
h, k = ${STEP_MM}, 2 * np.pi / ${CELL_MM}
start = time.perf_counter()
x, y, z = (k * np.arange(-1, round(n / h) + 2) * h for n in ${JSON.stringify(BLOCK_MM)})
x, y, z = x[:, None, None], y[None, :, None], z[None, None, :]
s, c = np.sin, np.cos
f = (np.abs(s(x) * c(y) + s(y) * c(z) + s(z) * c(x)) - ${level}).astype(np.float32)
for a in range(3):
    np.moveaxis(f, a, 0)[[0, -1]] = 1
v, t, _, _ = marching_cubes(f, 0, spacing=(h, h, h))
print(time.perf_counter() - start, len(v), len(t), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
`;

if (process.argv[2] !== undefined) await run(process.argv[2]);
else compare();

function compare() {
  row('', 'time s', 'vertices', 'triangles', 'peak MiB');
  for (const what of ['mesh', 'STL file']) {
    best(`trabecula, ${what}`, process.execPath, [fileURLToPath(import.meta.url), what]);
  }
  const python = process.env.TRABECULA_PYTHON ?? 'python3';
  if (spawnSync(python, ['-c', 'import skimage']).status === 0) best('scikit-image, mesh', python, ['-c', PYTHON]);
  else console.log(`scikit-image: not run, ${python} does not have it`);
}

/** Prints the fastest of some runs. */
function best(name, command, words) {
  const results = [];
  for (let i = 0; i < RUNS; i++) {
    const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    results.push(stdout.trim().split(/\s+/).map(Number));
  }
  const [seconds, vertices, triangles, mib] = results.sort((a, b) => a[0] - b[0])[0];
  row(name, seconds.toFixed(2), vertices, triangles, mib.toFixed(0));
}

function row(name, ...cells) {
  console.log(name.padEnd(22) + cells.map((cell) => String(cell).padStart(12)).join(''));
}

/** One run in this process: prints seconds, vertices, triangles and peak memory. */
async function run(what) {
  const dir = mkdtempSync(join(tmpdir(), 'mesh-bench-'));
  try {
    const start = performance.now();
    const field = tpmsField(UNIT_CELLS.gyroid, CELL_MM, [0, 0, 0]);
    const body = { field, band: { from: -level, to: level }, exactNodes: true, smooth: true };
    const mesh = isoMesh(boxMesh(BLOCK_MM), [body], { stepMm: STEP_MM, originMm: [0, 0, 0] });
    if (what === 'mesh') for (const _ of mesh.slabs());
    else await toFile(join(dir, 'block.stl'), mesh);
    const seconds = (performance.now() - start) / 1000;
    const { vertices, triangles } = mesh.tally;
    console.log(seconds, vertices, triangles, process.resourceUsage().maxRSS / 1024);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function toFile(path, mesh) {
  const file = openSync(path, 'w');
  const sink = {
    async write(bytes) {
      writeSync(file, bytes);
    },
    async patch(offset, bytes) {
      writeSync(file, bytes, 0, bytes.length, offset);
    },
  };
  const count = await writeStlSlabs(sink, mesh, 'block');
  closeSync(file);
  if (statSync(path).size !== 84 + 50 * count) throw new Error('the file has another size than its count says');
}
