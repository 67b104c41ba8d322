/** A part without a fault, for planting one: a 10 mm square tube, 8 layers of 0.5 mm, hatched along y. */
import type { BuildArea } from '../../src/core/build-area.ts';
import type { InspectedHatches, InspectedLayer, InspectedPolyline } from '../../src/inspect/inspected-layer.ts';
import type { Inspection } from '../../src/inspect/inspection.ts';
import { createInspector } from '../../src/inspect/inspector.ts';
import type { KeyEnergy } from '../../src/inspect/rules/energy-window.ts';
import { DEFAULT_INSPECT_LIMITS, type InspectOptions } from '../../src/inspect/settings.ts';

/** Layers of the clean part. */
export const LAYER_COUNT = 8;

/** Volume of the clean part: (100 - 16) mm2 by 4 mm. */
export const VOLUME_MM3 = 336;

/** An outer rectangle as a file has it: first point repeated. */
export function outer(x0: number, y0: number, x1: number, y1: number, id = 1): InspectedPolyline {
  return { direction: 'outer', xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1, x0, y0), id };
}

/** A rectangular hole. */
export function hole(x0: number, y0: number, x1: number, y1: number, id = 1): InspectedPolyline {
  return { direction: 'hole', xy: Float64Array.of(x0, y0, x0, y1, x1, y1, x1, y0, x0, y0), id };
}

/** Any closed line. */
export function closed(direction: 'outer' | 'hole', ...xy: number[]): InspectedPolyline {
  return { direction, xy: Float64Array.of(...xy, xy[0]!, xy[1]!), id: 1 };
}

/** The tube's two contours. */
export function tube(): InspectedPolyline[] {
  return [outer(0, 0, 10, 10), hole(3, 3, 7, 7)];
}

/** 20 lines on each side of the hole, 0.1 mm short of the boundary. */
export function tubeHatches(): InspectedHatches[] {
  const lines: number[] = [];
  for (let k = 0; k < 20; k++) {
    const x = 0.2 + k * 0.13;
    lines.push(x, 0.1, x, 9.9);
    lines.push(10 - x, 9.9, 10 - x, 0.1);
  }
  return [{ id: 1, xyxy: Float64Array.from(lines) }];
}

/** The layers, each open to change by `plant`, which returns the new polylines or hatches of one layer. */
export function cleanLayers(plant: (index: number) => Partial<InspectedLayer> = () => ({})): InspectedLayer[] {
  return Array.from({ length: LAYER_COUNT }, (_, index) => ({
    index,
    zMm: (index + 1) / 2,
    polylines: tube(),
    hatches: tubeHatches(),
    ...plant(index),
  }));
}

/** A rectangular plate with its front left corner at the origin. */
export function boxArea(xMaxMm: number, yMaxMm: number, heightMm: number): BuildArea {
  const outline = { shape: 'rectangle', xMinMm: 0, yMinMm: 0, xMaxMm, yMaxMm } as const;
  return { outline, exclusions: [], heightMm, plateUncounted: false };
}

/** A hatch of 200 W at 1200 mm/s, 0.08 mm and 0.03 mm: 69.444 J/mm3, in a window of 50 to 80. */
export function hatchEnergy(changes: Partial<KeyEnergy> = {}): KeyEnergy {
  return {
    key: 'hatch-core',
    powerW: 200,
    speedMmPerS: 1200,
    lineEnergyJPerMm: 1 / 6,
    volumeEnergyJPerMm3: 625 / 9,
    layerThicknessMm: 0.03,
    window: { measure: 'volume', min: 50, max: 80, layerThicknessMm: null, source: 'paper', confirmed: true },
    ...changes,
  };
}

/** Options that know everything about the clean part. */
export const CLEAN_OPTIONS: InspectOptions = {
  tool: { name: 'trabecula', version: '0.0.0' },
  partId: 'tube',
  process: 'lpbf',
  expected: { layerCount: LAYER_COUNT, thicknessMm: 0.5, zeroLayer: false, firstTopMm: 0.5 },
  claims: { layerCount: LAYER_COUNT, boxMm: [0, 0, 0, 10, 10, 4] },
  written: { boundary: true, hatches: true },
  partial: false,
  buildArea: boxArea(250, 250, 300),
  nominalVolumeMm3: VOLUME_MM3,
  envelopeVolumeMm3: 400,
  lattices: [],
  limits: DEFAULT_INSPECT_LIMITS,
  rowSpacingMm: 0.1,
  planned: Array.from({ length: LAYER_COUNT }, () => ({ missedMm2: 0, doubleMm2: 12.5, unfilledMm2: 0, timeS: 3 })),
  densityGPerCm3: 4.43,
  trappedLimitMm3: 1,
  energies: [hatchEnergy()],
};

/** Inspects layers; `changes` replace single options. */
export function inspect(layers: readonly InspectedLayer[], changes: Partial<InspectOptions> = {}): Inspection {
  const inspector = createInspector({ ...CLEAN_OPTIONS, ...changes });
  for (const layer of layers) inspector.layer(layer);
  return inspector.finish();
}
