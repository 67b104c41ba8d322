// Builds dist/: into a temporary folder, then renamed, and only when sources changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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
writeFileSync(join(fresh, '.stamp'), stamp);
const old = join(root, `dist-old-${process.pid}`);
if (existsSync(dist)) renameSync(dist, old);
renameSync(fresh, dist);
rmSync(old, { recursive: true, force: true });

function sourceStamp() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', ...listed('src')]) {
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
