/** A bead as the file has it: points on the file's resolution, the filament up to each, and the width of the strip on the way there. */
import type { BeadToolpath } from '../../core/toolpath.ts';
import { UM_PER_MM } from './nozzle.ts';

/** Points of a bead; the first one is where it begins. */
export interface BeadPath {
  /** Micrometres, whole. */
  readonly xy: Float64Array;
  /** Filament from the first point to each, in mm; nothing is rounded. */
  readonly filamentMm: Float64Array;
  /** Strip on the last step to each point, in mm; 0 at the first one. */
  readonly stripMm: Float64Array;
  /** Share of the bead's speed on the last step to each point; 1 at the first one. */
  readonly speedFraction: Float64Array;
  /** Filament of steps below the resolution at the end, which goes into what comes next. */
  readonly restMm: number;
}

/** Rounds a bead of two points or more. A step below the resolution is no move: its filament goes into the next one. */
export function beadPath(bead: BeadToolpath, flow: number, eAreaMm2: number): BeadPath {
  const { xy, closed } = bead.path;
  const n = xy.length / 2;
  const most = closed ? n + 1 : n;
  const points = new Float64Array(2 * most);
  const filamentMm = new Float64Array(most);
  const stripMm = new Float64Array(most);
  const speedFraction = new Float64Array(most).fill(1);
  let count = 1;
  let filament = 0;
  points[0] = Math.round(xy[0]! * UM_PER_MM);
  points[1] = Math.round(xy[1]! * UM_PER_MM);
  for (let k = 1; k < most; k++) {
    const from = k - 1;
    const to = k === n ? 0 : k;
    const strip = (bead.widthMm[from]! + bead.widthMm[to]!) / 2;
    const dx = xy[2 * to]! - xy[2 * from]!;
    const dy = xy[2 * to + 1]! - xy[2 * from + 1]!;
    filament += (Math.sqrt(dx * dx + dy * dy) * (strip * bead.heightMm * flow)) / eAreaMm2;
    const toX = Math.round(xy[2 * to]! * UM_PER_MM);
    const toY = Math.round(xy[2 * to + 1]! * UM_PER_MM);
    if (toX === points[2 * count - 2] && toY === points[2 * count - 1]) continue;
    points[2 * count] = toX;
    points[2 * count + 1] = toY;
    filamentMm[count] = filament;
    stripMm[count] = strip;
    speedFraction[count] = bead.speedFraction?.[from] ?? 1;
    count++;
  }
  return {
    xy: points.slice(0, 2 * count),
    filamentMm: filamentMm.slice(0, count),
    stripMm: stripMm.slice(0, count),
    speedFraction: speedFraction.slice(0, count),
    restMm: filament - filamentMm[count - 1]!,
  };
}
