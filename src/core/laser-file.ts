/** What a file of laser paths holds, in words that all its formats share: what writers are given and readers hand out. */
import type { ParamsKey } from './toolpath.ts';

/** Way beyond the ends of a vector, laser off, so that the mirrors run at full speed along it. */
export interface Skywriting {
  /** Run-in before a vector and run-out after it, in mm. */
  readonly runInMm: number;
  readonly runOutMm: number;
  /** Corners of less than this many degrees are passed without it. */
  readonly leastAngleDeg: number;
}

/** How one set of paths is exposed. What nobody said is null, never 0. */
export interface LaserExposure {
  readonly powerW: number | null;
  readonly speedMmPerS: number | null;
  /** Shift of the focus from the powder surface, upward positive. */
  readonly focusMm: number | null;
  /** Diameter of the spot on the powder. */
  readonly spotMm: number | null;
  /** Of a pulsed laser: the way from one point to the next, and how long each is exposed. */
  readonly pointDistanceMm: number | null;
  readonly pointExposureUs: number | null;
  readonly jumpSpeedMmPerS: number | null;
  /** Wait after a jump, after a line, at a corner within one. */
  readonly jumpDelayUs: number | null;
  readonly markDelayUs: number | null;
  readonly polygonDelayUs: number | null;
  /** Delays of switching the laser, after the mirrors start and stop. */
  readonly laserOnDelayUs: number | null;
  readonly laserOffDelayUs: number | null;
  readonly skywriting: Skywriting | null;
  /** Number of the laser, from 0. */
  readonly laser: number | null;
}

/** An exposure of which nothing is known. */
export const UNKNOWN_EXPOSURE: LaserExposure = {
  powerW: null,
  speedMmPerS: null,
  focusMm: null,
  spotMm: null,
  pointDistanceMm: null,
  pointExposureUs: null,
  jumpSpeedMmPerS: null,
  jumpDelayUs: null,
  markDelayUs: null,
  polygonDelayUs: null,
  laserOnDelayUs: null,
  laserOffDelayUs: null,
  skywriting: null,
  laser: null,
};

/** One key that a writer may meet: `key` is `exposureKey` of its paths. Ids count from 1 in the order of the keys. */
export interface LaserKey {
  readonly key: string;
  readonly params: ParamsKey;
  readonly regionId: string | null;
  readonly exposure: LaserExposure;
}

/** What a writer of laser paths is told beside the layers. */
export interface LaserJob {
  readonly tool: { readonly name: string; readonly version: string };
  readonly partId: string;
  /** The part in words of a label, with the case where there is one. */
  readonly partLabel: string;
  /** More to say of the part, such as its case, by name. */
  readonly about: Readonly<Record<string, string>>;
  /** Id and name of the material profile. */
  readonly profile: { readonly id: string; readonly name: string };
  readonly keys: readonly LaserKey[];
}

/** A set of parameters that a file names. */
export interface NamedExposure {
  readonly name: string;
  readonly exposure: LaserExposure;
}

/** A boundary or a path of a file; coordinates in mm, a closed line does not repeat its first point. */
export type LaserFilePath = {
  /** Number of the part in `LaserFile.parts`, or null where the file does not say. */
  readonly part: number | null;
} & (
  | { readonly kind: 'boundary'; readonly direction: 'outer' | 'hole'; readonly xy: Float64Array }
  | {
      readonly kind: 'line';
      readonly closed: boolean;
      readonly xy: Float64Array;
      /** Number in `LaserFile.exposures`, or null where the file does not say. */
      readonly exposure: number | null;
    }
  | { readonly kind: 'hatch'; readonly xyxy: Float64Array; readonly exposure: number | null }
);

/** One layer of a file, its paths in the order in which they are run; `zMm` is its upper surface. */
export interface LaserFileLayer {
  readonly zMm: number;
  readonly thicknessMm: number | null;
  readonly paths: readonly LaserFilePath[];
}

/** An open file of laser paths. */
export interface LaserFile {
  /** Parts that it names, in its order. */
  readonly parts: readonly string[];
  /** Parameter sets that it names or holds; grows while layers are read where a format declares them on the way. */
  readonly exposures: readonly NamedExposure[];
  /** What it says of itself, by name. */
  readonly about: ReadonlyMap<string, string>;
  /** In words, what departs from the format and was read all the same; grows while layers are read. */
  readonly tolerated: readonly string[];
  /** Reads the layers in order, from the first one at each call. */
  layers(): AsyncIterable<LaserFileLayer>;
}
