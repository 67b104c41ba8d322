// Vertices of a plane of waves.
import { putLine } from './wave-lines';
import { FREE, LINE, LINES, PAIRS, PLACES, ROW, VALUES, wavesAt } from './waves';

/** Place of a vertex along its edge by the plain way, in mm from the edge's start. */
declare function plainVertex(key: u32): f64;

/** A vertex is good where the last correction was below this share of the edge: the next one would be thousands of times less. */
const GOOD: f64 = 2e-3;
/** Corrections after which the plain way has to find it. */
const MOST: i32 = 5;
/** How far an edge may reach beyond its patch, in patches, to be taken for one within it. */
const BEYOND: f64 = 1e-9;

/** Rows: the two ends that hold the root, in shares of the edge, their values less the level, the newest guess, and the root or not a number. */
const A: usize = FREE;
const FA: usize = FREE + 1 * ROW;
const B: usize = FREE + 2 * ROW;
const FB: usize = FREE + 3 * ROW;
const X: usize = FREE + 4 * ROW;
const FOUND: usize = FREE + 5 * ROW;
/** Rows: start of each edge and its length, in patches. */
const START: usize = FREE + 6 * ROW;
const SPAN: usize = FREE + 7 * ROW;
/** Of each edge 32 bytes: its other coordinate in its patch; patch of its start, of its end, other patch, 1 along y (i32 each). */
const EDGES: usize = FREE + 8 * ROW;
const EDGE: usize = 32;
/** Of each pair 1 where an edge reaches into another patch. */
const CROSSES: usize = EDGES + 64 * EDGE;
/** Room before the lines of the pairs. */
const LINES_AT: usize = CROSSES + 32;

/**
 * Writes a vertex (x, y) and a byte (1 at the void) for each edge: parabolas through the two ends that hold the root and the newest
 * guess, the middle at first. What does not settle so goes the plain way. `edges` has room for one key more.
 *
 * - coordinates: of the nodes along x, then along y, in mm; stepMm: between them
 * - work: LINES_AT bytes and 32 lines
 */
export function waveVertices(
  recipe: usize,
  slots: i32,
  channels: usize,
  channelBytes: usize,
  patchesX: i32,
  nx: i32,
  words: i32,
  kept: usize,
  places: usize,
  patches: usize,
  coordinates: usize,
  stepMm: f64,
  level: f64,
  edges: usize,
  count: i32,
  vertices: usize,
  voids: usize,
  work: usize,
): void {
  if (count === 0) return;
  store<u32>(edges + ((<usize>count) << 2), load<u32>(edges + ((<usize>(count - 1)) << 2)));
  const levels = f64x2.splat(level);
  const lineBytes = <usize>slots * LINE;
  const keptRow = (<usize>words) << 3;
  for (let pair: usize = 0; pair < <usize>PAIRS; pair++) {
    store<u32>(work + LINES + (pair << 2), <u32>(work + LINES_AT + pair * lineBytes));
  }
  let j = 0;
  let rowStart: u32 = 0;
  let rowEnd = <u32>nx;
  for (let first = 0; first < count; first += 2 * PAIRS) {
    const pairs = min(PAIRS, (count - first + 1) >> 1);
    const end = (<usize>pairs) << 4;
    memory.fill(work + CROSSES, 0, <usize>pairs);
    // The lanes: an odd last edge is done with itself.
    for (let n: usize = 0; n < (<usize>pairs) << 1; n++) {
      const e = <usize>first + n;
      const key = load<u32>(edges + (e << 2));
      while (key >> 2 >= rowEnd) {
        j++;
        rowStart = rowEnd;
        rowEnd += <u32>nx;
      }
      const i = <i32>((key >> 2) - rowStart);
      const up = <i32>((key >> 1) & 1);
      const far = <i32>(key & 1);
      const along = up ? nx + j : i;
      const across = i + nx + j - along;
      const patchAlong = load<i32>(patches + ((<usize>along) << 2));
      const patchAcross = load<i32>(patches + ((<usize>across) << 2));
      const from = load<f64>(places + ((<usize>along) << 3));
      const to = load<f64>(places + ((<usize>along) << 3), 8);
      const other = load<f64>(places + ((<usize>across) << 3)) - <f64>patchAcross;
      store<f64>(work + START + (n << 3), from - <f64>patchAlong);
      store<f64>(work + SPAN + (n << 3), to - from);
      const edge = work + EDGES + n * EDGE;
      store<f64>(edge, other);
      store<i32>(edge, patchAlong, 8);
      store<i32>(edge, load<i32>(patches + ((<usize>along) << 2), 4), 12);
      store<i32>(edge, patchAcross, 16);
      store<i32>(edge, up, 20);
      if (to - <f64>patchAlong > 1 + BEYOND) store<u8>(work + CROSSES + (n >> 1), 1);
      const patch = up ? patchAlong * patchesX + patchAcross : patchAcross * patchesX + patchAlong;
      putLine(slots, channels, channelBytes, patch, up, other, work + LINES_AT + (n >> 1) * lineBytes, n & 1);
      // At the start for now, or for good at the end that does not count.
      const io = i + (far & ~up);
      const jo = j + (far & up);
      const isKept = ((load<u8>(kept + <usize>jo * keptRow + <usize>(io >> 3)) >> <u8>(io & 7)) & 1) !== 0;
      const vertex = vertices + (e << 4);
      store<f64>(vertex, load<f64>(coordinates + ((<usize>(isKept ? i : io)) << 3)));
      store<f64>(vertex, load<f64>(coordinates + ((<usize>(nx + (isKept ? j : jo))) << 3)), 8);
      store<u8>(voids + e, isKept ? 0 : 1);
      store<f64>(work + FOUND + (n << 3), isKept ? NaN : 0);
    }

    fillRow(work + A, end, 0);
    fillRow(work + B, end, 1);
    fillRow(work + X, end, 0.5);
    valuesAt(recipe, slots, channels, channelBytes, patchesX, work, pairs, work + A);
    lessLevel(work, end, levels, work + FA);
    valuesAt(recipe, slots, channels, channelBytes, patchesX, work, pairs, work + B);
    lessLevel(work, end, levels, work + FB);
    for (let round = 0; round < MOST; round++) {
      valuesAt(recipe, slots, channels, channelBytes, patchesX, work, pairs, work + X);
      if (improve(work, end, levels, round)) break;
    }
    for (let n: usize = 0; n < (<usize>pairs) << 1; n++) {
      const e = <usize>first + n;
      if (load<u8>(voids + e) !== 0) continue;
      const share = load<f64>(work + FOUND + (n << 3));
      const mm = Number.isNaN(share) ? plainVertex(load<u32>(edges + (e << 2))) : share * stepMm;
      const axis = vertices + (e << 4) + ((<usize>load<i32>(work + EDGES + n * EDGE, 20)) << 3);
      store<f64>(axis, load<f64>(axis) + mm);
    }
  }
}

function fillRow(row: usize, end: usize, value: f64): void {
  const both = f64x2.splat(value);
  for (let at: usize = 0; at < end; at += 16) v128.store(row + at, both);
}

/** Writes the values at shares of the edges. */
function valuesAt(
  recipe: usize,
  slots: i32,
  channels: usize,
  channelBytes: usize,
  patchesX: i32,
  work: usize,
  pairs: i32,
  shares: usize,
): void {
  for (let pair: usize = 0; pair < <usize>pairs; pair++) {
    const at = pair << 4;
    const start = v128.load(work + START + at);
    const place = f64x2.add(start, f64x2.mul(v128.load(shares + at), v128.load(work + SPAN + at)));
    v128.store(work + PLACES + at, place);
    if (load<u8>(work + CROSSES + pair) !== 0) {
      moveLine(slots, channels, channelBytes, patchesX, work, 2 * pair);
      moveLine(slots, channels, channelBytes, patchesX, work, 2 * pair + 1);
    }
  }
  wavesAt(recipe, work, pairs, false);
}

/** Puts the line of one edge onto the patch of its place, and its place into that patch. */
function moveLine(slots: i32, channels: usize, channelBytes: usize, patchesX: i32, work: usize, n: usize): void {
  const edge = work + EDGES + n * EDGE;
  const place = work + PLACES + (n << 3);
  const isBeyond = load<f64>(place) >= 1;
  const patchAlong = load<i32>(edge, 8);
  const patch = isBeyond ? load<i32>(edge, 12) : patchAlong;
  const across = load<i32>(edge, 16);
  const up = load<i32>(edge, 20);
  store<f64>(place, load<f64>(place) - <f64>(patch - patchAlong));
  const line = <usize>load<u32>(work + LINES + ((n >> 1) << 2));
  const at = up ? patch * patchesX + across : across * patchesX + patch;
  putLine(slots, channels, channelBytes, at, up, load<f64>(edge), line, n & 1);
}

function lessLevel(work: usize, end: usize, levels: v128, to: usize): void {
  for (let at: usize = 0; at < end; at += 16) v128.store(to + at, f64x2.sub(v128.load(work + VALUES + at), levels));
}

/** Takes in the values at the newest guesses and makes better ones; from round 1 on good ones are final. Returns true where all are. */
function improve(work: usize, end: usize, levels: v128, round: i32): bool {
  const zero = f64x2.splat(0);
  const half = f64x2.splat(0.5);
  const enough = f64x2.splat(round > 0 ? GOOD : -1);
  let all = i64x2.splat(-1);
  for (let at: usize = 0; at < end; at += 16) {
    let a = v128.load(work + A + at);
    let fa = v128.load(work + FA + at);
    let b = v128.load(work + B + at);
    const fb = v128.load(work + FB + at);
    const x = v128.load(work + X + at);
    const fx = f64x2.sub(v128.load(work + VALUES + at), levels);
    // The parabola through a, b and x, from x on.
    const ab = f64x2.div(f64x2.sub(fb, fa), f64x2.sub(b, a));
    const ax = f64x2.div(f64x2.sub(fx, fa), f64x2.sub(x, a));
    const bend = f64x2.div(f64x2.sub(ax, ab), f64x2.sub(x, b));
    const slope = f64x2.add(ax, f64x2.mul(bend, f64x2.sub(x, a)));
    const square = f64x2.sub(f64x2.mul(slope, slope), f64x2.mul(f64x2.splat(4), f64x2.mul(bend, fx)));
    const root = f64x2.sqrt(f64x2.pmax(zero, square));
    const signed = v128.bitselect(f64x2.neg(root), root, f64x2.lt(slope, zero));
    const step = f64x2.div(f64x2.mul(f64x2.splat(-2), fx), f64x2.add(slope, signed));
    // Where f is 0 already there is nothing to go.
    const next = v128.bitselect(x, f64x2.add(x, step), f64x2.eq(fx, zero));
    const onSideOfA = i64x2.eq(f64x2.lt(fx, zero), f64x2.lt(fa, zero));
    a = v128.bitselect(b, a, onSideOfA);
    fa = v128.bitselect(fb, fa, onSideOfA);
    b = x;
    const held = v128.and(f64x2.ge(next, f64x2.pmin(a, b)), f64x2.le(next, f64x2.pmax(a, b)));
    const good = v128.and(held, f64x2.le(f64x2.abs(f64x2.sub(next, x)), enough));
    const found = v128.load(work + FOUND + at);
    const isFound = f64x2.eq(found, found);
    const now = v128.bitselect(found, v128.bitselect(next, found, good), isFound);
    v128.store(work + FOUND + at, now);
    all = v128.and(all, f64x2.eq(now, now));
    v128.store(work + A + at, a);
    v128.store(work + FA + at, fa);
    v128.store(work + B + at, b);
    v128.store(work + FB + at, fx);
    v128.store(work + X + at, v128.bitselect(next, f64x2.mul(half, f64x2.add(a, b)), held));
  }
  return i64x2.all_true(all);
}
