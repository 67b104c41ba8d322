/**
 * `node bench/accuracy.mjs`: how much the sampling step costs. Contours of 4 x 4 cells of 2 mm and relative density 0.30 are cut at
 * 101 heights of one cell and trimmed to whole cells. Each area is set beside the one of a step of 0.025 mm at the same height, and
 * their mean beside 0.30 of the square. A chord's deviation is the distance of its middle from the exact surface.
 */
import { loadClipping } from '../dist/geometry/clipping.js';
import { combineLoops } from '../dist/geometry/loop-boolean.js';
import { contourBand } from '../dist/geometry/marching-squares.js';
import { gridAround, nodeMask } from '../dist/geometry/node-mask.js';
import { loopsAreaMm2 } from '../dist/geometry/polygon-area.js';
import { levelOfDensity } from '../dist/lattice/relative-density.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';

const CELL_MM = 2;
const SQUARE_MM = 8;
const DENSITY = 0.3;
const HEIGHTS = 101;
const FINE_MM = 0.025;
const STEPS_MM = [0.2, 0.1, 0.05];
/** Step of the difference quotient that measures the slope of the field. */
const SLOPE_MM = 1e-4;

await loadClipping();
const square = [{ xy: Float64Array.of(0, 0, SQUARE_MM, 0, SQUARE_MM, SQUARE_MM, 0, SQUARE_MM), closed: true }];
const wholeMm2 = DENSITY * SQUARE_MM * SQUARE_MM;
console.log(
  'cell     phase    step mm  mean off 0.30 %  mean off fine %  worst layer %  chord mean um  chord worst um',
);
for (const id of ['gyroid', 'diamond']) {
  for (const phase of ['sheet', 'network']) {
    const fine = heights().map((zMm) => layerOf(id, phase, zMm, FINE_MM).areaMm2);
    report(id, phase, FINE_MM, fine, null, null);
    for (const stepMm of STEPS_MM) {
      const layers = heights().map((zMm) => layerOf(id, phase, zMm, stepMm));
      report(
        id,
        phase,
        stepMm,
        layers.map(({ areaMm2 }) => areaMm2),
        fine,
        layers,
      );
    }
  }
}

function heights() {
  return Array.from({ length: HEIGHTS }, (_, k) => ((k + 0.5) * CELL_MM) / HEIGHTS);
}

function report(id, phase, stepMm, areas, fine, layers) {
  const mean = meanOf(areas);
  const columns = [id.padEnd(8), phase.padEnd(8), stepMm.toFixed(3).padStart(7), percent(mean / wholeMm2 - 1, 4, 16)];
  if (fine !== null) {
    const points = layers.reduce((sum, { points: n }) => sum + n, 0);
    const meanUm = (1000 * layers.reduce((sum, { sumMm }) => sum + sumMm, 0)) / points;
    const worstUm = 1000 * Math.max(...layers.map(({ worstMm }) => worstMm));
    const worst = Math.max(...areas.map((area, i) => Math.abs(area / fine[i] - 1)));
    columns.push(percent(mean / meanOf(fine) - 1, 4, 16), percent(worst, 3, 14));
    columns.push(meanUm.toFixed(2).padStart(14), worstUm.toFixed(1).padStart(15));
  }
  console.log(columns.join(' '));
}

function meanOf(areas) {
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

function percent(share, digits, width) {
  return (100 * share).toFixed(digits).padStart(width);
}

/** Area of the lattice in the square at one height, and how far chord middles lie from the surface. */
function layerOf(id, phase, zMm, stepMm) {
  const cell = UNIT_CELLS[id];
  const to = levelOfDensity(cell, phase, DENSITY);
  const band = { from: phase === 'sheet' ? -to : null, to };
  const grid = gridAround(square, stepMm, 0, 0);
  const mask = nodeMask(square, grid);
  const plane = tpmsField(cell, CELL_MM, [0, 0, 0]).plane(zMm, grid, mask);
  const loops = combineLoops(contourBand(plane, grid, band, mask), square, 'intersect');
  const measured = { areaMm2: loopsAreaMm2(loops), points: 0, sumMm: 0, worstMm: 0 };
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const x = (xy[i] + xy[j]) / 2;
      const y = (xy[i + 1] + xy[j + 1]) / 2;
      if (Math.min(x, y, SQUARE_MM - x, SQUARE_MM - y) < 0.001) continue;
      const f = plane.valueAt(x, y);
      const slopeX = (plane.valueAt(x + SLOPE_MM, y) - plane.valueAt(x - SLOPE_MM, y)) / (2 * SLOPE_MM);
      const slopeY = (plane.valueAt(x, y + SLOPE_MM) - plane.valueAt(x, y - SLOPE_MM)) / (2 * SLOPE_MM);
      const offMm = Math.min(Math.abs(f - band.to), band.from === null ? Infinity : Math.abs(f - band.from));
      const distanceMm = offMm / Math.hypot(slopeX, slopeY);
      measured.points++;
      measured.sumMm += distanceMm;
      measured.worstMm = Math.max(measured.worstMm, distanceMm);
    }
  }
  return measured;
}
