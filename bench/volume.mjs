/**
 * `node bench/volume.mjs`: how good the measures of porous volumes are against the size of a voxel, and what they cost. Cells first:
 * each row is one number of nodes to a cell. Then the benchmark block, cut into layers by the field and measured at 0.2 and
 * 0.1 mm; bytes a node are the growth of the resident set over the nodes.
 */
import { loadClipping } from '../dist/geometry/clipping.js';
import { combineLoops } from '../dist/geometry/loop-boolean.js';
import { contourBand } from '../dist/geometry/marching-squares.js';
import { gridAround, nodeMask } from '../dist/geometry/node-mask.js';
import { levelOfDensity } from '../dist/lattice/relative-density.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';
import { measureCell } from '../dist/volume/measure-cell.js';
import { createVolumeMeter } from '../dist/volume/volume-meter.js';
import { BLOCK_MM, LAYER_MM } from './block.mjs';

const CELL_MM = 2;
const DENSITY = 0.3;
const NODES = [16, 24, 32, 48, 64];
const STEP_MM = 0.1;
const MOST_BYTES = 450e6;

console.log('cell      phase    nodes  wall p50  pore p50   throat     neck  surface     void       ms');
for (const id of ['gyroid', 'diamond', 'primitive']) {
  for (const phase of ['sheet', 'network']) {
    const level = levelOfDensity(UNIT_CELLS[id], phase, DENSITY);
    const field = tpmsField(UNIT_CELLS[id], 1, [0, 0, 0]);
    for (const n of NODES) {
      const start = performance.now();
      const cell = measureCell(samplerOf(field, phase, level), n);
      const ms = performance.now() - start;
      const numbers = [cell.wall.p50, cell.pore.p50, cell.throat.overallMm, cell.neck.overallMm, cell.surface];
      const columns = [...numbers, cell.voidFraction].map((value) => value.toFixed(4).padStart(8)).join(' ');
      console.log(
        `${id.padEnd(9)} ${phase.padEnd(8)} ${String(n).padStart(5)}  ${columns} ${ms.toFixed(0).padStart(8)}`,
      );
    }
  }
}

await loadClipping();
for (const voxelMm of [0.2, 0.1]) measureBlock(voxelMm);

/** A sampler above 0 in solid. The field wants planes; one is prepared for each height asked for. */
function samplerOf(field, phase, level) {
  const grid = { x0Mm: 0, y0Mm: 0, stepMm: 1, nx: 1, ny: 1 };
  let height = Number.NaN;
  let plane = null;
  return (u, v, w) => {
    if (w !== height) {
      plane = field.plane(w, grid, null);
      height = w;
    }
    const f = plane.valueAt(u, v);
    return phase === 'sheet' ? level - Math.abs(f) : level - f;
  };
}

function measureBlock(voxelMm) {
  const [x, y, z] = BLOCK_MM;
  const level = levelOfDensity(UNIT_CELLS.gyroid, 'sheet', DENSITY);
  const square = [{ xy: Float64Array.of(0, 0, x, 0, x, y, 0, y), closed: true }];
  const grid = gridAround(square, STEP_MM, 0, 0);
  const mask = nodeMask(square, grid);
  const field = tpmsField(UNIT_CELLS.gyroid, CELL_MM, [0, 0, 0]);
  const layers = Math.floor(z / LAYER_MM);
  const residentBefore = process.resourceUsage().maxRSS;
  const meter = createVolumeMeter({ box: { min: [0, 0, 0], max: BLOCK_MM }, voxelMm, memoryBytes: MOST_BYTES });
  let layersMs = 0;
  for (let k = 0; k < layers; k++) {
    const plane = field.plane((k + 0.5) * LAYER_MM, grid, mask);
    const solid = combineLoops(contourBand(plane, grid, { from: -level, to: level }, mask), square, 'intersect');
    const start = performance.now();
    meter.layer({
      zLowMm: k * LAYER_MM,
      zHighMm: (k + 1) * LAYER_MM,
      solid: solid.map(({ xy }) => xy),
      region: [square[0].xy],
    });
    layersMs += performance.now() - start;
  }
  const start = performance.now();
  const found = meter.finish();
  const finishMs = performance.now() - start;
  const nodes = found.nodes[0] * found.nodes[1] * found.nodes[2];
  const grown = (process.resourceUsage().maxRSS - residentBefore) * 1024;
  console.log(
    `\nblock ${BLOCK_MM.join(' x ')} mm, ${layers} layers, voxel ${found.voxelMm.toFixed(3)} mm, ${(nodes / 1e6).toFixed(1)} M nodes:`,
    `layers ${(layersMs / 1000).toFixed(1)} s, measures ${(finishMs / 1000).toFixed(1)} s, ${(grown / nodes).toFixed(1)} bytes a node`,
  );
  const spread = ({ min, p5, p50, p95 }) =>
    [min, p5, p50, p95].map((value) => (value === null ? '-' : value.toFixed(3))).join(' ');
  console.log(
    `  wall min p5 p50 p95 ${spread(found.wallMm)}  pore ${spread(found.poreMm)}  open ${found.openShare.toFixed(3)}`,
  );
  const { throat, neck } = found;
  console.log(
    `  throat ${throat.xMm.toFixed(3)} ${throat.yMm.toFixed(3)} ${throat.zMm.toFixed(3)}  neck ${neck.overallMm.toFixed(3)}`,
  );
  console.log(
    `  void ${found.voidFraction.toFixed(5)}  surface ${(found.surfaceMm2 / found.regionMm3).toFixed(4)} / mm  intercept ${found.meanVoidIntercept.overallMm.toFixed(4)} mm`,
    ` lost ${found.lostSolidShare.toFixed(4)}  resolved ${found.resolved}`,
  );
}
