import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readGcode } from '../../../src/formats/gcode/read-gcode.ts';
import { createPrintInspector } from '../../../src/inspect/print/print-inspector.ts';
import type { PrintInspectOptions } from '../../../src/inspect/print/settings.ts';
import { toolpathPrint } from '../../support/gcode-toolpath.ts';
import { readPrint } from '../../support/read-print.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';
import { gcodeSource, told } from './gcode-source.ts';

const real = describe.skipIf(!hasSharedData);
const file = (name: string) => readFileSync(sharedData(`gcode/${name}`));
const rows = (): string[][] =>
  readFileSync(sharedData('gcode/index.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'));

const OPTIONS: PrintInspectOptions = {
  partId: 'p',
  bedBoxMm: null,
  filamentMm: 1.75,
  expected: { layerCount: null, thicknessMm: null, firstTopMm: null },
  designVolumeMm3: null,
  temperatures: null,
  maxFlowMm3PerS: null,
  accelerationMmPerS2: 1500,
  junctionDeviationMm: 0.013,
  densityGPerCm3: null,
  partial: false,
  limits: { volumeRelative: 0.02, layerHeightMm: 0.0005 },
};

async function inspected(name: string) {
  const inspector = createPrintInspector(OPTIONS);
  // The reader's events are the inspector's: no adapter stands between them.
  return inspector.finish(await readGcode(gcodeSource(file(name), name), inspector, new AbortController().signal));
}

/** What PrusaSlicer says at the end of its file. */
function said(name: string, what: string): string {
  const line = file(name)
    .toString()
    .split('\n')
    .find((row) => row.startsWith(`; ${what} = `));
  return line?.split(' = ')[1] ?? 'not said';
}

real('the real files', () => {
  test('are read to their last line, with the temperatures that their index has', async () => {
    let compared = 0;
    for (const [name, , lines, , , , hotend, bed] of rows()) {
      if (!name!.endsWith('.gcode') || name === 'gcode-preview__mach3.gcode') continue;
      const { log, summary } = await told(file(name!));
      const text = file(name!).toString('latin1');
      expect(summary.lines).toBe(Number(lines) + (text.endsWith('\n') ? 0 : 1));
      const set = (heater: string) =>
        [
          ...new Set(
            log
              .filter((row) => /^\d+ \w+ \d/.test(row) && row.includes(` ${heater} `))
              .map((row) => Number(row.split(' ')[2])),
          ),
        ].sort((a, b) => a - b);
      const listed = (cell: string | undefined) => [...new Set((cell ?? '').split('/').filter(Boolean).map(Number))];
      // The index lists numbers after S alone, of every tool.
      const extra = name!.startsWith('GPX') || name!.startsWith('libbgcode') || name!.startsWith('OctoPrint');
      if (extra) continue;
      compared++;
      expect([name, set('nozzle'), set('bed')]).toEqual([name, listed(hotend), listed(bed)]);
    }
    expect(compared).toBeGreaterThan(6);
  });

  test('of the binary kind are read with their own count of filament, a circle that does not close is refused by its line', async () => {
    const binary = readdirSync(sharedData('gcode')).filter((entry) => entry.endsWith('.bgcode'));
    expect(binary.length).toBeGreaterThan(0);
    for (const name of binary) {
      const { checksNotRun } = await inspected(name);
      expect(checksNotRun.map(({ rule }) => rule)).not.toContain('filament-claim-off');
    }
    const [text, binaryOfIt] = ['libbgcode__mini_cube_a.gcode', 'libbgcode__mini_cube_b.bgcode'].map(inspected);
    // Nothing that is measured differs between the two, and both push 5 % less than they count: M221 S95.
    const { totals, features, layers, findings } = await binaryOfIt!;
    expect({ totals, features, layers, findings }).toEqual(
      (({ totals, features, layers, findings }) => ({ totals, features, layers, findings }))(await text!),
    );
    // Two quarter circles of R0.255 in this file have chords of 0.36 and 0.72 inches; the second does not exist.
    await expect(told(file('gcode-preview__mach3.gcode'))).rejects.toThrow('line 54: the radius');
  });

  const SLICED = [
    'peek_vertebra_60pct.gcode',
    'peek_vertebra_relE_small.gcode',
    'gcode-preview__plant-sign.gcode',
    'gcode-preview__screw.gcode',
    'gcode-preview__vase.gcode',
    'libbgcode__mini_cube_ps2.8.1.gcode',
  ];

  test.each(SLICED)('%s has the filament that PrusaSlicer counted', async (name) => {
    const { totals } = await inspected(name);
    expect(totals.filamentMm).toBeCloseTo(Number(said(name, 'filament used [mm]')), 1);
  });

  test.each(SLICED)('%s has the volumes and the box of the second reader', async (name) => {
    const { totals, features, extrusionBoxMm } = await inspected(name);
    const plain = readPrint(file(name).toString());
    expect(totals.filamentMm).toBeCloseTo(plain.filamentMm, 6);
    for (const { feature, volumeMm3 } of features) {
      const there = plain.extrudedMm3ByType[feature]! + (feature === 'Custom' ? (plain.extrudedMm3ByType[''] ?? 0) : 0);
      expect([feature, volumeMm3]).toEqual([feature, expect.closeTo(there, 5)]);
    }
    // That reader takes arcs by their ends.
    const digits = /^G[23] /m.test(file(name).toString()) ? 0 : 6;
    for (const [i, value] of extrusionBoxMm!.entries()) expect(value).toBeCloseTo(plain.box![i]!, digits);
  });

  test.each(SLICED.slice(0, 2))(
    '%s has the layers that it names, at the heights of two other readers',
    async (name) => {
      const { layers, extrusionBoxMm } = await inspected(name);
      const text = file(name).toString();
      const named = [...text.matchAll(/^;Z:(.*)$/gm)].map((match) => Number(match[1]));
      expect(layers.map(({ zMm }) => zMm)).toEqual(named);
      expect(readPrint(text).layersZ).toEqual(named);
      const toolpath = toolpathPrint(text);
      expect(toolpath.levelsZ).toEqual(named);
      for (const [i, value] of extrusionBoxMm!.entries()) expect(value).toBeCloseTo(toolpath.box![i]!, 6);
    },
  );

  test('takes the time that PrusaSlicer estimates, to some percent: its machine has other limits', async () => {
    // 1500 mm/s2 is the acceleration of both files' machine_max_acceleration_extruding.
    const seconds = (text: string) => {
      const [minutes, rest] = text.split('m ');
      return 60 * Number(minutes) + Number.parseInt(rest ?? '0', 10);
    };
    for (const name of SLICED.slice(0, 2)) {
      const { totals } = await inspected(name);
      const estimate = seconds(said(name, 'estimated printing time (normal mode)'));
      expect(Math.abs(totals.timeS / estimate - 1)).toBeLessThan(0.03);
    }
  });
});
