/** Energies that no melt has: a power or speed in another unit than the profile says, most often. */
import { said } from '../finding-log.ts';

/** What a key is run with, and the energy that follows. */
export interface SlipInput {
  readonly powerW: number;
  readonly speedMmPerS: number;
  readonly measured: number;
  readonly unit: string;
  /** Between these ends it is sound: its window, or what can be at all. */
  readonly min: number;
  readonly max: number;
}

/** So many times beyond an end of its window an energy is no choice any more. */
export const BEYOND_WINDOW = 10;

/**
 * Ends of the line energy of a key without a window that applies, in J/mm. They are no window, and nobody has measured them: wide, and there to catch a wrong
 * unit, as the bounds of the schema are. The sets of the example profiles have 0.086 to 0.27.
 */
export const LINE_ENERGY_BOUNDS = { min: 0.01, max: 10 } as const;

/** Returns how far an energy is from what can be, and the unit that was likely meant, as the end of a message. */
export function slipWords({ powerW, speedMmPerS, measured, unit, min, max }: SlipInput): string {
  const high = measured > max;
  const times = high ? measured / max : min / measured;
  const beyond = `${said(Number(times.toPrecision(3)), 1)} times ${high ? 'above' : 'below'} ${said(high ? max : min)} ${unit}`;
  const speed = `the speed of ${said(speedMmPerS)} mm/s`;
  const power = `the power of ${said(powerW)} W`;
  // A factor of the energy for each unit that is mistaken for another now and then.
  const slips: readonly (readonly [string, number])[] = high
    ? [[`${speed} given in m/s`, 1 / 1000]]
    : [
        [`${power} given in kW`, 1000],
        [`${speed} given in mm/min`, 60],
        [`${speed} given in um/s`, 1000],
      ];
  const likely = slips.find(([, factor]) => measured * factor >= min && measured * factor <= max);
  return `${beyond}: ${likely === undefined ? `compare ${power} and ${speed} with their sources` : `is ${likely[0]}?`}`;
}
