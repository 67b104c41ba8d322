import { expect, test } from 'vitest';
import { type LaserExposure, type LaserFileLayer, UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import { fileClock } from '../../../src/pipeline/sinks/file-time.ts';

const EXPOSURE: LaserExposure = {
  ...UNKNOWN_EXPOSURE,
  speedMmPerS: 1000,
  jumpSpeedMmPerS: 5000,
  jumpDelayUs: 100,
  markDelayUs: 0,
  polygonDelayUs: 0,
};

const hatch = (exposure: number | null, ...xyxy: number[]): LaserFileLayer => ({
  zMm: 0.03,
  thicknessMm: null,
  paths: [{ part: null, kind: 'hatch', xyxy: Float64Array.from(xyxy), exposure }],
});
const TWO = [0, 0, 10, 0, 10, 0.1, 0, 0.1];
const named = (exposure: LaserExposure) => ({ name: 'x', exposure });

test('two vectors of 10 mm at 1000 mm/s with a jump delay of 100 us take 20.22 ms, and recoating where it is known', () => {
  expect(fileClock([named(EXPOSURE)], null).layerS(hatch(0, ...TWO))).toBeCloseTo(0.020_22, 12);
  expect(fileClock([named(EXPOSURE)], 9).layerS(hatch(0, ...TWO))).toBeCloseTo(9.020_22, 12);
});

test('a path without a speed, without a jump speed or without parameters leaves the time open', () => {
  for (const lack of [{ speedMmPerS: null }, { jumpSpeedMmPerS: null }, { speedMmPerS: 0 }]) {
    expect(fileClock([named({ ...EXPOSURE, ...lack })], 9).layerS(hatch(0, ...TWO))).toBeNull();
  }
  expect(fileClock([named(EXPOSURE)], 9).layerS(hatch(null, ...TWO))).toBeNull();
});

test('what the file does not say is named', () => {
  const known = fileClock([named(EXPOSURE)], 9);
  known.layerS(hatch(0, ...TWO));
  expect(known.missing).toEqual([]);
  const open = fileClock([named({ ...EXPOSURE, markDelayUs: null, polygonDelayUs: null })], null);
  open.layerS(hatch(0, ...TWO));
  expect(open.missing).toEqual(['recoating', 'mark delay', 'polygon delay']);
});

test('two lasers work side by side: the slower one is the time of the layer', () => {
  const [first, second] = [named({ ...EXPOSURE, laser: 0 }), named({ ...EXPOSURE, laser: 1 })];
  const layer: LaserFileLayer = {
    ...hatch(0, 0, 0, 10, 0),
    paths: [...hatch(0, 0, 0, 10, 0).paths, ...hatch(1, 20, 0, 50, 0).paths],
  };
  expect(fileClock([first, second], null).layerS(layer)).toBeCloseTo(0.0301, 12);
  expect(fileClock([first, first], null).layerS(layer)).toBeCloseTo(0.0402 + 10 / 5000, 12);
});

test('an empty layer takes recoating alone', () => {
  expect(fileClock([], 9).layerS({ zMm: 0.03, thicknessMm: null, paths: [] })).toBe(9);
});
