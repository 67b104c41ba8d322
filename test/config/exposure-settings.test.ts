import { describe, expect, test } from 'vitest';
import { energyWindowOf, laserExposureOf, pathTimingOf } from '../../src/config/exposure-settings.ts';
import { laserPrinter, laserProfile, PRINTER_TEXT, PROFILE_TEXT, withValue } from './example-files.ts';

const q = (value: number) => ({ value, source: 'test' });
const printer = laserPrinter(PRINTER_TEXT, 'p.json');
const shipped = laserProfile(PROFILE_TEXT, 'x.json');

/** The shipped profile with values at paths. */
function bent(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values).reduce((text, [path, value]) => withValue(text, path.split('.'), value), PROFILE_TEXT);
}

const SKYWRITING = { runInMm: q(0.3), runOutMm: q(0.2), leastAngleDeg: q(50) };
const full = laserProfile(
  bent({
    'time.markDelayUs': q(1),
    'time.polygonDelayUs': q(2),
    'time.laserOnDelayUs': q(-3),
    'time.laserOffDelayUs': q(4),
    'parameters.hatch-core.jumpSpeedMmPerS': q(6500),
    'parameters.hatch-core.jumpDelayUs': q(55),
    'parameters.hatch-core.markDelayUs': q(11),
    'parameters.hatch-core.skywriting': SKYWRITING,
    'parameters.hatch-core.laser': q(0),
  }),
  'x.json',
);

describe('exposure of a key', () => {
  test('what nobody says is null, and one laser is number 0', () => {
    expect(laserExposureOf(shipped, 'hatch-core', printer)).toEqual({
      powerW: 200,
      speedMmPerS: 1200,
      focusMm: 0,
      spotMm: 0.1,
      pointDistanceMm: null,
      pointExposureUs: null,
      jumpSpeedMmPerS: 7000,
      jumpDelayUs: 100,
      markDelayUs: null,
      polygonDelayUs: null,
      laserOnDelayUs: null,
      laserOffDelayUs: null,
      skywriting: null,
      laser: 0,
    });
  });

  test('of several lasers none is guessed', () => {
    const { lasers: _, ...rest } = printer;
    const two = { ...rest, lasers: [{ maxPowerW: q(400) }, { maxPowerW: q(400) }] };
    expect(laserExposureOf(shipped, 'hatch-core', two).laser).toBeNull();
    expect(laserExposureOf(full, 'hatch-core', two).laser).toBe(0);
  });

  test('a key has its own delays, or those of time', () => {
    expect(laserExposureOf(full, 'hatch-core', printer)).toMatchObject({
      jumpSpeedMmPerS: 6500,
      jumpDelayUs: 55,
      markDelayUs: 11,
      polygonDelayUs: 2,
      laserOnDelayUs: -3,
      laserOffDelayUs: 4,
      skywriting: { runInMm: 0.3, runOutMm: 0.2, leastAngleDeg: 50 },
    });
    expect(laserExposureOf(full, 'contour-outer', printer)).toMatchObject({
      jumpSpeedMmPerS: 7000,
      jumpDelayUs: 100,
      markDelayUs: 1,
      skywriting: null,
    });
    expect(pathTimingOf(full, 'hatch-core')).toEqual({
      speedMmPerS: 1200,
      jumpSpeedMmPerS: 6500,
      jumpDelayUs: 55,
      markDelayUs: 11,
      polygonDelayUs: 2,
      laserOnDelayUs: -3,
      skywriting: { runInMm: 0.3, runOutMm: 0.2, leastAngleDeg: 50 },
      laser: 0,
    });
    expect(pathTimingOf(shipped, 'thin-wall')).toMatchObject({ speedMmPerS: 800, markDelayUs: 0, polygonDelayUs: 0 });
  });
});

describe('a pulsed laser', () => {
  const POINTS = {
    'parameters.hatch-core.speedMmPerS': undefined,
    'parameters.hatch-core.pointDistanceMm': q(0.075),
    'parameters.hatch-core.pointExposureUs': q(50),
    'parameters.hatch-core.pointHopUs': q(10),
  };

  test('goes at distance / (exposure + hop): 75 um in 50 + 10 us are 1250 mm/s', () => {
    const pulsed = laserProfile(bent(POINTS), 'x.json');
    expect(laserExposureOf(pulsed, 'hatch-core', printer)).toMatchObject({
      speedMmPerS: 1250,
      pointDistanceMm: 0.075,
      pointExposureUs: 50,
    });
    expect(pathTimingOf(pulsed, 'hatch-core').speedMmPerS).toBe(1250);
  });

  test.each([
    [{ 'parameters.hatch-core.pointHopUs': undefined }, 'x.json > parameters > hatch-core > pointHopUs: is missing'],
    [
      { 'parameters.hatch-core.speedMmPerS': q(1500) },
      'x.json > parameters > hatch-core > speedMmPerS: must be pointDistanceMm / (pointExposureUs + pointHopUs), 1250.00 mm/s, got 1500',
    ],
  ])('is refused where its points leave its speed open: %j', (change, message) => {
    expect(() => laserProfile(bent({ ...POINTS, ...change }), 'x.json')).toThrow(message);
  });

  test('may say its speed too, rounded', () => {
    expect(() =>
      laserProfile(bent({ ...POINTS, 'parameters.hatch-core.speedMmPerS': q(1250) }), 'x.json'),
    ).not.toThrow();
  });

  test('neither a speed nor points is refused', () => {
    expect(() => laserProfile(bent({ 'parameters.hatch-core.speedMmPerS': undefined }), 'x.json')).toThrow(
      'x.json > parameters > hatch-core > speedMmPerS: is missing',
    );
  });
});

describe('energy', () => {
  test('windows tell their measure, ends and source', () => {
    expect(energyWindowOf(shipped, 'hatch-core')).toMatchObject({
      measure: 'volume',
      min: 50,
      max: 80,
      confirmed: true,
    });
    expect(energyWindowOf(shipped, 'thin-wall')).toMatchObject({ measure: 'line', min: 0.075, max: 0.2 });
    expect(energyWindowOf(shipped, 'hatch-downskin')).toMatchObject({ min: 20.8, max: 41.7, confirmed: false });
    expect(energyWindowOf(shipped, 'contour-outer')).toBeNull();
    const { 'thin-wall': _, ...others } = shipped.parameters;
    expect(energyWindowOf({ ...shipped, parameters: others }, 'thin-wall')).toBeNull();
  });

  test.each([
    [{ minJPerMm3: q(50) }, 'window > maxJPerMm3: is missing'],
    [{ maxJPerMm: q(0.2) }, 'window > minJPerMm: is missing'],
    [{ layerThicknessMm: q(0.03) }, 'window: needs minJPerMm3 and maxJPerMm3, or minJPerMm and maxJPerMm'],
    [{ minJPerMm3: q(50), maxJPerMm: q(1) }, 'window: has ends in J/mm3 and in J/mm: it takes one pair'],
    [{ minJPerMm: q(0.3), maxJPerMm: q(0.2) }, 'window > minJPerMm: must be at most maxJPerMm (0.2), got 0.3'],
    [{ minJPerMm3: q(80), maxJPerMm3: q(50) }, 'window > minJPerMm3: must be at most maxJPerMm3 (50), got 80'],
  ])('a window %j is refused', (window, message) => {
    const text = bent({ 'parameters.hatch-core.window': window });
    expect(() => laserProfile(text, 'x.json')).toThrow(
      expect.objectContaining({
        code: 'profile-invalid',
        message: `x.json > parameters > hatch-core > ${message}`,
      }),
    );
  });

  test('a speed below 1 mm/s, said or by points, is refused: energies and times stay finite', () => {
    const least = 'must be at least 1 mm/s, got 1e-310';
    const said = bent({ 'parameters.support.speedMmPerS': q(1e-310) });
    expect(() => laserProfile(said, 'x.json')).toThrow(`x.json > parameters > support > speedMmPerS: ${least}`);
    const jump = bent({ 'time.jumpSpeedMmPerS': q(1e-310) });
    expect(() => laserProfile(jump, 'x.json')).toThrow(`x.json > time > jumpSpeedMmPerS: ${least}`);
    // 1e-9 mm in 1 s: as slow.
    const points = bent({
      'parameters.support.speedMmPerS': undefined,
      'parameters.support.pointDistanceMm': q(1e-9),
      'parameters.support.pointExposureUs': q(1e6),
      'parameters.support.pointHopUs': q(0),
    });
    expect(() => laserProfile(points, 'x.json')).toThrow('pointDistanceMm: makes 1.00000e-9 mm/s');
  });
});
