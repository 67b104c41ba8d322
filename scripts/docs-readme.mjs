// Runs the commands that README shows, in its order and in a folder of their own, and writes what they say under them: `npm run docs:readme`.
// With `--check` nothing is written; it ends with 1 where README says something else.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const path = join(root, 'README.md');
const PROMPT = '    $ trabecula ';
const INDENT = '    ';

const text = readFileSync(path, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'trabecula-readme-'));
try {
  const fresh = withTranscripts(text.split('\n')).join('\n');
  if (fresh === text) process.stdout.write('README says what the commands say\n');
  else if (process.argv.includes('--check')) {
    process.stderr.write('README says something else than the commands: npm run docs:readme\n');
    process.exitCode = 1;
  } else writeFileSync(path, fresh);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function withTranscripts(lines) {
  const out = [];
  for (let n = 0; n < lines.length; n++) {
    out.push(lines[n]);
    const command = lines[n];
    if (!command.startsWith(PROMPT)) continue;
    while (n + 1 < lines.length && lines[n + 1].startsWith(INDENT) && !lines[n + 1].startsWith(PROMPT)) n++;
    out.push(...said(command));
  }
  return out;
}

/** What a command says, both streams in the order of the terminal: results first. */
function said(line) {
  const args = line.slice(PROMPT.length).trim().split(/\s+/);
  const run = spawnSync(process.execPath, [join(root, 'bin', 'trabecula.mjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const all = `${run.stdout}${run.stderr}`.replaceAll(`${folder}/`, '');
  return all.split('\n').flatMap((one) => (one === '' ? [] : [`${INDENT}${one}`]));
}
