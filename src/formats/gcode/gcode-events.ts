/** What a G-code file tells, one event after the other. */
import type { GcodeSeal } from './seal.ts';

/**
 * One straight move of the nozzle or of the filament alone, in machine coordinates. An arc comes as several: `lengthMm` is the
 * length of the arc between their ends, and they meet its four outermost points, so that their box is the box of the arc.
 */
export interface GcodeMove {
  readonly line: number;
  readonly x0: number;
  readonly y0: number;
  readonly z0: number;
  readonly x1: number;
  readonly y1: number;
  readonly z1: number;
  /** Filament pushed forward by this move; negative is a retraction. */
  readonly eMm: number;
  readonly feedMmPerS: number;
  /** Way of the nozzle; 0 where only filament moves. */
  readonly lengthMm: number;
  /** What the last `;TYPE:` or `; FEATURE:` said. */
  readonly feature: string | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly arc: boolean;
}

/** A heater that a file can set. */
export type GcodeHeater = 'nozzle' | 'bed' | 'chamber';

/** Takes the events of a file in its order; lines count from 1. */
export interface GcodeVisitor {
  /** The object is used again for the next move: copy what is to be kept. */
  move(move: GcodeMove): void;
  temperature(set: {
    readonly line: number;
    readonly heater: GcodeHeater;
    readonly celsius: number;
    readonly wait: boolean;
  }): void;
  /** Each temperature that a line names, whichever tool it is for, and also where the heater is not set to it (a standby). */
  asked?(asked: { readonly line: number; readonly heater: GcodeHeater; readonly celsius: number }): void;
  fan(share: number, line: number): void;
  /** A comment that begins a layer. Null where the comment does not say. */
  layer(mark: { readonly line: number; readonly zMm: number | null; readonly heightMm: number | null }): void;
  /**
   * Every other command, also those that only change how moves are read, such as G28 and G92. Not `known` are commands that
   * no firmware read here has and those whose effect on later moves is not followed. A word that is no command is named by its text.
   */
  command(command: {
    readonly line: number;
    readonly code: string;
    readonly known: boolean;
    /** Nothing but a comment follows the code; told of those of M92, M206 and the like, which then change nothing. */
    readonly isBare?: boolean;
  }): void;
  /** M204 and SET_VELOCITY_LIMIT: accelerations in mm/s2 of moves with and without filament; null: as before. */
  acceleration?(set: { readonly line: number; readonly print: number | null; readonly travel: number | null }): void;
  /** G4: the nozzle waits. */
  dwell?(seconds: number, line: number): void;
  /** A comment on a line of its own that is none of the above, without its semicolon. */
  comment?(text: string, line: number): void;
}

/** What is known at the end of a file. */
export interface GcodeSummary {
  readonly lines: number;
  /** Something that ends a print comes after the last extrusion: motors or nozzle off, or a slicer's last comments. */
  readonly hasEnd: boolean;
  readonly seal: GcodeSeal;
  /** What the reader let pass or took a view on, each kind once. */
  readonly tolerated: readonly string[];
}
