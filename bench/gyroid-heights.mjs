// Laser paths of twenty layers of a gyroid block, over one height of its cell, on one thread: processor time, the least of twelve rounds.
// `node --max-semi-space-size=64 bench/gyroid-heights.mjs` shows what clearing young objects costs.
import { SETTINGS } from './scan-settings.mjs';

const dist = process.env.TRABECULA_DIST ?? new URL('../dist/', import.meta.url).href;
const load = (path) => import(`${dist}${path}`);
const { loadClipping } = await load('geometry/clipping.js');
const { loadKernels } = await load('geometry/contour/kernel.js');
const { nestLoops } = await load('geometry/loop-nesting.js');
const { scanLayer } = await load('scan/scan-layer.js');
const { gyroidLayer } = await import('./gyroid-layer.mjs');
await loadClipping();
await loadKernels();

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
