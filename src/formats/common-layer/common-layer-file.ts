/**
 * The Common Layer Interface file, version 2.0 (extension .cli): what a reader hands out and what both sides know of the
 * format. Source: "Common Layer Interface (CLI), Version 2.0", Brite-EuRam / PHIDIAS, chapters 3 to 6.
 */

/** Command index of the binary form: z as a 32-bit float. */
export const LAYER_LONG = 127;
/** Command index of the binary form: z as a 16-bit integer. */
export const LAYER_SHORT = 128;
/** Command index of the binary form: a polyline of 16-bit integers. */
export const POLYLINE_SHORT = 129;
/** Command index of the binary form: a polyline of 32-bit floats. */
export const POLYLINE_LONG = 130;
/** Command index of the binary form: hatches of 16-bit integers. */
export const HATCHES_SHORT = 131;
/** Command index of the binary form: hatches of 32-bit floats. */
export const HATCHES_LONG = 132;

/** Sense of a polyline seen from above: 0 clockwise around a hole, 1 counter-clockwise around solid, 2 an open line. */
export type CommonLayerDirection = 0 | 1 | 2;

/** Box xMin, yMin, zMin, xMax, yMax, zMax in mm as the header states it. */
export type CommonLayerDimension = readonly [number, number, number, number, number, number];

/** A block of a maker's own data in the header. */
export interface CommonLayerUserData {
  readonly uid: string;
  readonly data: Uint8Array;
}

/** What the header of a file says; what it does not say is null. */
export interface CommonLayerHeader {
  readonly encoding: 'ascii' | 'binary';
  /** Millimetres in one unit of the file. */
  readonly units: number;
  /** Version times 100, so 200 is 2.0. */
  readonly version: number | null;
  readonly labels: ReadonlyMap<number, string>;
  readonly dimensionMm: CommonLayerDimension | null;
  readonly layers: number | null;
  readonly align: boolean;
  /** Date as written; the specification asks for DDMMYY. */
  readonly date: string | null;
  readonly userData: readonly CommonLayerUserData[];
  /** Names of laser profiles by number, which one dialect called CLI+ has in comments. */
  readonly profiles: ReadonlyMap<number, string>;
}

/** One polyline as it stands in the file: x0,y0,x1,y1,... in mm, with the repeated last point of closed ones. */
export interface CommonLayerPolyline {
  readonly id: number;
  readonly direction: CommonLayerDirection;
  readonly xy: Float64Array;
}

/** One hatch command: x0,y0,x1,y1 per line in mm. */
export interface CommonLayerHatches {
  readonly id: number;
  readonly xyxy: Float64Array;
}

/** Laser parameters of a dialect called CLI+ that are in force for a command; what the file has not said is null. */
export interface CliPlusState {
  readonly powerW: number | null;
  readonly speedMmPerS: number | null;
  readonly focusMm: number | null;
  /** Name of the profile, or its number where it has none, in the dialect that has them. */
  readonly profile: string | null;
}

/** A polyline or a hatch command with the state in force; null where the file states nothing. */
export interface CommonLayerCommand {
  readonly item: CommonLayerPolyline | CommonLayerHatches;
  readonly state: CliPlusState | null;
}

/** One layer; `zMm` is its upper surface. */
export interface CommonLayerLayer {
  readonly zMm: number;
  readonly polylines: readonly CommonLayerPolyline[];
  readonly hatches: readonly CommonLayerHatches[];
  /** The same polylines and hatches in the order of the file. */
  readonly commands: readonly CommonLayerCommand[];
}

/** An open file. */
export interface CommonLayerFile {
  readonly header: CommonLayerHeader;
  /** In words, what departs from the specification and was read all the same; grows while layers are read. */
  readonly tolerated: readonly string[];
  /** Reads the layers in order, from the first one at each call. */
  layers(): AsyncIterable<CommonLayerLayer>;
}
