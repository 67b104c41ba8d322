/** Measured values as an inspector reads them. */
import { groupedDigits } from '../../draw/chart-digits.ts';

/** What stands where no value is. */
export const NOT_MEASURED = 'not measured';

/** What stands where there is no such value. */
export const NO_VALUE = '\u2013';
/** What stands where a rule looked for faults and saw none. */
export const NOTHING_SEEN = 'no fault seen';

const DIGITS = 6;

/** Returns a number with six digits that mean something, as a plain decimal; null is `not measured`. */
export function valueText(value: number | null): string {
  return value === null ? NOT_MEASURED : groupedDigits(plainDecimal(Number(value.toPrecision(DIGITS))));
}

/**
 * Returns a measured value and its limit; a limit that does not exist is a dash. Where six digits would make different values
 * look the same, all digits are shown.
 */
export function measuredAndLimit(measured: number | null, limit: number | null): { measured: string; limit: string } {
  const texts = { measured: valueText(measured), limit: limit === null ? NO_VALUE : valueText(limit) };
  if (measured === null || limit === null || measured === limit || texts.measured !== texts.limit) return texts;
  return { measured: groupedDigits(plainDecimal(measured)), limit: groupedDigits(plainDecimal(limit)) };
}

/** Returns a time in s with its hours and minutes beside. */
export function timeText(timeS: number | null): string {
  if (timeS === null) return NOT_MEASURED;
  const whole = Math.round(timeS);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds} s`;
  return whole < 60 ? `${valueText(timeS)} s` : `${valueText(timeS)} s (${parts})`;
}

/** Returns a unit as print has it: powers raised, a degree sign before C. */
export function unitText(unit: string): string {
  const degrees = unit.replace(/(^|\d )C\b/g, '$1\u00b0C');
  return degrees.replace(/\b([a-z]?m)([23])\b/g, (_, length: string, power: string) => {
    return length + (power === '2' ? '\u00b2' : '\u00b3');
  });
}

/** JavaScript writes 1e-7 and 1e21; a reader of the page does not. */
function plainDecimal(value: number): string {
  const [mantissa, power] = String(value).split('e');
  if (power === undefined) return mantissa!;
  const sign = mantissa!.startsWith('-') ? '-' : '';
  const [whole, rest = ''] = mantissa!.slice(sign.length).split('.');
  const shift = Number(power);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${rest}`;
  return sign + whole + rest.padEnd(shift, '0');
}
