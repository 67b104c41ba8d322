/**
 * The Open Vector Format (extension .ovf): numbers of the fields that both sides know. The file is `LVF!`, the place of the
 * job table, the work planes, the job shell and the job table; a work plane is the place of its table, its vector blocks,
 * its shell and its table. Places are 64-bit, little-endian; all else are protobuf messages with their length in front.
 * Source: Digital-Production-Aachen, OpenVectorFormat: README ("OVF File Structure"), open_vector_format.proto, ovf_lut.proto.
 */
import type { LaserExposure } from '../../core/laser-file.ts';

/** The first bytes of a file: `LVF!`. */
export const MAGIC = Uint8Array.of(0x4c, 0x56, 0x46, 0x21);
/** Byte at which the place of the job table stands; a file that was not finished has 0 there. */
export const JOB_TABLE_OFFSET = 4;
/** Bytes of a place. */
export const PLACE_BYTES = 8;
/** Bytes before the first work plane. */
export const HEADER_BYTES = JOB_TABLE_OFFSET + PLACE_BYTES;

/** Message JobLUT. */
export const JOB_TABLE = { jobShell: 1, workPlanes: 2 } as const;
/** Message WorkPlaneLUT. */
export const PLANE_TABLE = { shell: 1, blocks: 2 } as const;
/** Message Job. */
export const JOB = {
  workPlanes: 1,
  metaData: 2,
  markingParams: 3,
  parts: 4,
  parameters: 5,
  workPlaneCount: 6,
} as const;
/** Message JobMetaData. */
export const JOB_META = { created: 1, version: 2, name: 3, author: 4, description: 5, bounds: 6 } as const;
/** Entry of a map. */
export const ENTRY = { key: 1, value: 2 } as const;
/** Message Part. */
export const PART = { name: 1, material: 3, parentName: 8 } as const;
/** Message Material. */
export const MATERIAL = { id: 1, name: 2 } as const;
/** Message WorkPlane. */
export const PLANE = {
  blocks: 1,
  xMm: 2,
  yMm: 3,
  zMm: 4,
  xDeg: 5,
  yDeg: 6,
  zDeg: 7,
  blockCount: 8,
  repeats: 9,
  number: 10,
  machineType: 11,
  axisPositions: 12,
  metaData: 13,
} as const;
/** Message WorkPlaneMetaData. */
export const PLANE_META = { patches: 3, bounds: 7 } as const;
/** Message Patch. */
export const PATCH = { u: 2, v: 3, layerId: 4 } as const;
/** Message AxisAlignedBox2D. */
export const BOX = { xMin: 1, yMin: 2, xMax: 3, yMax: 4 } as const;
/** Message VectorBlock; fields below 50 are what it exposes. */
export const BLOCK = {
  lineSequence: 1,
  hatches: 2,
  exposurePause: 10,
  markingParamsKey: 50,
  laserIndex: 53,
  repeats: 54,
  metaData: 100,
  lpbfMetaData: 101,
} as const;
/** The one field of messages LineSequence and Hatches. */
export const POINTS = 1;
/** Message VectorBlockMetaData. */
export const BLOCK_META = { partKey: 3 } as const;
/** Message LPBFMetadata. */
export const LPBF_META = { partArea: 1, skinType: 2, structureType: 4 } as const;

/** Fields of message MarkingParams that are one number of an exposure, all of them floats. */
export const EXPOSURE_FIELDS: readonly (readonly [number, keyof Omit<LaserExposure, 'skywriting'>])[] = [
  [1, 'powerW'],
  [2, 'speedMmPerS'],
  [3, 'focusMm'],
  [4, 'pointExposureUs'],
  [5, 'jumpSpeedMmPerS'],
  [11, 'jumpDelayUs'],
  [12, 'laserOffDelayUs'],
  [13, 'laserOnDelayUs'],
  [14, 'markDelayUs'],
  [15, 'polygonDelayUs'],
];
/** Further fields of message MarkingParams. */
export const MARKING = { mode: 10, limit: 18, runInUs: 19, runOutUs: 20, name: 26 } as const;

/**
 * Largest coordinate: up to here the float of a point of the 0.1 um grid is nearer to it than to any other, so that what was
 * written is found again.
 */
export const MAX_MM = 1024;
