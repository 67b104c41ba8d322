import { describe, expect, test } from 'vitest';
import { readGcode } from '../../../src/formats/gcode/read-gcode.ts';
import type { Firmware, GcodeAccelerations } from '../../../src/formats/gcode/settings.ts';
import { createPrintInspector } from '../../../src/inspect/print/print-inspector.ts';
import { CLEAN_PRINT_OPTIONS } from '../../inspect/print/clean-print.ts';
import { gcodeSource } from './gcode-source.ts';
import { bead, linesOfLayers, printText, SETTINGS } from './print-job.ts';

const accelerations: GcodeAccelerations = {
  mmPerS2: { perimeter: 400, 'solid-infill': 1500 },
  firstLayerMmPerS2: 300,
  travelMmPerS2: 2000,
};
const line = (y: number, params: string) => bead([20, y, 60, y], { params });
const layers = [
  [line(20, 'perimeter'), line(30, 'solid-infill')],
  [line(20, 'perimeter'), line(21, 'perimeter'), line(30, 'solid-infill'), line(40, 'slow')],
];
const said = async (firmware: Firmware) =>
  linesOfLayers(await printText(layers, { firmware, accelerations })).filter((one) => /^(M204|SET_VEL)/.test(one));

describe('accelerations of features', () => {
  test('are said where they change, travels once, in the words of Marlin and RepRapFirmware', async () => {
    const lines = ['M204 T2000', 'M204 P300', 'M204 P400', 'M204 P1500', 'M204 P1000'];
    expect(await said('marlin')).toEqual(lines);
    expect(await said('reprapfirmware')).toEqual(lines);
  });

  test('are set anew for each travel in Klipper, where one holds for all', async () => {
    const of = (mmPerS2: number) => `SET_VELOCITY_LIMIT ACCEL=${mmPerS2}`;
    expect(await said('klipper')).toEqual([2000, 300, 2000, 300, 2000, 400, 2000, 400, 2000, 1500, 2000, 1000].map(of));
  });

  test('absent leave the file as it is', async () => {
    expect((await printText(layers)).match(/M204|SET_VEL/)).toBeNull();
  });

  test.each(['marlin', 'klipper'] as const)(
    'count in the time, which the reader of a %s file finds too',
    async (firmware) => {
      const timed = async (given: GcodeAccelerations | undefined) => {
        const text = await printText(layers, { firmware, ...(given === undefined ? {} : { accelerations: given }) });
        const inspector = createPrintInspector({
          ...CLEAN_PRINT_OPTIONS,
          bedBoxMm: null,
          accelerationMmPerS2: SETTINGS.accelerationMmPerS2,
          junctionDeviationMm: SETTINGS.junctionDeviationMm,
        });
        const { totals } = inspector.finish(
          await readGcode(gcodeSource(text), inspector, new AbortController().signal),
        );
        const [, s] = /normal mode\) = (\d+)s/.exec(text) ?? [];
        expect(Math.abs(Number(s) - totals.timeS)).toBeLessThan(0.51);
        return totals.timeS;
      };
      const slow = { ...accelerations, mmPerS2: { perimeter: 20 }, firstLayerMmPerS2: null };
      const same = { mmPerS2: {}, firstLayerMmPerS2: null, travelMmPerS2: null };
      expect(await timed(same)).toBeCloseTo(await timed(undefined), 9);
      // Three lines of 40 mm with ramps at 20 instead of 1000 mm/s2, from rest to rest at most; corners are taken a little faster than that.
      const more = (v: number) => v / 20 - v / 1000;
      const longer = (await timed(slow)) - (await timed({ ...slow, mmPerS2: {} }));
      expect(longer).toBeLessThan(more(15) + 2 * more(25));
      expect(longer).toBeGreaterThan(0.7 * (more(15) + 2 * more(25)));
    },
  );
});
