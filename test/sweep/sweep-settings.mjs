/**
 * Changes every number and list of full profiles and printers, one at a time, and runs `prepare` on a small part with each: it must work,
 * or refuse with exit code 3 and one line that names the file and a JSON path, within ten seconds, and leave nothing.
 *
 *     node test/sweep/sweep-settings.mjs [--every N] [--only WORDS]
 *
 * Build first (npm run prepare). A whole sweep takes some minutes; `npm test` runs a sample.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { changesOf } from './changes.mjs';
import { fullSettings } from './full-settings.mjs';

const LIMIT_MS = 10_000;

/** Runs the sweep and returns what went wrong, with how many jobs there were. */
export async function sweep({ every = 1, only = '', onJob = (_count) => {}, onFault = (_fault) => {} } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'sweep-'));
  const folders = {
    mesh: join(dir, 'p.stl'),
    profilesDir: join(dir, 'profiles'),
    printersDir: join(dir, 'printers'),
    outDir: join(dir, 'out'),
  };
  mkdirSync(folders.profilesDir);
  mkdirSync(folders.printersDir);
  writeFileSync(folders.mesh, block());
  const runner = runnerOf(folders);
  const faults = [];
  const blame = (fault) => {
    faults.push(fault);
    onFault(fault);
  };
  const tally = { jobs: 0, built: 0, refused: 0, slowestMs: 0 };
  try {
    for (const { name, swept, profile, printer } of fullSettings()) {
      if (!name.includes(only)) continue;
      const files = { profile: JSON.stringify(profile), printer: JSON.stringify(printer) };
      const plain = await runner.run(files);
      if (plain.kind !== 'built') blame(`${name} as it is: ${plain.message}`);
      let n = 0;
      for (const { path, value, text } of changesOf(swept === 'profile' ? profile : printer)) {
        if (n++ % every !== 0) continue;
        const told = await runner.run({ ...files, [swept]: text });
        onJob(++tally.jobs);
        tally.slowestMs = Math.max(tally.slowestMs, told.ms);
        if (told.kind === 'built') tally.built++;
        else if (told.kind === 'refused') tally.refused++;
        const fault = faultOf(told, join(dir, `${swept}s`));
        if (fault !== null) blame(`${name}: ${path.join(' > ')} = ${JSON.stringify(value)}: ${fault}`);
        const parts = readdirSync(dir).filter((one) => !['p.stl', 'profiles', 'printers'].includes(one));
        if (parts.length > 0) {
          blame(`${name}: ${path.join(' > ')} = ${JSON.stringify(value)} left ${parts.join(', ')}`);
          for (const one of parts) rmSync(join(dir, one), { recursive: true });
        }
      }
    }
  } finally {
    await runner.end();
    rmSync(dir, { recursive: true, force: true });
  }
  return { faults, tally };
}

function faultOf({ kind, exitCode, place, message, left }, folder) {
  if (kind === 'built') return null;
  if (kind === 'late') return `runs longer than ${LIMIT_MS} ms`;
  if (kind === 'crashed' || exitCode !== 3) return `exit code ${exitCode}: ${message.slice(0, 300)}`;
  if (message.includes('\n')) return `more than one line: ${message}`;
  if (left) return `left a folder: ${message}`;
  if (!String(place[0]).startsWith(folder.slice(0, -1)) && !/swept\.json/.test(message))
    return `names no file: ${message}`;
  if (place.length < 2) return `names no place in the file: ${message}`;
  return null;
}

/** A thread that is started anew when a job has to be ended. */
function runnerOf(workerData) {
  let worker = null;
  return {
    run(job) {
      worker ??= new Worker(new URL('./run-one.mjs', import.meta.url), { workerData });
      const own = worker;
      return new Promise((resolve) => {
        const late = setTimeout(() => {
          worker = null;
          own.terminate().then(() => {
            rmSync(workerData.outDir, { recursive: true, force: true });
            resolve({ kind: 'late', exitCode: null, place: [], message: '', ms: LIMIT_MS, left: false });
          });
        }, LIMIT_MS);
        const done = (told) => {
          clearTimeout(late);
          own.off('message', done).off('error', broken);
          resolve(told);
        };
        const broken = (error) => {
          worker = null;
          done({ kind: 'crashed', exitCode: 70, place: [], message: String(error.stack), ms: 0, left: false });
        };
        own.on('message', done).on('error', broken);
        own.postMessage(job);
      });
    },
    async end() {
      await worker?.terminate();
    },
  };
}

/** A block of 1.2 x 1 x 0.12 mm as binary STL: four layers. */
function block() {
  const [x, y, z] = [1.2, 1, 0.12];
  const corner = (n) => [n & 1 ? x : 0, n & 2 ? y : 0, n & 4 ? z : 0];
  const faces = [
    [0, 2, 1],
    [1, 2, 3],
    [4, 5, 6],
    [5, 7, 6],
    [0, 1, 4],
    [1, 5, 4],
    [2, 6, 3],
    [3, 6, 7],
    [0, 4, 2],
    [2, 4, 6],
    [1, 3, 5],
    [3, 7, 5],
  ];
  const bytes = new DataView(new ArrayBuffer(84 + 50 * faces.length));
  bytes.setUint32(80, faces.length, true);
  faces.forEach((face, f) => {
    face.flatMap(corner).forEach((value, k) => {
      bytes.setFloat32(84 + 50 * f + 12 + 4 * k, value, true);
    });
  });
  return new Uint8Array(bytes.buffer);
}

if (process.argv[1]?.endsWith('sweep-settings.mjs')) {
  const word = (name, usual) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : usual);
  const { faults, tally } = await sweep({
    every: Number(word('--every', '1')),
    only: word('--only', ''),
    onFault: (fault) => process.stdout.write(`${fault}\n`),
    onJob: (count) => {
      if (count % 100 === 0) process.stderr.write(`${count} jobs\n`);
    },
  });
  process.stdout.write(`${JSON.stringify(tally)}\n${faults.length} faults\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
