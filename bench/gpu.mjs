/**
 * `node bench/gpu.mjs [webgpu|gpu.js] [layers]`: what the GPU that is there does from the recipe of a plane to the list of crossed edges, for a
 * plane of 40 x 30 mm filled with 2 mm cells: adapter, ms a layer, samples a second, share of the nodes that were left to the CPU and signs that it
 * put right, by batch size. The median of five runs after a first one. Beside it the reference on one thread, which asks for every node; the
 * edges of one layer are compared with it.
 *
 * Without a GPU: VK_DRIVER_FILES and LD_LIBRARY_PATH for SwiftShader, as test/support/swiftshader.ts sets them.
 */
import { referenceMarks } from '../dist/lattice/gpu/reference-marks.js';
import { recipePlane } from '../dist/lattice/recipe-plane.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';
import { openGpu } from '../dist/pipeline/device/gpu-device.js';

const LIBRARY = process.argv[2] ?? 'webgpu';
const LAYERS = Number(process.argv[3] ?? 32);
const SIZE_MM = [40, 30];
const EDGE_MM = 1;
const RUNS = 5;

const { marker, adapter, close } = await openGpu({ library: LIBRARY });
console.log(`${marker.name} on ${adapter.name} (${adapter.vendor}${adapter.software ? ', in software' : ''})`);
console.log(
  'fill      step mm  nodes/layer  edges/layer  batch  ms/layer  Msamples/s  in doubt  put right  reference ms/layer',
);
for (const stepMm of [0.1, 0.05]) {
  for (const [fill, planeOf] of Object.entries({ straight, graded, hybrid })) {
    const planes = Array.from({ length: LAYERS }, (_, n) => planeOf(0.013 + 0.03 * n, stepMm));
    const start = performance.now();
    const expected = referenceMarks(planes[0]);
    const referenceMs = performance.now() - start;
    for (const batch of [1, 8, LAYERS]) {
      const times = [];
      const before = { ...marker.statistics };
      let edges = 0;
      for (let run = 0; run <= RUNS; run++) {
        const begun = performance.now();
        edges = 0;
        for (let n = 0; n < LAYERS; n += batch) {
          const marks = await marker.mark(planes.slice(n, n + batch));
          for (const { to, from } of marks) edges += to.length + (from?.length ?? 0);
          if (n === 0) check(marks[0], expected);
        }
        if (run > 0) times.push((performance.now() - begun) / LAYERS);
      }
      const ms = times.sort((a, b) => a - b)[RUNS >> 1];
      const nodes = marker.statistics.nodes - before.nodes;
      const share = (count) => `${((100 * count) / nodes).toFixed(4)} %`;
      const perLayer = nodes / (RUNS + 1) / LAYERS;
      console.log(
        [
          fill.padEnd(8),
          String(stepMm).padStart(8),
          perLayer.toFixed(0).padStart(12),
          (edges / LAYERS).toFixed(0).padStart(12),
          String(batch).padStart(6),
          ms.toFixed(2).padStart(9),
          (perLayer / ms / 1e3).toFixed(1).padStart(11),
          share(marker.statistics.uncertain - before.uncertain).padStart(9),
          String(marker.statistics.flips - before.flips).padStart(10),
          referenceMs.toFixed(1).padStart(19),
        ].join(' '),
      );
    }
  }
}
await close();

function check(marks, expected) {
  for (const face of ['to', 'from']) {
    const same =
      marks[face]?.length === expected[face]?.length &&
      (marks[face] ?? []).every((key, n) => key === expected[face][n]);
    if (!same) throw new Error(`face ${face} differs from the reference`);
  }
}

function straight(zMm, stepMm) {
  return plane(
    stepMm,
    [(x) => 0.5 * x, (_, y) => 0.5 * y, () => 0.5 * zMm],
    [],
    [sheet('gyroid', [0, 1, 2], { constant: 0.4647 })],
  );
}

function graded(zMm, stepMm) {
  const phases = [
    (x, y) => 0.45 * x + 0.002 * x * x + 0.1 * y,
    (x, y) => 0.48 * y - 0.001 * y * y - 0.08 * x,
    (x) => 0.5 * zMm + 0.001 * x * x,
  ];
  return plane(stepMm, phases, [(x, y) => 0.3 + 0.004 * x + 0.003 * y], [sheet('gyroid', [0, 1, 2], { channel: 3 })]);
}

function hybrid(zMm, stepMm) {
  const phases = [(x) => 0.5 * x, (_, y) => 0.5 * y, () => 0.5 * zMm];
  const wall = (id) => ({ ...sheet(id, [0, 1, 2], { constant: 0.35 }), form: 'wall', slope: [1, 1, 1] });
  const made = plane(stepMm, phases, [(x) => 0.03 * x - 0.1], [wall('gyroid'), wall('lidinoid')]);
  return { ...made, band: { from: null, to: 0 } };
}

function sheet(id, phases, level) {
  return { cell: UNIT_CELLS[id], phases, form: 'ratio', level, slope: null };
}

function plane(stepMm, phases, levels, parts) {
  const grid = {
    x0Mm: -0.2,
    y0Mm: -0.2,
    stepMm,
    nx: Math.round(SIZE_MM[0] / stepMm) + 5,
    ny: Math.round(SIZE_MM[1] / stepMm) + 5,
  };
  const nx = SIZE_MM[0] / EDGE_MM + 2;
  const ny = SIZE_MM[1] / EDGE_MM + 2;
  const channels = [
    ...phases.map((at) => patchesOf(at, nx, ny, true)),
    ...levels.map((at) => patchesOf(at, nx, ny, false)),
  ];
  const patches = { x0Mm: -1, y0Mm: -1, edgeMm: EDGE_MM, nx, ny, channels };
  const recipe = { patches, parts, weight: parts.length > 1 ? { channel: channels.length - 1 } : { constant: 0 } };
  const mask = new Uint8Array(grid.nx * grid.ny).fill(1);
  return { recipe, grid, mask, band: { from: -1, to: 1 }, reference: recipePlane(recipe, grid) };
}

/** Coefficients of a function that is a quadratic in x and y each, by three values along each axis of a patch; phases lose whole cycles. */
function patchesOf(at, nx, ny, cycles) {
  const out = new Float64Array(9 * nx * ny);
  const through = (a, b, c) => [a, 4 * b - 3 * a - c, 2 * a - 4 * b + 2 * c];
  for (let q = 0; q < ny; q++) {
    for (let p = 0; p < nx; p++) {
      const value = (a, b) => at(-1 + (p + a / 2) * EDGE_MM, -1 + (q + b / 2) * EDGE_MM);
      const rows = [0, 1, 2].map((b) => through(value(0, b), value(1, b), value(2, b)));
      for (let a = 0; a < 3; a++) {
        through(rows[0][a], rows[1][a], rows[2][a]).forEach((c, b) => {
          out[9 * (q * nx + p) + 3 * b + a] = c;
        });
      }
      if (cycles) out[9 * (q * nx + p)] -= Math.floor(out[9 * (q * nx + p)]);
    }
  }
  return out;
}
