/** Helpers of the store tests: temporary folders and their whole content. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { BuildFolder } from '../../src/store/build-folder.ts';
import { writeManifest } from '../../src/store/manifest.ts';

const root = mkdtempSync(join(tmpdir(), 'store-test-'));
let count = 0;

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Returns the path of a new empty folder, removed when the tests of this file are done. */
export function tempFolder(): string {
  const dir = join(root, String(count++));
  mkdirSync(dir);
  return dir;
}

/** Returns every name in a folder with the text of the file. */
export function contentOf(dir: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(dir)
      .sort()
      .map((name) => [name, readFileSync(join(dir, name), 'utf8')]),
  );
}

/** Writes text files into an open build and returns its manifest. */
export async function fill(build: BuildFolder, files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const outputs = [];
  for (const [name, text] of Object.entries(files)) {
    const output = await build.file(name);
    await output.write(new TextEncoder().encode(text));
    await output.close();
    outputs.push({ file: name, ...(await build.digest(name)) });
  }
  const body = {
    tool: { name: 'trabecula', version: '0.0.0' },
    dependencyLockSha256: null,
    inputs: [],
    outputs,
    case: null,
    profile: null,
    printer: null,
    settings: {},
    repairs: [],
    unitDecisions: [],
  };
  return writeManifest(body, { time: '2026-01-01T00:00:00Z', host: 'here', backend: 'cpu', workers: 0 });
}
