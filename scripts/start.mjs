// Makes the example of an interbody cage, prepares it for titanium and for PEEK from one case, and says where the reports are.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = spawnSync(process.execPath, [join(root, 'scripts', 'prepare.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 70);

const out = join(root, 'out');
const example = join(out, 'interbody');
// An example that is there already may have been changed by its user.
if (!existsSync(join(example, 'case.json'))) run('implant', 'interbody', '--out', shown(example));
run('prepare', shown(join(example, 'case.json')), '--out', shown(out), '--force');
for (const target of ['titanium', 'peek']) console.log(`report: ${shown(join(out, target, 'report.html'))}`);

function run(...words) {
  console.log(`trabecula ${words.join(' ')}`);
  const { status } = spawnSync(process.execPath, [join(root, 'bin', 'trabecula.mjs'), ...words], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 70);
}

function shown(path) {
  return relative('', path);
}
