import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256Of } from '../../src/store/hash.ts';
import type { ManifestBody } from '../../src/store/manifest.ts';
import { listedOutputs, parseManifest, readManifest, writeManifest } from '../../src/store/manifest.ts';
import { tempFolder } from './temp-folder.ts';

const HASH = sha256Of('abc');
const BODY: ManifestBody = {
  tool: { name: 'trabecula', version: '1.2.3' },
  dependencyLockSha256: HASH,
  inputs: [{ file: 'cage.stl', bytes: 684, sha256: HASH }],
  outputs: [
    { file: 'plan.json', bytes: 3, sha256: HASH },
    { file: 'cage.cli', bytes: 9, sha256: HASH },
  ],
  case: null,
  profile: { id: 'p', layerThicknessMm: { value: 0.03, source: 'data sheet' } },
  printer: { id: 'r' },
  settings: { layers: null },
  repairs: [],
  unitDecisions: [{ file: 'cage.stl', unit: 'mm' }],
};
const RUN = { time: '2026-01-01T00:00:00Z', host: 'a', backend: 'cpu', workers: 2 };

function text(body: ManifestBody = BODY, run = RUN): string {
  return new TextDecoder().decode(writeManifest(body, run));
}

function parse(content: string) {
  return parseManifest(new TextEncoder().encode(content), 'm.json');
}

/** A manifest with a value changed and its hash made right again. */
function forged(change: object): string {
  return text({ ...BODY, ...change });
}

test('what was written is read back, outputs in order of names', () => {
  const manifest = parse(text());
  expect(manifest).toMatchObject({ ...BODY, outputs: [BODY.outputs[1], BODY.outputs[0]], run: RUN });
  expect(manifest.schema).toBe('trabecula/manifest@1');
});

test('time, host, backend and workers change nothing but the run block', () => {
  const other = text(BODY, { time: '2027-12-31T23:59:59Z', host: 'b', backend: 'gpu', workers: 16 });
  expect(parse(other).bodySha256).toBe(parse(text()).bodySha256);
  const withoutRun = (content: string) => ({ ...JSON.parse(content), run: null });
  expect(withoutRun(other)).toEqual(withoutRun(text()));
});

test('the hash is that of the canonical JSON without run and hash', () => {
  const { run: _run, bodySha256, ...body } = JSON.parse(text());
  const lines = text().split('\n');
  expect(lines.filter((line) => line.startsWith('  "bodySha256"'))).toHaveLength(1);
  const sorted = `${JSON.stringify(sortedKeys(body), null, 2)}\n`;
  expect(sha256Of(sorted)).toBe(bodySha256);
});

test('a changed number in the body is found, a changed run block is not its business', () => {
  expect(() => parse(text().replace('"bytes": 684', '"bytes": 685'))).toThrow(
    'm.json > bodySha256: does not match the content: the manifest was changed',
  );
  expect(() => parse(text().replace('"workers": 2', '"workers": 3'))).not.toThrow();
});

describe('a manifest that cannot be one is refused', () => {
  test.each([
    ['{', 'm.json: is not a JSON object in UTF-8'],
    ['[]', 'm.json: is not a JSON object in UTF-8'],
    ['{}', 'm.json > schema: must be "trabecula/manifest@1"'],
    ['{"schema": "trabecula/manifest@2"}', 'm.json > schema: was made by a newer Trabecula: trabecula/manifest@2'],
    ['{"schema": "trabecula/manifest@1"}', 'm.json > inputs: must be a list of files'],
    [forged({ outputs: [{ file: 'a', bytes: -1, sha256: HASH }] }), 'm.json > outputs > 0: must have file'],
    [forged({ outputs: [{ file: 'a', bytes: 1, sha256: 'x' }] }), 'm.json > outputs > 0: must have file'],
    [forged({ outputs: [{ file: '../a', bytes: 1, sha256: HASH }] }), 'outputs > 0 > file: the name begins with a dot'],
    [forged({ outputs: [{ file: 'x/a', bytes: 1, sha256: HASH }] }), 'the name leads into another folder'],
    [forged({ outputs: [BODY.outputs[0], BODY.outputs[0]] }), 'the name stands twice or ends a build'],
    [forged({ outputs: [{ file: 'manifest.json', bytes: 1, sha256: HASH }] }), 'the name stands twice or ends a build'],
    [
      text().replace('"settings": {', `"deep": ${'['.repeat(5000)}${']'.repeat(5000)}, "settings": {`),
      'bodySha256: does not match',
    ],
  ])('%.40s', (content, message) => {
    expect(() => parse(content)).toThrow(message);
  });
});

test('a manifest is read from its folder', async () => {
  const dir = tempFolder();
  await expect(readManifest(dir)).rejects.toThrow('manifest.json: there is no such file');
  writeFileSync(join(dir, 'manifest.json'), text());
  expect((await readManifest(dir)).tool.version).toBe('1.2.3');
});

test('for tidying up, the outputs of a changed manifest are listed too, but never a name outside the folder', () => {
  const record = (file: string) => ({ file, bytes: 1, sha256: HASH });
  const content = JSON.stringify({ outputs: [record('a.cli'), record('../../etc/passwd'), record('/x'), { file: 1 }] });
  expect(listedOutputs(new TextEncoder().encode(content))).toEqual([record('a.cli')]);
  expect(listedOutputs(new TextEncoder().encode('{"outputs": 3'))).toEqual([]);
});

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sortedKeys(child)]),
  );
}
