/** A print without a fault, for planting one: three layers of 0.2 mm, in each a square of 10 mm in 4 moves of 0.5 mm filament. */
import { readGcode } from '../../../src/formats/gcode/read-gcode.ts';
import type { PrintInspection } from '../../../src/inspect/print/print-inspection.ts';
import { createPrintInspector } from '../../../src/inspect/print/print-inspector.ts';
import type { PrintInspectOptions } from '../../../src/inspect/print/settings.ts';
import { gcodeSource } from '../../formats/gcode/gcode-source.ts';

/** Cross-section of the filament of 1.75 mm. */
export const AREA_MM2 = Math.PI * 0.875 ** 2;

/** 3 x 4 moves of 0.5 mm filament. */
export const PART_MM3 = 6 * AREA_MM2;

const START = `M140 S120
M104 S400
M191 S90
M190 S120
M109 S400
G28
G21
G90
M83
;TYPE:Prime
G1 X5 Y-3 Z0.3 F6000
G1 X60 E5 F600
;TYPE:Custom
G1 Z0.3
`;

const SKIRT = `;TYPE:Skirt/Brim
G1 X5 Y5 F9000
G1 X25 E1 F1200
`;

const END = `;TYPE:Custom
G1 E-1 F2400
M104 S0
M140 S0
M141 S0
G28 X
M84
`;

/** One layer of the square at a height, from its mark on. */
export function layerText(zMm: number, first = false): string {
  return `;LAYER_CHANGE
;Z:${zMm}
;HEIGHT:0.2
G1 Z${zMm} F600
${first ? SKIRT : ''}G1 E-1 F2400
G1 X10 Y10 F9000
G1 E1 F2400
;TYPE:External perimeter
;WIDTH:0.45
G1 X20 E0.5 F1200
G1 Y20 E0.5
G1 X10 E0.5
G1 Y10 E0.5
`;
}

/** The whole file. */
export const CLEAN_PRINT = `${START}${layerText(0.2, true)}${layerText(0.4)}${layerText(0.6)}${END}`;

/** Options that know everything about the clean print. */
export const CLEAN_PRINT_OPTIONS: PrintInspectOptions = {
  partId: 'square',
  bedBoxMm: [0, 0, 0, 100, 100, 100],
  head: { radiusMm: 20, railMm: 30, freeMm: 0 },
  firmware: { printer: 'test-printer', name: 'marlin' },
  machine: {
    printer: 'test-printer',
    nozzleC: 500,
    bedC: 180,
    chamberC: 180,
    maxSpeedMmPerS: 200,
    zSpeedMmPerS: 10,
  },
  filamentMm: 1.75,
  expected: { layerCount: 3, thicknessMm: 0.2, firstTopMm: 0.2 },
  designVolumeMm3: PART_MM3,
  temperatures: { nozzleC: { min: 390, max: 420 }, bedC: { min: 110, max: 130 }, chamberC: { min: 80, max: 120 } },
  maxFlowMm3PerS: 10,
  accelerationMmPerS2: null,
  junctionDeviationMm: 0.013,
  densityGPerCm3: 1.3,
  partial: false,
  limits: { volumeRelative: 0.01, layerHeightMm: 0.0005 },
};

/** Inspects a text of G-code. */
export async function inspectPrint(text: string, options: Partial<PrintInspectOptions> = {}): Promise<PrintInspection> {
  const inspector = createPrintInspector({ ...CLEAN_PRINT_OPTIONS, ...options });
  return inspector.finish(await readGcode(gcodeSource(text), inspector, new AbortController().signal));
}

/** The clean print with one text replaced, which must be in it. */
export function planted(what: string | RegExp, by: string): string {
  const text = CLEAN_PRINT.replace(what, by);
  if (text === CLEAN_PRINT) throw new Error(`${what} is not in the clean print`);
  return text;
}
