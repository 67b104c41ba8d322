import { expect, test } from 'vitest';
import { loadProfile } from '../../src/config/profile.ts';
import {
  laserParametersOf,
  limitsOf,
  parameterKeysOf,
  scanSettingsOf,
  sliceSettingsOf,
  timeSettingsOf,
} from '../../src/config/profile-settings.ts';
import { PROFILE_TEXT } from './example-files.ts';

const profile = loadProfile(PROFILE_TEXT, 'x.json');

test('scan settings are the numbers of the profile', () => {
  expect(scanSettingsOf(profile)).toEqual({
    meltWidthMm: 0.12,
    beamCompensationMm: 0.06,
    contourCount: 2,
    contourOffsetMm: 0.06,
    hatchOffsetMm: 0.03,
    hatchSpacingMm: 0.1,
    hatchAngleDeg: 0,
    hatchAngleStepDeg: 67,
    minHatchLengthMm: 0.06,
  });
});

test('layers are cut in their middle unless told otherwise', () => {
  expect(sliceSettingsOf(profile)).toEqual({ thicknessMm: 0.03, cut: 'mid' });
  expect(sliceSettingsOf(profile, 'top', 0.05)).toEqual({ thicknessMm: 0.05, cut: 'top' });
});

test('each key gives its laser parameters, with a window only where one is known', () => {
  expect(parameterKeysOf(profile)).toEqual(['contour-outer', 'contour-inner', 'hatch-core', 'support']);
  expect(laserParametersOf(profile, 'hatch-core')).toEqual({
    powerW: 240,
    speedMmPerS: 1200,
    focusMm: 0,
    spotMm: 0.1,
    windowJPerMm3: { min: 50, max: 80 },
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
  expect(timeSettingsOf(profile)).toEqual({ recoatS: 9, jumpSpeedMmPerS: 7000, jumpDelayUs: 100 });
  expect(limitsOf(profile)).toEqual({
    unexposedFraction: 0.02,
    densityRelative: 0.02,
    volumeRelative: 0.005,
    maxTrappedMm3: 1,
  });
});
