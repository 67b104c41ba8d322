/** Numbers as G-code has them: decimals without exponent, plus sign or trailing zeros. */

/** Returns `units` / 10^decimals as text; `units` is a whole number. */
export function decimalText(units: number, decimals: number): string {
  if (units < 0) return `-${decimalText(-units, decimals)}`;
  const digits = String(units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals);
  let end = digits.length;
  while (end > whole.length && digits.charCodeAt(end - 1) === 48) end--;
  return end === whole.length ? whole : `${whole}.${digits.slice(whole.length, end)}`;
}

/** Returns a time as PrusaSlicer writes it: `1d 2h 3m 4s`, without leading parts that are nought. */
export function durationText(seconds: number): string {
  const s = Math.round(seconds);
  const parts: [number, string][] = [
    [Math.floor(s / 86_400), 'd'],
    [Math.floor(s / 3600) % 24, 'h'],
    [Math.floor(s / 60) % 60, 'm'],
    [s % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return (first < 0 ? parts.slice(-1) : parts.slice(first)).map(([value, unit]) => `${value}${unit}`).join(' ');
}
