/** Places in one piece of a layer: its corners and points well within it. */
import type { Polyline } from '../../core/polyline.ts';
import type { NestedLoops } from '../../geometry/loop-nesting.ts';

/** Points x, y each; those within come from rows through the piece and lie on no side. */
export interface PiecePlaces {
  readonly within: Float64Array;
  readonly corners: Float64Array;
  /** Distance of the rows. */
  readonly stepMm: number;
}

/** Rows through a piece, and points of a row at most. */
const ROWS = 12;
const MOST_IN_ROW = 24;
/** Rows lie off the round coordinates where designed corners are. */
const ROW_PHASE = 0.4142135623730951;

/** Returns places of a piece; the middle of the widest run of its rows comes first of those within. */
export function piecePlaces({ outline, holes }: NestedLoops): PiecePlaces {
  const loops = [outline, ...holes];
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  const { xy } = outline;
  for (let i = 0; i < xy.length; i += 2) {
    xMin = Math.min(xMin, xy[i]!);
    xMax = Math.max(xMax, xy[i]!);
    yMin = Math.min(yMin, xy[i + 1]!);
    yMax = Math.max(yMax, xy[i + 1]!);
  }
  const stepMm = (yMax - yMin) / ROWS;
  const inRowMm = Math.max(stepMm, (xMax - xMin) / MOST_IN_ROW);
  const within: number[] = [];
  let [widest, at] = [0, -1];
  for (let row = 0; row < ROWS; row++) {
    const y = yMin + (row + ROW_PHASE) * stepMm;
    const ends = crossingsOf(loops, y);
    for (let k = 0; k + 1 < ends.length; k += 2) {
      const width = ends[k + 1]! - ends[k]!;
      if (!(width > 0)) continue;
      if (width > widest) {
        widest = width;
        at = within.length;
      }
      within.push(ends[k]! + width / 2, y);
      const parts = Math.ceil(width / inRowMm);
      for (let n = 0; n < parts; n++) within.push(ends[k]! + ((n + ROW_PHASE) / parts) * width, y);
    }
  }
  const first = at < 0 ? [] : within.slice(at, at + 2);
  return {
    within: Float64Array.from([...first, ...within]),
    corners: Float64Array.from(loops.flatMap((loop) => [...loop.xy])),
    stepMm: Math.max(stepMm, inRowMm),
  };
}

/** Rising x of the sides that a row meets. */
function crossingsOf(loops: readonly Polyline[], y: number): number[] {
  const ends: number[] = [];
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const [yi, yj] = [xy[i + 1]!, xy[j + 1]!];
      if (yi > y === yj > y) continue;
      ends.push(xy[i]! + ((xy[j]! - xy[i]!) * (y - yi)) / (yj - yi));
    }
  }
  return ends.sort((a, b) => a - b);
}
