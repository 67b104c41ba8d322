/**
 * Changes every number and list of full profiles, printers and a case, one at a time, and runs `prepare` on a small part with each: it must work,
 * or refuse with exit code 3 (4 for what no memory holds) and one line that names the file and a JSON path, within ten seconds (or `--limit`), and leave nothing.
 *
 *     node test/sweep/sweep-settings.mjs [--every N] [--only WORDS] [--limit MS]
 *
 * Build first (npm run prepare). A whole sweep takes some minutes; `npm test` runs a sample.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { changesOf, numbersOfSchema, placesOf } from './changes.mjs';
import { FULL_CASE } from './full-case.mjs';
import { fullSettings } from './full-settings.mjs';

const USUAL_LIMIT_MS = 10_000;

/** Runs the sweep and returns what went wrong, with how many jobs there were. */
export async function sweep({
  every = 1,
  only = '',
  limitMs = USUAL_LIMIT_MS,
  onJob = (_count) => {},
  onFault = (_fault) => {},
} = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'sweep-'));
  const folders = {
    mesh: join(dir, 'p.stl'),
    casePath: join(dir, 'case.json'),
    profilesDir: join(dir, 'profiles'),
    printersDir: join(dir, 'printers'),
    outDir: join(dir, 'out'),
  };
  mkdirSync(folders.profilesDir);
  mkdirSync(folders.printersDir);
  writeFileSync(folders.mesh, block());
  const runner = runnerOf(folders, limitMs);
  const faults = [];
  const blame = (fault) => {
    faults.push(fault);
    onFault(fault);
  };
  const tally = { jobs: 0, built: 0, refused: 0, slowestMs: 0 };
  for (const path of unswept()) blame(path);
  try {
    for (const { name, swept, files, settings } of jobs()) {
      if (!name.includes(only)) continue;
      const plain = await runner.run(files);
      if (plain.kind !== 'built') blame(`${name} as it is: ${plain.kind} ${plain.message}`);
      let n = 0;
      for (const { path, value, text } of changesOf(settings)) {
        if (n++ % every !== 0) continue;
        const told = await runner.run({ ...files, [swept]: text });
        onJob(++tally.jobs);
        tally.slowestMs = Math.max(tally.slowestMs, told.ms);
        if (told.kind === 'built') tally.built++;
        else if (told.kind === 'refused') tally.refused++;
        const what = `${name}: ${path.join(' > ')} = ${JSON.stringify(value)}`;
        const fault = faultOf(told, swept === 'caseText' ? 'case.json' : 'swept.json');
        if (fault !== null) blame(`${what}: ${fault}`);
        const parts = readdirSync(dir).filter((one) => !KEPT.includes(one));
        if (parts.length > 0) blame(`${what}: left ${parts.join(', ')}`);
        for (const one of parts) rmSync(join(dir, one), { recursive: true });
      }
    }
  } finally {
    await runner.end();
    rmSync(dir, { recursive: true, force: true });
  }
  return { faults, tally };
}

/** What stands in the folder of a sweep. */
const KEPT = ['p.stl', 'case.json', 'profiles', 'printers'];

/** Every file that is swept, with the files that a run takes. */
function* jobs() {
  for (const { name, swept, profile, printer } of fullSettings()) {
    const files = { profile: JSON.stringify(profile), printer: JSON.stringify(printer) };
    yield { name, swept, files, settings: swept === 'profile' ? profile : printer };
  }
  yield { name: 'case', swept: 'caseText', files: { caseText: JSON.stringify(FULL_CASE) }, settings: FULL_CASE };
}

/** Numbers of the schemas that no swept file holds: they would be swept by nobody. */
function unswept() {
  return ['profile', 'printer'].flatMap((kind) => {
    const schema = JSON.parse(readFileSync(new URL(`../../schema/${kind}-1.schema.json`, import.meta.url), 'utf8'));
    const held = new Set(
      fullSettings()
        .filter(({ swept }) => swept === kind)
        .flatMap((one) => [...placesOf(one[kind], [])])
        .map(({ path }) => path.map((key) => (typeof key === 'number' ? '*' : key)).join(' > ')),
    );
    return [...numbersOfSchema(schema)]
      .filter((path) => !held.has(path))
      .map((path) => `${kind}: ${path} is swept by no file`);
  });
}

function faultOf({ kind, exitCode, place, code, message, left }, file) {
  if (kind === 'built') return null;
  if (kind === 'late') return `runs too long`;
  // So many cells or samples that no memory holds them: a resource, with its place.
  const isMemory = code === 'memory-short' && message.includes(file);
  if (kind === 'crashed' || (exitCode !== 3 && !isMemory)) return `exit code ${exitCode}: ${message.slice(0, 300)}`;
  if (message.includes('\n')) return `more than one line: ${message}`;
  if (left) return `left a folder: ${message}`;
  // What is too large for a machine is named by the part's own file.
  if (code === 'part-too-large') return null;
  if (!message.includes(file)) return `names no file: ${message}`;
  if (place.length < 2) return `names no place in the file: ${message}`;
  return null;
}

/** A thread that is started anew when a job has to be ended. */
function runnerOf(workerData, limitMs) {
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
            resolve({ kind: 'late', exitCode: null, place: [], message: '', ms: limitMs, left: false });
          });
        }, limitMs);
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
    limitMs: Number(word('--limit', String(USUAL_LIMIT_MS))),
    onFault: (fault) => process.stdout.write(`${fault}\n`),
    onJob: (count) => {
      if (count % 100 === 0) process.stderr.write(`${count} jobs\n`);
    },
  });
  process.stdout.write(`${JSON.stringify(tally)}\n${faults.length} faults\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
