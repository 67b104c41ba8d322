/** Lines that let a part cool down after its print. */
import type { GcodeHeater } from './gcode-events.ts';

/** One step of the cooling: what the heaters are set to, and for how long; the chamber is null where none is heated. */
export interface GcodeCoolingStep {
  readonly chamberC: number | null;
  readonly bedC: number;
  readonly minutes: number;
}

/** What the lines need of a firmware. */
export interface CoolingCommands {
  /** Sets a heater and goes on. */
  set(heater: GcodeHeater, celsius: number): readonly string[];
  dwell(seconds: number): string;
}

const S_PER_MIN = 60;

/**
 * Returns the lines: the nozzle goes off, then each step sets chamber and bed and waits by the clock. A chamber that cools slower than
 * the ramp lags behind it; heaters go off with the printer's end lines.
 */
export function coolingLines(steps: readonly GcodeCoolingStep[], commands: CoolingCommands): string[] {
  if (steps.length === 0) return [];
  return [
    ...commands.set('nozzle', 0),
    ...steps.flatMap(({ chamberC, bedC, minutes }) => [
      ...(chamberC === null ? [] : commands.set('chamber', chamberC)),
      ...commands.set('bed', bedC),
      commands.dwell(secondsOf(minutes)),
    ]),
  ];
}

/** How long all steps take. */
export function coolingSeconds(steps: readonly GcodeCoolingStep[]): number {
  return steps.reduce((sum, { minutes }) => sum + secondsOf(minutes), 0);
}

/** Whole milliseconds, as firmwares take them. */
function secondsOf(minutes: number): number {
  return Math.round(minutes * S_PER_MIN * 1000) / 1000;
}
