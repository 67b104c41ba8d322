/**
 * RepRapFirmware 3.3 and later (docs.duet3d.com, G-code dictionary): M568 P S A2 sets and activates the temperature of a tool and M116 P waits
 * for it, once the tool is chosen (T0); M140 and M190 are for the bed, M141 and M191 for the chamber; M572 D S is pressure advance in seconds;
 * M204 P and T as in Marlin; G2 and G3 are always there. M106 reads a value of at most 1 as a share of full speed.
 */

import { decimalText } from '../../../core/decimal-text.ts';
import type { GcodeDialect } from './dialect.ts';
import { generic } from './generic.ts';
import { celsiusText, marlin } from './marlin.ts';

/** The dialect. */
export const reprapFirmware: GcodeDialect = {
  ...marlin,
  firmware: 'reprapfirmware',
  prepare: ['T0 ; the tool'],
  set(heater, celsius) {
    if (heater !== 'nozzle') return marlin.set(heater, celsius);
    return [celsius > 0 ? `M568 P0 S${celsiusText(celsius)} A2 ; nozzle on` : 'M568 P0 S0 A0 ; nozzle off'];
  },
  wait(heater, celsius) {
    if (heater !== 'nozzle') return marlin.wait(heater, celsius);
    return [`M568 P0 S${celsiusText(celsius)} A2`, 'M116 P0 ; wait for the nozzle'];
  },
  fan: generic.fan,
  pressureAdvance: (seconds) => `M572 D0 S${decimalText(Math.round(seconds * 1e5), 5)} ; pressure advance`,
};
