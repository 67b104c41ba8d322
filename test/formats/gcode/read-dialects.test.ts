import { expect, test } from 'vitest';
import { readGcode } from '../../../src/formats/gcode/read-gcode.ts';
import { gcodeSource, told } from './gcode-source.ts';

const logOf = async (text: string) => (await told(text)).log;

test("Klipper's heaters are heard by their usual names; waiting is for what was set", async () => {
  const text = [
    'SET_HEATER_TEMPERATURE HEATER=extruder TARGET=440',
    'set_heater_temperature heater=heater_bed target=150.5',
    'SET_HEATER_TEMPERATURE HEATER=my_chamber TARGET=160 ; hot',
    'TEMPERATURE_WAIT SENSOR="heater_generic my_chamber" MINIMUM=158',
    'TEMPERATURE_WAIT SENSOR=extruder MAXIMUM=50',
    'SET_HEATER_TEMPERATURE HEATER=dryer TARGET=60',
    'SET_HEATER_TEMPERATURE HEATER=extruder TARGET={hot}',
    'SET_HEATER_TEMPERATURE HEATER=extruder',
    'SET_PRESSURE_ADVANCE ADVANCE=0.03',
    'START_PRINT',
    'TURN_OFF_HEATERS',
  ].join('\n');
  expect(await logOf(text)).toEqual([
    '1 nozzle 440',
    '2 bed 150.5',
    '3 chamber 160',
    '4 chamber 160 waited for',
    '5 TEMPERATURE_WAIT',
    '6 SET_HEATER_TEMPERATURE?',
    '7 SET_HEATER_TEMPERATURE?',
    '8 nozzle 0',
    '9 SET_PRESSURE_ADVANCE',
    '10 START_PRINT?',
    '11 bed 0',
    '11 chamber 0',
    '11 nozzle 0',
  ]);
});

test('a printer that calls its heaters otherwise is understood when it says so', async () => {
  const sets: string[] = [];
  const ignored = () => {};
  const visitor = { move: ignored, fan: ignored, layer: ignored, command: ignored };
  await readGcode(
    gcodeSource('SET_HEATER_TEMPERATURE HEATER=oven TARGET=90\n'),
    { ...visitor, temperature: ({ heater, celsius }) => sets.push(`${heater} ${celsius}`) },
    new AbortController().signal,
    { heaterNames: { nozzle: 'extruder', bed: 'heater_bed', chamber: 'heater_generic oven' } },
  );
  expect(sets).toEqual(['chamber 90']);
});

test("RepRapFirmware's tools are heard: M568 and G10 set, states switch, M116 waits", async () => {
  const text =
    'T0\nM568 P0 S440 R200 A1\nM568 P0 A2 S440\nM568 P1 S300\nG10 P0 S430 R200\nG10\nM140 S150\nM116\nM116 P0\nM116 P1\nM568 P0 S0 A0\nM572 D0 S0.1\n';
  expect(await logOf(text)).toEqual([
    '1 T0',
    '2 nozzle 200',
    '3 nozzle 440',
    '4 M568',
    '5 nozzle 430',
    '6 G10',
    '7 bed 150',
    '8 bed 150 waited for',
    '8 nozzle 430 waited for',
    '9 nozzle 430 waited for',
    '10 M116',
    '11 nozzle 0',
    '12 M572',
  ]);
});

test('a Klipper file that switches its heaters off has an end', async () => {
  expect((await told('G1 X1 E1 F600\n')).summary.hasEnd).toBe(false);
  expect((await told('G1 X1 E1 F600\nTURN_OFF_HEATERS\n')).summary.hasEnd).toBe(true);
});
