import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finding } from '../../../src/core/finding.ts';
import { planVerdict } from '../../../src/pipeline/judge/plan-verdict.ts';
import { tempFolder } from '../../store/temp-folder.ts';

const LISTED = { outputs: [{ file: 'inspection.json', bytes: 0, sha256: '' }] };

function folderOf(item: unknown): string {
  const dir = tempFolder();
  writeFileSync(join(dir, 'inspection.json'), typeof item === 'string' ? item : JSON.stringify(item));
  return dir;
}

test('what a build said is said again, as grave as it was, with the first of its doubts', async () => {
  const findings = [
    finding('vectors-rounded', 'note', 'rounded'),
    finding('units-doubtful', 'warning', 'inches'),
    finding('wall-unexposed', 'error', '2 mm2 bare', { partId: 'cage' }),
    finding('solid-loose', 'error', 'loose'),
  ];
  expect(await planVerdict(folderOf({ verdict: 'fail', findings }), LISTED)).toEqual([
    finding('plan-verdict', 'error', 'inspection.json of this build says fail: wall-unexposed and 1 more: 2 mm2 bare', {
      ...{ partId: 'cage', measured: 2, limit: 0, unit: 'findings' },
    }),
  ]);
  const warned = await planVerdict(folderOf({ verdict: 'warn', findings: findings.slice(0, 2) }), LISTED);
  expect(warned).toMatchObject([{ severity: 'warning', measured: 1 }]);
  expect(warned[0]?.message).toBe('inspection.json of this build says warn: units-doubtful: inches');
  const passed = await planVerdict(folderOf({ verdict: 'pass', findings: [] }), LISTED);
  expect(passed).toMatchObject([{ severity: 'note', message: 'inspection.json of this build says pass' }]);
});

test('a file that says nothing of the kind is no part of a build; where none is listed there is nothing to say', async () => {
  for (const item of ['{', '[]', 'null', '{"verdict":"fine","findings":[]}', '{"verdict":"pass"}'])
    expect(await planVerdict(folderOf(item), LISTED)).toMatchObject([{ rule: 'build-broken', severity: 'error' }]);
  expect(await planVerdict(folderOf('{'), { outputs: [] })).toEqual([]);
});
