/** Settings of a G-code file: how beads become moves. */
import type { ParamsKey } from '../../core/toolpath.ts';

/** Machine and material as the writer needs them; lengths in mm, speeds in mm/s, temperatures in degrees Celsius. */
export interface GcodeSettings {
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
  };
  readonly nozzleC: number;
  readonly bedC: number;
  /** Null: the chamber is not heated. */
  readonly chamberC: number | null;
  readonly fanFraction: number;
  /** Lines before and after the part, with `{nozzleC}`, `{bedC}` and `{chamberC}` for the temperatures. */
  readonly start: readonly string[];
  readonly end: readonly string[];
  readonly accelerationMmPerS2: number;
  readonly junctionDeviationMm: number;
  /** Highest z that the printer reaches. */
  readonly maxZMm: number;
  /** Settings for people and viewers, as `; key = value` at the end of the file. */
  readonly record: readonly (readonly [key: string, value: string])[];
}
