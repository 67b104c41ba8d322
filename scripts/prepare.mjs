// Builds dist/: into a temporary folder, then renamed, and only when sources changed since the last build. `dist/program` holds the modules of
// the command line and of its threads once more, joined to few files: reading hundreds takes longer than running what is in them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const stampFile = join(dist, '.stamp');

const stamp = sourceStamp();
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) process.exit(0);
if (!existsSync(join(root, 'src'))) process.exit(0);

const fresh = join(root, `dist-${process.pid}`);
const tsc = createRequire(import.meta.url).resolve('typescript/package.json');
const run = spawnSync(
  process.execPath,
  [join(dirname(tsc), 'bin', 'tsc'), '-p', 'tsconfig.build.json', '--outDir', fresh],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (run.status !== 0) {
  rmSync(fresh, { recursive: true, force: true });
  process.exit(run.status ?? 1);
}
try {
  await joinProgram(fresh);
} catch (error) {
  rmSync(fresh, { recursive: true, force: true });
  throw error;
}
writeFileSync(join(fresh, '.stamp'), stamp);
const old = join(root, `dist-old-${process.pid}`);
if (existsSync(dist)) renameSync(dist, old);
renameSync(fresh, dist);
rmSync(old, { recursive: true, force: true });

/** Joins what the command line and its threads load. Packages stay where they are installed, so that they can be brought up to date. */
async function joinProgram(built) {
  const { rolldown } = await import('rolldown');
  const program = await rolldown({
    input: {
      main: join(built, 'cli', 'main.js'),
      'layer-worker': join(built, 'pipeline', 'layers', 'layer-worker.js'),
    },
    platform: 'node',
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
  });
  await program.write({
    dir: join(built, 'program'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await program.close();
}

function sourceStamp() {
  const hash = createHash('sha256');
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/prepare.mjs'];
  for (const file of [...settings, ...listed('src')]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(file).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function listed(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}
