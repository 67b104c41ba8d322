/**
 * `node bench/inset.mjs [layer]`: the offset of a layer's area by a walk along its raw curves (`insetLoops`) against the general clipper
 * (`offsetLoops`: Clipper2 as WebAssembly on the same kind of curves), layers of 40 x 30 mm. Runs of the two take turns; each
 * figure is the middle of 20 after 5 to warm up. Both results must have the same area, and the walk must not give up.
 */
import { performance } from 'node:perf_hooks';
import { block } from './block-layer.mjs';

const dist = process.env.TRABECULA_DIST ?? new URL('../dist/', import.meta.url).href;
const load = (path) => import(`${dist}${path}`);
const { loadClipping, offsetLoops } = await load('geometry/clipping.js');
const { intersectSets } = await load('geometry/combine-sets.js');
const { loadKernels } = await load('geometry/contour/kernel.js');
const { insetLoops, offsetByWalk } = await load('geometry/inset-loops.js');
const { contourBand } = await load('geometry/marching-squares.js');
const { gridAround, nodeMask } = await load('geometry/node-mask.js');
const { loopsAreaMm2 } = await load('geometry/polygon-area.js');
const { levelOfDensity } = await load('lattice/relative-density.js');
const { STRUT_CELLS } = await load('lattice/struts/strut-cells.js');
const { radiusOfDensity } = await load('lattice/struts/strut-density.js');
const { strutField } = await load('lattice/struts/strut-field.js');
const { tpmsField } = await load('lattice/tpms-field.js');
const { UNIT_CELLS } = await load('lattice/unit-cell.js');
await loadClipping();
await loadKernels();

const CELL_MM = 2;
const STEP_MM = 0.1;
const DELTAS_MM = [-0.2, -0.06, -0.02, 0.06, 0.2];
const [WARM, RUNS] = [5, 20];
/**
 * Greatest difference as a share of the area and 1 mm2. The clipper cuts each crossing to the 0.1 um grid; of 2,500 sections of struts that
 * makes 4e-4 of the area, where the walk is 5e-5 off what doubles give.
 */
const SAME_AREA = 5e-4;

const outline = [{ xy: Float64Array.of(0, 0, 40, 0, 40, 30, 0, 30), closed: true }];
const layers = {
  'block with 48 holes': () => block(),
  'gyroid at 5.015 mm': () => sheet('gyroid', 5.015),
  'gyroid at 5.5 mm': () => sheet('gyroid', 5.5),
  'diamond at 0.015 mm': () => sheet('diamond', 0.015),
  'diamond at 5.3 mm': () => sheet('diamond', 5.3),
  'bcc at 0.5 mm': () => struts('bcc', 0.5),
  'octet at 0.5 mm': () => struts('octet', 0.5),
};
console.log('ms a layer'.padEnd(44) + DELTAS_MM.map((delta) => `${delta} mm`.padStart(18)).join(''));
for (const [name, make] of Object.entries(layers)) {
  if (process.argv[2] !== undefined && !name.includes(process.argv[2])) continue;
  const loops = make();
  const points = loops.reduce((sum, { xy }) => sum + xy.length / 2, 0);
  const columns = DELTAS_MM.map((deltaMm) => compared(name, loops, deltaMm));
  console.log(
    `${name}, ${loops.length} loops, ${points} points`.padEnd(44) + columns.map((c) => c.padStart(18)).join(''),
  );
}

/** Both times: the walk, and the clipper in brackets. */
function compared(name, loops, deltaMm) {
  const walked = offsetByWalk(loops, deltaMm, 'round');
  if (walked === null) throw new Error(`${name} by ${deltaMm} mm: the walk gave up`);
  const [a, b] = [loopsAreaMm2(walked), loopsAreaMm2(offsetLoops(loops, deltaMm))];
  if (!(Math.abs(a - b) <= SAME_AREA * (1 + b))) throw new Error(`${name} by ${deltaMm} mm: ${a} mm2 against ${b} mm2`);
  const times = [[], []];
  for (let k = 0; k < WARM + RUNS; k++) {
    for (const [index, way] of [insetLoops, offsetLoops].entries()) {
      const from = performance.now();
      way(loops, deltaMm);
      if (k >= WARM) times[index].push(performance.now() - from);
    }
  }
  const [ours, theirs] = times.map((list) => list.sort((p, q) => p - q)[RUNS / 2].toFixed(1));
  return `${ours} (${theirs})`;
}

function sheet(id, zMm) {
  const level = levelOfDensity(UNIT_CELLS[id], 'sheet', 0.3);
  return trimmed(tpmsField(UNIT_CELLS[id], CELL_MM, [0, 0, 0]), { from: -level, to: level }, zMm);
}

function struts(id, zMm) {
  const radiusMm = CELL_MM * radiusOfDensity(STRUT_CELLS[id], 0.2, 0);
  const field = strutField(STRUT_CELLS[id], CELL_MM, [0, 0, 0], { radiusMm, filletMm: 0 });
  return trimmed(field, field.band, zMm);
}

function trimmed(field, band, zMm) {
  const grid = gridAround(outline, STEP_MM, 0, 0);
  const mask = nodeMask(outline, grid);
  return intersectSets(contourBand(field.plane(zMm, grid, mask), grid, band, mask), outline);
}
