/**
 * Klipper's commands with names (klipper3d.org, G-Codes): `SET_HEATER_TEMPERATURE HEATER=extruder TARGET=440`. Those that heat are carried out;
 * of a few others it is known that they change nothing about the moves. Names and parameters may be in either case.
 */

import { shortName } from './dialects/klipper.ts';
import type { GcodeHeater } from './gcode-events.ts';
import { type HeaterNames, USUAL_HEATER_NAMES } from './settings.ts';

/** What such a command does. */
export type ExtendedCommand =
  | { readonly does: 'set'; readonly heater: GcodeHeater; readonly celsius: number }
  | { readonly does: 'wait'; readonly heater: GcodeHeater; readonly fromC: number }
  | { readonly does: 'all-off' }
  | { readonly does: 'accelerate'; readonly mmPerS2: number }
  | { readonly does: 'nothing' };

/** Settings of the machine and words for people; none moves the nozzle or the origin. */
const HARMLESS = new Set([
  'SET_PRESSURE_ADVANCE',
  'SET_INPUT_SHAPER',
  'SET_FAN_SPEED',
  'SET_PRINT_STATS_INFO',
  'SET_DISPLAY_TEXT',
  'SET_IDLE_TIMEOUT',
  'RESPOND',
  'EXCLUDE_OBJECT_DEFINE',
  'EXCLUDE_OBJECT_START',
  'EXCLUDE_OBJECT_END',
]);
const PARAMETER = /([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;]*))/g;

/** Reads a command by its name and what follows; null where it is none of those known, or its heater is none of the three. */
export function readExtended(name: string, rest: string, names: HeaterNames | null): ExtendedCommand | null {
  const command = name.toUpperCase();
  if (command === 'SET_VELOCITY_LIMIT') {
    const mmPerS2 = Number(/\bACCEL\s*=\s*(\d+(?:\.\d+)?)/i.exec(rest.split(';', 1).join(''))?.[1] ?? 0);
    return mmPerS2 > 0 ? { does: 'accelerate', mmPerS2 } : { does: 'nothing' };
  }
  if (HARMLESS.has(command)) return { does: 'nothing' };
  if (command === 'TURN_OFF_HEATERS') return { does: 'all-off' };
  if (command !== 'SET_HEATER_TEMPERATURE' && command !== 'TEMPERATURE_WAIT') return null;
  const parameters = new Map<string, string>();
  for (const [, key = '', double, single, plain] of rest.split(';', 1).join('').matchAll(PARAMETER)) {
    parameters.set(key.toUpperCase(), double ?? single ?? plain ?? '');
  }
  const isSet = command === 'SET_HEATER_TEMPERATURE';
  const heater = heaterOf(parameters.get(isSet ? 'HEATER' : 'SENSOR') ?? '', names);
  // Without a number the target is 0 (SET_HEATER_TEMPERATURE), and nothing is waited for (TEMPERATURE_WAIT).
  const said = parameters.get(isSet ? 'TARGET' : 'MINIMUM') ?? '0';
  const celsius = /^\d+(\.\d+)?$/.test(said) ? Number(said) : null;
  if (heater === null || celsius === null) return null;
  return isSet ? { does: 'set', heater, celsius } : { does: 'wait', heater, fromC: celsius };
}

/** The heater of a name: as the printer has it, or by Klipper's usual ones. */
function heaterOf(section: string, names: HeaterNames | null): GcodeHeater | null {
  const name = shortName(section.trim());
  for (const known of names === null ? [USUAL_HEATER_NAMES] : [names, USUAL_HEATER_NAMES]) {
    for (const heater of ['nozzle', 'bed', 'chamber'] as const) if (shortName(known[heater]) === name) return heater;
  }
  return /chamber/i.test(name) ? 'chamber' : null;
}
