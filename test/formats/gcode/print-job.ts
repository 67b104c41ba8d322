/** Prints for tests of the G-code writer: settings, beads, and the file as text. */
import type { BeadFeature, BeadToolpath } from '../../../src/core/toolpath.ts';
import type { GcodeSettings } from '../../../src/formats/gcode/settings.ts';
import { HEATERS, USUAL_HEATER_NAMES } from '../../../src/formats/gcode/settings.ts';
import { gcodeSink } from '../../../src/formats/gcode/write-gcode.ts';
import { hasher } from '../../../src/store/hash.ts';
import { byteMemory } from '../threemf/byte-memory.ts';

/** Cross-section of filament of 1.75 mm. */
export const FILAMENT_MM2 = (Math.PI / 4) * 1.75 * 1.75;

/** Layer height of all test prints. */
export const HEIGHT_MM = 0.1;

/** Start and end lines that heat and switch off by themselves, so that the writer adds none of its own. */
export const OWN_HEATING = {
  start: ['M140 S{bedC}', 'M141 S{chamberC}', 'M109 S{nozzleC}'],
  end: ['M104 S0', 'M140 S0', 'M141 S0'],
  beforeLayer: [],
  afterLayer: [],
} as const satisfies GcodeSettings['templates'];

const VALUES: GcodeSettings['values'] = {
  nozzleC: 440,
  nozzleStandbyC: 0,
  bedC: 150,
  chamberC: 160,
  fanFraction: 0,
  material: 'PEEK',
  profile: 'test-profile',
  printer: 'test-printer',
  filamentDiameterMm: 1.75,
  densityGPerCm3: 1.3,
  nozzleDiameterMm: 0.4,
  beadWidthMm: 0.4,
  layerHeightMm: HEIGHT_MM,
  firstLayerHeightMm: HEIGHT_MM,
  firstLayerSpeedMmPerS: 15,
  travelSpeedMmPerS: 100,
  zSpeedMmPerS: 10,
  accelerationMmPerS2: 1000,
  pressureAdvanceS: 0,
  retractionMm: 1,
  retractionSpeedMmPerS: 30,
  bedXMinMm: 0,
  bedYMinMm: 0,
  bedXMaxMm: 200,
  bedYMaxMm: 200,
  maxZMm: 200,
  maxNozzleC: 500,
  maxBedC: 180,
  maxChamberC: 180,
  maxFlowMm3PerS: 10,
  maxSpeedMmPerS: 200,
};

/** Plain settings: Marlin, 1 mm retraction for travels above 1.5 mm, no lift, lines that heat. */
export const SETTINGS: GcodeSettings = {
  firmware: 'marlin',
  heaterNames: USUAL_HEATER_NAMES,
  heatOrder: HEATERS,
  nozzleStandbyC: null,
  filamentMm: 1.75,
  flow: 1,
  densityGPerCm3: 1.3,
  speedMmPerS: { perimeter: 25, 'solid-infill': 28, slow: 10 },
  firstLayerSpeedMmPerS: 15,
  zSpeedMmPerS: 10,
  travelSpeedMmPerS: 100,
  retraction: { lengthMm: 1, speedMmPerS: 30, minTravelMm: 1.5, liftMm: 0, wipeMm: 0, extraMm: 0 },
  maxFlowMm3PerS: 10,
  pressureAdvanceS: null,
  showsProgress: false,
  arcToleranceMm: null,
  nozzleC: 440,
  bedC: 150,
  chamberC: 160,
  fanFraction: 0,
  templates: OWN_HEATING,
  printerFile: 'test-printer.json',
  values: VALUES,
  accelerationMmPerS2: 1000,
  junctionDeviationMm: 0.013,
  maxZMm: 200,
  record: [],
};

/** What may be said of a bead beside its points. */
export interface BeadWishes {
  readonly closed?: boolean;
  readonly feature?: BeadFeature;
  readonly params?: string;
  /** One for all points, or one for each. */
  readonly widthMm?: number | readonly number[];
}

/** A bead of 0.4 mm strip unless another width is asked for. */
export function bead(xy: readonly number[], wishes: BeadWishes = {}): BeadToolpath {
  const { closed = false, feature = 'perimeter', params = 'perimeter', widthMm = 0.4 } = wishes;
  const widths = typeof widthMm === 'number' ? xy.slice(0, xy.length / 2).map(() => widthMm) : widthMm;
  return {
    kind: 'bead',
    path: { xy: Float64Array.from(xy), closed },
    feature,
    params,
    partId: 'part',
    regionId: null,
    widthMm: Float64Array.from(widths),
    heightMm: HEIGHT_MM,
  };
}

/** Writes layers of 0.1 mm, one list of beads each, and returns the file. */
export async function printBytes(
  layers: readonly (readonly BeadToolpath[])[],
  settings: Partial<GcodeSettings> = {},
  partId = 'part',
): Promise<Uint8Array> {
  const memory = byteMemory();
  const tool = { name: 'trabecula', version: '0.0.0' };
  const sink = gcodeSink(memory, { tool, partId, settings: { ...SETTINGS, ...settings }, hash: hasher() });
  await sink.open({ partId, layerCount: layers.length, thicknessMm: HEIGHT_MM, boxMm: [0, 0, 0, 1, 1, 1] });
  for (const [index, toolpaths] of layers.entries()) {
    // Counted in tenths, so that the third layer is 0.3 and not 0.30000000000000004 high.
    const head = { index, zMm: (index + 1) / 10, thicknessMm: HEIGHT_MM };
    await sink.layer({ layer: { ...head, regions: [], midlines: [] }, toolpaths: { ...head, toolpaths } });
  }
  await sink.close();
  return memory.bytes();
}

/** The same as text. */
export async function printText(...args: Parameters<typeof printBytes>): Promise<string> {
  return Buffer.from(await printBytes(...args)).toString('latin1');
}

/** The lines of a file from its first layer to its end lines. */
export function linesOfLayers(text: string): string[] {
  const lines = text.split('\n');
  return lines.slice(lines.indexOf(';LAYER_CHANGE'), lines.lastIndexOf(';TYPE:Custom'));
}

/** Every value of a letter in the moves of some lines. */
export function valuesOf(letter: string, lines: readonly string[]): number[] {
  return lines.flatMap((line) => {
    const found = new RegExp(`^G1 .*?\\b${letter}(-?[\\d.]+)`).exec(line);
    return found === null ? [] : [Number(found[1])];
  });
}
