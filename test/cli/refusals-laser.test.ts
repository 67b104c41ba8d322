import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PRINTER_TEXT, PROFILE_TEXT, withValue } from '../config/example-files.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

/** Runs `prepare` on a small block with a profile and a printer of the user, and returns what stands on stderr. */
async function refusal(profile: string, printer: string, code = 3): Promise<string> {
  const dir = tempFolder();
  const mine = (folder: string, text: string) => {
    mkdirSync(join(dir, folder));
    writeFileSync(join(dir, folder, 'mine.json'), text.replace(/"id":\s*"[^"]*"/, '"id": "mine"'));
    return [`--${folder}`, join(dir, folder), `--${folder.slice(0, -1)}`, 'mine'];
  };
  const out = join(dir, 'out');
  const words = [boxFile(dir, 'block', 3, 2, 0.36), ...mine('profiles', profile), ...mine('printers', printer)];
  const run = await runCli('prepare', ...words, '--layer', '0.09', '--out', out);
  expect(run.code).toBe(code);
  expect(run.stderr).toMatch(/^trabecula: [^\n]+\n$/);
  expect(run.stdout).toBe('');
  expect(existsSync(out)).toBe(false);
  return run.stderr;
}

const profileWith = (path: string, value: unknown) => withValue(PROFILE_TEXT, path.split('.'), value);

describe('a value of the profile that cannot be is one line with file and JSON path, exit code 3', () => {
  const q = (value: unknown) => ({ value, source: 's' });
  test.each<[string, unknown, string]>([
    ['contour.beamCompensationMm', q(1.5), "contour > beamCompensationMm: nothing of the part 'block' can be exposed"],
    ['contour.beamCompensationMm', q(-0.05), 'contour > beamCompensationMm: must be at least 0 mm, got -0.05'],
    ['parameters.hatch-core.powerW', q(401), "hatch-core > powerW: must be 0 to 400 W on printer 'mine', got 401"],
    ['parameters.hatch-core.speedMmPerS', q('1200'), 'hatch-core > speedMmPerS: must be a number, got "1200"'],
    [
      'parameters.hatch-core.window',
      { minJPerMm3: q(80), maxJPerMm3: q(50) },
      'must be at most maxJPerMm3 (50), got 80',
    ],
    ['parameters.hatch-corr', {}, "parameters: unknown key 'hatch-corr', did you mean 'hatch-core'?"],
  ])('%s: %j', async (path, value, words) => {
    const said = await refusal(profileWith(path, value), PRINTER_TEXT);
    expect(said).toContain('mine.json > ');
    expect(said).toContain(words);
  });

  test('NaN, which JSON does not know, by line and column', async () => {
    const said = await refusal(PROFILE_TEXT.replace('"value": 1200', '"value": NaN'), PRINTER_TEXT);
    expect(said).toMatch(/mine\.json > line \d+, column \d+: "NaN" is no JSON value/);
  });

  test('a decimal comma, by line and column', async () => {
    const said = await refusal(PROFILE_TEXT.replace('"value": 0.12,', '"value": 0,12,'), PRINTER_TEXT);
    expect(said).toMatch(/mine\.json > line \d+, column \d+: /);
  });
});

describe('a value of the printer that cannot be is one line with file and JSON path, exit code 3', () => {
  test.each<[string, unknown, string]>([
    ['maxPowerW.value', '400 W', 'maxPowerW: must be a number, got "400 W"'],
    ['maxPower', 1, "unknown key 'maxPower', did you mean 'maxPowerW'?"],
  ])('%s: %j', async (path, value, words) => {
    const said = await refusal(PROFILE_TEXT, withValue(PRINTER_TEXT, path.split('.'), value));
    expect(said).toContain('mine.json');
    expect(said).toContain(words);
  });
});

test('a key whose laser does not reach the part is one line with key, laser and place, exit code 3', async () => {
  const field = { shape: 'rectangle', xMinMm: 0, yMinMm: 0, xMaxMm: 100, yMaxMm: 250, source: 's' };
  const maxPowerW = { value: 400, source: 's' };
  const printer = withValue(PRINTER_TEXT, ['lasers'], [{ maxPowerW, field }, { maxPowerW }]);
  const said = await refusal(profileWith('parameters.hatch-core.laser', { value: 0, source: 's' }), printer);
  // The block stands in the middle of the plate, from x = 123.5 to 126.5.
  expect(said).toMatch(
    /> parameters > hatch-core > laser: laser 0 of printer 'mine' does not reach .* layer 0 .* 26\.\d+ mm/,
  );
});

/** A case of two blocks of 3 x 2 mm at positions. */
async function twoBlocks(first: object | null, second: object | null) {
  const dir = tempFolder();
  boxFile(dir, 'block', 3, 2, 0.36);
  const part = (id: string, position: object | null) => ({
    id,
    mesh: 'block.stl',
    regions: [{ id: 'all', kind: 'solid', shape: { by: 'rest' } }],
    ...(position === null ? {} : { positionMm: position }),
  });
  const item = {
    ...{ schema: 'trabecula/case@1', id: 'case-7', side: 'left', level: 'L4', revision: 'A', name: 'Two', units: 'mm' },
    parts: [part('a', first), part('b', second)],
    targets: [{ id: 't', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um', outputs: ['cli'], layerMm: 0.09 }],
  };
  writeFileSync(join(dir, 'case.json'), JSON.stringify(item));
  const out = join(dir, 'out');
  return { out, run: await runCli('prepare', join(dir, 'case.json'), '--quiet', '--out', out) };
}

describe('two parts of a case at positions on the plate', () => {
  test.each([
    [{ x: 100, y: 100 }, { x: 102.9, y: 100 }, "> parts > 1 > positionMm: the part 'b' overlaps the part 'a'"],
    [{ x: '100', y: 100 }, null, 'parts > 0 > positionMm > x: must be a number, got "100"'],
  ])('%j and %j are refused', async (first, second, words) => {
    const { out, run } = await twoBlocks(first, second);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^trabecula: [^\n]+\n$/);
    expect(run.stderr).toContain('case.json > ');
    expect(run.stderr).toContain(words);
    expect(existsSync(out)).toBe(false);
  });

  test('that touch are taken, with the finding that they may become one piece', async () => {
    const { out, run } = await twoBlocks({ x: 100, y: 100 }, { x: 103, y: 100 });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("error: parts-near (a): the parts 'a' and 'b' touch or overlap");
    expect(existsSync(out)).toBe(true);
  });

  test('that stand a millimetre apart are taken', async () => {
    expect((await twoBlocks({ x: 100, y: 100 }, { x: 104, y: 100 })).run.code).toBe(0);
  });
});

test('a part whose bore takes all of it is one line with case, part and mesh, exit code 3', async () => {
  const dir = tempFolder();
  boxFile(dir, 'block', 3, 2, 0.36);
  const all = { by: 'box', centreMm: [0, 0, 0], sizeMm: [50, 50, 50] };
  const regions = [
    { id: 'bore', kind: 'canal', shape: all },
    { id: 'rest', kind: 'solid', shape: { by: 'rest' } },
  ];
  const item = {
    ...{ schema: 'trabecula/case@1', id: 'case-7', side: 'left', level: 'L4', revision: 'A', name: 'Two', units: 'mm' },
    parts: [{ id: 'a', mesh: 'block.stl', regions }],
    targets: [{ id: 't', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um', outputs: ['cli'], layerMm: 0.09 }],
  };
  writeFileSync(join(dir, 'case.json'), JSON.stringify(item));
  const out = join(dir, 'out');
  const run = await runCli('prepare', join(dir, 'case.json'), '--quiet', '--out', out);
  expect(run.code).toBe(3);
  expect(run.stderr).toMatch(/case\.json > parts > 0: .*block\.stl: no layer holds any solid\n$/);
  expect(existsSync(out)).toBe(false);
});
