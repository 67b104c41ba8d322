import { describe, expect, test } from 'vitest';
import { CLEAN_PRINT, inspectPrint, planted } from './clean-print.ts';

/** The findings of one rule in the clean print with a line before its first wait for the nozzle, as words. */
async function told(rule: string, line: string, ownLines?: (line: number) => string | null): Promise<string[]> {
  const text = planted('M191 S90\n', `M191 S90\n${line}\n`);
  const { findings } = await inspectPrint(text, ownLines === undefined ? {} : { ownLines });
  return findings.filter((one) => one.rule === rule).map(({ severity, message }) => `${severity}: ${message}`);
}

describe('a heater that a line sets above what the printer takes', () => {
  const takes = (heater: string, celsius: number, most: number, key: string) =>
    `error: line 4 sets the ${heater} to ${celsius} C, printer 'test-printer' takes ${most} C (${key})`;

  test.each([
    ['M109 S520', takes('nozzle', 520, 500, 'maxNozzleC')],
    ['M104 R501', takes('nozzle', 501, 500, 'maxNozzleC')],
    // Another tool is not followed, and as hot.
    ['M104 T1 S520', takes('nozzle', 520, 500, 'maxNozzleC')],
    ['M190 S200', takes('bed', 200, 180, 'maxBedC')],
    ['M141 S180.5', takes('chamber', 180.5, 180, 'chamber.maxC')],
    ['SET_HEATER_TEMPERATURE HEATER=extruder TARGET=520', takes('nozzle', 520, 500, 'maxNozzleC')],
    ['SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=181', takes('bed', 181, 180, 'maxBedC')],
    ['M568 P0 S400 R510', takes('nozzle', 510, 500, 'maxNozzleC')],
    ['M568 P1 S510', takes('nozzle', 510, 500, 'maxNozzleC')],
    ['G10 P0 S505 R100', takes('nozzle', 505, 500, 'maxNozzleC')],
  ])('is an error with line and limit: %s', async (line, words) => {
    expect(await told('heater-beyond-printer', line)).toEqual([words]);
  });

  test('is named by the line of the printer file where it is one, and is found in start lines that the print outlives', async () => {
    const own = (line: number) => (line === 4 ? "m.json > start > 1 ('M109 S520')" : null);
    expect(await told('heater-beyond-printer', 'M109 S520', own)).toEqual([
      "error: m.json > start > 1 ('M109 S520') sets the nozzle to 520 C, printer 'test-printer' takes 500 C (maxNozzleC)",
    ]);
    // The file sets 400 C after it, so that the material has nothing against it.
    expect(await told('temperature-off', 'M109 S520')).toEqual([]);
  });

  test.each(['M109 S500', 'M190 S180', 'M141 S180', 'M106 S255'])('at the limit is none: %s', async (line) => {
    expect(await told('heater-beyond-printer', line)).toEqual([]);
  });

  test('is not looked for without a printer, nor a chamber where the printer controls none', async () => {
    const text = planted('M191 S90', 'M191 S90\nM141 S300\nM141 S90');
    const machine = { printer: 'p', nozzleC: 500, bedC: 180, chamberC: null, maxSpeedMmPerS: 200, zSpeedMmPerS: 10 };
    expect((await inspectPrint(text, { machine })).findings).toEqual([]);
    const { findings, checksNotRun } = await inspectPrint(text, { machine: null });
    expect(findings).toEqual([]);
    const skipped = checksNotRun.map(({ rule }) => rule);
    expect(skipped).toContain('heater-beyond-printer');
    expect(skipped).toContain('speed-beyond-printer');
  });
});

describe('a line that changes the machine', () => {
  test.each([
    ['M92 E800', 'changes the steps per mm (M92)'],
    ['M206 X50', 'changes the offsets of the axes (M206)'],
    ['M851 Z-1.5 ; probe', 'changes the offset of the probe (M851)'],
    ['M428', 'changes the offsets of the axes (M428)'],
  ])('is a warning: %s', async (line, words) => {
    expect(await told('machine-changed', line)).toEqual([
      `warning: line 4 ${words}: places and amounts are judged as if it did not`,
    ]);
  });

  test.each(['M92', 'M851 ; asks', 'M206*20'])('is none where it only asks: %s', async (line) => {
    expect(await told('machine-changed', line)).toEqual([]);
  });
});

describe('a move beyond the speed of the printer', () => {
  test('is a warning, the fastest of all with its line', async () => {
    // 99999 mm/min are 1666.65 mm/s, 12600 are 210.
    const text = planted('G1 X60 E5 F600\n', 'G1 X61 F99999\nG1 X60 F12600\nG1 X60 E5 F600\n');
    const { findings } = await inspectPrint(text);
    const line = CLEAN_PRINT.split('\n').indexOf('G1 X60 E5 F600') + 1;
    expect(findings.map(({ severity, rule, message }) => [severity, rule, message])).toEqual([
      [
        'warning',
        'speed-beyond-printer',
        `line ${line} moves at 1666.65 mm/s, printer 'test-printer' does 200 mm/s (maxSpeedMmPerS) (the worst of 2, in 1 layer)`,
      ],
    ]);
  });

  test('up or down is one in a line of the printer file', async () => {
    const text = planted('G1 X60 E5 F600\n', 'G1 Z5 F12000\nG1 Z0.3 F600\nG1 X60 E5 F600\n');
    const at = CLEAN_PRINT.split('\n').indexOf('G1 X60 E5 F600') + 1;
    const ownLines = (line: number) => (line === at ? "m.json > start > 3 ('G1 Z5 F12000')" : null);
    const { findings } = await inspectPrint(text, { ownLines });
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'speed-beyond-printer',
        "m.json > start > 3 ('G1 Z5 F12000') goes up or down at 200 mm/s, printer 'test-printer' does 10 mm/s (zSpeedMmPerS)",
      ],
    ]);
    expect((await inspectPrint(text)).findings).toEqual([]);
  });
});

test('temperatures of a print without a bead of a part are those while anything was extruded', async () => {
  const text = CLEAN_PRINT.replaceAll(/;TYPE:External perimeter/g, ';TYPE:Skirt/Brim');
  const { temperatures } = await inspectPrint(text, { temperatures: null, designVolumeMm3: null });
  const at = (celsius: number) => ({ min: celsius, max: celsius });
  expect(temperatures).toEqual({ nozzleC: at(400), bedC: at(120), chamberC: at(90) });
});
