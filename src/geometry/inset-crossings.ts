/** Where raw offset curves cross themselves or each other. */
import {
  type GrowableFloats,
  type GrowableInts,
  growableFloats,
  growableInts,
  pushFloat,
  pushInt,
} from './growable.ts';
import { columnOf, emptyGrid, enterSquare, type InsetGrid, rowOf, rowsInColumn } from './inset-grid.ts';
import { nudgedShare, sideOf } from './inset-nudge.ts';
import type { OffsetSegments } from './offset-segments.ts';

/** Crossings of pairs of segments. */
export interface InsetCrossings {
  readonly count: number;
  /** The two segments of crossing c stand at 2c and 2c + 1. */
  readonly on: Int32Array;
  /** How far along each of them it lies, 0 to 1. */
  readonly t: Float64Array;
  /** 1 where the first of the two goes over to the left of the second. */
  readonly goesLeft: Uint8Array;
  /** Pairs of segments that run along each other in opposite ways. */
  readonly strips: Int32Array;
  /** All segments by square. */
  readonly grid: InsetGrid;
}

interface Found {
  readonly on: GrowableInts;
  readonly t: GrowableFloats;
  readonly goesLeft: GrowableInts;
  readonly strips: GrowableInts;
}

/** Crossings for each segment that are too many: of a round hole that vanishes, everything crosses everything. */
const MANY = 6;

/** Returns all crossings, or null where a tie cannot be broken, where they are too many or where the segments reach too far. */
export function findCrossings(segments: OffsetSegments): InsetCrossings | null {
  const { x, y, next } = segments;
  const n = next.length;
  const grid = emptyGrid(segments);
  if (grid === null) return null;
  const { last, columns } = grid;
  const found = {
    on: growableInts(1024),
    t: growableFloats(1024),
    goesLeft: growableInts(512),
    strips: growableInts(16),
  };
  // A pair may share several squares and is tested in the first: the segment that each one was last tested against.
  const testedFor = new Int32Array(n).fill(-1);
  const range = new Int32Array(2);
  // Segments from here to i run all to one quadrant: they do not cross each other.
  let quadrant = -1;
  let runFrom = 0;
  for (let i = 0; i < n; i++) {
    const k = next[i]!;
    const px = x[i]!;
    const py = y[i]!;
    const qx = x[k]!;
    const qy = y[k]!;
    const right = px < qx;
    const up = py < qy;
    const xLow = right ? px : qx;
    const xHigh = right ? qx : px;
    const yLow = up ? py : qy;
    const yHigh = up ? qy : py;
    const towards = px === qx || py === qy ? -1 : (right ? 1 : 0) + (up ? 2 : 0);
    if (towards < 0 || towards !== quadrant || (i > 0 && next[i - 1] !== i)) {
      quadrant = towards;
      runFrom = i;
    }
    if (found.goesLeft.length > MANY * n) return null;
    const c0 = columnOf(grid, xLow);
    const c1 = columnOf(grid, xHigh);
    let r0 = rowOf(grid, yLow);
    let r1 = rowOf(grid, yHigh);
    const long = c1 - c0 > 1 && r1 - r0 > 1;
    for (let c = c0; c <= c1; c++) {
      if (long) {
        rowsInColumn(grid, segments, i, c, range);
        r0 = range[0]!;
        r1 = range[1]!;
      }
      for (let r = r0; r <= r1; r++) {
        const square = r * columns + c;
        const entries: Int32Array = grid.entries;
        for (let m = last[square]!; m > 0; m = entries[2 * m + 1]!) {
          const e = entries[2 * m]!;
          if (e >= runFrom) continue;
          const f = next[e]!;
          const rx = x[e]!;
          const sx = x[f]!;
          if (rx > xHigh ? sx > xHigh : rx < xLow && sx < xLow) continue;
          const ry = y[e]!;
          const sy = y[f]!;
          if (ry > yHigh ? sy > yHigh : ry < yLow && sy < yLow) continue;
          // Segments that follow each other share a vertex and cross nowhere else.
          if (f === i || k === e || testedFor[e] === i) continue;
          testedFor[e] = i;
          if (!testPair(segments, i, e, found)) return null;
        }
        enterSquare(grid, square, i);
      }
    }
  }
  const count = found.goesLeft.length;
  return {
    count,
    on: found.on.values.subarray(0, 2 * count),
    t: found.t.values.subarray(0, 2 * count),
    goesLeft: Uint8Array.from(found.goesLeft.values.subarray(0, count)),
    strips: found.strips.values.subarray(0, found.strips.length),
    grid,
  };
}

/** Notes the crossing of two segments if they have one; false where that stays open. */
function testPair(segments: OffsetSegments, i: number, e: number, found: Found): boolean {
  const { x, y, next } = segments;
  const k = next[i]!;
  const f = next[e]!;
  const px = x[i]!;
  const py = y[i]!;
  const ux = x[k]! - px;
  const uy = y[k]! - py;
  const rx = x[e]!;
  const ry = y[e]!;
  const vx = x[f]! - rx;
  const vy = y[f]! - ry;
  const o1 = vx * (py - ry) - vy * (px - rx);
  const o2 = vx * (y[k]! - ry) - vy * (x[k]! - rx);
  if ((o1 > 0 && o2 > 0) || (o1 < 0 && o2 < 0)) return true;
  const o3 = ux * (ry - py) - uy * (rx - px);
  const o4 = ux * (y[f]! - py) - uy * (x[f]! - px);
  if ((o3 > 0 && o4 > 0) || (o3 < 0 && o4 < 0)) return true;
  const inLine = o1 === 0 && o2 === 0;
  if (inLine && ux * vx + uy * vy < 0) {
    pushInt(found.strips, i);
    pushInt(found.strips, e);
  }
  const s1 = o1 || sideOf(segments, e, f, i);
  const s2 = o2 || sideOf(segments, e, f, k);
  const s3 = o3 || sideOf(segments, i, k, e);
  const s4 = o4 || sideOf(segments, i, k, f);
  if (s1 === 0 || s2 === 0 || s3 === 0 || s4 === 0) return false;
  if (s1 > 0 === s2 > 0 || s3 > 0 === s4 > 0) return true;
  const tI = inLine ? nudgedShare(segments, e, i) : o1 / (o1 - o2);
  const tE = inLine ? nudgedShare(segments, i, e) : o3 / (o3 - o4);
  pushInt(found.on, i);
  pushInt(found.on, e);
  pushFloat(found.t, tI);
  pushFloat(found.t, tE);
  pushInt(found.goesLeft, s2 > 0 ? 1 : 0);
  return true;
}
