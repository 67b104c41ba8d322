/**
 * Marlin 2 (marlinfw.org/docs/gcode): M104 and M109, M140 and M190, M141 and M191 set heaters without and with waiting; M900 K is linear
 * advance in mm of filament per mm/s, which is seconds; M204 P and T are the accelerations of extruding moves and of travels; G2 and G3 are
 * in its default configuration (ARC_SUPPORT).
 */

import { decimalText } from '../../../core/decimal-text.ts';
import type { GcodeHeater } from '../gcode-events.ts';
import type { GcodeDialect } from './dialect.ts';

const SET: Readonly<Record<GcodeHeater, string>> = { nozzle: 'M104', bed: 'M140', chamber: 'M141' };
const WAIT: Readonly<Record<GcodeHeater, string>> = { nozzle: 'M109', bed: 'M190', chamber: 'M191' };

/** The dialect. */
export const marlin: GcodeDialect = {
  firmware: 'marlin',
  prepare: [],
  set: (heater, celsius) => [`${SET[heater]} S${celsiusText(celsius)} ; ${heater} ${celsius > 0 ? 'on' : 'off'}`],
  wait: (heater, celsius) => [`${WAIT[heater]} S${celsiusText(celsius)} ; wait for the ${heater}`],
  // 0 is off, and no share above 0 is rounded to it.
  fan: (share) => (share > 0 ? `M106 S${Math.max(1, Math.round(share * 255))} ; fan` : 'M107 ; fan off'),
  pressureAdvance: (seconds) => `M900 K${decimalText(Math.round(seconds * 1e5), 5)} ; linear advance`,
  acceleration: (mmPerS2) => `M204 P${Math.round(mmPerS2)}`,
  travelAcceleration: (mmPerS2) => `M204 T${Math.round(mmPerS2)}`,
  dwell: (seconds) => `G4 S${decimalText(Math.round(seconds * 1000), 3)}`,
};

/** A temperature to a tenth of a degree. */
export function celsiusText(celsius: number): string {
  return decimalText(Math.round(celsius * 10), 1);
}
