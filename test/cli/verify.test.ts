import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const dir = tempFolder();
let count = 0;
beforeAll(() => {
  boxFile(dir, 'block', 4, 4, 0.3);
});

async function build(): Promise<string> {
  const out = join(dir, `out-${count++}`);
  expect((await runCli('prepare', join(dir, 'block.stl'), '--out', out)).code).toBe(0);
  return out;
}

test('a clean build is verified', async () => {
  const out = await build();
  const run = await runCli('verify', out);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain('6 files');
  const json = JSON.parse((await runCli('verify', out, '--json')).stdout);
  expect(json).toMatchObject({ verified: true, mismatches: [], unlisted: [] });
});

test.each(['block.cli', 'block.3mf', 'plan.json', 'inspection.json', 'exposure.json'])(
  'one changed byte of %s is found: exit code 3, naming the file',
  async (name) => {
    const out = await build();
    const bytes = readFileSync(join(out, name));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(out, name), bytes);
    const run = await runCli('verify', out);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toMatch(/^[^\n]+\n$/);
    expect(run.stderr).toContain(name);
  },
);

test('a missing file, one more byte and a missing manifest are found; a file too many is a note', async () => {
  const short = await build();
  rmSync(join(short, 'block.cli'));
  expect(await runCli('verify', short)).toMatchObject({ code: 3 });
  const long = await build();
  appendFileSync(join(long, 'block.cli'), 'x');
  expect((await runCli('verify', long)).stderr).toContain('block.cli');
  const bare = await build();
  writeFileSync(join(bare, 'notes.txt'), 'x');
  expect(await runCli('verify', bare)).toMatchObject({ code: 0 });
  rmSync(join(bare, 'manifest.json'));
  const run = await runCli('verify', bare);
  expect(run.code).toBe(3);
  expect(run.stderr).toContain('manifest.json');
});

test('a manifest whose body was changed no longer matches its own hash: exit code 3', async () => {
  const out = await build();
  const path = join(out, 'manifest.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"cliContent": "both"', '"cliContent": "scan"'));
  expect(readFileSync(path, 'utf8')).toMatch(/"scan"/);
  const run = await runCli('verify', out);
  expect(run.code).toBe(3);
  expect(run.stderr).toContain('manifest.json');
});

test('a folder that is not there, and a shard, are no builds', async () => {
  expect((await runCli('verify', join(dir, 'none'))).code).toBe(3);
  const shard = join(dir, 'shard');
  await runCli('prepare', join(dir, 'block.stl'), '--out', shard, '--layers', '2:5');
  expect((await runCli('verify', shard)).code).toBe(3);
});
