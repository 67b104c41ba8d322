import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBuildFolder } from '../../src/store/build-folder.ts';
import { verifyBuild } from '../../src/store/verify-build.ts';
import { contentOf, fill, tempFolder } from './temp-folder.ts';

/**
 * A run that kills itself with SIGKILL before its n-th call that changes the folder: arguments are the folder, n and
 * what to do. With n = 0 it lives and prints the number of calls.
 */
const CHILD = `
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
const [dir, killAt, task] = process.argv.slice(2);
let calls = 0;
for (const name of ['open', 'mkdir', 'rename', 'rm', 'rmdir']) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (name === 'open' && !String(args[1]).startsWith('w')) return real(...args);
    if (++calls === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    return real(...args);
  };
}
syncBuiltinESMExports();
const { openBuildFolder } = await import('./dist/store/build-folder.js');
const build = await openBuildFolder(dir, { force: true });
if (task === 'endless') {
  const output = await build.file('big.cli');
  for (;;) {
    await output.write(new Uint8Array(1000000));
    console.log('written');
  }
}
if (task === 'commit') {
  const outputs = [];
  for (const [name, text] of Object.entries({ 'same.cli': 'same', 'b.cli': 'B2', 'new.cli': 'N' })) {
    await (await build.file(name)).write(new TextEncoder().encode(text));
    outputs.push({ file: name, bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') });
  }
  const { writeManifest } = await import('./dist/store/manifest.js');
  const body = { tool: { name: 't', version: '2' }, dependencyLockSha256: null, inputs: [], outputs, case: null,
    profile: null, printer: null, settings: {}, repairs: [], unitDecisions: [] };
  await build.commit(writeManifest(body, { time: '', host: '', backend: '', workers: 0 }));
}
await build.abort();
console.log(calls);
`;

const EARLIER = { 'same.cli': 'same', 'b.cli': 'B', 'gone.cli': 'G' };
const repository = fileURLToPath(new URL('../../', import.meta.url));
let script = '';

beforeAll(() => {
  const dir = tempFolder();
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  const options = '--ignoreConfig --noCheck --target ES2023 --module NodeNext --rewriteRelativeImportExtensions';
  const sources = ['build-folder.ts', 'manifest.ts'].map((file) => join(repository, 'src/store', file));
  const roots = ['--rootDir', join(repository, 'src'), '--outDir', join(dir, 'dist')];
  const built = spawnSync(process.execPath, [tsc, ...options.split(' '), ...roots, ...sources], {
    cwd: repository,
    encoding: 'utf8',
  });
  expect(built.stdout + built.stderr).toBe('');
  script = join(dir, 'child.mjs');
  writeFileSync(join(dir, 'package.json'), '{"type": "module"}');
  writeFileSync(script, CHILD);
});

function run(dir: string, killAt: number, task: 'commit' | 'abort') {
  const { signal, status, stdout, stderr } = spawnSync(process.execPath, [script, dir, String(killAt), task], {
    encoding: 'utf8',
  });
  if (killAt === 0) expect([status, stderr]).toEqual([0, '']);
  else expect(signal).toBe('SIGKILL');
  return Number(stdout);
}

async function earlierBuild(): Promise<string> {
  const dir = tempFolder();
  const build = await openBuildFolder(dir, { force: false });
  await build.commit(await fill(build, EARLIER));
  writeFileSync(join(dir, 'notes.txt'), 'mine');
  return dir;
}

function copyOf(dir: string): string {
  const copy = tempFolder();
  cpSync(dir, copy, { recursive: true });
  return copy;
}

/** What a folder is once the next run has opened it and gone away. */
async function afterNextRun(dir: string) {
  await (await openBuildFolder(dir, { force: true })).abort();
  return contentOf(dir);
}

describe('a run that is killed before any one of its changes', () => {
  test('leaves the whole earlier build or the whole new one, and until the next run never a mixture', async () => {
    const template = await earlierBuild();
    const earlier = contentOf(template);
    const done = copyOf(template);
    const calls = run(done, 0, 'commit');
    const later = contentOf(done);
    expect(Object.keys(later)).toEqual(['b.cli', 'manifest.json', 'new.cli', 'notes.txt', 'same.cli']);
    expect(calls).toBeGreaterThan(15);

    const outcomes: string[] = [];
    for (let killAt = 1; killAt <= calls; killAt++) {
      const dir = copyOf(template);
      run(dir, killAt, 'commit');
      const { manifest, mismatches } = await verifyBuild(dir);
      const seen = mismatches.length > 0 ? 'no build' : manifest?.tool.version === '2' ? 'later' : 'earlier';
      expect(seen === 'no build' ? manifest : null).toBeNull();
      const content = await afterNextRun(dir);
      const isLater = content['manifest.json'] === later['manifest.json'];
      expect(content).toEqual(isLater ? later : earlier);
      if (seen !== 'no build') expect(isLater).toBe(seen === 'later');
      outcomes.push(seen);
    }
    expect([...new Set(outcomes)]).toEqual(['earlier', 'no build', 'later']);
  });

  test('in an empty folder leaves nothing or the whole new build', async () => {
    const done = tempFolder();
    const calls = run(done, 0, 'commit');
    const later = contentOf(done);
    let empty = 0;
    for (let killAt = 1; killAt <= calls; killAt++) {
      const dir = tempFolder();
      run(dir, killAt, 'commit');
      const sealed = readdirSync(dir).includes('manifest.json');
      const content = await afterNextRun(dir);
      expect(content).toEqual(sealed ? later : {});
      if (!sealed) empty++;
    }
    expect(empty).toBeGreaterThan(5);
  });

  test('while it takes back a commit that was killed before, still leads back to the earlier build', async () => {
    const template = await earlierBuild();
    const earlier = contentOf(template);
    const broken: string[] = [];
    const calls = run(copyOf(template), 0, 'commit');
    for (let killAt = 1; killAt <= calls; killAt++) {
      const dir = copyOf(template);
      run(dir, killAt, 'commit');
      if (!readdirSync(dir).includes('manifest.json')) broken.push(dir);
    }
    expect(broken.length).toBeGreaterThan(3);
    // The one that had gone furthest has the most to take back.
    const furthest = broken.at(-1) ?? '';
    const backCalls = run(copyOf(furthest), 0, 'abort');
    for (let killAt = 1; killAt <= backCalls; killAt++) {
      const dir = copyOf(furthest);
      run(dir, killAt, 'abort');
      expect(await afterNextRun(dir)).toEqual(earlier);
    }
  });
});

test('a run that is killed while it writes leaves the earlier build as it was, and its partial file goes', async () => {
  const dir = await earlierBuild();
  const earlier = contentOf(dir);
  const child = spawn(process.execPath, [script, dir, '0', 'endless'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(readdirSync(dir)).toContain(`.big.cli.partial-${child.pid}`);
  expect((await verifyBuild(dir)).mismatches).toEqual([]);
  expect(await afterNextRun(dir)).toEqual(earlier);
});

test('a failed run through a link to the folder finds the same folder', async () => {
  const dir = await earlierBuild();
  const earlier = contentOf(dir);
  const link = join(tempFolder(), 'link');
  symlinkSync(dir, link);
  expect(await afterNextRun(link)).toEqual(earlier);
});
