/** What stands behind a print, in PrusaSlicer's words: filament, time, layers, and the settings by the names that it gives them. */
import { durationText } from './duration-text.ts';
import { plainAscii } from './plain-ascii.ts';
import type { GcodeSettings } from './settings.ts';

/** What a finished print has come to. */
export interface PrintSums {
  readonly filamentMm: number;
  /** Of it what the printer's own start and end lines push. */
  readonly ownMm: number;
  /** Seconds by layer; what comes after the last one stands behind it. */
  readonly seconds: Float64Array;
  readonly layerCount: number;
}

/** The lines of the trailer but for the seal. */
export function trailer({ filamentMm, ownMm, seconds, layerCount }: PrintSums, settings: GcodeSettings): string[] {
  const cm3 = (filamentMm * (Math.PI / 4) * settings.filamentMm * settings.filamentMm) / 1000;
  const grams = (cm3 * settings.densityGPerCm3).toFixed(3);
  let total = 0;
  for (const value of seconds) total += value;
  return [
    `; filament used [mm] = ${filamentMm.toFixed(2)}`,
    // Negative where the start lines leave more pulled back than they push.
    ...(ownMm === 0 ? [] : [`; filament of start and end lines [mm] = ${ownMm.toFixed(2)}`]),
    `; filament used [cm3] = ${cm3.toFixed(4)}`,
    `; filament used [g] = ${grams}`,
    `; total filament used [g] = ${grams}`,
    `; total layers count = ${layerCount}`,
    `; estimated printing time (normal mode) = ${durationText(total)}`,
    `; estimated first layer printing time (normal mode) = ${durationText(seconds[0] ?? 0)}`,
    '',
    '; trabecula_config = begin',
    ...settings.record.map(([key, value]) => `; ${key} = ${plainAscii(value)}`),
    '; trabecula_config = end',
  ];
}
