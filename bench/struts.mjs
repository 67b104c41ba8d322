/**
 * `node bench/struts.mjs [planes]`: time to sample a plane of 40 x 30 mm at 0.1 mm, strut lattices of 2 mm cells and density 0.2; the
 * mean of the planes after five to warm up. "repeats": the step divides the cell, so that nodes share values; "scattered": it does not
 * (0.0999 mm); "graded": the radius varies in space. Then the same with fillets of 0.1 mm, and what is made once.
 */
import { STRUT_CELLS } from '../dist/lattice/struts/strut-cells.js';
import { radiusOfDensity } from '../dist/lattice/struts/strut-density.js';
import { strutField } from '../dist/lattice/struts/strut-field.js';
import { voronoiGraph } from '../dist/lattice/struts/voronoi.js';

const CELL_MM = 2;
const PLANES = Number(process.argv[2] ?? 20);
const GRID = { x0Mm: 0.0137, y0Mm: 0.0211, stepMm: 0.1, nx: 400, ny: 300 };

const [voronoi, voronoiMs] = timed(() => voronoiGraph(1));
console.log(`voronoi, ${voronoi.counts.points} points: ${voronoiMs.toFixed(0)} ms`);
console.log(
  `ms a plane${['repeats', 'scattered', 'graded', 'repeats+fillet', 'scattered+fillet', 'graded+fillet'].map((w) => w.padStart(18)).join('')}` +
    `${'radius ms'.padStart(12)}${'with fillet ms'.padStart(16)}`,
);
for (const [id, graph] of [...Object.entries(STRUT_CELLS), ['voronoi', voronoi]]) {
  const columns = [];
  const solved = [];
  for (const filletMm of [0, 0.1]) {
    const [radius, ms] = timed(() => radiusOfDensity(graph, 0.2, filletMm / CELL_MM));
    solved.push(ms);
    const radiusMm = radius * CELL_MM;
    const graded = { at: (x, y, z) => radiusMm * (0.8 + 0.005 * x + 0.001 * y + 0.001 * z), largestMm: 1.1 * radiusMm };
    columns.push(
      planeMs(graph, { radiusMm, filletMm }, 0.1),
      planeMs(graph, { radiusMm, filletMm }, 0.0999),
      planeMs(graph, { radiusMm: graded, filletMm }, 0.1),
    );
  }
  console.log(
    `${id.padEnd(10)}${columns.map((ms) => ms.toFixed(2).padStart(18)).join('')}` +
      `${solved[0].toFixed(0).padStart(12)}${solved[1].toFixed(0).padStart(16)}`,
  );
}

function planeMs(graph, shape, stepMm) {
  const field = strutField(graph, CELL_MM, [0, 0, 0], shape);
  const row = new Float64Array(GRID.nx);
  const sample = (n) => {
    const plane = field.plane(0.0171 + 0.37 * n, { ...GRID, stepMm }, null);
    for (let j = 0; j < GRID.ny; j++) plane.row(j, row);
  };
  for (let n = 0; n < 5; n++) sample(PLANES + n);
  return (
    timed(() => {
      for (let n = 0; n < PLANES; n++) sample(n);
    })[1] / PLANES
  );
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}
