/**
 * `node bench/bead-outlines.mjs FOLDER [LIMIT_S]`: plans the beads of each outline of a folder (WKT in micrometres, even-odd), each in a process of its own
 * that is ended after ten times the limit (5 s). Tells the processor time of the planning alone, the first of its process, and which outlines
 * are not planned within the limit.
 */
import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SETTINGS = {
  beadWidthMm: 0.4,
  minBeadWidthMm: 0.2,
  maxBeadWidthMm: 0.64,
  perimeterCount: 3,
  latticePerimeterCount: 1,
  perimeterOrder: 'outer-first',
  infillAngleDeg: 45,
  infillAngleStepDeg: 90,
  infillFraction: 1,
  skirt: { loops: 0, distanceMm: 3 },
};

if (process.send === undefined) await parent(process.argv[2], Number(process.argv[3] ?? 5));
else process.on('message', (file) => void child(file));

async function parent(folder, limitS) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.wkt'));
  const late = [];
  const times = [];
  for (const name of names) {
    const ms = await timed(join(folder, name), limitS);
    if (ms === null) late.push(name);
    else times.push([ms, name]);
  }
  times.sort(([a], [b]) => b - a);
  console.log(
    `${times.length} of ${names.length} outlines planned; not within ${limitS} s: ${late.join(', ') || 'none'}`,
  );
  for (const [ms, name] of times.slice(0, 5)) console.log(`${name} ${ms.toFixed(0)} ms`);
  console.log(`all ${times.reduce((sum, [ms]) => sum + ms, 0).toFixed(0)} ms`);
}

function timed(file, limitS) {
  return new Promise((resolve) => {
    const worker = fork(new URL(import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const clock = setTimeout(() => worker.kill('SIGKILL'), 10_000 * limitS);
    let ms = null;
    worker.on('message', (value) => {
      ms = value <= 1000 * limitS ? value : null;
    });
    worker.on('exit', () => {
      clearTimeout(clock);
      resolve(ms);
    });
    worker.send(file);
  });
}

async function child(file) {
  const dist = process.env.TRABECULA_DIST ?? new URL('../dist/', import.meta.url).href;
  const { Clipper, FillRule } = await import('clipper2-ts');
  const { loadClipping, unitePositive } = await import(`${dist}geometry/clipping.js`);
  const { planBeads } = await import(`${dist}fff/plan-beads.js`);
  await loadClipping();
  const rings = [...readFileSync(file, 'utf8').matchAll(/\(([^()]+)\)/g)].map(([, body]) =>
    body.split(',').map((pair) => {
      const [x, y] = pair.trim().split(/\s+/).map(Number);
      return { x: Math.round(x * 10), y: Math.round(y * 10) };
    }),
  );
  const clean = Clipper.union(rings, FillRule.EvenOdd).map((path) => ({
    xy: Float64Array.from(path.flatMap(({ x, y }) => [x / 10_000, y / 10_000])),
    closed: true,
  }));
  const solid = unitePositive(clean);
  const start = process.cpuUsage();
  planBeads({ index: 1, zMm: 0.2, thicknessMm: 0.1, partId: 'a' }, { solid, lattice: [] }, SETTINGS);
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  process.send(ms, () => process.exit(0));
}
