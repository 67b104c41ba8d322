import { describe, expect, test } from 'vitest';
import { CLEAN_PRINT, type CLEAN_PRINT_OPTIONS, inspectPrint, planted } from './clean-print.ts';

/** The clean print is a square from (10, 10) to (20, 20), 0.6 mm high, with a skirt at y 5. */
async function found(text: string, options: Parameters<typeof inspectPrint>[1] = {}) {
  const { findings } = await inspectPrint(text, options);
  return findings.map(({ rule, severity, measured, message }) => ({ rule, severity, measured, message }));
}

const END = ';TYPE:Custom\nG1 E-1 F2400\nM104 S0';
const ended = (...lines: string[]) => planted(END, [';TYPE:Custom', 'G1 E-1 F2400', ...lines, 'M104 S0'].join('\n'));

describe('the nozzle past what is printed', () => {
  test('end lines that go down beside the part are none of its business, those through it are an error with their line', async () => {
    expect(await found(ended('G1 Z5', 'G1 X50 Y50', 'G1 Z0.2', 'G1 X60'), { head: null })).toEqual([]);
    // The nozzle stands at (10, 10) on top of the part: down to 0.1 mm and across its first side.
    const text = ended('G1 Z0.1', 'G1 X20');
    const [told, ...others] = await found(text, { head: null });
    expect(others).toEqual([]);
    expect(told).toMatchObject({ rule: 'nozzle-through-part', severity: 'error' });
    expect(told?.measured).toBeCloseTo(0.5, 9);
    const line = text.split('\n').indexOf('G1 Z0.1') + 1;
    expect(told?.message).toContain(`line ${line} takes the nozzle 0.5 mm below what is printed at (10, 10)`);
  });

  test('lines of the printer are named by their words', async () => {
    const [told] = await found(ended('G1 Z0.1'), { ownLines: () => "printer.json > end > 0 ('G1 Z0.1')" });
    expect(told?.message.startsWith("printer.json > end > 0 ('G1 Z0.1') takes the nozzle 0.5 mm below")).toBe(true);
  });

  test('above it, around it, and after homing nothing is told', async () => {
    expect(await found(ended('G1 Z10', 'G1 X90 Y90'))).toEqual([]);
    expect(await found(ended('G28', 'G1 Z0.1', 'G1 X15 Y15'))).toEqual([]);
  });

  test('a print that begins anew on the plate beside a finished one is fine where the head has room, and an error where not', async () => {
    const second = (x: number) =>
      CLEAN_PRINT.slice(CLEAN_PRINT.indexOf(';LAYER_CHANGE'), CLEAN_PRINT.indexOf(END))
        .replace(/X(10|20)\b/g, (_, at) => `X${Number(at) + x}`)
        .replace(';TYPE:Skirt/Brim\nG1 X5 Y5 F9000\nG1 X25 E1 F1200\n', '');
    const both = (x: number) => CLEAN_PRINT.replace(END, `G1 Z5.6\nG1 X${10 + x} Y10\n${second(x)}${END}`);
    const free = { expected: { layerCount: null, thicknessMm: null, firstTopMm: null }, designVolumeMm3: null };
    // 30.5 mm from side to side, and 25.5 from the skirt, which is no higher than the nozzle ever is.
    expect(await found(both(40.5), free)).toEqual([]);
    const near = await found(both(25.5), free);
    expect(near.map(({ rule }) => rule)).toEqual(['head-through-part']);
    // The first layer at 0.2 mm beside 0.6 mm.
    expect(near[0]?.measured).toBeCloseTo(0.4, 9);
    expect(near[0]?.message).toContain('what stands 0.4 mm higher is within 20 mm of it');
    expect(await found(both(25.5), { ...free, head: { radiusMm: 20, railMm: 30, freeMm: 0.5 } })).toEqual([]);
    const rail = await found(both(40.5), { ...free, head: { radiusMm: 20, railMm: 0.3, freeMm: 0 } });
    expect(rail.map(({ rule, message }) => [rule, message.includes('meets the rail')])).toEqual([
      ['head-through-part', true],
    ]);
    // One through the other: the nozzle first.
    expect((await found(both(3.5), free)).map(({ rule }) => rule)).toContain('nozzle-through-part');
  });

  test('start lines below the bed are a warning, up from there none', async () => {
    const told = await found(planted('G1 Z0.3\n', 'G1 Z-1.5\nG1 Z0.3\n'));
    expect(told.map(({ rule, severity, measured }) => [rule, severity, measured])).toEqual([
      ['nozzle-below-bed', 'warning', 1.5],
    ]);
    expect(told[0]?.message).toContain('takes the nozzle to 1.5 mm below the bed');
  });
});

describe('a bed that is no rectangle', () => {
  const round = (radiusMm: number, exclusions: readonly unknown[] = []) => ({
    bedArea: {
      outline: { shape: 'circle', xMm: 15, yMm: 15, radiusMm },
      exclusions,
      heightMm: 100,
      plateUncounted: false,
    } as NonNullable<typeof CLEAN_PRINT_OPTIONS.bedArea>,
  });

  test('a print in its box and out of its circle is told by as much as it is out', async () => {
    expect(await found(CLEAN_PRINT, round(20))).toEqual([]);
    // The skirt reaches from (5, 5) to (25, 5): 14.142 mm from the middle; corners of the part are 7.07 mm from it.
    const out = await found(CLEAN_PRINT, round(14));
    expect(out.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['extrusion-outside-bed', 'error'],
      ['travel-outside-bed', 'warning'],
    ]);
    expect(out[0]?.measured).toBeCloseTo(Math.SQRT2 * 10 - 14, 6);
  });

  test('what is excluded on it is told with its reason', async () => {
    const clamp = { figure: { shape: 'circle', xMm: 20, yMm: 15, radiusMm: 1 }, reason: 'clamp' };
    const [told] = await found(CLEAN_PRINT, round(50, [clamp]));
    expect(told).toMatchObject({ rule: 'extrusion-outside-bed', severity: 'error' });
    expect(told?.measured).toBeCloseTo(1, 6);
    expect(told?.message).toContain('into what is excluded on the bed (clamp)');
  });
});

describe('the firmware that a file is for', () => {
  const on = (name: string) => ({ firmware: { printer: 'mine', name } });
  const said = (words: string) => `${CLEAN_PRINT}${words}\n`;

  test.each([
    ['; gcode_flavor = marlin2', 'marlin', true],
    ['; gcode_flavor = klipper', 'klipper', true],
    ['; gcode_flavor = reprap', 'klipper', true],
    [';FLAVOR:Marlin', 'marlin', true],
    ['; gcode_flavor = klipper', 'marlin', false],
    ['; gcode_flavor = marlin', 'reprapfirmware', false],
    [';FLAVOR:Griffin', 'marlin', false],
    ['SET_VELOCITY_LIMIT ACCEL=500', 'marlin', false],
    ['M572 D0 S0.1', 'klipper', false],
    ['M572 D0 S0.1', 'reprapfirmware', true],
  ])('%s on a printer with %s: fits %s', async (words, firmware, fits) => {
    const told = (await found(said(words), on(firmware))).filter(({ rule }) => rule === 'dialect-other');
    expect(told.length).toBe(fits ? 0 : 1);
    if (!fits) expect(told[0]?.message).toContain(`the printer 'mine' has ${firmware}`);
  });
});
