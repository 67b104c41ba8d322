/**
 * `node bench/nest.mjs [mesh.stl]`: 32 size variants nested on a plate of 250 x 250 mm at 5 mm: the shadow of one mesh (a binary STL; without one a flattened
 * ring), scaled to widths from 24 to 40 mm. What comes out is measured again: the least gap of all pairs must not be below the clearance.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const dist = process.env.TRABECULA_DIST ?? new URL('../dist/', import.meta.url).href;
const load = (path) => import(`${dist}${path}`);
const { loadClipping } = await load('geometry/clipping.js');
const { outlineShape, shapeGap } = await load('geometry/outline-gap.js');
const { nestParts } = await load('plan/nest/nest.js');
const { partShadow } = await load('plan/nest/part-shadow.js');
const { NEST_DEFAULTS } = await load('plan/nest/settings.js');
const { movedLoops, turnedLoops } = await load('plan/nest/turned-shadow.js');
await loadClipping();

const VARIANTS = 32;
const RUNS = 3;
const WIDTHS_MM = [24, 40];
const area = {
  outline: { shape: 'rectangle', xMinMm: 0, yMinMm: 0, xMaxMm: 250, yMaxMm: 250 },
  exclusions: [{ figure: { shape: 'circle', xMm: 125, yMm: 125, radiusMm: 6 }, reason: 'screw' }],
  heightMm: 300,
  plateUncounted: false,
};

const mesh = process.argv[2] === undefined ? ring() : binaryStl(readFileSync(process.argv[2]));
const variants = Array.from({ length: VARIANTS }, (_, n) =>
  scaled(mesh, WIDTHS_MM[0] + ((WIDTHS_MM[1] - WIDTHS_MM[0]) * n) / (VARIANTS - 1)),
);
const [shadowsS, shadows] = timed(() => variants.map((one) => partShadow(one)));
const points = shadows.map((loops) => loops.reduce((sum, { xy }) => sum + xy.length / 2, 0));
console.log(
  `${VARIANTS} shadows of ${mesh.triangles.length / 3} triangles: ${shadowsS}, ${Math.min(...points)} to ${Math.max(...points)} points`,
);
const parts = shadows.map((shadow, n) => ({ id: `v${n}`, shadow, heightMm: 20, fixed: null }));
for (const gather of ['bottom-left', 'centre']) {
  for (const [turnStepDeg, gasFlowDeg] of [
    [null, null],
    [90, null],
    [90, 270],
    [15, null],
  ]) {
    const settings = { ...NEST_DEFAULTS, gather, turnStepDeg, gasFlowDeg };
    const [seconds, { plates, placed, unplaced }] = timed(() => nestParts(parts, area, settings));
    const standing = placed.map(({ plate, turnDeg, shiftMm: [x, y] }, n) => ({
      plate,
      shape: outlineShape(movedLoops(turnedLoops(shadows[n], turnDeg), x, y)),
    }));
    let least = Number.POSITIVE_INFINITY;
    standing.forEach((a, n) => {
      for (const b of standing.slice(n + 1)) {
        if (a.plate === b.plate) least = Math.min(least, shapeGap(a.shape, b.shape).gapMm);
      }
    });
    if (least < settings.clearanceMm - 1e-9 || unplaced.length > 0)
      throw new Error(`nearer than the clearance: ${least}`);
    console.log(
      `${gather}, turns ${turnStepDeg ?? 'none'}${gasFlowDeg === null ? '' : ', by the gas flow'}: ${seconds}, ${plates} plates, least gap ${least.toFixed(4)} mm`,
    );
  }
}

/** Least of three, after one to warm up: time by the clock and of the processor. */
function timed(run) {
  let result = run();
  let wall = Number.POSITIVE_INFINITY;
  let used = Number.POSITIVE_INFINITY;
  for (let n = 0; n < RUNS; n++) {
    const [from, start] = [performance.now(), process.cpuUsage()];
    result = run();
    const { user, system } = process.cpuUsage(start);
    wall = Math.min(wall, (performance.now() - from) / 1e3);
    used = Math.min(used, (user + system) / 1e6);
  }
  return [`${wall.toFixed(2)} s (processor ${used.toFixed(2)} s)`, result];
}

function scaled({ positions, triangles }, widthMm) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < positions.length; i += 3) {
    low = Math.min(low, positions[i]);
    high = Math.max(high, positions[i]);
  }
  const f = widthMm / (high - low);
  return { positions: positions.map((v) => v * f), triangles };
}

function binaryStl(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(80, true);
  const positions = new Float64Array(9 * count);
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < 9; k++) positions[9 * t + k] = view.getFloat32(84 + 50 * t + 12 + 4 * k, true);
  }
  return { positions, triangles: Uint32Array.from({ length: 3 * count }, (_, v) => v) };
}

function ring() {
  const [along, around] = [120, 60];
  const positions = [];
  const triangles = [];
  for (let i = 0; i < along; i++) {
    for (let j = 0; j < around; j++) {
      const [u, v] = [(2 * Math.PI * i) / along, (2 * Math.PI * j) / around];
      const r = 10 + 3 * Math.cos(v);
      positions.push(r * Math.cos(u), 0.7 * r * Math.sin(u), 3 * Math.sin(v));
      const next = ((i + 1) % along) * around;
      const up = (j + 1) % around;
      triangles.push(i * around + j, next + j, next + up, i * around + j, next + up, i * around + up);
    }
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}
