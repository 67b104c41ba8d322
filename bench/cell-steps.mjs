/**
 * `node bench/cell-steps.mjs [layers]`: which sampling step each cell needs. One cell of 4 mm is cut at the middles of 151 layers; the
 * sum of the areas is set beside the density that was asked for: 0.15, 0.25 and 0.35, where they can be reached. The worst of the
 * three stands in the table, with the time of a layer (best of the three means).
 */
import { loadClipping } from '../dist/geometry/clipping.js';
import { loopsAreaMm2 } from '../dist/geometry/polygon-area.js';
import { levelOfDensity, reachableDensities } from '../dist/lattice/relative-density.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';
import { cutFieldBodies } from '../dist/slicing/cut-field.js';

const CELL_MM = 4;
const LAYERS = Number(process.argv[2] ?? 151);
const SAMPLES = [16, 20, 25, 30, 40];
const SQUARE = [{ xy: Float64Array.of(0, 0, CELL_MM, 0, CELL_MM, CELL_MM, 0, CELL_MM), closed: true }];

await loadClipping();
console.log(
  `worst off %, ms a layer${' '.repeat(6)}${SAMPLES.map((n) => `${n} samples a cell`.padStart(19)).join('')}  default`,
);
for (const cell of Object.values(UNIT_CELLS)) {
  for (const phase of ['sheet', 'network']) {
    const { min, max } = reachableDensities(cell, phase);
    const asked = [0.15, 0.25, 0.35].filter((density) => density > min && density < max);
    const levels = asked.map((density) => levelOfDensity(cell, phase, density));
    const columns = SAMPLES.map((samples) => {
      const cuts = asked.map((density, n) => cut(cell, phase, density, levels[n], samples));
      const worst = cuts.reduce((most, { off }) => (Math.abs(off) > Math.abs(most) ? off : most), 0);
      return `${(100 * worst).toFixed(2)} ${Math.min(...cuts.map(({ ms }) => ms)).toFixed(2)}`.padStart(19);
    });
    console.log(`${cell.id.padEnd(16)}${phase.padEnd(13)}${columns.join('')}  ${cell.samplesPerCell}`);
  }
}

function cut(cell, phase, density, level, samples) {
  const field = tpmsField(cell, CELL_MM, [0, 0, 0]);
  const band = { from: phase === 'sheet' ? -level : null, to: level };
  const body = { field, band, stepMm: CELL_MM / samples, originMm: [0, 0, 0] };
  const start = performance.now();
  let areaMm2 = 0;
  for (let k = 0; k < LAYERS; k++) {
    areaMm2 += loopsAreaMm2(cutFieldBodies([body], ((k + 0.5) * CELL_MM) / LAYERS, SQUARE));
  }
  const ms = (performance.now() - start) / LAYERS;
  return { off: areaMm2 / (LAYERS * CELL_MM * CELL_MM) / density - 1, ms };
}
