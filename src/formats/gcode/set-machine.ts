/** Commands of G-code that set heaters, tools and factors of all that follows. */
import type { ReadingNotes } from '../reading-notes.ts';
import type { GcodeHeater, GcodeVisitor } from './gcode-events.ts';
import type { CommentReader } from './read-comment.ts';
import type { GcodeMachine } from './read-machine.ts';
import { type GcodeWords, WordFault, wordValue } from './read-words.ts';
import type { HeaterNames } from './settings.ts';

const LEAST_DIAMETER_MM = 0.1;

/** A file that is being read: what its lines so far have set. */
export interface Reading {
  readonly visitor: GcodeVisitor;
  readonly machine: GcodeMachine;
  readonly comments: CommentReader;
  readonly notes: ReadingNotes;
  readonly words: GcodeWords;
  /** Codes by letter and number, so that a code of a million lines is one string. */
  readonly codes: Map<number, string>;
  line: number;
  hasEnd: boolean;
  tool: number;
  /** What each heater was last set to, for commands that wait without naming a temperature. */
  readonly targets: Record<GcodeHeater, number | null>;
  readonly heaterNames: HeaterNames | null;
  /** Motion that a line without a command goes on with. */
  motion: number | null;
}

/** Sets a heater; a nozzle that is switched off ends a print. */
export function heat(reading: Reading, heater: GcodeHeater, celsius: number, wait: boolean): void {
  if (heater === 'nozzle' && celsius === 0) reading.hasEnd = true;
  reading.targets[heater] = celsius;
  reading.visitor.temperature({ line: reading.line, heater, celsius, wait });
}

/** Tells of a temperature that the line names. */
export function ask({ visitor, line }: Reading, heater: GcodeHeater, celsius: number): void {
  visitor.asked?.({ line, heater, celsius });
}

/**
 * RepRapFirmware's M568 (and G10 with P): S is the temperature of the tool, R that of its standby, A its state: 0 off, 1 standby, 2 active.
 * Returns false where it is about another tool or no temperature.
 */
export function setTool(reading: Reading): boolean {
  const { words, tool } = reading;
  for (const letter of ['S', 'R']) {
    const named = wordValue(words, letter);
    if (named !== null) ask(reading, 'nozzle', named);
  }
  const state = wordValue(words, 'A');
  const celsius = state === 0 ? 0 : wordValue(words, state === 1 ? 'R' : 'S');
  if (celsius === null || (wordValue(words, 'P') ?? tool) !== tool) return false;
  heat(reading, 'nozzle', celsius, false);
  return true;
}

/** RepRapFirmware's M116: waits for all heaters, with P for those of a tool. Returns false where none was set. */
export function waitForAll(reading: Reading): boolean {
  const { words, targets, tool } = reading;
  const ofTool = wordValue(words, 'P');
  const waited = ofTool === null ? (['bed', 'chamber', 'nozzle'] as const) : (['nozzle'] as const);
  let told = false;
  if (ofTool !== null && ofTool !== tool) return false;
  for (const heater of waited) {
    const celsius = targets[heater];
    if (celsius === null) continue;
    heat(reading, heater, celsius, true);
    told = true;
  }
  return told;
}

/** M200 sets E to volumes, M220 and M221 change speed and flow of all that follows. */
export function setFactor(reading: Reading, main: number): void {
  const { machine, words } = reading;
  const percent = wordValue(words, 'S');
  if (main === 200) {
    const diameter = wordValue(words, 'D');
    if (diameter !== null && diameter !== 0 && !(diameter >= LEAST_DIAMETER_MM)) {
      throw new WordFault(`M200 needs the diameter of a filament, got ${diameter} mm`);
    }
    if (diameter !== null) machine.volumetricMm = diameter;
    if (percent === 0) machine.volumetricMm = 0;
  } else if (percent !== null) {
    if (!(percent >= 1)) throw new WordFault(`M${main} needs a percentage of 1 or more, got ${percent}`);
    if (main === 220) machine.speedFactor = percent / 100;
    else machine.flowFactor = percent / 100;
    if (percent !== 100) note(reading, `M${main}`, `M${main} S${percent}: the moves that follow are told with it`);
  }
}

/** M204: P is the acceleration of moves that extrude, T that of travels, S that of both (Marlin, M204; Klipper and RepRapFirmware have the same words). */
export function setAcceleration({ visitor, words, line }: Reading): void {
  const both = wordValue(words, 'S');
  const above = (value: number | null) => (value !== null && value > 0 ? value : null);
  const [print, travel] = [above(wordValue(words, 'P') ?? both), above(wordValue(words, 'T') ?? both)];
  if (print !== null || travel !== null) visitor.acceleration?.({ line, print, travel });
}

/** Adds to what was let pass, with the line. */
export function note({ notes, line }: Reading, kind: string, text: string): void {
  notes.add(kind, `line ${line}: ${text}`);
}
