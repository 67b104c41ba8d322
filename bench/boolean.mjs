/**
 * `node bench/boolean.mjs`: the boolean of loops that trims each layer (`combineLoops`) against the general clipper (Clipper2 as
 * WebAssembly) on one layer of the benchmark block. Both results must have the same area.
 */
import Benchmark from 'benchmark';
import { intersectLoops, loadClipping, offsetLoops, unitePositive } from '../dist/geometry/clipping.js';
import { combineLoops } from '../dist/geometry/loop-boolean.js';
import { contourBand } from '../dist/geometry/marching-squares.js';
import { gridAround, nodeMask } from '../dist/geometry/node-mask.js';
import { loopsAreaMm2 } from '../dist/geometry/polygon-area.js';
import { levelOfDensity } from '../dist/lattice/relative-density.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';
import { BLOCK_MM } from './block.mjs';

const STEP_MM = 0.1;
const Z_MM = 10.015;
const SKIN_MM = 0.5;
/** Snapping to the 0.1 um grid moves each point of the two results by less than this share of the area. */
const SAME_AREA = 1e-6;

await loadClipping();
const [x, y] = BLOCK_MM;
const outline = [{ xy: Float64Array.of(0, 0, x, 0, x, y, 0, y), closed: true }];
const grid = gridAround(outline, STEP_MM, 0, 0);
const mask = nodeMask(outline, grid);
const level = levelOfDensity(UNIT_CELLS.gyroid, 'sheet', 0.3);
const plane = tpmsField(UNIT_CELLS.gyroid, 2, [0, 0, 0]).plane(Z_MM, grid, mask);
const lattice = contourBand(plane, grid, { from: -level, to: level }, mask);
const inner = offsetLoops(outline, -SKIN_MM)[0];
const skin = [...outline, { xy: reversed(inner.xy), closed: true }];
const points = lattice.reduce((sum, { xy }) => sum + xy.length / 2, 0);
console.log(`${lattice.length} loops, ${points} points of lattice; block of ${x} x ${y} mm, skin ${SKIN_MM} mm`);

const cases = [
  ['trim by the block', () => combineLoops(lattice, outline, 'intersect'), () => intersectLoops(lattice, outline)],
  ['unite with the skin', () => combineLoops(lattice, skin, 'unite'), () => unitePositive([...lattice, ...skin])],
];
for (const [name, ours, clipper] of cases) {
  const loops = ours();
  if (loops === null) throw new Error(`${name}: the fast way gave up on this layer`);
  const [a, b] = [loopsAreaMm2(loops), loopsAreaMm2(clipper())];
  if (!(Math.abs(a - b) <= SAME_AREA * b)) throw new Error(`${name}: ${a} mm2 against ${b} mm2 of Clipper2`);
  const [oursMs, clipperMs] = await timesMs(ours, clipper);
  const ratio = (clipperMs / oursMs).toFixed(2);
  console.log(
    `${name}: combineLoops ${oursMs.toFixed(1)} ms, Clipper2 ${clipperMs.toFixed(1)} ms, ratio ${ratio}; area ${a.toFixed(4)} mm2`,
  );
}

function timesMs(...ways) {
  return new Promise((resolve) => {
    const suite = new Benchmark.Suite();
    for (const [index, way] of ways.entries()) suite.add(String(index), way, { minSamples: 20 });
    suite.on('complete', () => resolve(suite.map(({ stats }) => stats.mean * 1000)));
    suite.run({ async: true });
  });
}

function reversed(xy) {
  const out = new Float64Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    out[i] = xy[xy.length - 2 - i];
    out[i + 1] = xy[xy.length - 1 - i];
  }
  return out;
}
