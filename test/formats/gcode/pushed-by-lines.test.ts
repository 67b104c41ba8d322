import { expect, test } from 'vitest';
import { pushedByLines } from '../../../src/formats/gcode/pushed-by-lines.ts';
import { USUAL_HEATER_NAMES } from '../../../src/formats/gcode/settings.ts';
import { inspectPrint } from '../../inspect/print/clean-print.ts';
import { bead, OWN_HEATING, printText } from './print-job.ts';

const pushed = (lines: readonly string[], before = { lines: [] as string[], owedMm: 0 }) =>
  pushedByLines(lines, before, USUAL_HEATER_NAMES);

test('lines push what they say, in absolute and relative lengths, and what is pulled back counts once', async () => {
  // Absolute from the start, as Marlin is: to 12, back to 10, on to 15.
  expect(await pushed(['G28', 'G1 E12 F300', 'G1 E10', 'G1 X50 E15'])).toEqual({ pushedMm: 15, owedMm: 0 });
  expect(await pushed(['M83', 'G1 E12', 'G1 X50 E8', 'G1 E-2 ; back'])).toEqual({ pushedMm: 20, owedMm: 2 });
  expect(await pushed(['START_PRINT'])).toEqual({ pushedMm: 0, owedMm: 0 });
});

test('lines at the end find the filament pulled back', async () => {
  const before = { lines: ['G21', 'G90', 'M83', 'G1 E7'], owedMm: 1 };
  expect(await pushed(['G1 E3'], before)).toEqual({ pushedMm: 2, owedMm: 0 });
  expect(await pushed(['G1 E-5'], before)).toEqual({ pushedMm: 0, owedMm: 6 });
});

/** Millimetres of a trailer. */
const said = (text: string, key: string) => Number(text.match(new RegExp(`^; ${key} = (.*)$`, 'm'))?.[1]);

test('the trailer counts what the lines of the printer push, with an entry of its own', async () => {
  // 350 mm of 0.04 mm2 take 5.8 mm of filament.
  const line = [bead([20, 20, 190, 20, 190, 30, 20, 30])];
  const plain = await printText([line]);
  expect(plain).not.toContain('filament of start and end lines');
  const templates = {
    ...OWN_HEATING,
    start: [...OWN_HEATING.start, 'G1 X100 E20 F300', 'G1 E18'],
    end: ['G1 E2.5', ...OWN_HEATING.end],
  };
  const purged = await printText([line], { templates });
  // 20 mm, of which the first bead lacks the 2 that stay pulled back; 2.5 mm at the end, of which 1 was pulled back.
  expect(said(purged, 'filament of start and end lines \\[mm\\]')).toBe(19.5);
  const used = 'filament used \\[mm\\]';
  expect(said(purged, used) - said(plain, used)).toBeCloseTo(19.5, 9);
  // The inspection counts what the moves push, and what it finds is what the file claims.
  const { totals, findings } = await inspectPrint(purged);
  expect(totals.filamentMm).toBeCloseTo(said(purged, used), 2);
  expect(findings.map(({ rule }) => rule)).not.toContain('filament-claim-off');
});
