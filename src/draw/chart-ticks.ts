/** Round numbers along the axis of a chart. */
import { groupedDigits } from './chart-digits.ts';

/** The ticks of an axis, from low to high. */
export interface ChartTicks {
  readonly step: number;
  readonly values: readonly number[];
  readonly texts: readonly string[];
}

/** Beyond these powers of ten of the step the ticks are written as 2e-9. */
const PLAIN_POWERS = [-6, 6] as const;
/** What rounding may take from a tick that lies on the end of the axis, as a share of the step. */
const SLACK = 1e-9;

/**
 * Returns the multiples of a round step, which is 1, 2 or 5 times a power of ten and the smallest that cuts the span into at
 * most `most` pieces.
 */
export function chartTicks(low: number, high: number, most: number): ChartTicks {
  const { factor, power } = roundStep((high - low) / most);
  const step = Number(`${factor}e${power}`);
  const values: number[] = [];
  const texts: string[] = [];
  const last = Math.floor(high / step + SLACK);
  for (let i = Math.ceil(low / step - SLACK); i <= last; i++) {
    // Read back from text, so that a tick is the double nearest to its decimal and not a sum of rounded steps.
    values.push(Number(`${i * factor}e${power}`));
    texts.push(tickText(i * factor, power));
  }
  return { step, values, texts };
}

function roundStep(least: number): { factor: number; power: number } {
  const power = Number(least.toExponential().split('e')[1]);
  for (const factor of [1, 2, 5]) if (Number(`${factor}e${power}`) >= least * (1 - SLACK)) return { factor, power };
  return { factor: 1, power: power + 1 };
}

function tickText(digits: number, power: number): string {
  if (digits === 0) return '0';
  if (power < PLAIN_POWERS[0] || power > PLAIN_POWERS[1]) return `${digits}e${power}`;
  return groupedDigits(Number(`${digits}e${power}`).toFixed(Math.max(0, -power)));
}
