/** Stretches along measuring rows: gathered in any order, merged row by row. */

/** Stretches per row as linked lists: `head[row]` is the newest one, `next` the one before it, -1 the end. */
export interface Spans {
  readonly head: Int32Array;
  next: Int32Array;
  from: Float64Array;
  to: Float64Array;
  /** Line that each stretch belongs to, and the one that is being added. */
  line: Int32Array;
  current: number;
  /** True while single vectors are added, not lines of several. */
  single: boolean;
  /** Length that two of them cover, of those that were joined. */
  again: number;
  count: number;
}

/** Returns no stretches yet, of any row. */
export function emptySpans(rowCount: number): Spans {
  const size = 4096;
  const head = new Int32Array(rowCount).fill(-1);
  return {
    head,
    next: new Int32Array(size),
    from: new Float64Array(size),
    to: new Float64Array(size),
    line: new Int32Array(size),
    current: 0,
    single: false,
    again: 0,
    count: 0,
  };
}

/**
 * Adds a stretch. It joins the newest one of its row where both meet and are of one line, as its segments mostly do; so does a single vector
 * with the one before it, and what both cover is noted.
 */
export function addSpan(spans: Spans, row: number, from: number, to: number): void {
  const newest = spans.head[row]!;
  const isOne = newest >= 0 && (spans.line[newest] === spans.current || spans.single);
  if (isOne && from <= spans.to[newest]! && to >= spans.from[newest]!) {
    if (spans.line[newest] !== spans.current) {
      spans.again += Math.min(to, spans.to[newest]!) - Math.max(from, spans.from[newest]!);
      spans.line[newest] = spans.current;
    }
    if (from < spans.from[newest]!) spans.from[newest] = from;
    if (to > spans.to[newest]!) spans.to[newest] = to;
    return;
  }
  appendSpan(spans, row, from, to);
}

/** Adds a stretch as one of its own. */
export function appendSpan(spans: Spans, row: number, from: number, to: number): void {
  const n = spans.count++;
  if (n === spans.next.length) {
    const { next, from: oldFrom, to: oldTo, line } = spans;
    spans.line = new Int32Array(n * 2);
    spans.line.set(line);
    spans.next = new Int32Array(n * 2);
    spans.next.set(next);
    spans.from = new Float64Array(n * 2);
    spans.from.set(oldFrom);
    spans.to = new Float64Array(n * 2);
    spans.to.set(oldTo);
  }
  spans.line[n] = spans.current;
  spans.next[n] = spans.head[row]!;
  spans.from[n] = from;
  spans.to[n] = to;
  spans.head[row] = n;
}

/** Returns the values that the stretches of a row have in one of the lists, unordered. */
export function rowValues(spans: Spans, row: number, values: Float64Array): Float64Array {
  let n = 0;
  for (let k = spans.head[row]!; k >= 0; k = spans.next[k]!) n++;
  const out = new Float64Array(n);
  for (let k = spans.head[row]!, i = 0; k >= 0; k = spans.next[k]!) out[i++] = values[k]!;
  return out;
}

/** Returns the merged stretches of a row: from0, to0, from1, to1, ... rising. Begins and ends are sorted apart. */
export function unionOfRow(spans: Spans, row: number): Float64Array {
  const from = rowValues(spans, row, spans.from).sort();
  return mergedStretches(from, rowValues(spans, row, spans.to).sort());
}

/** Room in which the rows of one measurement are merged one after the other. */
export interface RowRoom {
  from: Float64Array;
  to: Float64Array;
  merged: Float64Array;
  /** Length of all stretches of the row together, those that overlap counted each time. */
  sum: number;
}

/** Returns room that grows with the longest row. */
export function rowRoom(): RowRoom {
  const size = 256;
  return { from: new Float64Array(size), to: new Float64Array(size), merged: new Float64Array(2 * size), sum: 0 };
}

/** Doubles the room and keeps what was gathered. */
function enlarge(room: RowRoom): void {
  const { from, to } = room;
  const size = 2 * from.length;
  room.from = new Float64Array(size);
  room.from.set(from);
  room.to = new Float64Array(size);
  room.to.set(to);
  room.merged = new Float64Array(2 * size);
}

/**
 * Returns the merged stretches of a row as `unionOfRow` does, begins from one list and ends from the other or the same; they hold until
 * the room is used again. Null where there are not as many of each.
 */
export function mergedRow(begins: Spans, ends: Spans, row: number, room: RowRoom): Float64Array | null {
  let n = 0;
  let m = 0;
  let sum = 0;
  if (begins === ends) {
    for (let k = begins.head[row]!; k >= 0; k = begins.next[k]!) {
      if (n === room.from.length) enlarge(room);
      const from = begins.from[k]!;
      const to = begins.to[k]!;
      sum += to - from;
      room.from[n] = from;
      room.to[n++] = to;
    }
    m = n;
  } else {
    for (let k = begins.head[row]!; k >= 0; k = begins.next[k]!) {
      if (n === room.from.length) enlarge(room);
      room.from[n++] = begins.from[k]!;
    }
    for (let k = ends.head[row]!; k >= 0; k = ends.next[k]!) {
      if (m === room.to.length) enlarge(room);
      room.to[m++] = ends.to[k]!;
    }
  }
  room.sum = sum;
  if (n !== m) return null;
  return mergedInto(room.from.subarray(0, n).sort(), room.to.subarray(0, n).sort(), room.merged);
}

/** Returns stretches merged, as from0, to0, from1, to1, ...; begins and ends rising, as many of each. */
export function mergedStretches(from: Float64Array, to: Float64Array): Float64Array {
  return mergedInto(from, to, new Float64Array(from.length * 2));
}

function mergedInto(from: Float64Array, to: Float64Array, out: Float64Array): Float64Array {
  let n = 0;
  for (let i = 0; i < from.length; ) {
    // A stretch lasts until the next begin comes after the i-th end.
    const start = from[i]!;
    while (i + 1 < from.length && from[i + 1]! <= to[i]!) i++;
    const stop = to[i++]!;
    if (stop <= start) continue;
    out[n++] = start;
    out[n++] = stop;
  }
  return out.subarray(0, n);
}
