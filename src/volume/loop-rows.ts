/** Stretches of rows that lie inside a set of loops. */
import type { RowCrossings } from './row-crossings.ts';

/** Stretches of row r are ends[start[r]] to ends[start[r + 1] - 1], from, to, from, to, ...; rising. */
export interface RowStretches {
  readonly start: Int32Array;
  readonly ends: Float64Array;
}

/** Returns where the winding number is above 0; `sense` -1 serves loops whose x and y were exchanged. */
export function stretchesOf(crossings: RowCrossings, sense: 1 | -1): RowStretches {
  const rowCount = crossings.start.length - 1;
  const start = new Int32Array(rowCount + 1);
  const ends = new Float64Array(crossings.xMm.length);
  let count = 0;
  for (let r = 0; r < rowCount; r++) {
    let winding = 0;
    for (let c = crossings.start[r]!; c < crossings.start[r + 1]!; c++) {
      const before = winding;
      winding += sense * crossings.turn[c]!;
      if (before > 0 === winding > 0) continue;
      const x = crossings.xMm[c]!;
      // Loops that touch leave a stretch or a gap of no length.
      if (count > start[r]! && ends[count - 1] === x) count--;
      else ends[count++] = x;
    }
    start[r + 1] = count;
  }
  return { start, ends: ends.subarray(0, count) };
}

/** Returns loops with x and y exchanged. */
export function exchanged(loops: readonly Float64Array[]): Float64Array[] {
  return loops.map((xy) => {
    const out = new Float64Array(xy.length);
    for (let i = 0; i < xy.length; i += 2) {
      out[i] = xy[i + 1]!;
      out[i + 1] = xy[i]!;
    }
    return out;
  });
}
