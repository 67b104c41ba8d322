/** All rules that a print is held to, in the order in which findings are listed. */
import type { RuleDefinition } from '../finding-log.ts';
import { layerEmpty, layerMissing, layerSpacing, layerSurplus } from '../rules/layer-stack.ts';
import { commandUnknown } from './rules/command-unknown.ts';
import { dialectOther } from './rules/dialect-other.ts';
import { extrudedVolumeOff } from './rules/extruded-volume-off.ts';
import { extrusionCold } from './rules/extrusion-cold.ts';
import { filamentClaimOff } from './rules/filament-claim-off.ts';
import { fileHashOff, fileLinesOff } from './rules/file-changed.ts';
import { fileTruncated } from './rules/file-truncated.ts';
import { flowHigh } from './rules/flow-high.ts';
import { heaterBeyondPrinter } from './rules/heater-beyond-printer.ts';
import { heaterLeftOn } from './rules/heater-left-on.ts';
import { interlayerCold } from './rules/interlayer-cold.ts';
import { layerTimeLong } from './rules/layer-time-long.ts';
import { layerVolumeOff } from './rules/layer-volume-off.ts';
import { machineChanged } from './rules/machine-changed.ts';
import { headThroughPart, nozzleBelowBed, nozzleThroughPart } from './rules/nozzle-way.ts';
import { extrusionOutsideBed, travelOutsideBed } from './rules/outside-bed.ts';
import { speedBeyondPrinter } from './rules/speed-beyond-printer.ts';
import { temperatureOff } from './rules/temperature-off.ts';

/** The table of rules. */
export const PRINT_RULES: readonly RuleDefinition[] = [
  fileTruncated,
  fileLinesOff,
  fileHashOff,
  layerMissing,
  layerSurplus,
  layerSpacing,
  layerEmpty,
  extrusionOutsideBed,
  travelOutsideBed,
  nozzleBelowBed,
  nozzleThroughPart,
  headThroughPart,
  extrudedVolumeOff,
  layerVolumeOff,
  filamentClaimOff,
  layerTimeLong,
  interlayerCold,
  extrusionCold,
  temperatureOff,
  heaterBeyondPrinter,
  flowHigh,
  speedBeyondPrinter,
  heaterLeftOn,
  dialectOther,
  machineChanged,
  commandUnknown,
];

/** Checks that this version has no way to run, each with the reason; they stand in every report on a print. */
export const UNMADE_PRINT_CHECKS: readonly { readonly rule: string; readonly why: string }[] = [
  { rule: 'bead-width', why: 'the extruded volume of a bead is not compared with its width and height yet' },
  { rule: 'contour-deviation', why: 'the distance of beads from the mesh is not measured yet' },
  { rule: 'fan-speed', why: 'the fan is not compared with the material yet' },
  { rule: 'layer-time-short', why: 'layers too short to cool are not looked for yet' },
  { rule: 'overhang', why: 'beads over nothing are not looked for yet' },
  { rule: 'travel-over-part', why: 'travels over printed beads are not looked for yet' },
];
