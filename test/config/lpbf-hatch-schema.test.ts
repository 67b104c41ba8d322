import { describe, expect, test } from 'vitest';
import { assertProfileFits } from '../../src/config/match.ts';
import { loadPrinter } from '../../src/config/printer.ts';
import { loadProfile } from '../../src/config/profile.ts';
import { scanSettingsOf } from '../../src/config/scan-settings.ts';
import { laserProfile, PRINTER_TEXT, PROFILE_TEXT, withValue } from './example-files.ts';

const source = 'uncalibrated example';
const asQuantity = (value: unknown) => (typeof value === 'number' ? { value, source } : value);

/** The example profile with other keys of the hatch. */
function withHatch(keys: Readonly<Record<string, unknown>>): string {
  const { hatch } = JSON.parse(PROFILE_TEXT);
  const bent = Object.entries(keys).map(([key, value]) => [key, asQuantity(value)]);
  return withValue(PROFILE_TEXT, ['hatch'], { ...hatch, ...Object.fromEntries(bent) });
}

function hatchOf(keys: Readonly<Record<string, unknown>>) {
  return scanSettingsOf(laserProfile(withHatch(keys), 'x.json'), 270).hatch;
}

const LINES = { spacingMm: 0.08, minLengthMm: 0.06, angleDeg: 0, angleStepDeg: 67, gasFlowDeg: 270 };

describe('the hatch of a profile', () => {
  test('without a pattern is a meander, and with the word too', () => {
    const meander = { ...LINES, pattern: 'meander', order: 'rows', coneDeg: 0 };
    expect(hatchOf({})).toEqual(meander);
    expect(hatchOf({ pattern: 'meander' })).toEqual(meander);
    expect(hatchOf({ order: 'distance', gasFlowConeDeg: 40 })).toEqual({ ...meander, order: 'distance', coneDeg: 40 });
  });

  test('every key of stripes, islands and hexagons arrives', () => {
    const cells = { overlapMm: 0.11, shiftMm: 1.7, order: 'scatter' };
    const planned = { ...LINES, ...cells, coneDeg: 12 };
    const stripes = { pattern: 'stripes', widthMm: 5.5 };
    expect(hatchOf({ ...stripes, ...cells, gasFlowConeDeg: 12 })).toEqual({ ...planned, ...stripes });
    for (const pattern of ['islands', 'hexagon']) {
      const own = { pattern, sizeMm: 4.5 };
      expect(hatchOf({ ...own, ...cells, gasFlowConeDeg: 12 })).toEqual({ ...planned, ...own });
    }
  });

  test('silent about the overlap, squares have none and hexagons half a spacing', () => {
    const rest = { ...LINES, shiftMm: 0, order: 'rows', coneDeg: 0 };
    expect(hatchOf({ pattern: 'stripes', widthMm: 5 })).toEqual({
      ...rest,
      pattern: 'stripes',
      widthMm: 5,
      overlapMm: 0,
    });
    expect(hatchOf({ pattern: 'islands', sizeMm: 5 })).toEqual({
      ...rest,
      pattern: 'islands',
      sizeMm: 5,
      overlapMm: 0,
    });
    expect(hatchOf({ pattern: 'hexagon', sizeMm: 5 })).toMatchObject({ overlapMm: 0.04 });
  });

  test('rings have an order and no direction', () => {
    const any = { spacingMm: 0.08, minLengthMm: 0.06, gasFlowDeg: 270 };
    expect(hatchOf({ pattern: 'concentric' })).toEqual({ ...any, pattern: 'concentric', order: 'rows' });
    expect(hatchOf({ pattern: 'contour-parallel', order: 'gas' })).toEqual({
      ...any,
      pattern: 'contour-parallel',
      order: 'gas',
    });
  });
});

describe('a hatch that cannot be is refused with its place', () => {
  const square = { pattern: 'islands', sizeMm: 5 };
  const hexagon = { pattern: 'hexagon', sizeMm: 5 };
  test.each([
    [{ spacingMm: 1e-9 }, 'hatch > spacingMm: must be at least 0.01 mm, got 1e-9'],
    [{ spacingMm: 0 }, 'hatch > spacingMm: must be at least 0.01 mm, got 0'],
    [{ pattern: 'island' }, 'hatch > pattern: unknown word "island", did you mean "islands"?'],
    [{ pattern: 'stripes' }, 'hatch > widthMm: is missing'],
    [
      { widthMm: 5 },
      "hatch: unknown key 'widthMm', known are spacingMm, angleDeg, angleStepDeg, offsetMm, minLengthMm, ",
    ],
    [{ ...square, widthMm: 5 }, "hatch: unknown key 'widthMm', known are "],
    [{ ...square, sizeMm: 0.3 }, 'hatch > sizeMm: must be at least 0.5 mm, got 0.3'],
    [{ ...square, sizeMm: 1, spacingMm: 0.6 }, 'hatch > sizeMm: must hold two lines at least (1.2 mm), got 1'],
    [{ ...square, overlapMm: 5 }, 'hatch > overlapMm: must be below sizeMm (5 mm), got 5'],
    [{ pattern: 'stripes', widthMm: 2, overlapMm: 3 }, 'hatch > overlapMm: must be below widthMm (2 mm), got 3'],
    [
      { ...hexagon, overlapMm: 0.03 },
      'hatch > overlapMm: must be half the spacing at least (0.04 mm), or a spot stays bare where three hexagons meet, got 0.03',
    ],
    [{ gasFlowConeDeg: 181 }, 'hatch > gasFlowConeDeg: must be at most 180 deg, got 181'],
    [{ ...square, gasFlowConeDeg: 91 }, 'hatch > gasFlowConeDeg: must be at most 90 deg, got 91'],
    [{ ...hexagon, gasFlowConeDeg: 61 }, 'hatch > gasFlowConeDeg: must be at most 60 deg, got 61'],
    [{ pattern: 'concentric', gasFlowConeDeg: 5 }, "hatch: unknown key 'gasFlowConeDeg'"],
    [{ order: 'scatter' }, 'hatch > order: must be "rows" or "gas" or "distance", got "scatter"'],
    [{ ...square, order: 'gass' }, 'hatch > order: must be "rows" or "gas" or "distance" or "scatter", got "gass"'],
  ])('%j', (keys, message) => {
    expect(() => loadProfile(withHatch(keys), 'x.json')).toThrow(
      expect.objectContaining({ code: 'profile-invalid', message: expect.stringContaining(`x.json > ${message}`) }),
    );
  });
});

describe('what goes by the gas flow', () => {
  const silent = loadPrinter(PRINTER_TEXT, 'p.json');
  const flow = { directionDeg: 270, source };
  const telling = loadPrinter(withValue(PRINTER_TEXT, ['gasFlow'], flow), 'p.json');
  const why = "goes by the gas flow; p.json of printer 'generic-lpbf-250' does not say where it flows (gasFlow)";

  test('is refused with both files where the printer does not say where it flows', () => {
    const profile = loadProfile(withHatch({ order: 'gas', gasFlowConeDeg: 20 }), 'x.json');
    expect(() => assertProfileFits(profile, silent, 'x.json', 'p.json')).toThrow(
      expect.objectContaining({
        code: 'profile-invalid',
        message: `x.json > hatch > order: ${why}; and 1 more: hatch > gasFlowConeDeg: ${why}`,
      }),
    );
    expect(() => assertProfileFits(profile, telling, 'x.json', 'p.json')).not.toThrow();
  });

  test('a cone of 0 degrees and every other order need none', () => {
    for (const keys of [{ gasFlowConeDeg: 0 }, { order: 'distance' }, { pattern: 'concentric', order: 'rows' }]) {
      const profile = loadProfile(withHatch(keys), 'x.json');
      expect(() => assertProfileFits(profile, silent, 'x.json', 'p.json')).not.toThrow();
    }
  });
});
