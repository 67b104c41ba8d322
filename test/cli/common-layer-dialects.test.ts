import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { laserFileOf } from '../../src/formats/common-layer/laser-file-of.ts';
import { readMedicalUserData } from '../../src/formats/common-layer/medical-user-data.ts';
import { openCommonLayer } from '../../src/formats/common-layer/read-common-layer.ts';
import { openFileSource } from '../../src/store/file-source.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const COARSE = ['--layer', '0.09', '--outputs', 'cli', '--quiet'];

async function prepared(...options: readonly string[]): Promise<string> {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const run = await runCli('prepare', boxFile(dir, 'block', 3, 2, 0.36), ...COARSE, ...options, '--out', out);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return out;
}

const json = (out: string, name: string) => JSON.parse(readFileSync(join(out, name), 'utf8'));

/** All vectors of a file by layer and id, in whole grid units. */
async function vectorsOf(path: string): Promise<string[]> {
  const source = await openFileSource(path);
  const found: string[] = [];
  for await (const { zMm, polylines, hatches } of (await openCommonLayer(source)).layers()) {
    const of = (kind: string, id: number, mm: Float64Array) =>
      found.push(`${zMm.toFixed(4)} ${kind} ${id}: ${[...mm].map((v) => Math.round(v * 1e4)).join(' ')}`);
    for (const { id, direction, xy } of polylines) of(`line ${direction}`, id, xy);
    for (const { id, xyxy } of hatches) of('hatch', id, xyxy);
  }
  await source.close();
  return found.sort();
}

/** Command indices of a binary file, from the first to the last. */
function commandsOf(path: string, align: boolean): Set<number> {
  const bytes = readFileSync(path);
  const end = bytes.indexOf('$$HEADEREND') + 11;
  const found = new Set<number>();
  const word = align ? 4 : 2;
  for (let at = align ? end + ((4 - (end % 4)) % 4) : end; at < bytes.length; ) {
    const code = bytes.readUInt16LE(at);
    found.add(code);
    at += word;
    if (code === 127) at += 4;
    else if (code === 130) at += 12 + 8 * bytes.readInt32LE(at + 8);
    else if (code === 132) at += 8 + 16 * bytes.readInt32LE(at + 4);
    else if (code === 131) at += 2 * word + 8 * bytes.readUInt16LE(at + word);
    else throw new Error(`command ${code} at byte ${at}`);
  }
  return found;
}

describe('prepare --cli-dialect', () => {
  test('eos has short hatches and long polylines, at most 5 um from the plan on each axis', async () => {
    const [plain, eos] = [await prepared(), await prepared('--printer', 'eos-m290')];
    expect(commandsOf(join(plain, 'block.cli'), false)).toEqual(new Set([127, 130, 132]));
    expect(commandsOf(join(eos, 'block.cli'), false)).toEqual(new Set([127, 130, 131]));
    const [a, b] = [await vectorsOf(join(plain, 'block.cli')), await vectorsOf(join(eos, 'block.cli'))];
    expect(b).toHaveLength(a.length);
    const lines = (all: string[]) => all.filter((text) => text.includes(' line '));
    expect(lines(b)).toEqual(lines(a));
    expect(json(eos, 'manifest.json').settings).toMatchObject({ cliDialect: 'eos', cliDialectBy: 'printer' });
    const rules = json(eos, 'inspection.json').findings.map(({ rule }: { rule: string }) => rule);
    expect(rules).toContain('vectors-rounded');
  });

  test('aligned says the same as plain', async () => {
    const [plain, aligned] = [await prepared(), await prepared('--cli-dialect', 'aligned')];
    expect(readFileSync(join(aligned, 'block.cli'), 'latin1')).toContain('$$ALIGN');
    expect(commandsOf(join(aligned, 'block.cli'), true)).toEqual(new Set([127, 130, 132]));
    expect(await vectorsOf(join(aligned, 'block.cli'))).toEqual(await vectorsOf(join(plain, 'block.cli')));
  });

  test('plus states power, speed and focus of exposure.json', async () => {
    const out = await prepared('--cli-dialect', 'plus');
    const source = await openFileSource(join(out, 'block.cli'));
    const { exposures, layers } = laserFileOf(await openCommonLayer(source));
    for await (const _ of layers());
    await source.close();
    const asked = json(out, 'exposure.json').keys.filter(({ file }: { file: string | null }) => file !== null);
    const run = exposures.filter(({ exposure }) => exposure.powerW !== null);
    expect(run.length).toBeGreaterThan(1);
    for (const { name, exposure } of run) {
      const key = asked.find((one: { key: string }) => name.startsWith(`block_${one.key}`));
      expect([exposure.powerW, exposure.speedMmPerS, exposure.focusMm]).toEqual([
        key.powerW,
        key.speedMmPerS,
        key.focusMm,
      ]);
    }
  });
});

describe('prepare --cli-files by-key', () => {
  test('writes the vectors of the one file, each into the file that exposure.json names', async () => {
    const [one, apart] = [
      await prepared('--cli-content', 'scan'),
      await prepared('--cli-content', 'scan', '--cli-files', 'by-key'),
    ];
    const keys: { id: number; key: string; file: string | null }[] = json(apart, 'exposure.json').keys;
    expect(keys.filter(({ file }) => file !== null).map(({ file }) => file)).toEqual([
      'block.contour-outer.cli',
      'block.contour-inner.cli',
      'block.hatch-core.cli',
    ]);
    // A solid block has no thin walls, no faces that look down onto powder and no lattice: their keys are listed without a file.
    const without = keys.filter(({ key, file }) => key !== 'boundary' && file === null).map(({ key }) => key);
    expect(without).toEqual(['thin-wall', 'hatch-downskin', 'hatch-lattice']);
    expect(readdirSync(apart).filter((name) => name.endsWith('.cli'))).toHaveLength(3);
    const found: string[] = [];
    for (const { id, file } of keys) {
      if (file === null) continue;
      const own = await vectorsOf(join(apart, file));
      expect(own.filter((text) => !text.includes(` ${id}: `))).toEqual([]);
      found.push(...own);
    }
    expect(found.sort()).toEqual(await vectorsOf(join(one, 'block.cli')));
    expect(existsSync(join(apart, 'block.cli'))).toBe(false);
    // Their totals are those of one file: they were judged together.
    expect(json(apart, 'inspection.json').totals).toEqual(json(one, 'inspection.json').totals);
  });

  test('inspect takes the files of such a build together', async () => {
    const out = await prepared('--cli-files', 'by-key');
    const run = await runCli('inspect', out);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('verdict warn');
    expect(run.stdout.match(/: verdict /g)).toHaveLength(1);
    // What the build said of itself is said once, too.
    expect(run.stdout.match(/plan-verdict/g)).toHaveLength(1);
    // Boundary and hatch: both are said to be judged, not the first alone.
    expect(run.stdout).toContain('block.boundary.cli and 1 more, together: verdict warn');
  });
});

test('prepare --cli-medical writes the pseudonym of the case, and no name', async () => {
  const dir = tempFolder();
  boxFile(dir, 'block', 3, 2, 0.36);
  const item = {
    ...{ schema: 'trabecula/case@1', id: 'case-7', side: 'left', level: 'L4/L5', revision: 'A', units: 'mm' },
    name: 'Block of somebody',
    parts: [{ id: 'block', mesh: 'block.stl', regions: [{ id: 'all', kind: 'solid', shape: { by: 'rest' } }] }],
    targets: [{ id: 't', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um', outputs: ['cli'], layerMm: 0.09 }],
  };
  writeFileSync(join(dir, 'case.json'), JSON.stringify(item));
  const out = join(dir, 'out');
  expect((await runCli('prepare', join(dir, 'case.json'), '--cli-medical', '--quiet', '--out', out)).code).toBe(0);
  const source = await openFileSource(join(out, 'block.cli'));
  const { header } = await openCommonLayer(source);
  await source.close();
  const block = readMedicalUserData(header.userData[0]!)!;
  expect([...block.keys()]).toEqual(['source-id', 'patient-id', 'study-id']);
  expect(block.get('patient-id')).toBe('case-7');
  expect(block.get('study-id')).toBe('L4-L5 left revision A');
  expect(readFileSync(join(out, 'block.cli'), 'latin1')).not.toContain('somebody');
});

describe('what makes no sense ends in one line, exit code 2, and leaves nothing', () => {
  test.each([
    ['prepare', ['--cli-dialect', 'eos', '--cli-encoding', 'ascii'], '--cli-dialect eos is a binary form'],
    [
      'prepare',
      ['--cli-dialect', 'plus', '--cli-content', 'boundary'],
      '--cli-dialect plus states what the laser runs',
    ],
    ['prepare', ['--cli-medical'], '--cli-medical needs a case'],
    ['prepare', ['--outputs', '3mf', '--cli-files', 'by-key'], '--cli-files is for Common Layer files'],
    ['prepare', ['--cli-dialect', 'oes'], "--cli-dialect must be one of plain, eos, aligned, plus, got 'oes'"],
    ['slice', ['--cli-dialect', 'plus'], 'slice writes contours alone'],
    ['slice', ['--cli-files', 'by-key'], 'unknown option --cli-files of slice'],
  ])('%s %j', async (command, options, words) => {
    const dir = tempFolder();
    const mesh = boxFile(dir, 'block', 3, 2, 0.36);
    const run = await runCli(command, mesh, ...options, '--out', join(dir, 'out.cli'));
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^trabecula: [^\n]+\n$/);
    expect(run.stderr).toContain(words);
    expect(readdirSync(dir)).toEqual(['block.stl']);
  });
});

test('slice writes the dialects of contours', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 3, 2, 0.36);
  for (const dialect of ['plain', 'eos', 'aligned']) {
    const run = await runCli('slice', mesh, '--cli-dialect', dialect, '--quiet', '--out', join(dir, `${dialect}.cli`));
    expect(run.code).toBe(0);
  }
  const plain = await vectorsOf(join(dir, 'plain.cli'));
  expect(await vectorsOf(join(dir, 'eos.cli'))).toEqual(plain);
  expect(await vectorsOf(join(dir, 'aligned.cli'))).toEqual(plain);
});
