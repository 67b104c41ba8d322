/** Where the solid of a layer begins and ends along measuring rows. */
import type { Loops } from '../core/polyline.ts';
import { assert } from '../core/prep-error.ts';
import { firstRowFrom, type MeasuringRows, type RowTurn, rowFrom, yOfRow } from './measuring-rows.ts';
import { sortRising } from './row-sort.ts';
import { enlarge, type RowRoom } from './row-spans.ts';

/** Ends of stretches by row, as linked lists: `begin[row]` and `end[row]` are the newest ones, `next` the one before it, -1 the end. */
export interface SolidRows {
  begin: Int32Array;
  end: Int32Array;
  next: Int32Array;
  x: Float64Array;
  count: number;
}

/** Returns room for the ends of one layer after the other. */
export function solidRows(): SolidRows {
  const size = 4096;
  return {
    begin: new Int32Array(0),
    end: new Int32Array(0),
    next: new Int32Array(size),
    x: new Float64Array(size),
    count: 0,
  };
}

/**
 * Gathers the solid's stretches in place of what was there: each crossing of an edge downwards begins one (solid lies on its left), each
 * upwards ends one. Begin and end are paired when the row is merged.
 */
export function gatherSolid(solid: SolidRows, rows: MeasuringRows, { cos, sin }: RowTurn, loops: Loops): void {
  const { count } = rows;
  if (solid.begin.length < count) {
    solid.begin = new Int32Array(count + (count >> 2));
    solid.end = new Int32Array(count + (count >> 2));
  }
  solid.begin.fill(-1, 0, count);
  solid.end.fill(-1, 0, count);
  solid.count = 0;
  for (const { xy } of loops) {
    if (xy.length < 2) continue;
    const last = xy.length - 2;
    let x0 = xy[last]! * cos + xy[last + 1]! * sin;
    let y0 = xy[last + 1]! * cos - xy[last]! * sin;
    let row0 = firstRowFrom(rows, y0);
    for (let i = 0; i < xy.length; i += 2) {
      const x1 = xy[i]! * cos + xy[i + 1]! * sin;
      const y1 = xy[i + 1]! * cos - xy[i]! * sin;
      const row1 = y1 === y0 ? row0 : firstRowFrom(rows, y1);
      if (row1 > row0) put(solid, rows, solid.end, row0, row1, x0, y0, (x1 - x0) / (y1 - y0));
      else if (row1 < row0) put(solid, rows, solid.begin, row1, row0, x1, y1, (x0 - x1) / (y0 - y1));
      x0 = x1;
      y0 = y1;
      row0 = row1;
    }
  }
}

/** Adds the crossings of an edge with the rows from one to before another; (x, y) is its lower end. */
function put(
  solid: SolidRows,
  rows: MeasuringRows,
  heads: Int32Array,
  first: number,
  after: number,
  x: number,
  y: number,
  slope: number,
): void {
  const last = Math.min(after, rows.count);
  for (let row = first; row < last; row = rowFrom(rows, row + 1)) {
    const n = solid.count++;
    if (n === solid.next.length) {
      const { next, x: old } = solid;
      solid.next = new Int32Array(2 * n);
      solid.next.set(next);
      solid.x = new Float64Array(2 * n);
      solid.x.set(old);
    }
    solid.next[n] = heads[row]!;
    solid.x[n] = x + (yOfRow(rows, row) - y) * slope;
    heads[row] = n;
  }
}

/** Merges the stretches of solid of a row; they hold until the room is used again. */
export function mergeSolid(solid: SolidRows, row: number, room: RowRoom): void {
  const { next, x } = solid;
  let n = 0;
  let ends = 0;
  for (let k = solid.begin[row]!; k >= 0; k = next[k]!) {
    if (n === room.from.length) enlarge(room);
    room.from[n++] = x[k]!;
  }
  for (let k = solid.end[row]!; k >= 0; k = next[k]!) {
    if (ends === room.to.length) enlarge(room);
    room.to[ends++] = x[k]!;
  }
  assert(n === ends, 'a row leaves the solid as often as it enters');
  const { from, to, merged, sorting } = room;
  sortRising(from, null, n, sorting);
  sortRising(to, null, n, sorting);
  let length = 0;
  for (let i = 0; i < n; ) {
    // A stretch lasts until the next begin comes after the i-th end.
    const start = from[i]!;
    while (i + 1 < n && from[i + 1]! <= to[i]!) i++;
    const stop = to[i++]!;
    if (stop <= start) continue;
    merged[length++] = start;
    merged[length++] = stop;
  }
  room.length = length;
}
