/** What is added up over a print by feature and by layer, and the rows that it comes to. */
import { rounded } from '../finding-log.ts';
import type { FeatureRole } from './feature-role.ts';
import type { PrintFeature, PrintLayer } from './print-inspection.ts';

/** What is pushed under one name. */
export interface FeatureSum {
  name: string;
  role: FeatureRole;
  filamentMm: number;
  /** Of it what is pushed while the nozzle stands: it belongs to no bead. */
  stillMm: number;
  lengthMm: number;
  maxFlowMm3PerS: number | null;
}

/** What is pushed in one layer. */
export interface LayerSum {
  zMm: number | null;
  heightMm: number | null;
  hasBeads: boolean;
  filamentMm: number;
  /** Of the part alone. */
  partFilamentMm: number;
  /** Of each feature of the print, start code and prime apart. */
  readonly byFeature: Map<string, number>;
  travelMm: number;
  retractions: number;
}

/** Adds the seconds of moves to what each is tagged with, of `count`; below 0: nothing. */
export function secondsBy(tags: readonly number[], seconds: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  for (const [of, tag] of tags.entries()) if (tag >= 0) sums[tag]! += seconds[of] ?? 0;
  return sums;
}

/** Returns the rows of the layers; `areaMm2` is that of the filament. */
export function layerRows(layers: readonly LayerSum[], areaMm2: number, timeS: Float64Array): PrintLayer[] {
  let below = 0;
  return layers.map((layer, i) => {
    const { zMm } = layer;
    const heightMm = layer.heightMm ?? (zMm === null ? null : zMm - below);
    below = zMm ?? below;
    return {
      index: i,
      zMm: zMm === null ? null : rounded(zMm),
      heightMm: heightMm === null ? null : rounded(heightMm),
      extrudedMm3: rounded(layer.partFilamentMm * areaMm2),
      allExtrudedMm3: rounded(layer.filamentMm * areaMm2),
      byFeatureMm3: Object.fromEntries([...layer.byFeature].map(([name, mm]) => [name, rounded(mm * areaMm2)])),
      timeS: rounded(timeS[i]!),
      travelMm: rounded(layer.travelMm),
      retractions: layer.retractions,
    };
  });
}

/** Returns the rows of the features, those of one name as one; `areaMm2` is that of the filament. */
export function featureRows(features: readonly FeatureSum[], areaMm2: number, timeS: Float64Array): PrintFeature[] {
  const rows = new Map<string, { -readonly [K in keyof PrintFeature]: PrintFeature[K] }>();
  for (const [i, { name, filamentMm, stillMm, lengthMm, maxFlowMm3PerS }] of features.entries()) {
    const row = rows.get(name) ?? { feature: name, volumeMm3: 0, lengthMm: 0, timeS: 0, maxFlowMm3PerS: null };
    rows.set(name, row);
    row.volumeMm3 += (filamentMm - stillMm) * areaMm2;
    row.lengthMm += lengthMm;
    row.timeS += timeS[i]!;
    if (maxFlowMm3PerS !== null) row.maxFlowMm3PerS = Math.max(row.maxFlowMm3PerS ?? 0, maxFlowMm3PerS);
  }
  return [...rows.values()]
    .filter((row) => row.volumeMm3 > 0)
    .map((row) => ({
      feature: row.feature,
      volumeMm3: rounded(row.volumeMm3),
      lengthMm: rounded(row.lengthMm),
      timeS: rounded(row.timeS),
      maxFlowMm3PerS: row.maxFlowMm3PerS === null ? null : rounded(row.maxFlowMm3PerS),
    }));
}
