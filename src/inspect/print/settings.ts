/** What the inspection of a print expects and tolerates. */
import type { BuildArea } from '../../core/build-area.ts';
import type { Box3 } from '../../core/mesh.ts';
import type { ExpectedLayers } from '../settings.ts';

/** Least and most of something. */
export interface Window {
  readonly min: number;
  readonly max: number;
}

/** Temperatures in degrees Celsius that the material wants; null where it does not say or the printer has no such heater. */
export interface TemperatureWindows {
  readonly nozzleC: Window;
  readonly bedC: Window | null;
  readonly chamberC: Window | null;
}

/** Everything the inspector is told about one print. Null means unknown, and what needs it is then not checked. */
export interface PrintInspectOptions {
  readonly partId: string;
  /** Room that the nozzle may be in. */
  readonly bedBoxMm: Box3 | null;
  /** The same by its outline and what it excludes; absent or null: the box says it all. */
  readonly bedArea?: BuildArea | null;
  /** What the head takes around and above the nozzle; absent or null: nobody says. */
  readonly head?: { readonly radiusMm: number; readonly railMm: number; readonly freeMm: number } | null;
  /** Words for lines of the file that are the printer's own; absent: none are known. */
  readonly ownLines?: (line: number) => string | null;
  /** Firmware of the printer; absent or null: not known. */
  readonly firmware?: { readonly printer: string; readonly name: string } | null;
  /** What the printer takes and does; absent or null: not known. Null for the chamber: it has none that is controlled. */
  readonly machine?: {
    readonly printer: string;
    readonly nozzleC: number;
    readonly bedC: number;
    readonly chamberC: number | null;
    readonly maxSpeedMmPerS: number;
    readonly zSpeedMmPerS: number;
  } | null;
  readonly filamentMm: number;
  readonly expected: {
    readonly layerCount: number | null;
    readonly thicknessMm: number | null;
    readonly firstTopMm: number | null;
    /** Layers that the part stands on, as `ExpectedLayers` has them; absent: none. */
    readonly below?: NonNullable<ExpectedLayers['below']>;
  };
  /** Of each part in turn, where parts are printed one after the other; absent: one part, or all parts layer by layer. */
  readonly partsInTurn?: readonly PrintInspectOptions['expected'][];
  /** Solid volume of the planned layers. */
  readonly designVolumeMm3: number | null;
  readonly temperatures: TemperatureWindows | null;
  /** Most that the hot end melts. */
  readonly maxFlowMm3PerS: number | null;
  /** Null: every move is taken to have its full speed throughout. */
  readonly accelerationMmPerS2: number | null;
  readonly junctionDeviationMm: number;
  readonly densityGPerCm3: number | null;
  /** True for some layers of a part only. */
  readonly partial: boolean;
  readonly limits: {
    /** Largest relative difference of the part's extruded volume from the design. */
    readonly volumeRelative: number;
    /** Largest difference in mm between a layer's height and the planned one. */
    readonly layerHeightMm: number;
  };
}
