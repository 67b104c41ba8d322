/**
 * `node bench/skins.mjs [mesh]`: milliseconds a layer that the skins of a part cost at 30 um with 3 layers each way, and those of a gyroid layer of
 * the benchmark block; with the share of each stage. Needs a build.
 */
import { basename } from 'node:path';
import { loadClipping, offsetLoops } from '../dist/geometry/clipping.js';
import { subtractSets } from '../dist/geometry/combine-sets.js';
import { meshEdges } from '../dist/geometry/mesh-edges.js';
import { loopsAreaMm2 } from '../dist/geometry/polygon-area.js';
import { hasStrips } from '../dist/geometry/without-strips.js';
import { loadPart } from '../dist/pipeline/load/load-part.js';
import { classifySkins } from '../dist/slicing/classify-skins.js';
import { cleanContours } from '../dist/slicing/clean-contours.js';
import { meshCutter } from '../dist/slicing/cut-mesh.js';
import { planLayers } from '../dist/slicing/layer-plan.js';
import { gyroidLayer } from './gyroid-layer.mjs';

const T = 0.03;
const rule = { angleDeg: 45, layers: 3, expansionMm: 0, minWidthMm: 0 };
const BARE = { thicknessMm: T, upskin: rule, downskin: rule, hullMm: null };
const wide = { ...rule, expansionMm: 0.2, minWidthMm: 0.1 };
const FULL = { thicknessMm: T, upskin: wide, downskin: wide, hullMm: 0.5 };
const DOWN1 = { thicknessMm: T, upskin: null, downskin: { ...rule, layers: 1 }, hullMm: null };

await loadClipping();
const [given] = process.argv.slice(2);
const N = 24;

function report(name, layersAt, indexes) {
  const layers = new Map();
  let cutMs = 0;
  const at = (k) => {
    if (!layers.has(k)) {
      const s = process.cpuUsage();
      layers.set(k, layersAt(k));
      cutMs += ms(s);
    }
    return layers.get(k);
  };
  for (const k of indexes) for (let n = -3; n <= 3; n++) at(k + n);
  const points =
    indexes.reduce((sum, k) => sum + at(k).reduce((m, { xy }) => m + xy.length / 2, 0), 0) / indexes.length;
  console.log(
    `${name}: ${indexes.length} layers, ${points.toFixed(0)} points each, cut ${(cutMs / layers.size).toFixed(2)} ms`,
  );
  for (const [label, settings] of [
    ['warm', BARE],
    ['3+3 layers', BARE],
    ['3+3, width, growth, hull', FULL],
    ['1 layer down', DOWN1],
  ]) {
    const s = process.cpuUsage();
    let [down, up, solid, worst] = [0, 0, 0, 0];
    for (const k of indexes) {
      const skins = classifySkins(
        at(k),
        [1, 2, 3].map((n) => at(k - n)),
        [1, 2, 3].map((n) => at(k + n)),
        settings,
      );
      down += loopsAreaMm2(skins.downskin);
      up += loopsAreaMm2(skins.upskin);
      const a = loopsAreaMm2(at(k));
      solid += a;
      worst = Math.max(
        worst,
        Math.abs(
          loopsAreaMm2(skins.core) +
            loopsAreaMm2(skins.hull) +
            loopsAreaMm2(skins.upskin) +
            loopsAreaMm2(skins.downskin) -
            a,
        ),
      );
    }
    const total = ms(s) / indexes.length;
    console.log(
      `  ${label.padEnd(26)} ${total.toFixed(2)} ms a layer; down ${((100 * down) / solid).toFixed(2)} %, up ${((100 * up) / solid).toFixed(2)} %, sum off by at most ${worst.toExponential(1)} mm2`,
    );
  }
  const stage = (label, work) => {
    const s = process.cpuUsage();
    for (const k of indexes) work(k);
    console.log(`  ${label.padEnd(26)} ${(ms(s) / indexes.length).toFixed(2)} ms`);
  };
  stage('one offset by 30 um', (k) => offsetLoops(at(k - 1), T));
  stage('one offset by 90 um', (k) => offsetLoops(at(k - 3), 3 * T));
  const grown = new Map(indexes.map((k) => [k, offsetLoops(at(k - 1), T)]));
  stage('layer less grown', (k) => subtractSets(at(k), grown.get(k)));
  stage('layer less layer below', (k) => subtractSets(at(k), at(k - 1)));
  stage('look for strips', (k) => hasStrips(at(k)));
}

function ms(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

if (given !== undefined) {
  const part = await loadPart(given, { units: 'mm', repair: false });
  const plan = planLayers(part.box, { thicknessMm: T, cut: 'mid' });
  const cutter = meshCutter(part.mesh, meshEdges(part.mesh));
  const layersAt = (k) => (k < 0 || k >= plan.count ? [] : cleanContours(cutter.cut(plan.zCutMm(k)).loops));
  const indexes = Array.from({ length: N }, (_, i) => Math.floor(((i + 0.5) * plan.count) / N));
  report(`${basename(given)} (${plan.count} layers in all)`, layersAt, indexes);
}
const dist = new URL('../dist/', import.meta.url).href;
const gyroid = new Map();
for (let i = 0; i < 4; i++) {
  for (let n = -3; n <= 3; n++) gyroid.set(i * 10 + n, await gyroidLayer(dist, 10.015 + i * 0.37 + n * T));
}
report('gyroid', (k) => gyroid.get(k), [0, 10, 20, 30]);
