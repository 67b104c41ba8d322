/**
 * `node bench/contours.mjs [layers]`: from the field to closed contours, ms a layer. One plane of 40 x 30 mm (with a margin of 0.4 mm and a mask
 * of ones, as a part gives it) of a 2 mm sheet gyroid of relative density 0.30, at steps of 0.1 and 0.05 mm; then the other cells;
 * then fills that vary: a gyroid that is turned, one of varying density and cell, a hybrid with diamond. In turns in one run: the kernel,
 * the kernel on edges that were marked before, the same stages in plain JavaScript, and a floor in C++ that does less (contours-cpp/),
 * where g++ is there. Processor time, median and least of an odd number of layers; how far vertices and middles of chords lie from
 * the exact surface.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKernels } from '../dist/geometry/contour/kernel.js';
import { bandEdges, contourBand, contourMarked } from '../dist/geometry/marching-squares.js';
import { sampleControls } from '../dist/lattice/patch-channel.js';
import { patchFrame } from '../dist/lattice/patch-frame.js';
import { recipeField } from '../dist/lattice/recipe-field.js';
import { recipePlane } from '../dist/lattice/recipe-plane.js';
import { levelOfDensity, reachableDensities } from '../dist/lattice/relative-density.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';
import { wavesOfRecipe } from '../dist/lattice/waves-of-recipe.js';

const CELL_MM = 2;
const LAYERS = Number(process.argv[2] ?? 101);
/** Layers of the plain way: it takes ten times as long. */
const PLAIN_LAYERS = 15;
/** Layers of each fill that varies. */
const VARIED_LAYERS = 45;
const WARM_UP = 10;
const FIRST_Z_MM = 0.013;
const LAYER_MM = 0.03;
const MARGIN_MM = 0.4;
const STEPS_MM = [0.1, 0.05];

await loadKernels();
/** Least ms of the constant gyroid at each step. */
const constant = new Map();
const floor = compileFloor();
console.log(`${LAYERS} layers; ms of processor time a layer: median (least)`);
for (const stepMm of STEPS_MM) report('gyroid', 0.3, stepMm, floor);
for (const id of Object.keys(UNIT_CELLS).filter((name) => name !== 'gyroid')) report(id, 0.3, 0.1, null);
for (const [name, spec] of Object.entries(variedSpecs()))
  for (const stepMm of STEPS_MM) reportVaried(name, spec, stepMm);
if (floor !== null) rmSync(floor.folder, { recursive: true, force: true });

function report(id, density, stepMm, cpp) {
  const cell = UNIT_CELLS[id];
  const level = levelOfDensity(cell, 'sheet', Math.min(density, 0.9 * reachableDensities(cell, 'sheet').max));
  const grid = gridOf(stepMm);
  const mask = new Uint8Array(grid.nx * grid.ny).fill(1);
  const field = tpmsField(cell, CELL_MM, [0, 0, 0]);
  const band = { from: -level, to: level };
  const plain = ({ row, nodeAt, valueAt }) => ({ row, nodeAt, valueAt });
  const ways = {
    kernel: (z) => contourBand(field.plane(z, grid, mask), grid, band, mask),
    marks: (z) => bandEdges(field.plane(z, grid, mask), grid, band, mask),
    plain: (z) => contourBand(plain(field.plane(z, grid, mask)), grid, band, mask),
  };
  const times = { kernel: [], marks: [], plain: [] };
  for (let n = -WARM_UP; n < LAYERS; n++) {
    for (const [name, way] of Object.entries(ways)) {
      if (name === 'plain' && n >= PLAIN_LAYERS) continue;
      const ms = cpuMs(() => way(heightOf(Math.max(n, 0))));
      if (n >= 0) times[name].push(ms);
    }
  }
  const [kernel, marks, plainly] = [times.kernel, times.marks, times.plain].map(inOrder);
  if (id === 'gyroid') constant.set(stepMm, kernel[0]);
  const loops = ways.kernel(heightOf(LAYERS - 1));
  const points = loops.reduce((sum, { xy }) => sum + xy.length / 2, 0);
  const off = worstOff(cell, grid, mask, band);
  console.log(`${id}, step ${stepMm} mm: ${loops.length} loops, ${points} points`);
  console.log(`  kernel ${figures(kernel)}, of it marks ${figures(marks)}`);
  console.log(`  plain  ${figures(plainly)}, ${ratio(plainly, kernel)} times the kernel`);
  if (cpp !== null) {
    const [median, least] = execFileSync(cpp.program, [stepMm, level, LAYERS].map(String), { encoding: 'utf8' })
      .split(' ')
      .map(Number);
    const share = (median / kernel[kernel.length >> 1]).toFixed(2);
    console.log(`  floor in C++ ${figures([least, median, median])}, ${share} times the kernel`);
  }
  const um = (name) => `${off[name].surface.toFixed(2)} um (in the plane ${off[name].plane.toFixed(2)})`;
  console.log(`  worst off the surface: vertices ${um('vertex')}, middles of chords ${um('chord')}`);
}

/** Planes of waves; what making the plane's polynomials takes is in its own figure. */
function reportVaried(name, spec, stepMm) {
  const grid = gridOf(stepMm);
  const mask = new Uint8Array(grid.nx * grid.ny).fill(1);
  const band = { from: -1, to: 1 };
  const field = recipeField(spec);
  const making = [];
  const planes = Array.from({ length: PLAIN_LAYERS }, (_, n) => {
    let recipe;
    making.push(cpuMs(() => (recipe = field.recipe(heightOf(4 * n)))));
    const { row, nodeAt, valueAt } = recipePlane(recipe, grid);
    const plane = { row, nodeAt, valueAt, waves: wavesOfRecipe(recipe) };
    return { plane, edges: bandEdges(plane, grid, band, mask) };
  });
  const ways = {
    kernel: ({ plane }) => contourBand(plane, grid, band, mask),
    marks: ({ plane }) => bandEdges(plane, grid, band, mask),
    marked: ({ plane, edges }) => contourMarked(plane, grid, band, mask, edges),
    plain: ({ plane: { waves, ...plane } }) => contourBand(plane, grid, band, mask),
  };
  const times = { kernel: [], marks: [], marked: [], plain: [] };
  for (let n = -WARM_UP; n < VARIED_LAYERS; n++) {
    for (const [way, contour] of Object.entries(ways)) {
      if (way === 'plain' && n >= 5) continue;
      const ms = cpuMs(() => contour(planes[Math.max(n, 0) % planes.length]));
      if (n >= 0) times[way].push(ms);
    }
  }
  const [kernel, marks, marked, plainly] = [times.kernel, times.marks, times.marked, times.plain].map(inOrder);
  const timesConstant = (kernel[0] / constant.get(stepMm)).toFixed(1);
  console.log(`${name}, step ${stepMm} mm: kernel ${figures(kernel)}, of it marks ${figures(marks)}`);
  console.log(`  of edges that were marked before ${figures(marked)}`);
  console.log(
    `  least ${timesConstant} times that of constant cells; the plane's polynomials ${figures(inOrder(making))}`,
  );
  console.log(`  plain ${figures(plainly)}, ${ratio(plainly, kernel)} times the kernel`);
}

function variedSpecs() {
  const frame = patchFrame([-1, -1, -1, 41, 31, 4], [0, 0, 0], CELL_MM / 2);
  const along = (direction) => ({ linear: [0, ...direction.map((share) => share / CELL_MM)] });
  const varying = (scalar) => ({ controls: sampleControls(frame, scalar) });
  const stretched = (axis) => ({
    ...varying((...place) => place[axis] / CELL_MM + 0.2 * Math.sin(0.15 * place[0] + 0.1 * place[1] + axis)),
    cycles: 'phase',
  });
  const straight = [along([1, 0, 0]), along([0, 1, 0]), along([0, 0, 1])];
  const turned = [along([0.8, 0.6, 0]), along([-0.36, 0.48, 0.8]), along([0.48, -0.64, 0.6])];
  const part = (cellType, phases, level) => ({ cellType, phases, form: 'ratio', level, slope: null });
  const level = varying((x, y) => 0.3 + 0.006 * x + 0.003 * y);
  const alone = { constant: 0 };
  return {
    turned: { frame, parts: [part('gyroid', turned, { constant: 0.4647 })], weight: alone },
    'varying density and cell': { frame, parts: [part('gyroid', [0, 1, 2].map(stretched), level)], weight: alone },
    hybrid: {
      frame,
      parts: [part('gyroid', straight, level), part('diamond', straight, { constant: 0.36 })],
      weight: varying((x) => (x - 10) / 15),
    },
  };
}

function gridOf(stepMm) {
  const nodes = (mm) => Math.round((mm + 2 * MARGIN_MM) / stepMm) + 1;
  return { x0Mm: -MARGIN_MM, y0Mm: -MARGIN_MM, stepMm, nx: nodes(40), ny: nodes(30) };
}

function heightOf(n) {
  return FIRST_Z_MM + LAYER_MM * n;
}

/** Processor time of the whole process, so with what the garbage collector takes; others on the machine disturb it less than the clock. */
function cpuMs(work) {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

function inOrder(list) {
  return [...list].sort((a, b) => a - b);
}

function figures(sorted) {
  return `${sorted[sorted.length >> 1].toFixed(3)} (${sorted[0].toFixed(3)})`;
}

function ratio(a, b) {
  return (a[a.length >> 1] / b[b.length >> 1]).toFixed(1);
}

/**
 * Of eleven layers, away from the cut at the border: |f| - level over the slope in space, which is the distance to the surface, and over
 * the slope in the plane, which is the distance to the ideal contour.
 */
function worstOff(cell, grid, mask, band) {
  const h = 1e-5;
  const worst = { vertex: { surface: 0, plane: 0 }, chord: { surface: 0, plane: 0 } };
  // A plane serves until the next one of its field.
  const fields = [0, h, -h].map((up) => ({ up, field: tpmsField(cell, CELL_MM, [0, 0, 0]) }));
  for (let n = 0; n < 11; n++) {
    const [here, over, under] = fields.map(({ up, field }) => field.plane(heightOf(7 * n) + up, grid, mask));
    const measure = (entry, x, y) => {
      const value = Math.abs(Math.abs(here.valueAt(x, y)) - band.to);
      const slopeX = (here.valueAt(x + h, y) - here.valueAt(x - h, y)) / (2 * h);
      const slopeY = (here.valueAt(x, y + h) - here.valueAt(x, y - h)) / (2 * h);
      const slopeZ = (over.valueAt(x, y) - under.valueAt(x, y)) / (2 * h);
      entry.surface = Math.max(entry.surface, (1000 * value) / Math.hypot(slopeX, slopeY, slopeZ));
      entry.plane = Math.max(entry.plane, (1000 * value) / Math.hypot(slopeX, slopeY));
    };
    for (const { xy } of contourBand(here, grid, band, mask)) {
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        const [x, y] = [xy[i], xy[i + 1]];
        if (x < 0 || y < 0 || x > 40 || y > 30) continue;
        measure(worst.vertex, x, y);
        measure(worst.chord, (x + xy[j]) / 2, (y + xy[j + 1]) / 2);
      }
    }
  }
  return worst;
}

function compileFloor() {
  const folder = mkdtempSync(join(tmpdir(), 'trabecula-contours-'));
  const program = join(folder, 'contours');
  const source = fileURLToPath(new URL('contours-cpp/contours.cpp', import.meta.url));
  const run = spawnSync('g++', ['-O3', '-march=native', source, '-o', program], { encoding: 'utf8' });
  if (run.status === 0) return { folder, program };
  console.log('no floor in C++: g++ is not there or failed');
  rmSync(folder, { recursive: true, force: true });
  return null;
}
