// Laser paths of twenty layers of a gyroid block, over one height of its cell, on one thread: processor time, the least of twelve rounds.
// `node --max-semi-space-size=64 bench/gyroid-heights.mjs` shows what clearing young objects costs.
const dist = process.env.TRABECULA_DIST ?? new URL('../dist/', import.meta.url).href;
const load = (path) => import(`${dist}${path}`);
const { loadClipping } = await load('geometry/clipping.js');
const { loadKernels } = await load('geometry/contour/kernel.js');
const { nestLoops } = await load('geometry/loop-nesting.js');
const { scanLayer } = await load('scan/scan-layer.js');
const { gyroidLayer } = await import('./gyroid-layer.mjs');
await loadClipping();
await loadKernels();

const SETTINGS = {
  meltWidthMm: 0.12,
  contour: { beamCompensationMm: 0.06, count: 2, offsetMm: 0.06 },
  hatchOffsetMm: 0.02,
  hatch: {
    pattern: 'meander',
    spacingMm: 0.08,
    angleDeg: 0,
    angleStepDeg: 67,
    minLengthMm: 0.06,
    order: 'rows',
    gasFlowDeg: null,
    coneDeg: 0,
  },
};
const HEIGHTS = 20;
const ROUNDS = 12;

const layers = [];
for (let h = 0; h < HEIGHTS; h++) {
  const regions = nestLoops(await gyroidLayer(dist, 4.015 + 0.1 * h)).map(({ outline, holes }) => ({
    partId: 'a',
    regionId: null,
    area: 'core',
    outline,
    holes,
  }));
  layers.push({ index: h, zMm: 0.03, thicknessMm: 0.03, regions, midlines: [] });
}
const least = new Array(HEIGHTS).fill(Number.POSITIVE_INFINITY);
for (let round = 0; round < ROUNDS; round++) {
  for (const layer of layers) {
    const before = process.cpuUsage();
    scanLayer(layer, SETTINGS);
    const { user, system } = process.cpuUsage(before);
    least[layer.index] = Math.min(least[layer.index], (user + system) / 1000);
  }
}
const mean = least.reduce((sum, ms) => sum + ms, 0) / HEIGHTS;
console.log(`ms a layer: mean ${mean.toFixed(1)}; ${least.map((ms) => ms.toFixed(0)).join(' ')}`);
