// Laser paths of one layer on one thread: a block of 40 x 30 mm with 48 holes, a gyroid layer of the same size, and one of a seventh of it.
// Each figure is the middle of many runs; the floor is the boundary cut once by the polygon library.
import { performance } from 'node:perf_hooks';
import { SETTINGS } from './scan-settings.mjs';

const dist = process.env.TRABECULA_DIST ?? new URL('../dist/', import.meta.url).href;
const load = (path) => import(`${dist}${path}`);
const { loadClipping, offsetLoops } = await load('geometry/clipping.js');
const { loadKernels } = await load('geometry/contour/kernel.js');
const { measureCoverage } = await load('geometry/covered-area.js');
const { nestLoops } = await load('geometry/loop-nesting.js');
const { scanLayer } = await load('scan/scan-layer.js');
const { hatchArea, planContours } = await load('scan/contours.js');
const { planHatch } = await load('scan/hatch.js');
const { thinWalls } = await load('scan/thin-walls.js');
const { block } = await import('./block-layer.mjs');
const { gyroidLayer } = await import('./gyroid-layer.mjs');
await loadClipping();
await loadKernels();

const layers = {
  'block with 48 holes': block(),
  'gyroid of 2 mm, 0.30': await gyroidLayer(dist, 5.015),
  'gyroid of 2 mm, 0.30, on 15 x 11 mm': await gyroidLayer(dist, 5.015, [15, 11]),
};
for (const [name, loops] of Object.entries(layers)) {
  const points = loops.reduce((sum, { xy }) => sum + xy.length / 2, 0);
  const regions = nestLoops(loops).map(({ outline, holes }) => ({
    partId: 'a',
    regionId: null,
    area: 'core',
    outline,
    holes,
  }));
  const layer = (index) => ({ index, zMm: 0.03 * (index + 1), thicknessMm: 0.03, regions, midlines: [] });
  const inset = offsetLoops(loops, -0.06);
  const levels = planContours(loops, SETTINGS.contour);
  const area = hatchArea(levels, SETTINGS.hatchOffsetMm);
  const { toolpaths } = scanLayer(layer(1), SETTINGS);
  const vectors = toolpaths.toolpaths.reduce(
    (sum, path) => sum + (path.kind === 'hatch' ? path.lines.xyxy.length / 4 : path.path.xy.length / 2),
    0,
  );
  console.log(`${name}: ${loops.length} loops, ${points} points, ${vectors} vectors`);
  row('one offset (floor)', () => offsetLoops(loops, -0.06));
  row('contours', () => planContours(loops, SETTINGS.contour));
  row('thin walls', () => thinWalls(loops, inset, SETTINGS.meltWidthMm, SETTINGS.hatch.minLengthMm));
  row('parted contours', () =>
    thinWalls(loops, inset, SETTINGS.meltWidthMm, SETTINGS.hatch.minLengthMm).part(inset, 0.06),
  );
  row('hatch alone', (k) => planHatch(area, SETTINGS.hatch, 67 * k));
  row('all paths', (k) => scanLayer(layer(k), SETTINGS));
  row('measured exposure', (k) => measureCoverage(layer(k), toolpaths, SETTINGS.meltWidthMm, 0.05));
}

function row(name, run) {
  const times = [];
  for (let k = 0; k < 60; k++) {
    const from = performance.now();
    run(k);
    times.push(performance.now() - from);
  }
  // The first runs are those of a cold engine.
  const sorted = times.slice(20).sort((a, b) => a - b);
  console.log(`  ${name.padEnd(20)} ${sorted[20].toFixed(2).padStart(7)} ms`);
}
