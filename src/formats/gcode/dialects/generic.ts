/**
 * A machine of which only this is known: it heats by the commands that Marlin and RepRapFirmware share and runs straight moves. No
 * pressure advance, acceleration or arc is asked of it.
 */
import type { GcodeDialect } from './dialect.ts';
import { marlin } from './marlin.ts';

/** The dialect. */
export const generic: GcodeDialect = {
  ...marlin,
  firmware: 'generic',
  // Some firmwares read a value of at most 1 as a share of full speed.
  fan: (share) => (share > 0 ? `M106 S${Math.max(2, Math.round(share * 255))} ; fan` : 'M107 ; fan off'),
  pressureAdvance: () => null,
  acceleration: () => null,
  travelAcceleration: () => null,
  // Milliseconds are read by all, seconds by some.
  dwell: (seconds) => `G4 P${Math.round(seconds * 1000)}`,
};
