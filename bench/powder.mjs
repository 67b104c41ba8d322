/**
 * `node bench/powder.mjs [voxel [density [least ratio]]]`: the way of powder out of the block of the benchmarks (sheet gyroid of 2 mm,
 * 0.30) on layers of 0.03 mm at 0.1 mm: processor time and memory of the measure. The layers are made on the way, their time is told
 * apart. The least ratio of a long way is low here, so that what a lattice has is seen.
 */
import { loadClipping } from '../dist/geometry/clipping.js';
import { combineLoops } from '../dist/geometry/loop-boolean.js';
import { contourBand } from '../dist/geometry/marching-squares.js';
import { gridAround, nodeMask } from '../dist/geometry/node-mask.js';
import { levelOfDensity } from '../dist/lattice/relative-density.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';
import { powderMeter } from '../dist/plan/powder/powder-meter.js';
import { powderSettings } from '../dist/plan/powder/settings.js';
import { BLOCK_MM, LAYER_MM } from './block.mjs';

const CELL_MM = 2;
const DENSITY = Number(process.argv[3] ?? 0.3);
const STEP_MM = 0.1;
const D90_MM = 0.053;

await loadClipping();
const settings = {
  ...powderSettings(D90_MM, 1),
  voxelMm: Number(process.argv[2] ?? 0.1),
  wayRatio: Number(process.argv[4] ?? 0.1),
};
const [x, y, z] = BLOCK_MM;
const level = levelOfDensity(UNIT_CELLS.gyroid, 'sheet', DENSITY);
const square = [{ xy: Float64Array.of(0, 0, x, 0, x, y, 0, y), closed: true }];
const grid = gridAround(square, STEP_MM, 0, 0);
const mask = nodeMask(square, grid);
const field = tpmsField(UNIT_CELLS.gyroid, CELL_MM, [0, 0, 0]);
const layers = Math.floor(z / LAYER_MM);

const clock = (from) => {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
};
const meter = powderMeter({ min: [0, 0, 0], max: BLOCK_MM }, settings);
const spent = { makeS: 0, layersS: 0 };
const made = (k) => {
  const start = process.cpuUsage();
  const plane = field.plane((k + 0.5) * LAYER_MM, grid, mask);
  const solid = combineLoops(contourBand(plane, grid, { from: -level, to: level }, mask), square, 'intersect');
  spent.makeS += clock(start);
  return { zLowMm: k * LAYER_MM, zHighMm: (k + 1) * LAYER_MM, solid: solid.map(({ xy }) => xy) };
};
const begin = performance.now();
for (let k = 0; k < layers; k++) {
  const layer = made(k);
  const start = process.cpuUsage();
  meter.layer(layer);
  spent.layersS += clock(start);
}
let start = process.cpuUsage();
const look = meter.finish();
const finishS = clock(start);
const [low, high] = look.wantedMm ?? [0, 0];
let lookS = 0;
for (let k = 0; k < layers; k++) {
  if ((k + 1) * LAYER_MM < low || k * LAYER_MM > high) continue;
  const layer = made(k);
  start = process.cpuUsage();
  look.layer(layer);
  lookS += clock(start);
}
start = process.cpuUsage();
const found = look.finish();
lookS += clock(start);
console.log(
  `gyroid cage ${BLOCK_MM.join(' x ')} mm, ${layers} layers, voxel ${found.voxelMm.toFixed(3)} mm, ${(found.nodes / 1e6).toFixed(1)} M nodes;`,
  `processor time: layers ${spent.layersS.toFixed(1)} s, ways and throats ${finishS.toFixed(1)} s, looks ${lookS.toFixed(1)} s`,
  `(making the layers ${spent.makeS.toFixed(1)} s, wall ${((performance.now() - begin) / 1000).toFixed(1)} s);`,
  `most memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
);
console.log(
  `held ${found.held.length}, ways ${found.ways.length}, not looked at ${found.notLooked}, lost solid ${found.lostSolidShare.toFixed(5)}, void ${found.lostVoidShare.toFixed(5)}`,
);
for (const one of found.held.slice(0, 5)) console.log(JSON.stringify(one));
for (const one of found.ways.slice(0, 5)) console.log(JSON.stringify(one));
