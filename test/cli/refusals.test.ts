import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PRINTER_TEXT, withValue } from '../config/example-files.ts';
import { boxMesh, insideOut, sphereMesh } from '../geometry/solids.ts';
import { contentOf, tempFolder } from '../store/temp-folder.ts';
import { buildFirst, type CliRun, ROOT, runCli } from '../support/run-cli.ts';
import { boxFile, stlFile, withoutTriangle } from '../support/test-meshes.ts';

buildFirst();

/** One line on stderr, nothing on stdout. */
function expectOneLine(run: CliRun): void {
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(/^trabecula: [^\n]+\n$/);
}

const q = (value: number) => ({ value, source: 's' });

interface Refusal {
  readonly what: string;
  readonly code: number;
  /** Makes what the run needs in a folder and returns its words after `prepare`, --out apart. */
  words(dir: string): readonly string[];
  readonly says: readonly string[];
}

const small = (dir: string) => boxFile(dir, 'small', 4, 4, 0.3);
const withOptions =
  (...options: readonly string[]) =>
  (dir: string) => [small(dir), ...options];
const gyroid = (...options: readonly string[]) => withOptions('--cell-type', 'gyroid', ...options);

const REFUSALS: readonly Refusal[] = [
  {
    what: 'layers thicker than twice the part',
    code: 3,
    words: withOptions('--layer', '0.7'),
    says: ['small.stl: a part of 0.3 mm height has no layer', 'as --layer says'],
  },
  {
    what: 'a part lower than half a layer of the profile',
    code: 3,
    words: (dir) => [boxFile(dir, 'thin', 4, 4, 0.01)],
    says: ['thin.stl: a part of 0.01 mm height has no layer', 'as layerThicknessMm of ', 'ti6al4v-eli-30um.json says'],
  },
  {
    what: 'a plate of 5 m, in whose middle a Common Layer file holds no coordinates',
    code: 3,
    words(dir) {
      const plate = { shape: 'rectangle', xMm: q(5000), yMm: q(5000), zMm: q(300), origin: 'corner' };
      const text = withValue(withValue(PRINTER_TEXT, ['buildVolume'], plate), ['id'], 'wide');
      mkdirSync(join(dir, 'printers'));
      writeFileSync(join(dir, 'printers', 'wide.json'), text);
      return [small(dir), '--printers', join(dir, 'printers'), '--printer', 'wide'];
    },
    says: ['wide.json > buildVolume: ', "the part 'small' stands as far as 2502 mm", 'up to 1677.7216 mm'],
  },
  {
    what: 'a truncated STL',
    code: 3,
    words(dir) {
      const path = small(dir);
      writeFileSync(path, readFileSync(path).subarray(0, 400));
      return [path];
    },
    says: ['small.stl > byte 400', 'truncated', 'header says 12 triangles'],
  },
  {
    what: 'a file that is not there',
    code: 3,
    words: (dir) => [join(dir, 'none.stl')],
    says: ['none.stl', 'no such file'],
  },
  { what: 'a folder in place of a mesh', code: 3, words: (dir) => [dir], says: ['is a folder'] },
  {
    what: 'a file that is no mesh',
    code: 3,
    words(dir) {
      writeFileSync(join(dir, 'part.step'), 'ISO-10303-21;\n');
      return [join(dir, 'part.step')];
    },
    says: ['part.step', ".step'", '.stl, .3mf, .obj, .ply, .off can be read'],
  },
  {
    what: 'a 3MF that is no zip archive',
    code: 3,
    words(dir) {
      writeFileSync(join(dir, 'part.3mf'), 'not a zip');
      return [join(dir, 'part.3mf')];
    },
    says: ['part.3mf'],
  },
  { what: 'a case file, which this version does not read', code: 3, words: () => ['case.json'], says: ['case.json'] },
  {
    what: 'an unknown profile',
    code: 3,
    words: withOptions('--profile', 'ti6al4v-eli-30mm'),
    says: ["'ti6al4v-eli-30mm'", "did you mean 'ti6al4v-eli-30um'?"],
  },
  {
    what: 'an unknown printer',
    code: 3,
    words: withOptions('--printer', 'generic-lbpf-250'),
    says: ["'generic-lbpf-250'", "did you mean 'generic-lpbf-250'?"],
  },
  { what: 'a density of 0.99', code: 3, words: gyroid('--density', '0.99'), says: ['0.99 is out of reach of gyroid'] },
  { what: 'a density of 0', code: 3, words: gyroid('--density', '0'), says: ['relative density 0 is out of reach'] },
  { what: 'a density of 1.5', code: 3, words: gyroid('--density', '1.5'), says: ['1.5 is out of reach'] },
  { what: 'a wall in a network', code: 3, words: gyroid('--wall', '0.3', '--phase', 'network'), says: ['sheet phase'] },
  {
    what: 'a part larger than the build volume',
    code: 3,
    words: (dir) => [boxFile(dir, 'long', 300, 10, 1)],
    says: ['long.stl', '300 x 10 x 1 mm', 'generic-lpbf-250', '250 x 250 x 300 mm'],
  },
  {
    what: 'a mesh in metres',
    code: 3,
    words: (dir) => [boxFile(dir, 'metres', 0.01, 0.008, 0.0003)],
    says: ['metres.stl', '0.01 x 0.008 x 0.0003 mm', 'metres', '--units m'],
  },
  {
    what: 'a mesh in micrometres',
    code: 3,
    words: (dir) => [boxFile(dir, 'microns', 10000, 8000, 300)],
    says: ['microns.stl', 'microns', '--units micron'],
  },
  {
    what: 'a mesh that is inside out',
    code: 3,
    words: (dir) => [stlFile(dir, 'inverted', insideOut(boxMesh(0, 0, 0, 4, 4, 0.3)))],
    says: ['inverted.stl', 'inside out', '--repair'],
  },
  {
    what: 'a part thinner than half a layer',
    code: 3,
    words: (dir) => [boxFile(dir, 'foil', 4, 4, 0.01)],
    says: ['0.03 mm'],
  },
  {
    what: 'layers below a micrometre',
    code: 3,
    words: withOptions('--layer', '0.0005'),
    says: ['--layer: must be at least 0.001 mm, got 0.0005'],
  },
  {
    what: 'an unknown option',
    code: 2,
    words: withOptions('--densty', '0.3'),
    says: ['--densty', 'did you mean --density?'],
  },
  { what: 'an option with one dash', code: 2, words: withOptions('-v'), says: ['-v'] },
  { what: 'an option without its value', code: 2, words: withOptions('--cell'), says: ['--cell needs a value'] },
  { what: 'an option twice', code: 2, words: withOptions('--cell', '2', '--cell=3'), says: ['--cell is given twice'] },
  { what: 'a switch with a value', code: 2, words: withOptions('--force=yes'), says: ['--force takes no value'] },
  { what: 'a word for a number', code: 2, words: gyroid('--density', 'much'), says: ['--density', "'much'"] },
  { what: 'a cell of 0 mm', code: 2, words: gyroid('--cell', '0'), says: ['--cell must be above 0'] },
  { what: 'an infinite cell', code: 2, words: gyroid('--cell', '1e999'), says: ['--cell must be above 0'] },
  { what: 'a skin below 0 mm', code: 2, words: gyroid('--skin', '-1'), says: ['--skin must be 0 or above'] },
  {
    what: 'density and wall',
    code: 2,
    words: gyroid('--density', '0.3', '--wall', '0.2'),
    says: ['exclude each other'],
  },
  {
    what: 'a density without a cell',
    code: 2,
    words: withOptions('--density', '0.3'),
    says: ['--density needs --cell-type'],
  },
  { what: 'an unknown cell', code: 2, words: withOptions('--cell-type', 'giroid'), says: ['giroid', 'gyroid'] },
  { what: '--no-lattice with a cell', code: 2, words: gyroid('--no-lattice'), says: ['exclude each other'] },
  { what: 'an unknown side', code: 2, words: gyroid('--skin', '1', '--open', 'up'), says: ['--open', "'up'"] },
  { what: 'an unknown output', code: 2, words: withOptions('--outputs', 'gcode'), says: ["'gcode'"] },
  { what: 'an unknown unit', code: 2, words: withOptions('--units', 'ell'), says: ['--units', "'ell'"] },
  { what: 'half a worker', code: 2, words: withOptions('--workers', '0.5'), says: ['--workers'] },
  { what: 'two meshes', code: 2, words: (dir) => [small(dir), small(dir)], says: ['takes one file'] },
  { what: 'no mesh', code: 2, words: () => [], says: ['prepare needs a case (.json) or a mesh'] },
  {
    what: 'a corrupt profile of the user',
    code: 3,
    words(dir) {
      const profile = JSON.parse(readFileSync(`${ROOT}profiles/ti6al4v-eli-30um.json`, 'utf8'));
      profile.id = 'mine';
      profile.parameters['hatch-core'].powerW.value = -5;
      mkdirSync(join(dir, 'profiles'));
      writeFileSync(join(dir, 'profiles', 'mine.json'), JSON.stringify(profile));
      return [small(dir), '--profiles', join(dir, 'profiles'), '--profile', 'mine'];
    },
    says: ['mine.json > parameters > hatch-core > powerW', 'got -5'],
  },
  {
    what: 'a corrupt printer of the user',
    code: 3,
    words(dir) {
      mkdirSync(join(dir, 'printers'));
      writeFileSync(join(dir, 'printers', 'mine.json'), '{"schema": "trabecula/printer@1", "id": "mine",,}');
      return [small(dir), '--printers', join(dir, 'printers'), '--printer', 'mine'];
    },
    says: ['mine.json'],
  },
  {
    what: 'a folder of profiles that is not there',
    code: 3,
    words: (dir) => [small(dir), '--profiles', join(dir, 'none')],
    says: ['none', 'cannot be read'],
  },
];

describe('one line on stderr says what and where, and no output is left, for', () => {
  test.each(REFUSALS)('$what: exit code $code', async ({ code, words, says }) => {
    const dir = tempFolder();
    const out = join(dir, 'out');
    const run = await runCli('prepare', ...words(dir), '--out', out);
    expect(run.code).toBe(code);
    expectOneLine(run);
    for (const part of says) expect(run.stderr).toContain(part);
    expect(existsSync(out)).toBe(false);
  });

  test('an output folder below a file: exit code 4', async () => {
    const dir = tempFolder();
    writeFileSync(join(dir, 'file'), 'x');
    const run = await runCli('prepare', small(dir), '--out', join(dir, 'file', 'out'));
    expect(run.code).toBe(4);
    expectOneLine(run);
    expect(run.stderr).toContain(join(dir, 'file', 'out'));
    expect(statSync(join(dir, 'file')).isFile()).toBe(true);
  });

  test('no --out, an unknown command and no known word at all: exit code 2', async () => {
    const dir = tempFolder();
    for (const words of [['prepare', small(dir)], ['perpare'], ['prepare', '--out']]) {
      const run = await runCli(...words);
      expect(run.code).toBe(2);
      expectOneLine(run);
    }
    expect((await runCli('perpare')).stderr).toContain("did you mean 'prepare'?");
  });

  test('a mesh whose layers do not fit the coordinates of the files, in slice: exit code 3, naming the file', async () => {
    const dir = tempFolder();
    const far = stlFile(dir, 'far', boxMesh(5000, 0, 0, 5010, 8, 0.3));
    const run = await runCli('slice', far, '--out', join(dir, 'far.cli'));
    expect(run.code).toBe(3);
    expectOneLine(run);
    expect(run.stderr).toContain('far.stl');
    expect(readdirSync(dir)).toEqual(['far.stl']);
  });

  test('a cell so small that its samples fit no memory: exit code 4', async () => {
    const dir = tempFolder();
    const out = join(dir, 'out');
    const run = await runCli(
      'prepare',
      boxFile(dir, 'block', 10, 8, 4),
      '--out',
      out,
      '--cell-type',
      'gyroid',
      '--cell',
      '0.001',
    );
    expect(run.code).toBe(4);
    expectOneLine(run);
    expect(existsSync(out)).toBe(false);
  });
});

test('an existing build is kept to the byte without --force, and replaced with it', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const mesh = small(dir);
  expect((await runCli('prepare', mesh, '--out', out)).code).toBe(0);
  const before = contentOf(out);
  const run = await runCli('prepare', mesh, '--out', out, '--cli-encoding', 'ascii');
  expect(run.code).toBe(2);
  expectOneLine(run);
  expect(run.stderr).toContain('--force');
  expect(contentOf(out)).toEqual(before);
  expect((await runCli('prepare', mesh, '--out', out, '--cli-encoding', 'ascii', '--force')).code).toBe(0);
  expect(contentOf(out)['small.cli']).toContain('$$ASCII');
});

test('a failed run with --force leaves the earlier build as it was', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  expect((await runCli('prepare', small(dir), '--out', out)).code).toBe(0);
  const before = contentOf(out);
  // No solid in any layer: every side wall is open, so no contour closes.
  const open = stlFile(dir, 'open', withoutTriangle(boxMesh(0, 0, 0, 4, 4, 0.3), 11));
  const run = await runCli('prepare', open, '--out', out, '--force');
  expect(run.code).toBe(3);
  expectOneLine(run);
  expect(run.stderr).toContain('open.stl');
  expect(contentOf(out)).toEqual(before);
});

test('--units m prepares the mesh in metres, and the manifest keeps the decision', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const mesh = boxFile(dir, 'metres', 0.01, 0.008, 0.0003);
  expect((await runCli('prepare', mesh, '--out', out, '--units', 'm')).code).toBe(0);
  const { totals } = JSON.parse(contentOf(out)['inspection.json'] as string);
  expect(totals.volumeMm3).toBeCloseTo(24, 3);
  const { unitDecisions } = JSON.parse(contentOf(out)['manifest.json'] as string);
  expect(unitDecisions).toEqual([{ file: 'metres.stl', name: 'm', decidedBy: 'option' }]);
});

test('--repair turns the mesh that is inside out, with a finding and an entry in the manifest', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const mesh = stlFile(dir, 'inverted', insideOut(boxMesh(0, 0, 0, 4, 4, 0.3)));
  const run = await runCli('prepare', mesh, '--out', out, '--repair');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { findings, totals, verdict } = JSON.parse(contentOf(out)['inspection.json'] as string);
  expect(verdict).toBe('warn');
  expect(totals.volumeMm3).toBeCloseTo(4.8, 4);
  expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(['mesh-repaired']);
  const { repairs } = JSON.parse(contentOf(out)['manifest.json'] as string);
  expect(repairs).toHaveLength(1);
  expect(repairs[0]).toContain('turned');
});

test('an open mesh is done, with exit code 1, an error line for each finding and the verdict fail', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const mesh = stlFile(dir, 'holed', withoutTriangle(sphereMesh(2, 12), 150));
  const run = await runCli('prepare', mesh, '--out', out);
  expect(run.code).toBe(1);
  const lines = run.stderr.trimEnd().split('\n');
  expect(lines.every((line) => line.startsWith('error: '))).toBe(true);
  expect(run.stderr).toContain('mesh-not-watertight');
  expect(run.stderr).toContain('contour-open');
  const { verdict, findings } = JSON.parse(contentOf(out)['inspection.json'] as string);
  expect(verdict).toBe('fail');
  expect(findings.filter(({ severity }: { severity: string }) => severity === 'error')).toHaveLength(lines.length);
  expect(readdirSync(out)).toContain('manifest.json');
});
