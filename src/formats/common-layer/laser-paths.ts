/** Commands of a Common Layer file in the words that all files of laser paths share. */
import type { LaserFilePath } from '../../core/laser-file.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import type { CommonLayerCommand } from './common-layer-file.ts';

/** What a command belongs to. */
export interface PathPlace {
  readonly part: number | null;
  readonly exposure: number | null;
  /** Closed polylines are run by the laser too, and no mere boundary. */
  readonly exposed: boolean;
}

/** Returns the path of a command, or null when it has no points. `toDecimal` is `decimalMm` of the file. */
export function laserPath(
  { item }: CommonLayerCommand,
  { part, exposure, exposed }: PathPlace,
  toDecimal: (mm: number) => number,
  notes: ReadingNotes,
): LaserFilePath | null {
  if ('xyxy' in item) {
    if (item.xyxy.length === 0) return null;
    return { kind: 'hatch', part, exposure, xyxy: item.xyxy.map(toDecimal) };
  }
  const { direction } = item;
  if (item.xy.length === 0) return null;
  const repeats = repeatsFirstPoint(item.xy);
  const xy = (repeats ? item.xy.subarray(0, -2) : item.xy).map(toDecimal);
  if (direction === 2) return { kind: 'line', part, exposure, closed: repeats, xy };
  if (!repeats && xy.length > 2)
    notes.add('open loop', 'a polyline of direction 0 or 1 does not repeat its first point; it was closed');
  if (exposed) return { kind: 'line', part, exposure, closed: true, xy };
  return { kind: 'boundary', part, direction: direction === 1 ? 'outer' : 'hole', xy };
}

/** Returns the thickness of a layer above another one; null for the first layer and for one that is not above. */
export function thicknessMm(previousZMm: number | null, zMm: number): number | null {
  if (previousZMm === null || !(zMm > previousZMm)) return null;
  const rise = zMm - previousZMm;
  const rounded = Math.round(rise * 1e6) / 1e6;
  // Heights are decimals of a few digits; only the noise of their difference goes.
  return Math.abs(rise - rounded) < 1e-9 ? rounded : rise;
}

function repeatsFirstPoint(xy: Float64Array): boolean {
  const last = xy.length - 2;
  return last >= 4 && xy[0] === xy[last] && xy[1] === xy[last + 1];
}
