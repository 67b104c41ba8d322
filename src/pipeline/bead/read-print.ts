/** Reads a print back from its G-code and judges it. */
import { buildAreaOf } from '../../config/build-area.ts';
import { heatSettingsOf } from '../../config/heat-settings.ts';
import { buildBoxOf, type Printer } from '../../config/printer.ts';
import type { FffPrinter } from '../../config/printer-schema.ts';
import type { Profile } from '../../config/profile.ts';
import { LAYER_VOLUME_RELATIVE, limitsOf } from '../../config/profile-settings.ts';
import type { ByteSource } from '../../core/ports.ts';
import { readGcode } from '../../formats/gcode/read-gcode.ts';
import { USUAL_HEATER_NAMES } from '../../formats/gcode/settings.ts';
import { DEFAULT_JUNCTION_DEVIATION_MM } from '../../geometry/motion-time.ts';
import type { LayerExpectations } from '../../inspect/print/judge-print-layers.ts';
import type { PrintInspection } from '../../inspect/print/print-inspection.ts';
import { createPrintInspector } from '../../inspect/print/print-inspector.ts';
import type { PrintInspectOptions, TemperatureWindows } from '../../inspect/print/settings.ts';
import { DEFAULT_INSPECT_LIMITS } from '../../inspect/settings.ts';
import { hasher } from '../../store/hash.ts';
import { printHeadOf } from './plate-order.ts';

/** What is known of the print beside its file. */
export interface PrintPlan {
  readonly partId: string;
  readonly expected: PrintInspectOptions['expected'];
  readonly partial: boolean;
  /** Solid volume of the planned layers. */
  readonly designVolumeMm3: number | null;
  /** Words for lines of the file that are the printer's own. */
  readonly ownLines?: (line: number) => string | null;
}

/** What the layers of a print are held to, by a profile that may be unknown. */
export function layerLimitsOf(profile: Profile | null): Pick<LayerExpectations, 'heat' | 'layerVolumeRelative'> {
  if (profile?.process !== 'fff') return { heat: null, layerVolumeRelative: LAYER_VOLUME_RELATIVE };
  const layerVolumeRelative = limitsOf(profile).layerVolumeRelative ?? LAYER_VOLUME_RELATIVE;
  return { heat: heatSettingsOf(profile), layerVolumeRelative };
}

/** A print and the words on what its reader let pass. */
export interface ReadPrint {
  readonly print: PrintInspection;
  readonly tolerated: readonly string[];
}

/** Inspects a G-code file in constant memory; the printer, where it is known, tells the names of its heaters. */
export async function inspectGcode(
  source: ByteSource,
  options: PrintInspectOptions,
  printer: Printer | null,
  signal: AbortSignal,
): Promise<ReadPrint> {
  const inspector = createPrintInspector(options);
  const heaterNames = printer?.process === 'fff' ? { ...USUAL_HEATER_NAMES, ...printer.heaterNames } : null;
  const { hasEnd, seal, tolerated } = await readGcode(source, inspector, signal, { heaterNames, hash: hasher() });
  return { print: inspector.finish({ hasEnd, seal }), tolerated };
}

const USUAL_FILAMENT_MM = 1.75;

/** Options for a print, ours or another's; printer and profile may be unknown. */
export function printOptionsOf(
  printer: Printer | null,
  profile: Profile | null,
  { partId, expected, partial, designVolumeMm3, ownLines }: PrintPlan,
): PrintInspectOptions {
  const machine = printer?.process === 'fff' ? printer : null;
  const material = profile?.process === 'fff' ? profile : null;
  return {
    partId,
    bedBoxMm: printer === null ? null : buildBoxOf(printer),
    bedArea: printer === null ? null : buildAreaOf(printer),
    head: machine === null ? null : printHeadOf(machine),
    firmware: machine === null ? null : { printer: machine.id, name: machine.firmware },
    machine: machine === null ? null : machineLimitsOf(machine),
    ...(ownLines === undefined ? {} : { ownLines }),
    filamentMm: (material?.filament.diameterMm ?? machine?.filamentDiameterMm)?.value ?? USUAL_FILAMENT_MM,
    expected,
    designVolumeMm3,
    temperatures: windowsOf(profile, machine === null || machine.chamber !== undefined),
    maxFlowMm3PerS: machine?.maxFlowMm3PerS.value ?? null,
    accelerationMmPerS2: machine?.accelerationMmPerS2.value ?? null,
    junctionDeviationMm: machine?.junctionDeviationMm.value ?? DEFAULT_JUNCTION_DEVIATION_MM,
    densityGPerCm3: profile?.material.densityGPerCm3.value ?? null,
    partial,
    limits: {
      volumeRelative: profile === null ? DEFAULT_INSPECT_LIMITS.volumeRelative : limitsOf(profile).volumeRelative,
      layerHeightMm: DEFAULT_INSPECT_LIMITS.layerHeightMm,
    },
  };
}

function machineLimitsOf(printer: FffPrinter): NonNullable<PrintInspectOptions['machine']> {
  return {
    printer: printer.id,
    nozzleC: printer.maxNozzleC.value,
    bedC: printer.maxBedC.value,
    chamberC: printer.chamber?.maxC.value ?? null,
    maxSpeedMmPerS: printer.maxSpeedMmPerS.value,
    zSpeedMmPerS: printer.zSpeedMmPerS.value,
  };
}

/** The windows of a profile; the chamber has none where the profile heats none, or the printer has no control of it. */
function windowsOf(profile: Profile | null, hasChamber: boolean): TemperatureWindows | null {
  if (profile?.process !== 'fff') return null;
  const { nozzle, bed, chamber } = profile.window;
  const range = (window: { minC: { value: number }; maxC: { value: number } }) => ({
    min: window.minC.value,
    max: window.maxC.value,
  });
  const heated = hasChamber && profile.temperatures.chamberC !== undefined && chamber !== undefined;
  return { nozzleC: range(nozzle), bedC: range(bed), chamberC: heated ? range(chamber) : null };
}
