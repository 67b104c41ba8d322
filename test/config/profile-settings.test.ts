import { expect, test } from 'vitest';
import {
  laserParametersOf,
  limitsOf,
  parameterKeysOf,
  sliceSettingsOf,
  timeSettingsOf,
} from '../../src/config/profile-settings.ts';
import { scanSettingsOf } from '../../src/config/scan-settings.ts';
import { laserProfile, PROFILE_TEXT, withValue } from './example-files.ts';

/** Values that all differ, so that a mix-up of two shows. */
const VALUES: Readonly<Record<string, number>> = {
  layerThicknessMm: 0.031,
  meltWidthMm: 0.121,
  'contour.beamCompensationMm': 0.062,
  'contour.count': 3,
  'contour.offsetMm': 0.073,
  'hatch.spacingMm': 0.084,
  'hatch.angleDeg': 15,
  'hatch.angleStepDeg': 66,
  'hatch.offsetMm': 0.025,
  'hatch.minLengthMm': 0.056,
  'parameters.hatch-core.powerW': 207,
  'parameters.hatch-core.speedMmPerS': 1108,
  'parameters.hatch-core.focusMm': -0.9,
  'parameters.hatch-core.spotMm': 0.091,
  'parameters.hatch-core.window.minJPerMm3': 51,
  'parameters.hatch-core.window.maxJPerMm3': 82,
  'time.recoatS': 9.3,
  'time.jumpSpeedMmPerS': 7004,
  'time.jumpDelayUs': 105,
  'limits.unexposedFraction': 0.016,
  'limits.densityRelative': 0.017,
  'limits.volumeRelative': 0.018,
  'powder.maxTrappedMm3': 1.9,
};

const text = Object.entries(VALUES).reduce(
  (json, [path, value]) => withValue(json, [...path.split('.'), 'value'], value),
  PROFILE_TEXT,
);
const profile = laserProfile(text, 'x.json');

test('scan settings are the numbers of the profile', () => {
  expect(scanSettingsOf(profile, null)).toEqual({
    meltWidthMm: 0.121,
    contour: { beamCompensationMm: 0.062, count: 3, offsetMm: 0.073 },
    hatchOffsetMm: 0.025,
    hatch: {
      pattern: 'meander',
      spacingMm: 0.084,
      angleDeg: 15,
      angleStepDeg: 66,
      minLengthMm: 0.056,
      order: 'rows',
      gasFlowDeg: null,
      coneDeg: 0,
    },
  });
});

test('layers are cut in their middle unless told otherwise', () => {
  expect(sliceSettingsOf(profile)).toEqual({ thicknessMm: 0.031, cut: 'mid' });
  expect(sliceSettingsOf(profile, 'top', 0.05)).toEqual({ thicknessMm: 0.05, cut: 'top' });
});

test('each key gives its laser parameters, with a window only where one is known', () => {
  const keys = ['contour-outer', 'contour-inner', 'hatch-core', 'hatch-downskin', 'hatch-lattice', 'thin-wall'];
  expect(parameterKeysOf(profile)).toEqual([...keys, 'support']);
  expect(laserParametersOf(profile, 'hatch-core')).toEqual({
    powerW: 207,
    speedMmPerS: 1108,
    focusMm: -0.9,
    spotMm: 0.091,
    windowJPerMm3: { min: 51, max: 82 },
  });
  expect(laserParametersOf(profile, 'support').windowJPerMm3).toBeNull();
});

test('a key without parameters is an error, also when every object has it', () => {
  expect(() => laserParametersOf(profile, 'hatch-cor')).toThrow(
    "ti6al4v-eli-30um > parameters: has no parameters for 'hatch-cor', did you mean 'hatch-core'?",
  );
  expect(() => laserParametersOf(profile, 'toString')).toThrow("has no parameters for 'toString'");
});

test('times and limits come without their sources', () => {
  expect(timeSettingsOf(profile)).toEqual({ recoatS: 9.3, jumpSpeedMmPerS: 7004, jumpDelayUs: 105 });
  expect(limitsOf(profile)).toEqual({
    unexposedFraction: 0.016,
    densityRelative: 0.017,
    volumeRelative: 0.018,
    maxTrappedMm3: 1.9,
  });
});
