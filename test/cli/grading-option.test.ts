import { describe, expect, test } from 'vitest';
import { blendOption, gradingOption } from '../../src/cli/grading-option.ts';

describe('--grade', () => {
  test('reads a quantity, a place and pairs', () => {
    expect(gradingOption('density:x:0=0.2,20=0.4')).toEqual([
      {
        quantity: 'density',
        place: { by: 'x' },
        table: [
          [0, 0.2],
          [20, 0.4],
        ],
      },
    ]);
  });

  test.each(['x', 'y', 'z', 'height', 'radius', 'distance'])('knows the place %s', (by) => {
    expect(gradingOption(`wall:${by}:0=0.2,1=0.3`)[0]!.place).toEqual({ by });
  });

  test('reads signs, exponents and spaces', () => {
    expect(gradingOption(' cell : z : -1.5=2 , +2e1=3.,.5e2=4 ')[0]).toEqual({
      quantity: 'cell',
      place: { by: 'z' },
      table: [
        [-1.5, 2],
        [20, 3],
        [50, 4],
      ],
    });
  });

  test('reads several, parted by semicolons', () => {
    expect(gradingOption('density:z:0=0.2,9=0.4;cell:x:0=2,9=3').map(({ quantity }) => quantity)).toEqual([
      'density',
      'cell',
    ]);
  });

  test('takes a file of samples alone or with a table; its name may hold colons, dots and digits', () => {
    const one = (text: string) => gradingOption(text)[0];
    expect(one('density:samples=bone.csv')).toEqual({
      quantity: 'density',
      place: { by: 'samples', file: 'bone.csv' },
      table: null,
    });
    expect(one('density:samples=C:\\scans\\bone.csv')!.place).toEqual({ by: 'samples', file: 'C:\\scans\\bone.csv' });
    expect(one('density:samples=2024.07')!.place).toEqual({ by: 'samples', file: '2024.07' });
    expect(one('density:samples=a:b/c.csv:100=0.2,900=0.5')).toEqual({
      quantity: 'density',
      place: { by: 'samples', file: 'a:b/c.csv' },
      table: [
        [100, 0.2],
        [900, 0.5],
      ],
    });
  });

  test.each([
    ['density', "--grade has parts joined by colons; got 'density'"],
    ['porosity:x:0=1,1=2', "--grade varies density, wall, cell; got 'porosity'"],
    ['density:w:0=0.1,1=0.2', "--grade places are x, y, z, height, radius, distance, samples=FILE; got 'w'"],
    ['density:x', "--grade needs a table such as 0=0.2,20=0.4 in 'density:x'"],
    ['density:x:', "--grade places are x, y, z, height, radius, distance, samples=FILE; got 'x:'"],
    ['density:x:0=0.2,20', "--grade takes pairs such as 0=0.2; got '20'"],
    ['density:x:0=0.2,,20=0.4', "--grade takes pairs such as 0=0.2; got ''"],
    ['density:x:0=0.2=3', "--grade takes pairs such as 0=0.2; got '0=0.2=3'"],
    ['density:x:0=0.2,20=0.4;', "--grade has parts joined by colons; got ''"],
    ['density:x:0=a', "--grade places are x, y, z, height, radius, distance, samples=FILE; got 'x:0=a'"],
  ])('%s is a usage error that says what it takes', (text, message) => {
    expect(() => gradingOption(text)).toThrow(expect.objectContaining({ code: 'usage', message }));
  });
});

describe('--blend', () => {
  test('reads cell, phase, density, place and span', () => {
    expect(blendOption('diamond/network@0.25:height:-2..1.5e1', 'sheet')).toEqual({
      cellType: 'diamond',
      phase: 'network',
      relativeDensity: 0.25,
      place: { by: 'height' },
      fromMm: -2,
      toMm: 15,
    });
  });

  test('takes the phase and the density of the first cell where none is given', () => {
    expect(blendOption('split-p:x:8..12', 'network')).toEqual({
      cellType: 'split-p',
      phase: 'network',
      relativeDensity: null,
      place: { by: 'x' },
      fromMm: 8,
      toMm: 12,
    });
    expect(blendOption('iwp:samples=a.csv:100..900', 'sheet').place).toEqual({ by: 'samples', file: 'a.csv' });
  });

  test.each([
    ['diamond', "--blend has parts joined by colons; got 'diamond'"],
    ['Diamond:x:8..12', "--blend takes CELL, CELL/sheet or CELL/network, with @DENSITY; got 'Diamond'"],
    ['diamond/wall:x:8..12', "--blend takes CELL, CELL/sheet or CELL/network, with @DENSITY; got 'diamond/wall'"],
    ['diamond:x', "--blend ends in FROM..TO such as 8..12; got ''"],
    ['diamond:x:8-12', "--blend ends in FROM..TO such as 8..12; got '8-12'"],
    ['diamond:x:8', "--blend ends in FROM..TO such as 8..12; got '8'"],
    ['diamond:w:8..12', "--blend places are x, y, z, height, radius, distance, samples=FILE; got 'w'"],
  ])('%s is a usage error that says what it takes', (text, message) => {
    expect(() => blendOption(text, 'sheet')).toThrow(expect.objectContaining({ code: 'usage', message }));
  });
});
