/** Where closed loops cross parallel rows: the exact x of each crossing, sorted along the row. */
import { growableFloats, growableInts, pushFloat, pushInt } from '../geometry/growable.ts';

/** Crossings of row r are those from start[r] to start[r + 1] - 1, in rising x. */
export interface RowCrossings {
  readonly start: Int32Array;
  readonly xMm: Float64Array;
  /** Index of the loop that is crossed. */
  readonly loop: Int32Array;
  /** Change of the winding number when passing in +x: +1 where a loop runs down (solid begins), -1 where it runs up. */
  readonly turn: Int8Array;
}

/**
 * Returns the crossings of closed loops (no repeated first point) with the rows y = yMm[r], which rise strictly.
 *
 * Half-open rule: an edge crosses a row when one end is at or below it and the other above it, so a vertex on a row
 * counts once. The row under a point is stepped along the loop and never searched: the edges of a contour are short.
 */
export function rowCrossings(loops: readonly Float64Array[], yMm: Float64Array): RowCrossings {
  const rowCount = yMm.length;
  const rows = growableInts(1024);
  const turnedLoops = growableInts(1024);
  const xs = growableFloats(1024);
  const start = new Int32Array(rowCount + 1);
  if (rowCount > 0) {
    for (let l = 0; l < loops.length; l++) {
      const xy = loops[l]!;
      const n = xy.length;
      if (n < 6) continue;
      let x0 = xy[n - 2]!;
      let y0 = xy[n - 1]!;
      let r0 = rowsBelow(yMm, y0);
      for (let i = 0; i < n; i += 2) {
        const x1 = xy[i]!;
        const y1 = xy[i + 1]!;
        let r1 = r0;
        while (r1 < rowCount && yMm[r1]! < y1) r1++;
        while (r1 > 0 && yMm[r1 - 1]! >= y1) r1--;
        if (r0 !== r1) {
          const up = r1 > r0;
          const xLow = up ? x0 : x1;
          const yLow = up ? y0 : y1;
          const slope = ((up ? x1 : x0) - xLow) / ((up ? y1 : y0) - yLow);
          for (let r = up ? r0 : r1, end = up ? r1 : r0; r < end; r++) {
            pushInt(rows, r);
            pushInt(turnedLoops, up ? -l - 1 : l + 1);
            pushFloat(xs, xLow + (yMm[r]! - yLow) * slope);
            start[r + 1]!++;
          }
        }
        x0 = x1;
        y0 = y1;
        r0 = r1;
      }
    }
  }
  return sortIntoRows(rowCount, start, rows.values, turnedLoops.values, xs.values, rows.length);
}

/** Number of rows strictly below a height. */
function rowsBelow(yMm: Float64Array, y: number): number {
  let low = 0;
  let high = yMm.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (yMm[middle]! < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Columns of the first, rough sort by x. */
const COLUMNS = 2048;

/**
 * Sorts by x into columns, then by row (both counting sorts, stable), then by insertion, which finds little left to do.
 * Insertion alone was quadratic in the crossings of a row; ties keep the order of the loops, so the order is fixed.
 */
function sortIntoRows(
  rowCount: number,
  start: Int32Array,
  rows: Int32Array,
  turnedLoops: Int32Array,
  xs: Float64Array,
  count: number,
): RowCrossings {
  const byColumn = columnOrder(xs, count);
  for (let r = 0; r < rowCount; r++) start[r + 1]! += start[r]!;
  const filled = start.slice(0, rowCount);
  const xMm = new Float64Array(count);
  const turned = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    const c = byColumn[k]!;
    const r = rows[c]!;
    const x = xs[c]!;
    let at = filled[r]!++;
    for (const first = start[r]!; at > first && xMm[at - 1]! > x; at--) {
      xMm[at] = xMm[at - 1]!;
      turned[at] = turned[at - 1]!;
    }
    xMm[at] = x;
    turned[at] = turnedLoops[c]!;
  }
  const loop = new Int32Array(count);
  const turn = new Int8Array(count);
  for (let c = 0; c < count; c++) {
    const t = turned[c]!;
    loop[c] = Math.abs(t) - 1;
    turn[c] = t > 0 ? 1 : -1;
  }
  return { start, xMm, loop, turn };
}

/** Indices of the crossings ordered by column of x. */
function columnOrder(xs: Float64Array, count: number): Int32Array {
  let low = Infinity;
  let high = -Infinity;
  for (let c = 0; c < count; c++) {
    if (xs[c]! < low) low = xs[c]!;
    if (xs[c]! > high) high = xs[c]!;
  }
  const perMm = high > low ? (COLUMNS - 1) / (high - low) : 0;
  const next = new Int32Array(COLUMNS + 1);
  for (let c = 0; c < count; c++) next[Math.trunc((xs[c]! - low) * perMm) + 1]!++;
  for (let k = 0; k < COLUMNS; k++) next[k + 1]! += next[k]!;
  const order = new Int32Array(count);
  for (let c = 0; c < count; c++) order[next[Math.trunc((xs[c]! - low) * perMm)]!++] = c;
  return order;
}
