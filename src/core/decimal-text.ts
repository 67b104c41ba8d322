/** Numbers as machine files have them: decimals without exponent, plus sign or trailing zeros. */

/** Returns `units` / 10^decimals as text; `units` is a whole number. */
export function decimalText(units: number, decimals: number): string {
  if (units < 0) return `-${decimalText(-units, decimals)}`;
  const digits = String(units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals);
  let end = digits.length;
  while (end > whole.length && digits.charCodeAt(end - 1) === 48) end--;
  return end === whole.length ? whole : `${whole}.${digits.slice(whole.length, end)}`;
}
