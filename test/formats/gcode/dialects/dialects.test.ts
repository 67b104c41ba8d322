import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../../../src/formats/gcode/dialects/dialect-of.ts';
import { heatersOf, offLines, startHeating } from '../../../../src/formats/gcode/dialects/heating.ts';
import { FIRMWARES, type Firmware, HEATERS, USUAL_HEATER_NAMES } from '../../../../src/formats/gcode/settings.ts';
import { told } from '../gcode-source.ts';
import { bead, printText } from '../print-job.ts';

const NONE = { start: ['G28'], end: ['M84'], beforeLayer: [], afterLayer: [] } as const;
const line = [bead([20, 20, 30, 20])];
const startOf = (text: string) => {
  const lines = text.split('\n');
  return lines.slice(lines.indexOf(';TYPE:Custom') + 1, lines.indexOf('G21 ; mm'));
};
/** The lines of a start with what heats. */
function heatedStart(lines: readonly string[], ...more: Tail<Parameters<typeof startHeating>>): string[] {
  const { sets, waits, between } = startHeating(lines, ...more);
  return [...sets, ...lines.slice(0, between), ...waits, ...lines.slice(between)];
}
type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

const heating = {
  celsius: { nozzle: 440, bed: 150, chamber: 160 },
  order: HEATERS,
  nozzleStandbyC: 150,
} as const;

describe('a printer whose lines heat nothing is heated by its dialect', () => {
  test('Marlin: all at once, the nozzle warm, then each waited for in order', async () => {
    const text = await printText([line], { templates: NONE, nozzleStandbyC: 150 });
    expect(startOf(text)).toEqual([
      'M140 S150 ; bed on',
      'M141 S160 ; chamber on',
      'M104 S150 ; nozzle on',
      'G28',
      'M190 S150 ; wait for the bed',
      'M191 S160 ; wait for the chamber',
      'M109 S440 ; wait for the nozzle',
    ]);
    const lines = text.split('\n');
    expect(lines.slice(lines.indexOf('M84'), lines.indexOf('M84') + 5)).toEqual([
      'M84',
      'M104 S0 ; nozzle off',
      'M141 S0 ; chamber off',
      'M140 S0 ; bed off',
      '',
    ]);
  });

  test('Klipper: heaters by their names (klipper3d.org, G-Codes)', async () => {
    const heaterNames = { ...USUAL_HEATER_NAMES, chamber: 'heater_generic hot_room' };
    const text = await printText([line], { templates: NONE, firmware: 'klipper', heaterNames });
    expect(startOf(text)).toEqual([
      'SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=150',
      'SET_HEATER_TEMPERATURE HEATER=hot_room TARGET=160',
      'G28',
      'SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=150',
      'TEMPERATURE_WAIT SENSOR=heater_bed MINIMUM=149',
      'SET_HEATER_TEMPERATURE HEATER=hot_room TARGET=160',
      'TEMPERATURE_WAIT SENSOR="heater_generic hot_room" MINIMUM=159',
      'SET_HEATER_TEMPERATURE HEATER=extruder TARGET=440',
      'TEMPERATURE_WAIT SENSOR=extruder MINIMUM=439',
    ]);
  });

  test('RepRapFirmware: the tool by M568 and M116 (docs.duet3d.com)', async () => {
    const text = await printText([line], { templates: NONE, firmware: 'reprapfirmware' });
    expect(startOf(text)).toEqual([
      'T0 ; the tool',
      'M140 S150 ; bed on',
      'M141 S160 ; chamber on',
      'G28',
      'M190 S150 ; wait for the bed',
      'M191 S160 ; wait for the chamber',
      'M568 P0 S440 A2',
      'M116 P0 ; wait for the nozzle',
    ]);
    expect(text).toContain('\nM568 P0 S0 A0 ; nozzle off\n');
  });

  test('homes with the nozzle at its standby, wherever it stands in the order; a macro that may home finds all hot', () => {
    const first = { ...heating, order: ['nozzle', 'bed', 'chamber'] } as const;
    const marlin = dialectOf('marlin', USUAL_HEATER_NAMES);
    const start = (...lines: string[]) => heatedStart(lines, first, new Set(), marlin);
    const [sets, waits] = [
      ['M104 S150 ; nozzle on', 'M140 S150 ; bed on', 'M141 S160 ; chamber on'],
      ['M109 S440 ; wait for the nozzle', 'M190 S150 ; wait for the bed', 'M191 S160 ; wait for the chamber'],
    ];
    // What extrudes after homing finds the nozzle hot; it is not homed for another time in between.
    const purge = ['G1 Z5', 'G1 X50 E10 F300', 'G28 X'];
    expect(start('G28 X Y', 'g28 Z', ...purge)).toEqual([...sets, 'G28 X Y', 'g28 Z', ...waits, ...purge]);
    expect(start('START_PRINT')).toEqual(['M104 S440 ; nozzle on', ...sets.slice(1), ...waits, 'START_PRINT']);
  });

  test('in the order that the machine wants', async () => {
    const text = await printText([line], { templates: NONE, heatOrder: ['chamber', 'nozzle', 'bed'] });
    expect(startOf(text).slice(0, 6)).toEqual([
      'M141 S160 ; chamber on',
      'M140 S150 ; bed on',
      'G28',
      'M191 S160 ; wait for the chamber',
      'M109 S440 ; wait for the nozzle',
      'M190 S150 ; wait for the bed',
    ]);
  });

  test.each(FIRMWARES)('%s: our reader hears every heater set, waited for, and off again', async (firmware) => {
    const { log } = await told(await printText([line], { templates: NONE, firmware }));
    const events = log.map((event) => event.slice(event.indexOf(' ') + 1));
    const firstMove = events.indexOf('move');
    for (const target of ['bed 150', 'chamber 160', 'nozzle 440']) {
      const at = events.indexOf(`${target} waited for`);
      expect(at, target).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThan(firstMove);
    }
    for (const off of ['bed 0', 'chamber 0', 'nozzle 0']) expect(events).toContain(off);
    expect(events.filter((event) => event.endsWith('?'))).toEqual([]);
  });
});

describe('a heater for which the lines have a command is theirs', () => {
  test.each([
    ['M109 S440', ['nozzle']],
    ['  m104 S1', ['nozzle']],
    ['M568 P0 S440', ['nozzle']],
    ['G10 P0 S440 R200', ['nozzle']],
    ['G10 ; retract', []],
    ['M190 S150', ['bed']],
    ['M141 S160', ['chamber']],
    ['SET_HEATER_TEMPERATURE HEATER=chamber TARGET=160', ['chamber']],
    ['set_heater_temperature HEATER="extruder" TARGET=4', ['nozzle']],
    ['SET_HEATER_TEMPERATURE HEATER=dryer TARGET=60', []],
    ['TURN_OFF_HEATERS', ['bed', 'chamber', 'nozzle']],
    ['START_PRINT BED=150 NOZZLE=440', []],
    ['; M109 S440', []],
    ['M1090', []],
  ])('%s: %j', (text, heaters) => {
    expect([...heatersOf([text], USUAL_HEATER_NAMES)].sort()).toEqual(heaters);
  });

  test('and the dialect heats and switches off the others alone', () => {
    const marlin = dialectOf('marlin', USUAL_HEATER_NAMES);
    expect(heatedStart([], heating, new Set(['nozzle', 'bed']), marlin)).toEqual(['M191 S160 ; wait for the chamber']);
    expect(heatedStart([], heating, new Set(HEATERS), marlin)).toEqual([]);
    expect(offLines(heating, new Set(['chamber']), marlin)).toEqual(['M104 S0 ; nozzle off', 'M140 S0 ; bed off']);
  });

  test('what is not heated is neither set nor switched off', () => {
    const cold = { ...heating, celsius: { nozzle: 440, bed: 0, chamber: null } };
    const marlin = dialectOf('marlin', USUAL_HEATER_NAMES);
    expect(heatedStart([], cold, new Set(), marlin)).toEqual(['M109 S440 ; wait for the nozzle']);
    expect(offLines(cold, new Set(), marlin)).toEqual(['M104 S0 ; nozzle off']);
  });
});

test.each<[Firmware, string | null, string | null, string, string]>([
  ['marlin', 'M900 K0.05 ; linear advance', 'M204 P500', 'M106 S128 ; fan', 'G4 S1.5'],
  ['klipper', 'SET_PRESSURE_ADVANCE ADVANCE=0.05', 'SET_VELOCITY_LIMIT ACCEL=500', 'M106 S128 ; fan', 'G4 P1500'],
  ['reprapfirmware', 'M572 D0 S0.05 ; pressure advance', 'M204 P500', 'M106 S128 ; fan', 'G4 S1.5'],
  ['generic', null, null, 'M106 S128 ; fan', 'G4 P1500'],
])(
  '%s says pressure advance, acceleration, fan and waiting in its words',
  (firmware, advance, acceleration, fan, dwell) => {
    const dialect = dialectOf(firmware, USUAL_HEATER_NAMES);
    expect(dialect.pressureAdvance(0.05)).toBe(advance);
    expect(dialect.acceleration(500)).toBe(acceleration);
    expect(dialect.fan(0.5)).toBe(fan);
    expect(dialect.fan(0)).toBe('M107 ; fan off');
    expect(dialect.dwell(1.5)).toBe(dwell);
  },
);

test('a fan of next to nothing is never full speed where a value of 1 would be', () => {
  expect(dialectOf('reprapfirmware', USUAL_HEATER_NAMES).fan(0.001)).toBe('M106 S2 ; fan');
  expect(dialectOf('marlin', USUAL_HEATER_NAMES).fan(0.001)).toBe('M106 S1 ; fan');
});

describe('lines of the printer', () => {
  test('know the part and the layers', async () => {
    const templates = {
      ...NONE,
      start: ['M117 {part}: {layerCount} layers, {partXMaxMm - partXMinMm} x {partYMaxMm - partYMinMm}'],
      beforeLayer: ['M117 layer {layer + 1} of {layerCount} at {layerZMm}'],
      afterLayer: ['{if layer == 0}', 'M106 S10', '{endif}'],
    };
    const lines = (await printText([line, line], { templates })).split('\n');
    expect(lines.filter((text) => text.startsWith('M117'))).toEqual([
      'M117 part: 2 layers, 1 x 1',
      'M117 layer 1 of 2 at 0.1',
      'M117 layer 2 of 2 at 0.2',
    ]);
    expect(lines.filter((text) => text === 'M106 S10')).toHaveLength(1);
    const at = lines.indexOf('M117 layer 1 of 2 at 0.1');
    expect(lines.slice(at - 3, at)).toEqual([';LAYER_CHANGE', ';Z:0.1', ';HEIGHT:0.1']);
  });

  test('that cannot be filled for this part are refused with file, path, line and column', async () => {
    const templates = { ...NONE, end: ['M84', 'G4 P{1000 / (layerCount - 1)}'] };
    await expect(printText([line], { templates })).rejects.toThrow(
      'test-printer.json > end > 1: line 2, column 11: divides by zero',
    );
  });

  test('between layers may not move the nozzle', async () => {
    for (const moving of ['G1 X5', 'G28', 'G92 E0', 'M82', 'g91']) {
      const templates = { ...NONE, beforeLayer: ['M400', moving] };
      await expect(printText([line], { templates })).rejects.toThrow('test-printer.json > beforeLayer > 1: ');
    }
  });
});
