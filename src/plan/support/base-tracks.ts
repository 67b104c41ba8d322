/** A wider foot of walls on the plate: more tracks beside each in the first layers. */
import type { Polyline } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';

/** The foot of walls on the plate. */
export interface BaseSettings {
  readonly heightMm: number;
  /** Tracks on each side of the wall at the plate; upwards they become fewer. */
  readonly tracks: number;
  readonly spacingMm: number;
}

/** Returns lines of walls with the tracks of their foot beside them, as many as are left at a height above the plate. */
export function withBase(
  lines: readonly Polyline[],
  zMm: number,
  { heightMm, tracks, spacingMm }: BaseSettings,
): Polyline[] {
  const left = zMm >= heightMm ? 0 : Math.ceil(tracks * (1 - zMm / heightMm));
  if (left === 0) return [...lines];
  return lines.flatMap((line) => {
    const { xy } = line;
    const [x0, y0, x1, y1] = [xy[0]!, xy[1]!, xy[2]!, xy[3]!];
    const length = Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
    if (length === 0) return [line];
    const [nx, ny] = [(y0 - y1) / length, (x1 - x0) / length];
    const beside = Array.from({ length: 2 * left + 1 }, (_, k) => (k - left) * spacingMm);
    return beside.map((d, k): Polyline => {
      const ends = k % 2 === 0 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
      return { xy: Float64Array.from(ends, (value, n) => snapMm(value + d * (n % 2 === 0 ? nx : ny))), closed: false };
    });
  });
}
