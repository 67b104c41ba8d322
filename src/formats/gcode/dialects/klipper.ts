/**
 * Klipper (klipper3d.org, G-Codes): SET_HEATER_TEMPERATURE HEATER TARGET on heaters by their names, TEMPERATURE_WAIT SENSOR MINIMUM;
 * SET_PRESSURE_ADVANCE ADVANCE in seconds; SET_VELOCITY_LIMIT ACCEL holds for all moves; G4 takes milliseconds (P) only; G2 and G3 want a
 * [gcode_arcs] section, so that the printer file has to say that there is one.
 */
import { decimalText } from '../../../core/decimal-text.ts';
import type { HeaterNames } from '../settings.ts';
import type { GcodeDialect } from './dialect.ts';
import { generic } from './generic.ts';
import { celsiusText, marlin } from './marlin.ts';

/** A heater that swings about its target is there from this far below it. */
const NEAR_C = 1;

/** Returns the dialect of a machine whose heaters have these names, as its configuration has them in brackets. */
export function klipper(names: HeaterNames): GcodeDialect {
  const set: GcodeDialect['set'] = (heater, celsius) => [
    `SET_HEATER_TEMPERATURE HEATER=${shortName(names[heater])} TARGET=${celsiusText(celsius)}`,
  ];
  return {
    ...marlin,
    firmware: 'klipper',
    set,
    wait: (heater, celsius) => [
      ...set(heater, celsius),
      `TEMPERATURE_WAIT SENSOR=${quoted(names[heater])} MINIMUM=${celsiusText(celsius - NEAR_C)}`,
    ],
    pressureAdvance: (seconds) => `SET_PRESSURE_ADVANCE ADVANCE=${decimalText(Math.round(seconds * 1e5), 5)}`,
    acceleration: (mmPerS2) => `SET_VELOCITY_LIMIT ACCEL=${Math.round(mmPerS2)}`,
    travelAcceleration: () => null,
    dwell: generic.dwell,
  };
}

/** A section `heater_generic chamber` is the heater `chamber`. */
export function shortName(section: string): string {
  return section.slice(section.lastIndexOf(' ') + 1);
}

function quoted(section: string): string {
  return section.includes(' ') ? `"${section}"` : section;
}
