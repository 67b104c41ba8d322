/**
 * `node bench/orientation.mjs [mesh] [candidates]`: searches the orientation of a part on one thread, 2,000 candidates by default. The floor turns
 * all vertices of the mesh as often. Needs a build; without a mesh it takes a sphere of 40 mm. Processor seconds, the middle one of three.
 */
import { loadClipping } from '../dist/geometry/clipping.js';
import { buildSolid } from '../dist/implant/solids/build-solid.js';
import { loadPart } from '../dist/pipeline/load/load-part.js';
import { orientationPart } from '../dist/plan/orientation/part.js';
import { inlineEvaluation, searchOrientation } from '../dist/plan/orientation/search.js';
import { SEARCH, TITANIUM_ORIENTATION } from '../dist/plan/orientation/settings.js';
import { uprightTurn } from '../dist/plan/orientation/turn.js';

const RUNS = 3;
const [given, candidates = String(SEARCH.candidates)] = process.argv.slice(2);
await loadClipping();
const mesh = given === undefined ? await sphere() : (await loadPart(given, { units: 'mm', repair: false })).mesh;
const search = { ...SEARCH, candidates: Number(candidates) };

const floor = await median(async () => {
  const { positions } = mesh;
  const turned = new Float64Array(positions.length);
  const r = new Float64Array(9);
  for (let n = 0; n < search.candidates; n++) {
    const z = 1 - (2 * n + 1) / search.candidates;
    uprightTurn(Math.sqrt(1 - z * z), 0, z, r);
    const [a, b, c, d, e, f, g, h, i] = r;
    for (let k = 0; k < positions.length; k += 3) {
      const [x, y, z] = [positions[k], positions[k + 1], positions[k + 2]];
      turned[k] = a * x + b * y + c * z;
      turned[k + 1] = d * x + e * y + f * z;
      turned[k + 2] = g * x + h * y + i * z;
    }
  }
  return turned;
});
const prepared = await median(async () => orientationPart(mesh, {}, TITANIUM_ORIENTATION));
const part = prepared.result;
const found = await median(() =>
  searchOrientation(
    part,
    TITANIUM_ORIENTATION,
    search,
    inlineEvaluation(part, TITANIUM_ORIENTATION),
    new AbortController().signal,
  ),
);
const { proposals, given: kept, judged } = found.result;
console.log(`${mesh.triangles.length / 3} triangles, ${judged} orientations`);
console.log(`floor: vertices turned   ${floor.seconds.toFixed(2)} s`);
console.log(`part prepared            ${prepared.seconds.toFixed(2)} s`);
console.log(
  `searched                 ${found.seconds.toFixed(2)} s, ${((1000 * found.seconds) / judged).toFixed(2)} ms each`,
);
for (const [name, { score, turnDeg, up, figures }] of [
  ['given', kept],
  ...proposals.map((p, n) => [String(n + 1), p]),
]) {
  const { supportSpaceMm3, contactMm2, plateMm2, footMm2, heightMm } = figures;
  console.log(
    `${name.padEnd(6)} score ${score.toFixed(3)}, turned ${turnDeg.toFixed(1)} deg, up ${up.map((v) => v.toFixed(3)).join(' ')}; room ${supportSpaceMm3.toFixed(0)} mm3, ` +
      `contact ${contactMm2.toFixed(1)}, plate ${plateMm2.toFixed(1)}, feet ${footMm2.toFixed(1)} mm2, height ${heightMm.toFixed(2)} mm`,
  );
}

async function sphere() {
  return buildSolid({ by: 'sphere', centreMm: [0, 0, 0], diameterMm: 40 }, [-20, -20, -20, 20, 20, 20]);
}

/** Processor seconds of the middle one of some runs, and what it returned. */
async function median(work) {
  const runs = [];
  for (let n = 0; n < RUNS; n++) {
    const start = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(start);
    runs.push({ seconds: (user + system) / 1e6, result });
  }
  return runs.sort((a, b) => a.seconds - b.seconds)[(RUNS - 1) / 2];
}
