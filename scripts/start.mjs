// Prepares the example cage for titanium and says where the results are.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'out');
const built = spawnSync(process.execPath, [join(root, 'scripts', 'prepare.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 70);
const { writeExampleCage } = await import('../dist/pipeline/example.js');

mkdirSync(out, { recursive: true });
const stl = join(out, 'example-cage.stl');
writeFileSync(stl, await writeExampleCage());
console.log(`example part: ${relative(process.cwd(), stl)} (26 x 20 x 9 mm, window 10 x 6 mm)`);

const target = join(out, 'titanium');
const options = '--cell-type gyroid --cell 2 --density 0.30 --skin 0.5 --open z+,z- --force'.split(' ');
console.log(`trabecula prepare example-cage.stl --out ${relative(process.cwd(), target)} ${options.join(' ')}`);
const run = spawnSync(
  process.execPath,
  [join(root, 'bin', 'trabecula.mjs'), 'prepare', relative('', stl), '--out', relative('', target), ...options],
  {
    stdio: 'inherit',
  },
);
process.exitCode = run.status ?? 70;
