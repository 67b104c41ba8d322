/** Judges the layers of a print beside their design: the volume, the time, and how warm the layer below still is. */
import type { Finding } from '../../core/finding.ts';
import { toGrid } from '../../core/units.ts';
import type { CheckNotRun } from '../checks-not-run.ts';
import { findingLog, rounded } from '../finding-log.ts';
import type { HeatSettings } from './heat/settings.ts';
import { type HeatSurroundings, temperaturesBelow } from './heat/stack-cooling.ts';
import type { PrintInspection, PrintLayer } from './print-inspection.ts';
import { PRINT_RULES } from './print-rules.ts';
import { checkInterlayer } from './rules/interlayer-cold.ts';
import { checkLayerTime } from './rules/layer-time-long.ts';
import { checkLayerVolume } from './rules/layer-volume-off.ts';

/** One layer as it was designed. */
export interface DesignedLayer {
  readonly zMm: number;
  readonly areaMm2: number;
  /** Length of all its contours. */
  readonly outlineMm: number;
  /** What is to be extruded for the part. */
  readonly volumeMm3: number;
  /** True where that is not what its contours hold, since the profile asks for flows of their own or sparse infill; absent: it is. */
  readonly isAsked?: boolean;
}

/** What the layers of a print are held to. */
export interface LayerExpectations {
  readonly partId: string;
  /** The layers as designed, the lowest first; null where nobody knows them. */
  readonly design: readonly DesignedLayer[] | null;
  /** True for some layers of a part only. */
  readonly partial: boolean;
  /** Null: the profile says nothing of heat, or there is none. */
  readonly heat: HeatSettings | null;
  readonly layerVolumeRelative: number;
}

/** What was found on the layers. */
export interface JudgedPrintLayers {
  /** Of each layer of the print: the temperature of the one below when it is laid; null where it is not known. */
  readonly interlayerC: readonly (number | null)[];
  /** Of each layer of the print: the volume that it should extrude; null where it is not known. */
  readonly designMm3: readonly (number | null)[];
  readonly findings: readonly Finding[];
  readonly checksNotRun: readonly CheckNotRun[];
}

/** Returns what the layers of a print show. */
export function judgePrintLayers(print: PrintInspection, expected: LayerExpectations): JudgedPrintLayers {
  const { design, heat } = expected;
  const log = findingLog(expected.partId);
  const checksNotRun: CheckNotRun[] = [];
  const byHeight = new Map((design ?? []).map((layer) => [toGrid(layer.zMm), layer]));
  const designed = print.layers.map(({ zMm }) => (zMm === null ? null : (byHeight.get(toGrid(zMm)) ?? null)));

  if (design === null) {
    checksNotRun.push({ rule: 'layer-volume-off', why: 'the volumes of the layers as designed are not known' });
  }
  for (const [i, { index, extrudedMm3 }] of print.layers.entries()) {
    const layer = designed[i];
    if (layer != null) {
      checkLayerVolume(index, extrudedMm3, layer, expected.layerVolumeRelative, log);
    }
  }

  const maxLayerTimeS = heat?.maxLayerTimeS ?? null;
  if (maxLayerTimeS === null) {
    checksNotRun.push({
      rule: 'layer-time-long',
      why: 'no profile says how long a layer may take (heat.maxLayerTimeS)',
    });
  } else {
    for (const { index, timeS } of print.layers) checkLayerTime(index, timeS, maxLayerTimeS, log);
  }

  const why = whyNotEstimated(print, expected);
  const interlayerC = why === null ? estimated(print, designed, heat as HeatSettings) : print.layers.map(() => null);
  const leastC = heat?.leastInterlayerC ?? null;
  if (why !== null || leastC === null) {
    const unsaid = 'no profile says how warm a layer must be for the next (heat.leastInterlayerC)';
    checksNotRun.push({ rule: 'interlayer-cold', why: why ?? unsaid });
  } else {
    for (const [i, { index }] of print.layers.entries()) {
      const celsius = interlayerC[i] ?? null;
      if (celsius !== null) checkInterlayer(index, celsius, leastC, log);
    }
  }
  return {
    interlayerC,
    designMm3: designed.map((layer) => (layer === null ? null : rounded(layer.volumeMm3))),
    findings: log.list(PRINT_RULES),
    checksNotRun,
  };
}

/** The reason why the temperatures are not estimated; null where they are. */
function whyNotEstimated(print: PrintInspection, { design, partial, heat }: LayerExpectations): string | null {
  if (heat?.material == null) return 'no profile has the constants of the estimate (heat.estimate)';
  if (design === null) return 'the outlines of the layers are not known: G-code holds no contours';
  if (partial) return 'the layers below are not in the file';
  if (surroundingsOf(print, heat) === null) {
    return 'the file does not say how hot nozzle, bed and chamber are, and the profile not what is around the part where no chamber is heated (heat.estimate.environmentC)';
  }
  return null;
}

/** The coldest that the file sets while the part is laid. */
function surroundingsOf({ temperatures }: PrintInspection, heat: HeatSettings): HeatSurroundings | null {
  const nozzleC = temperatures.nozzleC?.min ?? null;
  const bedC = temperatures.bedC?.min ?? null;
  const chamberC = temperatures.chamberC?.min ?? 0;
  const aroundC = chamberC > 0 ? chamberC : heat.environmentC;
  return nozzleC === null || bedC === null || aroundC === null ? null : { nozzleC, bedC, aroundC };
}

function estimated(
  print: PrintInspection,
  designed: readonly (DesignedLayer | null)[],
  heat: HeatSettings,
): (number | null)[] {
  const { material } = heat;
  const around = surroundingsOf(print, heat);
  if (material === null || around === null) return print.layers.map(() => null);
  const rows = print.layers.map((layer, i) => {
    const { areaMm2, outlineMm } = designed[i] ?? { areaMm2: 0, outlineMm: 0 };
    return {
      thicknessMm: layer.heightMm ?? 0,
      areaMm2: thicknessKnown(layer) ? areaMm2 : 0,
      outlineMm,
      timeS: layer.timeS,
    };
  });
  return temperaturesBelow(rows, material, around).map((celsius) =>
    celsius === null ? null : Math.round(celsius * 10) / 10,
  );
}

function thicknessKnown({ heightMm }: PrintLayer): boolean {
  return heightMm !== null && heightMm > 0;
}
