/**
 * The scan file of America Makes (ALSAM / OASIS): one XML document a layer, all of them in a ZIP with the extension .scn,
 * run in the order of their names. What both sides know of it. Source: GE Research for America Makes, "America Makes
 * Multi-Laser XML Schema (2020-03-23)", sections 2 and 3.
 */
import type { GrowableFloats, GrowableInts } from '../../geometry/growable.ts';

/** The version of the schema that is written, and that is read without a note. */
export const SCHEMA_VERSION = '2020-03-23';

/** The elements that hold elements, with those that the schema knows in them; all others hold text. */
export const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Layer: ['Header', 'VelocityProfileList', 'SegmentStyleList', 'TrajectoryList'],
  Header: [
    'AmericaMakesSchemaVersion',
    'LayerNum',
    'LayerThickness',
    'AbsoluteHeight',
    'DosingFactor',
    'BuildDescription',
  ],
  VelocityProfileList: ['VelocityProfile'],
  VelocityProfile: [
    'ID',
    'Velocity',
    'Mode',
    'LaserOnDelay',
    'LaserOffDelay',
    'JumpDelay',
    'MarkDelay',
    'PolygonDelay',
  ],
  SegmentStyleList: ['SegmentStyle'],
  SegmentStyle: ['ID', 'VelocityProfileID', 'LaserMode', 'Traveler'],
  Traveler: ['ID', 'SyncDelay', 'Power', 'SpotSize', 'Wobble'],
  Wobble: ['On', 'Freq', 'Shape', 'TransAmp', 'LongAmp'],
  TrajectoryList: ['Trajectory'],
  Trajectory: ['TrajectoryID', 'PathProcessingMode', 'Path'],
  Path: ['Type', 'Tag', 'NumSegments', 'SkyWritingMode', 'Start', 'Segment'],
  Start: ['X', 'Y'],
  Segment: ['SegmentID', 'SegStyle', 'End'],
  End: ['X', 'Y'],
};

/** How the mirrors move: speed in mm/s, delays in microseconds; what a file does not say is null. */
export interface VelocityProfile {
  readonly velocity: number | null;
  readonly mode: string | null;
  readonly laserOnDelay: number | null;
  readonly laserOffDelay: number | null;
  readonly jumpDelay: number | null;
  readonly markDelay: number | null;
  readonly polygonDelay: number | null;
}

/** One laser of a segment style: power in W, 0 where the file says nothing; spot diameter in micrometres. */
export interface Traveler {
  readonly id: string;
  readonly syncDelay: number | null;
  readonly power: number;
  readonly spotSize: number | null;
  readonly wobbles: boolean;
}

/** How one segment is run. Without a traveler that has power it is a jump. */
export interface SegmentStyle {
  readonly velocityProfileId: string | null;
  readonly laserMode: string | null;
  readonly travelers: readonly Traveler[];
}

/** Segments end to end: point k + 1 is the end of segment k, which has style `styleNames[styles[k]]` of its layer. */
export interface ScanPath {
  readonly type: string | null;
  readonly tag: string | null;
  readonly skyWritingMode: string | null;
  readonly xy: GrowableFloats;
  readonly styles: GrowableInts;
}

/** One document as it stands. */
export interface ScanLayer {
  readonly header: Readonly<Record<string, string | undefined>>;
  readonly profiles: ReadonlyMap<string, VelocityProfile>;
  readonly segmentStyles: ReadonlyMap<string, SegmentStyle>;
  readonly styleNames: readonly string[];
  readonly paths: readonly ScanPath[];
}

/** Returns a text of a file for a message: short, in quotes, on one line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}
