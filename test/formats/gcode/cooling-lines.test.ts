import { expect, test } from 'vitest';
import { coolingLines, coolingSeconds } from '../../../src/formats/gcode/cooling-lines.ts';
import { klipper } from '../../../src/formats/gcode/dialects/klipper.ts';
import { marlin } from '../../../src/formats/gcode/dialects/marlin.ts';
import { USUAL_HEATER_NAMES } from '../../../src/formats/gcode/settings.ts';
import { bead, printText } from './print-job.ts';

const STEPS = [
  { chamberC: 155.5, bedC: 150, minutes: 2.25 },
  { chamberC: 60, bedC: 60, minutes: 30 },
];
const line = [bead([20, 20, 30, 20])];

test('the nozzle goes off, then chamber and bed go down step by step, each for its time', () => {
  expect(coolingLines(STEPS, marlin)).toEqual([
    'M104 S0 ; nozzle off',
    'M141 S155.5 ; chamber on',
    'M140 S150 ; bed on',
    'G4 S135',
    'M141 S60 ; chamber on',
    'M140 S60 ; bed on',
    'G4 S1800',
  ]);
  expect(coolingSeconds(STEPS)).toBe(1935);
});

test('without a heated chamber the bed alone goes down', () => {
  const bedOnly = [{ chamberC: null, bedC: 100, minutes: 1 }];
  expect(coolingLines(bedOnly, marlin)).toEqual(['M104 S0 ; nozzle off', 'M140 S100 ; bed on', 'G4 S60']);
});

test('Klipper sets its heaters by name and takes milliseconds', () => {
  expect(coolingLines(STEPS.slice(1), klipper(USUAL_HEATER_NAMES))).toEqual([
    'SET_HEATER_TEMPERATURE HEATER=extruder TARGET=0',
    'SET_HEATER_TEMPERATURE HEATER=chamber TARGET=60',
    'SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=60',
    'G4 P1800000',
  ]);
});

test('without a ramp nothing is written', async () => {
  expect(coolingLines([], marlin)).toEqual([]);
  expect(await printText([line], { cooling: [] })).toBe(await printText([line]));
});

test('the cooling stands between the part and the end lines, and is in the time', async () => {
  const text = await printText([line], { cooling: STEPS });
  const lines = text.split('\n');
  const last = lines.lastIndexOf(';TYPE:Custom');
  expect(lines.slice(last, last + 11)).toEqual([
    ';TYPE:Custom',
    'G1 Z10.1 F600',
    '; cooling after the print, 32m 15s',
    'M104 S0 ; nozzle off',
    'M141 S155.5 ; chamber on',
    'M140 S150 ; bed on',
    'G4 S135',
    'M141 S60 ; chamber on',
    'M140 S60 ; bed on',
    'G4 S1800',
    'M104 S0',
  ]);
  const time = (of: string) => /printing time \(normal mode\) = (.*)/.exec(of)?.[1];
  expect(time(await printText([line]))).toBe('3s');
  expect(time(text)).toBe('32m 18s');
});
