/** What differs between the firmwares that a file is written for. */
import type { GcodeHeater } from '../gcode-events.ts';
import type { Firmware } from '../settings.ts';

/** Lines of one firmware; each function returns whole lines. */
export interface GcodeDialect {
  readonly firmware: Firmware;
  /** What must stand before the first heater, such as choosing the tool. */
  readonly prepare: readonly string[];
  /** Sets a heater and goes on. */
  set(heater: GcodeHeater, celsius: number): readonly string[];
  /** Sets a heater and waits until it is there. */
  wait(heater: GcodeHeater, celsius: number): readonly string[];
  /** Part cooling fan from 0 to 1. */
  fan(share: number): string;
  /** Pressure advance in seconds; null where the firmware is not known to have it. */
  pressureAdvance(seconds: number): string | null;
  /** Acceleration of extruding moves; null as above. */
  acceleration(mmPerS2: number): string | null;
  /** Acceleration of travels; null where one acceleration holds for all moves or none can be set. */
  travelAcceleration(mmPerS2: number): string | null;
  /** Waits where it stands. */
  dwell(seconds: number): string;
}
