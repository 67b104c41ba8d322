/** What the inspection of a print takes in: the events of a file in its order. A reader's own events may have more fields. */

/** One straight move in machine coordinates. The object may be used again by the caller. */
export interface PrintMove {
  /** Line of the file, from 1; absent: not known. */
  readonly line?: number;
  readonly x1: number;
  readonly y1: number;
  readonly z1: number;
  readonly x0: number;
  readonly y0: number;
  readonly z0: number;
  /** Filament pushed forward; negative is a retraction. */
  readonly eMm: number;
  readonly feedMmPerS: number;
  /** Way of the nozzle; 0 where only filament moves. */
  readonly lengthMm: number;
  readonly feature: string | null;
  readonly heightMm: number | null;
}

/** A heater of the printer. */
export type Heater = 'nozzle' | 'bed' | 'chamber';

/** A heater is set, and waited for or not. */
export interface HeaterSet {
  readonly heater: Heater;
  readonly celsius: number;
  readonly wait: boolean;
}

/** A temperature that a line names, whichever tool it is for, and also where the heater is not set to it yet. */
export interface HeaterAsked {
  readonly heater: Heater;
  readonly celsius: number;
  /** Line of the file, from 1; absent: not known. */
  readonly line?: number;
}

/** The file says that a layer begins. */
export interface LayerMark {
  readonly zMm: number | null;
  readonly heightMm: number | null;
}

/** A command that moves nothing. */
export interface PrintCommand {
  readonly code: string;
  readonly known: boolean;
  /** Line of the file, from 1; absent: not known. */
  readonly line?: number;
  /** Nothing follows the code: of commands that set something, one that asks. */
  readonly isBare?: boolean;
}

/** What a file says of itself at its end, and what it is. Null: not said, or not measured. */
export interface PrintSeal {
  readonly lines: number | null;
  readonly sha256: string | null;
  readonly linesRead: number;
  readonly sha256Read: string | null;
  /** Something follows the hash. */
  readonly hasMore: boolean;
}

/** What is known of a file when it has been read. */
export interface PrintFileEnd {
  /** Something that ends a print comes after the last extrusion. */
  readonly hasEnd: boolean;
  /** Absent: nobody looked. */
  readonly seal?: PrintSeal;
}
