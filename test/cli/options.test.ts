import { describe, expect, test } from 'vitest';
import { latticeOptions } from '../../src/cli/lattice-options.ts';
import { layerBand, loadOptions } from '../../src/cli/mesh-options.ts';
import { numberOption, parseLine, wordOption } from '../../src/cli/options.ts';
import { latticeSettings } from '../support/lattice-settings.ts';

const usage = expect.objectContaining({ code: 'usage' });
const prepare = (...words: string[]) => parseLine('prepare', words);

describe('a command line', () => {
  test('takes values apart from the option or behind an equals sign, switches, and words in any place', () => {
    const line = prepare('a.stl', '--cell=2.5', '--density', '0.3', '--force', 'b.stl');
    expect(Object.fromEntries(line.values)).toEqual({ cell: '2.5', density: '0.3' });
    expect([...line.switches]).toEqual(['force']);
    expect(line.words).toEqual(['a.stl', 'b.stl']);
  });

  test('takes everything behind two dashes as words, and a value that begins with one dash', () => {
    expect(prepare('--', '--force').words).toEqual(['--force']);
    expect(numberOption(prepare('--cell', '-1'), 'cell')).toBe(-1);
  });

  test('does not take the next option for a value', () => {
    expect(() => prepare('--cell', '--out', 'dir')).toThrow('--cell needs a value');
    expect(() => prepare('--cell')).toThrow('--cell needs a value');
    expect(() => prepare('--cell=')).toThrow('--cell needs a value');
  });

  test('names the nearest option of the same command', () => {
    expect(() => prepare('--densty', '1')).toThrow('did you mean --density?');
    expect(() => parseLine('verify', ['--density', '1'])).toThrow(usage);
  });

  test('has numbers as plain decimals only', () => {
    for (const [text, value] of [
      ['2', 2],
      ['.5', 0.5],
      ['2.', 2],
      ['1e-2', 0.01],
      ['+3', 3],
    ] as const) {
      expect(numberOption(prepare('--cell', text), 'cell')).toBe(value);
    }
    for (const text of ['2mm', '0x10', '1,5', 'NaN', 'Infinity', ' 2', '1e', '']) {
      expect(() => numberOption(prepare(`--cell=${text}`), 'cell')).toThrow(usage);
    }
    expect(numberOption(prepare(), 'cell')).toBeNull();
  });

  test('has words of a closed list', () => {
    expect(wordOption(prepare('--cut', 'top'), 'cut', ['mid', 'top'], 'mid')).toBe('top');
    expect(wordOption(prepare(), 'cut', ['mid', 'top'], 'mid')).toBe('mid');
    expect(() => wordOption(prepare('--cut', 'low'), 'cut', ['mid', 'top'], 'mid')).toThrow('mid, top');
  });
});

describe('the lattice of a bare mesh', () => {
  test('is none without a cell type, and a gyroid sheet of 2 mm at 0.30 by default', () => {
    expect(latticeOptions(prepare())).toBeNull();
    expect(latticeOptions(prepare('--cell-type', 'gyroid'))).toEqual(latticeSettings());
  });

  test('is sampled as its cell needs, or as --px says', () => {
    const step = (...words: string[]) => latticeOptions(prepare('--cell-type', 'gyroid', ...words))?.stepMm;
    expect(step('--cell', '1')).toBeNull();
    expect(step('--cell', '8', '--px', '0.2')).toBe(0.2);
  });

  test('takes a wall in place of the density, and sides in any order, once each', () => {
    const lattice = latticeOptions(
      prepare('--cell-type', 'diamond', '--wall', '0.2', '--skin', '1', '--open', 'z-, x+,z-'),
    );
    expect(lattice).toMatchObject({ relativeDensity: null, wallMm: 0.2, openSides: ['x+', 'z-'] });
    expect(() => latticeOptions(prepare('--cell-type', 'diamond', '--wall', '0.2', '--density', '0.3'))).toThrow(usage);
  });
});

test('a band of layers is A:B with A below B', () => {
  expect(layerBand(prepare())).toBeNull();
  expect(layerBand(prepare('--layers', '3:9'))).toEqual({ from: 3, to: 9 });
  for (const text of ['9:3', '3:3', '3', '3:', ':3', '3:9:1', '-3:9']) {
    expect(() => layerBand(prepare('--layers', text))).toThrow(usage);
  }
});

test('a unit is only taken when it is given', () => {
  expect(loadOptions(prepare())).toEqual({ units: null, repair: false });
  expect(loadOptions(prepare('--units', 'inch', '--repair'))).toEqual({ units: 'inch', repair: true });
});
