import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentOf, tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

function caseOf(dir: string, build: object): string {
  boxFile(dir, 'block', 4, 4, 0.3);
  const path = join(dir, 'case.json');
  const item = {
    ...{
      schema: 'trabecula/case@1',
      id: 'case-7',
      side: 'left',
      level: 'L4',
      revision: 'A',
      name: 'Block',
      units: 'mm',
    },
    parts: [{ id: 'block', mesh: 'block.stl', regions: [{ id: 'all', kind: 'solid', shape: { by: 'rest' } }] }],
    targets: [{ id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um', outputs: ['cli'], build }],
  };
  writeFileSync(path, JSON.stringify(item));
  return path;
}

const recordIn = (out: string) =>
  (JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { settings: { buildRecord: unknown } }).settings
    .buildRecord;

test('what case and command line give stands in the manifest and on the page of the record', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const path = caseOf(dir, { powderLot: 'P-17', gas: 'argon' });
  const run = await runCli('prepare', path, '--out', out, '--record', 'reuseCount=3,oxygenPpm=450', '--quiet');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(recordIn(out)).toEqual({ powderLot: 'P-17', gas: 'argon', reuseCount: 3, oxygenPpm: 450 });
  const page = readFileSync(join(out, 'report.html'), 'utf8');
  for (const words of ['Build record', '<strong>P-17</strong>', '<strong>450 ppm</strong>', 'stress relief']) {
    expect(page).toContain(words);
  }
});

test('without a word of it the record is null and the page all blanks', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const run = await runCli('prepare', boxFile(dir, 'block', 4, 4, 0.3), '--out', out, '--outputs', 'cli', '--quiet');
  expect(run.code).toBe(0);
  expect(recordIn(out)).toBeNull();
  const table = /<table class="record">[\s\S]*?<\/table>/.exec(readFileSync(join(out, 'report.html'), 'utf8'))?.[0];
  expect(table).toContain('Powder lot');
  expect(table).not.toContain('<strong>');
});

test.each([
  [{ powderLot: 'P-17' }, 'powderLot=P-18', 2, "trabecula: --record > powderLot: says 'P-18', the case 'P-17'\n"],
  [{ patient: 'N. N.' }, 'reuseCount=1', 3, "> targets > 0 > build: unknown key 'patient', known are specification, "],
  [{ oxygenPpm: -1 }, 'reuseCount=1', 3, '> targets > 0 > build > oxygenPpm: must be at least 0 ppm, got -1\n'],
  [{}, 'powderLot=N. N.', 2, 'trabecula: --record > powderLot: must be letters and digits, '],
])('%j with --record %s ends in one line and leaves nothing', async (build, record, code, words) => {
  const dir = tempFolder();
  const path = caseOf(dir, build);
  const before = contentOf(dir);
  const run = await runCli('prepare', path, '--out', join(dir, 'out'), '--record', record);
  expect(run.code).toBe(code);
  expect(run.stderr).toContain(words);
  expect(run.stderr.trim().split('\n')).toHaveLength(1);
  expect(contentOf(dir)).toEqual(before);
});
