/** Settings of a G-code file: how beads become moves. */
import type { ParamsKey } from '../../core/toolpath.ts';
import type { GcodeCoolingStep } from './cooling-lines.ts';
import type { GcodeHeater } from './gcode-events.ts';
import type { JobValues, TemplateKey } from './template/settings.ts';

/** Firmwares that files are written for; `generic` keeps to what all of them take and sets nothing else. */
export const FIRMWARES = ['marlin', 'klipper', 'reprapfirmware', 'generic'] as const;

/** One of them. */
export type Firmware = (typeof FIRMWARES)[number];

/** Heaters in the order in which they are named. */
export const HEATERS: readonly GcodeHeater[] = ['bed', 'chamber', 'nozzle'];

/** Names of the heaters in the firmware's own configuration, which Klipper alone asks for. */
export type HeaterNames = Readonly<Record<GcodeHeater, string>>;

/** Klipper's usual names (klipper3d.org, Config_Reference: [extruder], [heater_bed], [heater_generic chamber]). */
export const USUAL_HEATER_NAMES: HeaterNames = {
  nozzle: 'extruder',
  bed: 'heater_bed',
  chamber: 'heater_generic chamber',
};

/** What PrusaSlicer calls each firmware after `gcode_flavor`. */
export const FLAVORS: Readonly<Record<Firmware, string>> = {
  marlin: 'marlin2',
  klipper: 'klipper',
  reprapfirmware: 'reprapfirmware',
  generic: 'reprap',
};

/** Which firmwares take G2 and G3 as they are usually built; Klipper wants a section [gcode_arcs]. */
export const TAKES_ARCS: Readonly<Record<Firmware, boolean>> = {
  marlin: true,
  klipper: false,
  reprapfirmware: true,
  generic: false,
};

/** Machine and material as the writer needs them; lengths in mm, speeds in mm/s, temperatures in degrees Celsius. */
export interface GcodeSettings {
  readonly firmware: Firmware;
  /** Names of the heaters in the firmware's configuration, for Klipper. */
  readonly heaterNames: HeaterNames;
  /** In which order heaters that the printer's lines do not heat are set, and then waited for. */
  readonly heatOrder: readonly GcodeHeater[];
  /** Temperature of the nozzle while the others are waited for; null: it stays cold till then. */
  readonly nozzleStandbyC: number | null;
  readonly filamentMm: number;
  /** Extruded volume over the volume of the strips. */
  readonly flow: number;
  readonly densityGPerCm3: number;
  /** Speed of each parameter key. */
  readonly speedMmPerS: Readonly<Record<ParamsKey, number>>;
  /** No bead of the first layer is faster than this. */
  readonly firstLayerSpeedMmPerS: number;
  readonly travelSpeedMmPerS: number;
  /** Speed of moves up and down. */
  readonly zSpeedMmPerS: number;
  readonly retraction: {
    readonly lengthMm: number;
    readonly speedMmPerS: number;
    /** Travels longer than this pull the filament back. */
    readonly minTravelMm: number;
    readonly liftMm: number;
    /** Way along the last bead on which the filament is pulled back; 0: it is pulled back where the nozzle stands. */
    readonly wipeMm: number;
    /** Filament that is pushed forward beyond what was pulled back. */
    readonly extraMm: number;
    /** Rise on travels that are lifted however short they are; absent: as the others. */
    readonly faceLiftMm?: number;
  };
  /** Flow that beads are slowed to where they would take more. */
  readonly maxFlowMm3PerS: number;
  /** Pressure advance in seconds; null: it is left as the machine has it. */
  readonly pressureAdvanceS: number | null;
  /** Each layer begins with its share of all layers, as M73 shows it. */
  readonly showsProgress: boolean;
  /** How far an arc may stand off the points and chords that it replaces; null: no arcs. */
  readonly arcToleranceMm: number | null;
  readonly nozzleC: number;
  readonly bedC: number;
  /** Null: the chamber is not heated. */
  readonly chamberC: number | null;
  readonly fanFraction: number;
  /** How the part cools after the print; absent or empty: the end lines follow at once. */
  readonly cooling?: readonly GcodeCoolingStep[];
  /** Lines of the printer before and after the part and its layers, as templates. */
  readonly templates: Readonly<Record<TemplateKey, readonly string[]>>;
  /** File of the printer that the templates come from, for messages. */
  readonly printerFile: string;
  /** What templates may name that neither the part nor the layers tell. */
  readonly values: Omit<JobValues, PartName>;
  readonly accelerationMmPerS2: number;
  readonly junctionDeviationMm: number;
  /** Accelerations that the file sets; absent: it sets none. */
  readonly accelerations?: GcodeAccelerations;
  /** Highest z that the printer reaches. */
  readonly maxZMm: number;
  /** Settings for people and viewers, as `; key = value` at the end of the file. */
  readonly record: readonly (readonly [key: string, value: string])[];
}

/** Accelerations in mm/s2 of what moves while it extrudes, and of travels. */
export interface GcodeAccelerations {
  /** By parameter key; a bead without one has that of the machine. */
  readonly mmPerS2: Readonly<Record<ParamsKey, number>>;
  /** No bead of the first layer has more than this; null: as the others. */
  readonly firstLayerMmPerS2: number | null;
  /** Null: the file does not say. */
  readonly travelMmPerS2: number | null;
}

/** Names of templates that only the job in hand knows. */
export type PartName =
  | 'part'
  | 'layerCount'
  | 'partXMinMm'
  | 'partYMinMm'
  | 'partXMaxMm'
  | 'partYMaxMm'
  | 'partHeightMm';
