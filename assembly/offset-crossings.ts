// Where raw offset curves cross: run after run is tested against those that were entered into its squares before, then entered itself.

/** What stays the same over a search: addresses of x, y, `next`, runs, strands, boxes, `tested`, squares, entries and of what is found. */
let xAt: usize = 0;
let yAt: usize = 0;
let nextAt: usize = 0;
let runsAt: usize = 0;
let strandsAt: usize = 0;
let boxesAt: usize = 0;
let testedAt: usize = 0;
let lastAt: usize = 0;
let entriesAt: usize = 0;
let onAt: usize = 0;
let tAt: usize = 0;
let leftAt: usize = 0;
let tiesAt: usize = 0;
let columns: i32 = 0;
let rows: i32 = 0;
let x0: f64 = 0;
let y0: f64 = 0;
let perUnit: f64 = 0;
/** How much is found, and room for it. */
let entries: i32 = 0;
let crossings: i32 = 0;
let ties: i32 = 0;
let room: i32 = 0;

const DONE: i32 = 0;
const TOO_MANY: i32 = 1;
const NO_ROOM: i32 = 2;
const NO_ROOM_FOR_ENTRIES: i32 = 3;

/**
 * Finds the crossings of `runCount` runs. `places` are the addresses above in their order, 32 bits each; `tested` (a word a run) and the
 * squares must hold 0. There is room for `most` crossings and as many ties: pairs whose crossing hangs on a vertex that lies in line with the
 * other segment. More than `tooMany` crossings are not looked for. Counts of entries, crossings and ties are written to `counts`.
 */
export function findCrossings(
  places: usize,
  runCount: i32,
  gridX0: f64,
  gridY0: f64,
  gridPerUnit: f64,
  gridColumns: i32,
  gridRows: i32,
  most: i32,
  mostEntries: i32,
  tooMany: i32,
  counts: usize,
): i32 {
  xAt = load<u32>(places);
  yAt = load<u32>(places, 4);
  nextAt = load<u32>(places, 8);
  runsAt = load<u32>(places, 12);
  strandsAt = load<u32>(places, 16);
  boxesAt = load<u32>(places, 20);
  testedAt = load<u32>(places, 24);
  lastAt = load<u32>(places, 28);
  entriesAt = load<u32>(places, 32);
  onAt = load<u32>(places, 36);
  tAt = load<u32>(places, 40);
  leftAt = load<u32>(places, 44);
  tiesAt = load<u32>(places, 48);
  x0 = gridX0;
  y0 = gridY0;
  perUnit = gridPerUnit;
  columns = gridColumns;
  rows = gridRows;
  // Entry 0 is none.
  entries = 1;
  crossings = 0;
  ties = 0;
  room = most;
  for (let run = 0; run < runCount; run++) {
    if (crossings > tooMany) return TOO_MANY;
    const box = boxesAt + ((<usize>run) << 5);
    const c0 = columnOf(load<f64>(box));
    const c1 = columnOf(load<f64>(box, 8));
    const r0 = rowOf(load<f64>(box, 16));
    const r1 = rowOf(load<f64>(box, 24));
    if (c1 - c0 < 2 || r1 - r0 < 2) {
      if (entries + (c1 - c0 + 1) * (r1 - r0 + 1) > mostEntries) return NO_ROOM_FOR_ENTRIES;
      if (!visitSquares(run, c0, c1, r0, r1)) return NO_ROOM;
      continue;
    }
    // Of a long one only the squares that its segments pass.
    const from = load<i32>(runsAt + ((<usize>run) << 2));
    const to = load<i32>(runsAt + ((<usize>run) << 2), 4);
    for (let i = from; i < to; i++) {
      const k = load<i32>(nextAt + ((<usize>i) << 2));
      const px = xOf(i);
      const py = yOf(i);
      const qx = xOf(k);
      const qy = yOf(k);
      const left = columnOf(Math.min(px, qx));
      const right = columnOf(Math.max(px, qx));
      let low = rowOf(Math.min(py, qy));
      let high = rowOf(Math.max(py, qy));
      const slope = (qy - py) / (qx - px);
      for (let c = left; c <= right; c++) {
        if (left < right) {
          // The part of the segment inside this column, a unit wider on each side.
          const from = Math.max(Math.min(px, qx), x0 + <f64>c / perUnit - 1);
          const to = Math.min(Math.max(px, qx), x0 + <f64>(c + 1) / perUnit + 1);
          const ya = py + (from - px) * slope;
          const yb = py + (to - px) * slope;
          low = max(rowOf(Math.min(ya, yb) - 1), 0);
          high = min(rowOf(Math.max(ya, yb) + 1), rows - 1);
        }
        if (entries + (high - low + 1) > mostEntries) return NO_ROOM_FOR_ENTRIES;
        if (!visitSquares(run, c, c, low, high)) return NO_ROOM;
      }
    }
  }
  store<i32>(counts, entries);
  store<i32>(counts, crossings, 4);
  store<i32>(counts, ties, 8);
  return DONE;
}

@inline
function columnOf(x: f64): i32 {
  return <i32>((x - x0) * perUnit);
}

@inline
function rowOf(y: f64): i32 {
  return <i32>((y - y0) * perUnit);
}

@inline
function xOf(vertex: i32): f64 {
  return load<f64>(xAt + ((<usize>vertex) << 3));
}

@inline
function yOf(vertex: i32): f64 {
  return load<f64>(yAt + ((<usize>vertex) << 3));
}

/** Tests a run against those in its squares and enters it, not twice in a row; false where there is no room for what is found. */
function visitSquares(run: i32, c0: i32, c1: i32, r0: i32, r1: i32): bool {
  const strand = load<i32>(strandsAt + ((<usize>run) << 2));
  const box = boxesAt + ((<usize>run) << 5);
  const xLow = load<f64>(box);
  const xHigh = load<f64>(box, 8);
  const yLow = load<f64>(box, 16);
  const yHigh = load<f64>(box, 24);
  for (let r = r0; r <= r1; r++) {
    const end = lastAt + ((<usize>(r * columns + c1)) << 2);
    for (let square = lastAt + ((<usize>(r * columns + c0)) << 2); square <= end; square += 4) {
      const before = load<i32>(square);
      let isIn = false;
      for (let m = before; m > 0; ) {
        const entry = entriesAt + ((<usize>m) << 3);
        const other = load<i32>(entry);
        m = load<i32>(entry, 4);
        if (other >= strand) {
          if (other === run) isIn = true;
          continue;
        }
        const tested = testedAt + ((<usize>other) << 2);
        if (load<i32>(tested) === run) continue;
        store<i32>(tested, run);
        const b = boxesAt + ((<usize>other) << 5);
        if (load<f64>(b) > xHigh || load<f64>(b, 8) < xLow) continue;
        if (load<f64>(b, 16) > yHigh || load<f64>(b, 24) < yLow) continue;
        if (!testRuns(run, other, box, b)) return false;
      }
      if (isIn) continue;
      const entry = entriesAt + ((<usize>entries) << 3);
      store<i32>(entry, run);
      store<i32>(entry, before, 4);
      store<i32>(square, entries++);
    }
  }
  return true;
}

/** Tests the segments of two runs as far as each reaches into the box of the other: a stretch of either, as they go one way. */
function testRuns(run: i32, other: i32, runBox: usize, otherBox: usize): bool {
  const from = firstWithin(other, runBox);
  const to = endWithin(other, runBox, from);
  if (from === to) return true;
  const first = firstWithin(run, otherBox);
  const end = endWithin(run, otherBox, first);
  for (let i = first; i < end; i++) {
    const k = load<i32>(nextAt + ((<usize>i) << 2));
    const px = xOf(i);
    const qx = xOf(k);
    const left = Math.min(px, qx);
    const right = Math.max(px, qx);
    const py = yOf(i);
    const qy = yOf(k);
    const low = Math.min(py, qy);
    const high = Math.max(py, qy);
    let sx = xOf(from);
    let sy = yOf(from);
    for (let e = from; e < to; e++) {
      const f = load<i32>(nextAt + ((<usize>e) << 2));
      const rx = sx;
      const ry = sy;
      sx = xOf(f);
      sy = yOf(f);
      if (rx > right ? sx > right : rx < left && sx < left) continue;
      if (ry > high ? sy > high : ry < low && sy < low) continue;
      // Segments that follow each other share a vertex and cross nowhere else.
      if (f === i || k === e) continue;
      const ux = qx - px;
      const uy = qy - py;
      const vx = sx - rx;
      const vy = sy - ry;
      const o1 = vx * (py - ry) - vy * (px - rx);
      const o2 = vx * (qy - ry) - vy * (qx - rx);
      if ((o1 > 0 && o2 > 0) || (o1 < 0 && o2 < 0)) continue;
      const o3 = ux * (ry - py) - uy * (rx - px);
      const o4 = ux * (sy - py) - uy * (sx - px);
      if ((o3 > 0 && o4 > 0) || (o3 < 0 && o4 < 0)) continue;
      if (o1 === 0 || o2 === 0 || o3 === 0 || o4 === 0) {
        if (ties === room) return false;
        const tie = tiesAt + ((<usize>ties) << 3);
        ties++;
        store<i32>(tie, i);
        store<i32>(tie, e, 4);
        continue;
      }
      if (crossings === room) return false;
      const c = <usize>crossings;
      crossings++;
      store<i32>(onAt + (c << 3), i);
      store<i32>(onAt + (c << 3), e, 4);
      store<f64>(tAt + (c << 4), o1 / (o1 - o2));
      store<f64>(tAt + (c << 4), o3 / (o3 - o4), 8);
      store<u8>(leftAt + c, <u8>(o2 > 0));
    }
  }
  return true;
}

/** The first segment of a run that reaches into a box; the run's end where none does. */
function firstWithin(run: i32, box: usize): i32 {
  const end = load<i32>(runsAt + ((<usize>run) << 2), 4);
  let i = load<i32>(runsAt + ((<usize>run) << 2));
  while (i < end && !isWithin(i, box)) i++;
  return i;
}

/** Where the segments of a run that reach into a box end, from the first of them on. */
function endWithin(run: i32, box: usize, first: i32): i32 {
  const end = load<i32>(runsAt + ((<usize>run) << 2), 4);
  let i = first;
  while (i < end && isWithin(i, box)) i++;
  return i;
}

@inline
function isWithin(i: i32, box: usize): bool {
  const k = load<i32>(nextAt + ((<usize>i) << 2));
  const px = xOf(i);
  const qx = xOf(k);
  const xLow = load<f64>(box);
  const xHigh = load<f64>(box, 8);
  if ((px > xHigh && qx > xHigh) || (px < xLow && qx < xLow)) return false;
  const py = yOf(i);
  const qy = yOf(k);
  const yLow = load<f64>(box, 16);
  const yHigh = load<f64>(box, 24);
  return !((py > yHigh && qy > yHigh) || (py < yLow && qy < yLow));
}
