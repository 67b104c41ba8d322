/** Durations as slicers have them. */

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
