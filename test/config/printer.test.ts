import { describe, expect, test } from 'vitest';
import { assertProfileFits } from '../../src/config/match.ts';
import { buildBoxOf, loadPrinter } from '../../src/config/printer.ts';
import { loadProfile } from '../../src/config/profile.ts';
import { PRINTER_TEXT, PROFILE_TEXT, withValue } from './example-files.ts';

function bent(path: string, value: unknown): string {
  return withValue(PRINTER_TEXT, path.split('.'), value);
}

test('the shipped printer loads and builds from its corner', () => {
  const printer = loadPrinter(PRINTER_TEXT, 'printers/generic-lpbf-250.json');
  expect(printer.id).toBe('generic-lpbf-250');
  expect(buildBoxOf(printer)).toEqual([0, 0, 0, 250, 250, 300]);
});

test('a plate with its origin in the centre reaches half its size to each side', () => {
  const printer = loadPrinter(bent('buildVolume.origin', 'centre'), 'p.json');
  expect(buildBoxOf(printer)).toEqual([-125, -125, 0, 125, 125, 300]);
});

test('a handover that is a plain text is the note of a machine that takes vectors', () => {
  const note = 'Files go to the machine on a stick.';
  expect(loadPrinter(bent('handover', note), 'p.json').handover).toEqual({
    kind: 'vectors',
    formats: [],
    note,
    source: 'not stated',
  });
});

/** The power that the shipped printer states. */
const WATTS = { value: 400, source: 'x' };

describe('a printer that cannot be is refused', () => {
  test.each([
    [
      'buildVolume.shape',
      'hexagon',
      'p.json > buildVolume > shape: must be "rectangle" or "circle" or "polygon", got "hexagon"',
    ],
    [
      'buildVolume.shape',
      'circle',
      'p.json > buildVolume > diameterMm: is missing; and 3 more: buildVolume > origin: must be "centre", got "corner"; ' +
        "buildVolume: unknown key 'xMm', did you mean 'zMm'?; buildVolume: unknown key 'yMm', did you mean 'zMm'?",
    ],
    ['buildVolume.xMm.value', -250, 'p.json > buildVolume > xMm: must be above 0 mm, got -250'],
    [
      'buildVolume.widthMm',
      250,
      "p.json > buildVolume: unknown key 'widthMm', known are shape, xMm, yMm, origin, zMm, plateThicknessMm, zIncludesPlate, exclusions",
    ],
    [
      'buildVolume.exclusions',
      [{ shape: 'circle', xMm: -20, yMm: 10, diameterMm: 8, reason: 'screw', source: 'x' }],
      'p.json > buildVolume > exclusions > 0: lies outside the build volume',
    ],
    ['maxPowerW.value', -1, 'p.json > maxPowerW: must be above 0 W, got -1'],
    [
      'lasers',
      [{ maxPowerW: { value: 200, source: 'x' } }, { maxPowerW: { value: 300, source: 'x' } }],
      'p.json > maxPowerW: must be the highest power of its lasers (300 W), got 400',
    ],
    ['lasers', [], 'p.json > lasers: must hold at least 1, got 0'],
    [
      'lasers',
      [{ maxPowerW: WATTS, spot: { minMm: { value: 0.2, source: 'x' }, maxMm: { value: 0.1, source: 'x' } } }],
      'p.json > lasers > 0 > spot > minMm: must be at most maxMm (0.1), got 0.2',
    ],
    [
      'lasers',
      [{ maxPowerW: WATTS, field: { shape: 'rectangle', xMinMm: 9, yMinMm: 0, xMaxMm: 9, yMaxMm: 5, source: 'x' } }],
      'p.json > lasers > 0 > field: has no area: xMinMm must be below xMaxMm and yMinMm below yMaxMm',
    ],
    ['gasFlow', { directionDeg: 360, source: 'x' }, 'p.json > gasFlow > directionDeg: must be below 360 deg, got 360'],
    ['recoater', { directionDeg: 90 }, 'p.json > recoater > source: is missing'],
    ['handover', 7, 'p.json > handover: must be an object, got 7'],
    ['handover.kind', 'vector', 'p.json > handover > kind: must be "vectors" or "contours" or "mesh", got "vector"'],
    ['handover.formats', ['cli', 'ilt', 'cli'], "p.json > handover > formats > 2: names 'cli' twice"],
    ['handover.formats', ['gcod'], 'p.json > handover > formats > 0: unknown word "gcod", did you mean "gcode"?'],
    ['layerThickness.minMm.value', 0.5, 'p.json > layerThickness > minMm: must be at most maxMm (0.09), got 0.5'],
    ['spotRange.minMm.value', 1, 'p.json > spotRange > minMm: must be at most maxMm (0.115), got 1'],
    [
      'schema',
      'trabecula/printer@99',
      'p.json > schema: was made by a newer Trabecula: trabecula/printer@99, this one reads up to trabecula/printer@1',
    ],
  ])('%s = %j', (path, value, message) => {
    expect(() => loadPrinter(bent(path, value), 'p.json')).toThrow(
      expect.objectContaining({ code: 'printer-invalid', message }),
    );
  });
});

describe('profile on printer', () => {
  const printer = loadPrinter(PRINTER_TEXT, 'p.json');

  test('the two examples fit', () => {
    expect(() => assertProfileFits(loadProfile(PROFILE_TEXT, 'x.json'), printer, 'x.json')).not.toThrow();
  });

  test('too much power and too thick a layer are both named', () => {
    let text = withValue(PROFILE_TEXT, ['layerThicknessMm', 'value'], 0.2);
    text = withValue(text, ['parameters', 'hatch-core', 'powerW', 'value'], 500);
    text = withValue(text, ['parameters', 'support', 'spotMm', 'value'], 0.05);
    expect(() => assertProfileFits(loadProfile(text, 'x.json'), printer, 'x.json')).toThrow(
      expect.objectContaining({
        code: 'profile-invalid',
        message:
          "x.json > layerThicknessMm: must be 0.02 to 0.09 mm on printer 'generic-lpbf-250', got 0.2; and 2 more: " +
          "parameters > hatch-core > powerW: must be 0 to 400 W on printer 'generic-lpbf-250', got 500; " +
          "parameters > support > spotMm: must be 0.08 to 0.115 mm on printer 'generic-lpbf-250', got 0.05",
      }),
    );
  });

  const watts = (value: number) => ({ maxPowerW: { value, source: 'x' } });
  const fitsLasers = (lasers: unknown, key: string, value: number) => {
    const text = withValue(PROFILE_TEXT, ['parameters', 'hatch-core', key], { value, source: 'x' });
    const machine = loadPrinter(bent('lasers', lasers), 'p.json');
    return () => assertProfileFits(loadProfile(text, 'x.json'), machine, 'x.json');
  };

  test('a laser that the printer has not is refused; without a list there is one', () => {
    const two = [watts(400), watts(100)];
    expect(fitsLasers(two, 'laser', 0)).not.toThrow();
    expect(fitsLasers(two, 'laser', 2)).toThrow(
      "x.json > parameters > hatch-core > laser: printer 'generic-lpbf-250' has lasers 0 to 1; got 2",
    );
    expect(fitsLasers(undefined, 'laser', 0)).not.toThrow();
    expect(fitsLasers(undefined, 'laser', 1)).toThrow('has one laser, number 0; got 1');
  });

  test('a key is judged by the laser that it names', () => {
    // The hatch takes 200 W: the second laser has 100 W.
    expect(fitsLasers([watts(400), watts(100)], 'laser', 1)).toThrow(
      "x.json > parameters > hatch-core > powerW: must be 0 to 100 W on printer 'generic-lpbf-250', got 200",
    );
    const fine = { ...watts(400), spot: { minMm: { value: 0.11, source: 'x' } } };
    expect(fitsLasers([fine], 'spotMm', 0.1)).toThrow(
      "must be 0.11 to 0.115 mm on printer 'generic-lpbf-250', got 0.1",
    );
    expect(fitsLasers([watts(400), fine], 'spotMm', 0.1)).not.toThrow();
  });

  test('without a spot range no spot is judged', () => {
    const open = loadPrinter(bent('spotRange', undefined), 'p.json');
    const text = withValue(PROFILE_TEXT, ['parameters', 'support', 'spotMm', 'value'], 0.05);
    expect(() => assertProfileFits(loadProfile(text, 'x.json'), open, 'x.json')).not.toThrow();
  });
});
