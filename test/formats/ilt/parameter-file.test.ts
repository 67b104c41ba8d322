import { describe, expect, test } from 'vitest';
import { UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import { PrepError } from '../../../src/core/prep-error.ts';
import { parameterFileBytes, readParameterFile } from '../../../src/formats/ilt/parameter-file.ts';
import { readingNotes } from '../../../src/formats/reading-notes.ts';
import { latin, utf8 } from './archive.ts';

function read(bytes: Uint8Array) {
  const notes = readingNotes();
  const fault = (reason: string, ...place: readonly (string | number)[]) =>
    new PrepError('laser-file-invalid', reason, ['test.ilt', ...place]);
  return { sections: readParameterFile(bytes, fault, notes), notes: notes.list };
}

const MAGICS =
  '; Build Parameter File\r\n\r\n[modelsection_001_s1_vs.cli]\r\nLaserSpeed = 825 mm/s\r\nLaserPower = 100 watt\r\n' +
  'FocusShift = 0.1 mm\r\nPointDistance = 200 \u00b5m\r\nExposureTime = 400 \u00b5s\r\n\r\n' +
  '[modelsection_001_s1_vk.cli]\r\nLaserPower = 90.5 watt\r\n\r\n';
const FULL = {
  ...UNKNOWN_EXPOSURE,
  speedMmPerS: 825,
  powerW: 100,
  focusMm: 0.1,
  pointDistanceMm: 0.2,
  pointExposureUs: 400,
};

describe('build parameters', () => {
  test.each([
    ['Latin-1', latin(MAGICS)],
    ['UTF-8', utf8(MAGICS)],
    ['UTF-8 with a mark', utf8(`\ufeff${MAGICS}`)],
    ['line feeds alone', latin(MAGICS.replaceAll('\r', ''))],
  ])('are read from %s', (_, bytes) => {
    const { sections, notes } = read(bytes);
    expect(sections).toEqual([
      { line: 3, name: 'modelsection_001_s1_vs.cli', exposure: FULL },
      { line: 10, name: 'modelsection_001_s1_vk.cli', exposure: { ...UNKNOWN_EXPOSURE, powerW: 90.5 } },
    ]);
    expect(notes).toEqual([]);
  });

  test.each(['\u03bc', '\u00c2\u00b5', '\ufffd', 'u'])('the micro sign as %j is read with a word', (sign) => {
    const { sections, notes } = read(utf8(MAGICS.replaceAll('\u00b5', sign)));
    expect(sections[0]!.exposure).toEqual(FULL);
    expect(notes).toEqual([`modelsection_param.txt: line 7: the unit "${sign}m" was read as \u00b5m`]);
  });

  test('what is unknown or too much is named and kept out', () => {
    const { sections, notes } = read(
      latin('Hello\n[a.cli]\nLaserSpeed = 1 mm/s\nJumpSpeed = 9 m/s\nWords\nA=1 x\nB=2\nC=3\nLaserPower = 7 watt\n'),
    );
    expect(sections).toEqual([
      { line: 2, name: 'a.cli', exposure: { ...UNKNOWN_EXPOSURE, speedMmPerS: 1, powerW: 7 } },
    ]);
    expect(notes.map((note) => note.replace('modelsection_param.txt: ', ''))).toEqual([
      'line 1: "Hello" was ignored',
      'line 4: JumpSpeed is unknown and was ignored',
      'line 6: A is unknown and was ignored',
      'line 7: B is unknown and was ignored',
      'line 8: C is unknown and was ignored',
      'line 9: a.cli has more than 5 lines',
    ]);
  });

  test.each([
    ['LaserSpeed = 1', 'LaserSpeed must be in mm/s, got ""'],
    ['LaserSpeed = 1 m/s', 'LaserSpeed must be in mm/s, got "m/s"'],
    ['LaserPower = 1 kW', 'LaserPower must be in watt, got "kW"'],
    ['FocusShift = 1 um', 'FocusShift must be in mm, got "um"'],
    ['PointDistance = 1 mm', 'PointDistance must be in \u00b5m, got "mm"'],
    ['ExposureTime = 1 \u00b5m', 'ExposureTime must be in \u00b5s, got "\u00b5m"'],
    ['LaserPower = 0,1 watt', 'LaserPower has the value "0,1"'],
    ['LaserPower = -1 watt', 'LaserPower has the value "-1"'],
    ['LaserPower = 1e2 watt', 'LaserPower has the value "1e2"'],
    ['LaserPower = 1 watt\nLaserPower = 1 watt', 'gives LaserPower of a.cli twice'],
    ['[a.cli]', 'names the section a.cli twice'],
  ])('%j is refused', (text, reason) => {
    let error: unknown;
    try {
      read(latin(`[a.cli]\n${text}\n`));
    } catch (thrown) {
      error = thrown;
    }
    const line = text.includes('\n') ? 'line 3' : 'line 2';
    expect(error).toMatchObject({
      code: 'laser-file-invalid',
      reason,
      place: ['test.ilt', 'modelsection_param.txt', line],
    });
  });

  test('a focus below the surface is negative', () => {
    expect(read(latin('[a.cli]\nFocusShift = -0.25 mm\n')).sections[0]!.exposure.focusMm).toBe(-0.25);
  });
});

describe('the text that we write', () => {
  const sections = [
    { name: 'modelsection_001_s1_vs.cli', exposure: { ...FULL, pointDistanceMm: 0.07, focusMm: -0.25 } },
    { name: 'modelsection_001_s1_vk.cli', exposure: { ...UNKNOWN_EXPOSURE, powerW: 90.5, spotMm: 0.08 } },
    { name: 'modelsection_002_s1_vk.cli', exposure: UNKNOWN_EXPOSURE },
  ];

  test('is that of Magics, byte by byte', () => {
    expect(Buffer.from(parameterFileBytes(sections)).toString('latin1')).toBe(
      '; Build Parameter File\r\n\r\n[modelsection_001_s1_vs.cli]\r\nLaserSpeed = 825 mm/s\r\nLaserPower = 100 watt\r\n' +
        'FocusShift = -0.25 mm\r\nPointDistance = 70 \u00b5m\r\nExposureTime = 400 \u00b5s\r\n\r\n' +
        '[modelsection_001_s1_vk.cli]\r\nLaserPower = 90.5 watt\r\n\r\n\r\n\r\n\r\n\r\n' +
        '[modelsection_002_s1_vk.cli]\r\n\r\n\r\n\r\n\r\n\r\n\r\n',
    );
  });

  test('is read back, also by a reader that takes five lines for each section whatever stands in them', () => {
    const bytes = parameterFileBytes(sections);
    expect(read(bytes).sections.map(({ name, exposure }) => [name, exposure.powerW, exposure.pointDistanceMm])).toEqual(
      [
        ['modelsection_001_s1_vs.cli', 100, 0.07],
        ['modelsection_001_s1_vk.cli', 90.5, null],
        ['modelsection_002_s1_vk.cli', null, null],
      ],
    );
    const lines = Buffer.from(bytes).toString('latin1').split('\r\n');
    const names: string[] = [];
    for (let at = 0; at < lines.length; at++) {
      const name = /^\[(.*)\]$/.exec(lines[at]!)?.[1];
      if (name === undefined) continue;
      names.push(name);
      const five = lines.slice(at + 1, at + 6);
      expect(five).toHaveLength(5);
      expect(five.every((line) => !line.startsWith('['))).toBe(true);
      at += 5;
    }
    expect(names).toEqual(sections.map(({ name }) => name));
  });
});
