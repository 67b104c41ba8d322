/** Where raw offset curves cross themselves or each other. */
import {
  type GrowableFloats,
  type GrowableInts,
  growableFloats,
  growableInts,
  pushFloat,
  pushInt,
} from './growable.ts';
import { type EmptyGrid, emptyGrid, type InsetGrid } from './inset-grid.ts';
import { nudgedShare, sideOf } from './inset-nudge.ts';
import { type KeptRoom, NEW_ROOM } from './kept-room.ts';
import { loopKernel, takeLoopBytes } from './loop-kernel.ts';
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
  /** All runs of segments by square. */
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
export function findCrossings(segments: OffsetSegments, room: KeptRoom = NEW_ROOM): InsetCrossings | null {
  const grid = emptyGrid(segments);
  if (grid === null) return null;
  const search = searched(grid);
  if (search === null) return null;
  const { on, t, goesLeft, ties } = search;
  // What hangs on a vertex in line with the other segment is told by exact steps.
  const found = { on: growableInts(64), t: growableFloats(64), goesLeft: growableInts(32), strips: growableInts(16) };
  for (let k = 0; k < ties.length; k += 2) if (!testPair(segments, ties[k]!, ties[k + 1]!, found)) return null;
  const count = goesLeft.length + found.goesLeft.length;
  const all = { on: room.ints('on', 2 * count), t: room.floats('t', 2 * count), goesLeft: room.bytes('left', count) };
  all.on.set(on);
  all.t.set(t);
  all.goesLeft.set(goesLeft);
  all.on.set(found.on.values.subarray(0, found.on.length), on.length);
  all.t.set(found.t.values.subarray(0, found.t.length), t.length);
  all.goesLeft.set(found.goesLeft.values.subarray(0, found.goesLeft.length), goesLeft.length);
  const strips = found.strips.values.subarray(0, found.strips.length);
  return { count, ...all, strips, grid: search.grid };
}

/** What the kernel finds, in its memory. */
interface Search {
  readonly on: Int32Array;
  readonly t: Float64Array;
  readonly goesLeft: Uint8Array;
  /** Pairs of segments of which one has a vertex in line with the other. */
  readonly ties: Int32Array;
  readonly grid: InsetGrid;
}

/** Answers of the kernel: all found, or why not. */
const [DONE, TOO_MANY, NO_ROOM_FOR_ENTRIES] = [0, 1, 3] as const;

/** Lets the kernel look for crossings, with more room each time until it does; null where they are too many. */
function searched(empty: EmptyGrid): Search | null {
  const { runCount, columns, rows, segments: n } = empty;
  const kernel = loopKernel(null, false);
  const squares = columns * rows;
  const tooMany = MANY * n;
  const [tested, last] = [takeLoopBytes(4 * runCount), takeLoopBytes(4 * squares)];
  const [places, counts] = [takeLoopBytes(4 * PLACES), takeLoopBytes(4 * COUNTS)];
  let most = (n >> 1) + 1024;
  let mostEntries = 8 * runCount + 64;
  for (;;) {
    const [on, t, left, ties] = [8, 16, 1, 8].map((bytes) => takeLoopBytes(bytes * most)) as FourPlaces;
    const entries = takeLoopBytes(8 * mostEntries);
    const { buffer } = kernel.memory;
    new Uint8Array(buffer, tested, 4 * runCount).fill(0);
    new Uint8Array(buffer, last, 4 * squares).fill(0);
    const { x, y, next, runs, strands, boxes } = empty;
    const list = [x, y, next, runs, strands, boxes, tested, last, entries, on, t, left, ties];
    new Uint32Array(buffer, places, PLACES).set(list);
    const { x0, y0, perUnit } = empty;
    const answer = kernel.findCrossings(
      places,
      runCount,
      x0,
      y0,
      perUnit,
      columns,
      rows,
      most,
      mostEntries,
      tooMany,
      counts,
    );
    if (answer === DONE) {
      const [entryCount, count, tieCount] = new Int32Array(buffer, counts, COUNTS) as unknown as Counts;
      return {
        on: new Int32Array(buffer, on, 2 * count),
        t: new Float64Array(buffer, t, 2 * count),
        goesLeft: new Uint8Array(buffer, left, count),
        ties: new Int32Array(buffer, ties, 2 * tieCount),
        grid: {
          x0,
          y0,
          perUnit,
          columns,
          rows,
          runCount,
          runs: new Int32Array(buffer, runs, runCount + 1),
          last: new Int32Array(buffer, last, squares),
          entries: new Int32Array(buffer, entries, 2 * entryCount),
        },
      };
    }
    if (answer === TOO_MANY || most > tooMany + runCount) return null;
    if (answer === NO_ROOM_FOR_ENTRIES) mostEntries *= 2;
    else most *= 2;
  }
}

/** Words of the kernel's list of places, and of its counts. */
const [PLACES, COUNTS] = [13, 3] as const;
type FourPlaces = [number, number, number, number];
/** Entries, crossings and ties. */
type Counts = readonly [number, number, number];

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
