import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { latticeOptions } from '../../src/cli/lattice-options.ts';
import { parseLine } from '../../src/cli/options.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { latticeSettings } from '../support/lattice-settings.ts';
import { readContours, volumeOf, wrongWindings } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const settingsOf = (...words: string[]) => latticeOptions(parseLine('slice', words));

describe('the fill of a command line', () => {
  test('is none without a cell, with --no-lattice or not', () => {
    expect(settingsOf()).toBeNull();
    expect(settingsOf('--no-lattice')).toBeNull();
  });

  test('is a sheet gyroid of 0.30 where only the cell is named', () => {
    expect(settingsOf('--cell-type', 'gyroid')).toEqual(latticeSettings());
  });

  test('has all that is asked for', () => {
    const asked = settingsOf(
      ...['--cell-type', 'primitive', '--cell', '3', '--wall', '0.4', '--even-walls', '--turn', '0, -30.5,+45'],
      ...['--stretch', '1,1,1.5', '--blend', 'iwp:z:2..4', '--skin', '0.5', '--open', 'z-,z+', '--px', '0.05'],
    );
    expect(asked).toEqual(
      latticeSettings({
        cellType: 'primitive',
        cellMm: 3,
        relativeDensity: null,
        wallMm: 0.4,
        evenWalls: true,
        turnDeg: [0, -30.5, 45],
        stretch: [1, 1, 1.5],
        blend: { cellType: 'iwp', phase: 'sheet', relativeDensity: null, place: { by: 'z' }, fromMm: 2, toMm: 4 },
        skinMm: 0.5,
        openSides: ['z+', 'z-'],
        stepMm: 0.05,
      }),
    );
  });

  test.each<[string, object]>([
    ['straight', { kind: 'straight' }],
    ['cylindrical', { kind: 'cylindrical', cellsAround: null, direction: [0, 0, 1] }],
    ['cylindrical=x', { kind: 'cylindrical', cellsAround: null, direction: [1, 0, 0] }],
    ['surface', { kind: 'surface', side: 'z+' }],
    ['surface=y-', { kind: 'surface', side: 'y-' }],
  ])('--map %s', (text, map) => {
    expect(settingsOf('--cell-type', 'gyroid', '--map', text)!.map).toEqual(map);
  });

  test.each([
    [['--density', '0.3'], '--density needs --cell-type: without it the part stays solid'],
    [['--even-walls'], '--even-walls needs --cell-type: without it the part stays solid'],
    [['--grade', 'density:x:0=0.2,9=0.4'], '--grade needs --cell-type: without it the part stays solid'],
    [['--no-lattice', '--cell-type', 'gyroid'], '--no-lattice and --cell-type exclude each other'],
    [['--cell-type', 'gyroid', '--wall', '0.2', '--modulus', '3'], '--wall and --modulus exclude each other'],
    [
      ['--cell-type', 'gyroid', '--density', '0.2', '--grade', 'wall:x:0=0.2,9=0.4'],
      '--density: excludes a wall that varies (grading)',
    ],
    [
      ['--cell-type', 'gyroid', '--grade', 'density:x:0=0.2,9=0.4;density:y:0=0.2,9=0.4'],
      '--grade: density varies twice',
    ],
    [
      ['--cell-type', 'gyroid', '--grade', 'density:x:0=0.2,9=0.4;wall:y:0=0.2,9=0.4'],
      '--grade: density and wall exclude each other',
    ],
    [['--cell-type', 'gyroid', '--grade', 'density:x:9=0.2,0=0.4'], '--grade: places must rise, got 9 and then 0'],
    [['--cell-type', 'gyroid', '--grade', 'density:x:0=0.2,9=1.4'], '--grade: a density of 1.4 is out of range'],
    [['--cell-type', 'gyroid', '--grade', 'density:x:0=0.2,9=1e999'], '--grade: holds something that is no number'],
    [['--cell-type', 'gyroid', '--grade', 'density:x:0=0.2'], '--grade: needs two pairs of place and value at least'],
    [['--cell-type', 'gyroid', '--stretch', '1,1,6'], '--stretch: factors lie between 0.2 and 5, got 6'],
    [['--cell-type', 'gyroid', '--stretch', '1,0,1'], '--stretch: factors lie between 0.2 and 5, got 0'],
    [['--cell-type', 'gyroid', '--turn', '45'], "--turn takes three numbers such as 0,0,45; got '45'"],
    [['--cell-type', 'gyroid', '--turn', '1,2,3,4'], "--turn takes three numbers such as 0,0,45; got '1,2,3,4'"],
    [['--cell-type', 'gyroid', '--turn', '1,,3'], "--turn takes three numbers such as 0,0,45; got '1,,3'"],
    [['--cell-type', 'gyroid', '--turn', 'a,b,c'], "--turn takes three numbers such as 0,0,45; got 'a,b,c'"],
    [['--cell-type', 'gyroid', '--open', 'top'], "--open takes x+, x-, y+, y-, z+, z-; got 'top'"],
    ...['round', 'straight=x', 'surface=z', 'surface=', 'cylindrical=w', 'cylindrical=toString', 'surface=z+=x'].map(
      (text): [string[], string] => [
        ['--cell-type', 'gyroid', '--map', text],
        `--map is straight, cylindrical, cylindrical=x, surface or surface=z-; got '${text}'`,
      ],
    ),
  ])('%j is a usage error: %s', (words, message) => {
    expect(() => settingsOf(...words)).toThrow(expect.objectContaining({ code: 'usage', message }));
  });
});

/** Twice the usual, to be quick. */
const LAYER_MM = 0.06;

describe('slicing a block of 8 x 6 x 2 mm from the command line', () => {
  const dir = tempFolder();
  const block = boxFile(dir, 'block', 8, 6, 2);
  const table = join(dir, 'bone.csv');
  const rows = ['x,y,z,density'];
  for (let x = 0; x <= 8; x += 2)
    for (let y = 0; y <= 6; y += 2) rows.push(`${x},${y},0,${0.2 + x / 40}`, `${x},${y},2,${0.2 + x / 40}`);
  writeFileSync(table, rows.join('\n'));

  const sliced = async (name: string, ...words: string[]) => {
    const out = join(dir, `${name}.cli`);
    const run = await runCli(
      'slice',
      block,
      '--out',
      out,
      '--layer',
      String(LAYER_MM),
      '--cell-type',
      'gyroid',
      '--px',
      '0.08',
      ...words,
    );
    expect(run).toMatchObject({ code: 0, stderr: '' });
    return out;
  };

  test.each<[string, string[], number, number]>([
    ['density', ['--grade', 'density:x:0=0.2,8=0.4'], 0.3, 0.02],
    ['samples', ['--grade', `density:samples=${table}`], 0.3, 0.03],
    ['turned', ['--turn', '0,0,45'], 0.3, 0.03],
    ['even', ['--even-walls'], 0.3, 0.02],
    ['modulus', ['--modulus', '13.0'], 0.3, 0.03],
  ])('%s: the contours hold the mean density that is asked for', async (name, words, asked, within) => {
    const layers = readContours(await sliced(name, ...words));
    // 33 layers of 0.06 mm stand for 2 mm to 1 %.
    const mean =
      volumeOf(layers, LAYER_MM) / (8 * 6 * LAYER_MM * layers.filter(({ contours }) => contours.length > 0).length);
    expect(Math.abs(mean / asked - 1)).toBeLessThan(within);
    expect(wrongWindings(layers)).toBe(0);
    expect(layers.reduce((sum, { open }) => sum + open, 0)).toBe(0);
  });

  test('a graded, turned blend of even walls has the same bytes with 0, 1 and 2 workers', async () => {
    const words = [
      '--turn',
      '10,20,30',
      '--even-walls',
      '--blend',
      'primitive:x:3..5',
      '--grade',
      `density:samples=${table}`,
    ];
    const bytes = async (workers: string) =>
      readFileSync(await sliced(`w${workers}`, ...words, '--workers', workers), 'latin1');
    const first = await bytes('0');
    expect(first.length).toBeGreaterThan(1000);
    for (const workers of ['1', '2']) expect((await bytes(workers)) === first).toBe(true);
  });

  test('a table that is faulty ends in exit code 3 on one line that names it, one that is not there too', async () => {
    const faulty = join(dir, 'faulty.csv');
    writeFileSync(faulty, '0,0,0,0.2\n1,2,3\n');
    const run = (file: string) =>
      runCli(
        'slice',
        block,
        '--out',
        join(dir, 'no.cli'),
        '--cell-type',
        'gyroid',
        '--grade',
        `density:samples=${file}`,
      );
    expect(await run(faulty)).toMatchObject({
      code: 3,
      stdout: '',
      stderr: `trabecula: ${faulty}: line 2: needs four columns x, y, z, value, got 3\n`,
    });
    const absent = await run(join(dir, 'absent.csv'));
    expect(absent.code).toBe(3);
    expect(absent.stderr).toMatch(/^trabecula: [^\n]*absent\.csv[^\n]*\n$/);
  });

  test('the table of samples is never overwritten by the result', async () => {
    const own = join(dir, 'own.cli');
    writeFileSync(own, '0 0 0 0.3\n');
    const run = await runCli(
      'slice',
      block,
      '--out',
      own,
      '--force',
      '--cell-type',
      'gyroid',
      '--grade',
      `density:samples=${own}`,
    );
    expect(run.code).toBe(2);
    expect(readFileSync(own, 'utf8')).toBe('0 0 0 0.3\n');
  });
});
