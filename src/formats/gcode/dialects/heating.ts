/**
 * Who heats: a heater for which the printer's lines have a command is heated by them, and by them alone; the others that the profile wants
 * are set and waited for by the writer before the start lines, and switched off after the end lines.
 */
import type { GcodeHeater } from '../gcode-events.ts';
import { HEATERS, type HeaterNames } from '../settings.ts';
import type { GcodeDialect } from './dialect.ts';
import { shortName } from './klipper.ts';

/** Temperatures and their order. */
export interface HeatingSettings {
  /** Null: not heated. */
  readonly celsius: Readonly<Record<GcodeHeater, number | null>>;
  /** In which order heaters are set, then waited for. */
  readonly order: readonly GcodeHeater[];
  /** Temperature of the nozzle while others are waited for; null: it stays cold till then. */
  readonly nozzleStandbyC: number | null;
}

const COMMANDS: readonly (readonly [heater: GcodeHeater, command: RegExp])[] = [
  ['nozzle', /^\s*(M10[49]|M568)\b|^\s*G10\s+P\d/i],
  ['bed', /^\s*M1[49]0\b/i],
  ['chamber', /^\s*M1[49]1\b/i],
];
const KLIPPER_SET = /^\s*SET_HEATER_TEMPERATURE\s+HEATER=["']?([^"'\s]+)/i;
const ALL_OFF = /^\s*TURN_OFF_HEATERS\b/i;

/** The heaters that some lines have a command for. */
export function heatersOf(lines: readonly string[], names: HeaterNames): Set<GcodeHeater> {
  const found = new Set<GcodeHeater>();
  for (const line of lines) {
    for (const [heater, command] of COMMANDS) if (command.test(line)) found.add(heater);
    const named = KLIPPER_SET.exec(line)?.[1];
    for (const heater of HEATERS) {
      if (ALL_OFF.test(line) || (named !== undefined && named === shortName(names[heater]))) found.add(heater);
    }
  }
  return found;
}

const HOMES = /^\s*G28\b/i;
const EXTRUDES = /^\s*G[0-3]\b[^;]*E/i;

/** What heats at the start: lines before all others, and lines after so many of them. */
export interface StartHeating {
  readonly sets: readonly string[];
  readonly waits: readonly string[];
  /** Start lines that stand between the two. */
  readonly between: number;
}

/**
 * Returns what heats what the start lines do not: all heaters set in order, the nozzle to its standby, then each waited for in order. Where the
 * lines home the axes, they do so between the two, so that no nozzle comes to the plate hot enough to drip on it or to burn it; what
 * follows finds all heaters hot.
 */
export function startHeating(
  lines: readonly string[],
  heating: HeatingSettings,
  own: ReadonlySet<GcodeHeater>,
  dialect: GcodeDialect,
): StartHeating {
  const extrusion = lines.findIndex((line) => EXTRUDES.test(line));
  const homing = lines.findLastIndex((line, n) => HOMES.test(line) && (extrusion < 0 || n < extrusion));
  return { ...heatingLines(heating, own, dialect, homing >= 0), between: homing + 1 };
}

function heatingLines(
  { celsius, order, nozzleStandbyC }: HeatingSettings,
  own: ReadonlySet<GcodeHeater>,
  dialect: GcodeDialect,
  homesBetween: boolean,
): { readonly sets: string[]; readonly waits: string[] } {
  const wanted = order.filter((heater) => !own.has(heater) && (celsius[heater] ?? 0) > 0);
  // All heat at once, but for the nozzle, which would drip: it stays at its standby until its turn. A single heater needs no more than its wait.
  const sets = wanted.flatMap((heater, turn) => {
    const target = heater === 'nozzle' && (turn > 0 || homesBetween) ? nozzleStandbyC : celsius[heater];
    return target === null || wanted.length === 1 ? [] : dialect.set(heater, target);
  });
  const waits = wanted.flatMap((heater) => dialect.wait(heater, celsius[heater] ?? 0));
  return { sets: [...(wanted.includes('nozzle') ? dialect.prepare : []), ...sets], waits };
}

/** Lines that switch off what `own` does not. */
export function offLines(
  { celsius, order }: HeatingSettings,
  own: ReadonlySet<GcodeHeater>,
  dialect: GcodeDialect,
): string[] {
  const hot = [...order].reverse().filter((heater) => !own.has(heater) && (celsius[heater] ?? 0) > 0);
  return hot.flatMap((heater) => dialect.set(heater, 0));
}
