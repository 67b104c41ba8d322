/** Stretches along measuring rows: gathered in any order, merged row by row. */
import { type SortRoom, sortRising, sortRoom } from './row-sort.ts';

/**
 * Stretches by row. The one that a row got last stands apart until another begins: most of what comes next is a further piece of it. Those
 * before it are linked lists, `head[row]` the newest one, `next` the one before it, -1 the end.
 */
export interface RowSpans {
  /** The last stretch of each row, and the line that it belongs to; 0: the row has none. */
  lastFrom: Float64Array;
  lastTo: Float64Array;
  lastLine: Int32Array;
  head: Int32Array;
  next: Int32Array;
  from: Float64Array;
  to: Float64Array;
  count: number;
  /** Number of the line that is being added, from 1. */
  line: number;
  /** Length that two of them cover, of those that were joined. */
  again: number;
}

/** Returns room for stretches, which is used again for one measurement after the other. */
export function rowSpans(): RowSpans {
  const size = 4096;
  return {
    lastFrom: new Float64Array(0),
    lastTo: new Float64Array(0),
    lastLine: new Int32Array(0),
    head: new Int32Array(0),
    next: new Int32Array(size),
    from: new Float64Array(size),
    to: new Float64Array(size),
    count: 0,
    line: 0,
    again: 0,
  };
}

/** Forgets all stretches and makes room for so many rows. */
export function clearSpans(spans: RowSpans, rowCount: number): void {
  if (spans.head.length < rowCount) {
    const size = rowCount + (rowCount >> 2);
    spans.lastFrom = new Float64Array(size);
    spans.lastTo = new Float64Array(size);
    spans.lastLine = new Int32Array(size);
    spans.head = new Int32Array(size);
  }
  spans.lastLine.fill(0, 0, rowCount);
  spans.head.fill(-1, 0, rowCount);
  spans.count = 0;
  spans.line = 0;
  spans.again = 0;
}

/** Puts the last stretch of a row with those before it. */
export function putAside(spans: RowSpans, row: number): void {
  const n = spans.count++;
  if (n === spans.next.length) {
    const { next, from, to } = spans;
    spans.next = new Int32Array(2 * n);
    spans.next.set(next);
    spans.from = new Float64Array(2 * n);
    spans.from.set(from);
    spans.to = new Float64Array(2 * n);
    spans.to.set(to);
  }
  spans.next[n] = spans.head[row]!;
  spans.from[n] = spans.lastFrom[row]!;
  spans.to[n] = spans.lastTo[row]!;
  spans.head[row] = n;
}

/** Room in which the rows of one measurement are merged one after the other. */
export interface RowRoom {
  from: Float64Array;
  to: Float64Array;
  /** Merged stretches of the row: from0, to0, from1, to1, ... rising; so many numbers. */
  merged: Float64Array;
  length: number;
  /** Length of all stretches of the row together, those that overlap counted each time. */
  sum: number;
  readonly sorting: SortRoom;
}

/** Returns room that grows with the longest row. */
export function rowRoom(): RowRoom {
  const size = 256;
  return {
    from: new Float64Array(size),
    to: new Float64Array(size),
    merged: new Float64Array(2 * size),
    length: 0,
    sum: 0,
    sorting: sortRoom(),
  };
}

/** Doubles the room and keeps what was gathered. */
export function enlarge(room: RowRoom): void {
  const { from, to } = room;
  const size = 2 * from.length;
  room.from = new Float64Array(size);
  room.from.set(from);
  room.to = new Float64Array(size);
  room.to.set(to);
  room.merged = new Float64Array(2 * size);
}

/** Merges the stretches of a row; they hold until the room is used again. */
export function mergeRow(spans: RowSpans, row: number, room: RowRoom): void {
  room.length = 0;
  room.sum = 0;
  if (spans.lastLine[row] === 0) return;
  const { next, from: spanFrom, to: spanTo } = spans;
  let { from, to } = room;
  let n = 1;
  from[0] = spans.lastFrom[row]!;
  to[0] = spans.lastTo[row]!;
  let sum = to[0]! - from[0]!;
  for (let k = spans.head[row]!; k >= 0; k = next[k]!) {
    if (n === from.length) {
      enlarge(room);
      from = room.from;
      to = room.to;
    }
    const begin = spanFrom[k]!;
    const end = spanTo[k]!;
    sum += end - begin;
    from[n] = begin;
    to[n++] = end;
  }
  room.sum = sum;
  sortRising(from, to, n, room.sorting);
  const { merged } = room;
  let length = 0;
  for (let i = 0; i < n; ) {
    const start = from[i]!;
    let stop = to[i++]!;
    for (; i < n && from[i]! <= stop; i++) if (to[i]! > stop) stop = to[i]!;
    if (stop <= start) continue;
    merged[length++] = start;
    merged[length++] = stop;
  }
  room.length = length;
}
