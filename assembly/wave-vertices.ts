// Vertices of a plane of waves.
import {
  beginEdges,
  CROSSES,
  LOOSE,
  moveVertex,
  putEdge,
  RISE,
  SOUGHT,
  SPAN,
  START,
  useNarrowLines,
  useWideLines,
} from './wave-edges';
import { settleEdges } from './wave-settle';
import { PAIRS, PLACES, ROW, VALUES, wavesAt } from './waves';

/**
 * The correction is good where it is no more than this share of what a cubic could make the parabola miss there, and a bit for
 * the rounding of floats: what is left is less by as much again.
 */
const GOOD_SHARE: f64 = 0.03;
const GOOD: f64 = 4e-5;

/** Rows of floats: f less the level at the start of each edge, at its middle and at its end. */
const F_START: usize = LOOSE;
const F_MIDDLE: usize = LOOSE + ROW;
const F_END: usize = LOOSE + 2 * ROW;
/** Rows of doubles: the parabola's root in shares of the edge, its slope there and its bend. */
const X: usize = LOOSE + 3 * ROW;
const SLOPE: usize = LOOSE + 4 * ROW;
const BEND: usize = LOOSE + 5 * ROW;

/**
 * Writes a vertex (x, y) and a byte (1 at the void) for each edge: the root of a parabola through both ends and the middle in floats, and
 * from there one corrected step on f in doubles. What does not settle so is settled by wave-settle.ts.
 *
 * - phases: how many of the slots, from the first on, are phases
 * - coordinates: of the nodes along x, then along y, in mm; stepMm: between them
 * - work: room before the lines, 32 lines in doubles and 16 in floats; later: room for the indices of 128 edges
 */
export function waveVertices(
  recipe: usize,
  slots: i32,
  phases: i32,
  blocks: usize,
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
  later: usize,
): void {
  beginEdges(slots, phases, blocks, patchesX, nx, words, kept, places, patches, coordinates, vertices, voids);
  let left = 0;
  let j = 0;
  let rowStart: u32 = 0;
  let rowEnd = <u32>nx;
  for (let first = 0; first < count; first += 2 * PAIRS) {
    const found = min(2 * PAIRS, count - first);
    // Lanes beyond the last edge do it again.
    const quads = (found + 3) >> 2;
    for (let n = 0; n < 4 * quads; n++) {
      const e = <usize>(first + min(n, found - 1));
      const key = load<u32>(edges + (e << 2));
      while (key >> 2 >= rowEnd) {
        j++;
        rowStart = rowEnd;
        rowEnd += <u32>nx;
      }
      putEdge(work, n, e, key, <i32>((key >> 2) - rowStart), j);
    }
    guess(recipe, work, quads, <f32>level);
    useWideLines(work, 2 * quads);
    const end = (<usize>quads) << 5;
    for (let at: usize = 0; at < end; at += 16) {
      const place = f64x2.add(
        v128.load(work + START + at),
        f64x2.mul(v128.load(work + X + at), v128.load(work + SPAN + at)),
      );
      v128.store(work + PLACES + at, place);
    }
    wavesAt<f64>(recipe, work, 2 * quads, false);
    correct(work, end, level);
    for (let n = 0; n < found; n++) {
      if (load<u8>(work + SOUGHT + <usize>n) === 0) continue;
      const e = first + n;
      const share = load<f64>(work + X + ((<usize>n) << 3));
      if (Number.isNaN(share) || load<u8>(work + CROSSES + <usize>n) !== 0) {
        store<u32>(later + ((<usize>left) << 2), e);
        left++;
      } else {
        moveVertex(work, n, e, share * stepMm);
      }
    }
    // Whoever is left waits until there is work for all lanes.
    if (left >= 2 * PAIRS) left = settleFirst(left, recipe, edges, nx, stepMm, level, work, later);
  }
  if (left > 0) settleEdges(recipe, edges, later, left, nx, stepMm, level, work);
}

/** Settles the first 64 of the edges that are left, and returns how many remain. */
function settleFirst(
  left: i32,
  recipe: usize,
  edges: usize,
  nx: i32,
  stepMm: f64,
  level: f64,
  work: usize,
  later: usize,
): i32 {
  const all = 2 * PAIRS;
  settleEdges(recipe, edges, later, all, nx, stepMm, level, work);
  memory.copy(later, later + ((<usize>all) << 2), (<usize>(left - all)) << 2);
  return left - all;
}

/** Finds the roots of the parabolas. */
function guess(recipe: usize, work: usize, quads: i32, level: f32): void {
  useNarrowLines(work, quads);
  const end = (<usize>quads) << 4;
  valuesAt(recipe, work, end, 0, level, F_START);
  valuesAt(recipe, work, end, 0.5, level, F_MIDDLE);
  valuesAt(recipe, work, end, 1, level, F_END);
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const four = f32x4.splat(4);
  for (let at: usize = 0; at < end; at += 16) {
    const f0 = v128.load(work + F_START + at);
    const f1 = v128.load(work + F_END + at);
    const ends = f32x4.add(f0, f1);
    const bend = f32x4.sub(f32x4.add(ends, ends), f32x4.mul(four, v128.load(work + F_MIDDLE + at)));
    const first = f32x4.sub(f32x4.sub(f1, f0), bend);
    const square = f32x4.sub(f32x4.mul(first, first), f32x4.mul(four, f32x4.mul(bend, f0)));
    const rise = v128.load(work + RISE + at);
    // The slope at the root; of the two forms of the root that without cancellation.
    const slope = f32x4.mul(rise, f32x4.sqrt(f32x4.pmax(zero, square)));
    const straight = f32x4.ge(f32x4.mul(rise, first), zero);
    const root = f32x4.div(
      v128.bitselect(f32x4.neg(f32x4.add(f0, f0)), f32x4.sub(slope, first), straight),
      v128.bitselect(f32x4.add(first, slope), f32x4.add(bend, bend), straight),
    );
    const x = f32x4.pmin(one, f32x4.pmax(zero, root));
    widen(x, work + X + 2 * at);
    widen(slope, work + SLOPE + 2 * at);
    widen(bend, work + BEND + 2 * at);
  }
}

/** Writes f less the level at one share of each edge. */
function valuesAt(recipe: usize, work: usize, end: usize, share: f64, level: f32, to: usize): void {
  const shares = f64x2.splat(share);
  for (let at: usize = 0; at < end; at += 16) {
    const spans = work + SPAN + 2 * at;
    const starts = work + START + 2 * at;
    const low = f64x2.add(v128.load(starts), f64x2.mul(shares, v128.load(spans)));
    const high = f64x2.add(v128.load(starts, 16), f64x2.mul(shares, v128.load(spans, 16)));
    const place = v128.shuffle<i32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
    v128.store(work + PLACES + at, place);
  }
  wavesAt<f32>(recipe, work, <i32>(end >> 4), false);
  const levels = f32x4.splat(level);
  for (let at: usize = 0; at < end; at += 16) {
    v128.store(work + to + at, f32x4.sub(v128.load(work + VALUES + at), levels));
  }
}

/** Four floats to doubles. */
function widen(four: v128, to: usize): void {
  v128.store(to, f64x2.promote_low_f32x4(four));
  v128.store(to, f64x2.promote_low_f32x4(v128.shuffle<i32>(four, four, 2, 3, 2, 3)), 16);
}

/** Corrects the roots by f in doubles; those that are not good become not a number. */
function correct(work: usize, end: usize, level: f64): void {
  const levels = f64x2.splat(level);
  const half = f64x2.splat(0.5);
  const one = f64x2.splat(1);
  for (let at: usize = 0; at < end; at += 16) {
    const x = v128.load(work + X + at);
    const slope = v128.load(work + SLOPE + at);
    const f = f64x2.sub(v128.load(work + VALUES + at), levels);
    const straight = f64x2.div(f, slope);
    const moved = f64x2.mul(
      straight,
      f64x2.add(one, f64x2.mul(straight, f64x2.div(v128.load(work + BEND + at), slope))),
    );
    const cubic = f64x2.abs(f64x2.mul(f64x2.mul(x, f64x2.sub(x, half)), f64x2.sub(x, one)));
    const most = f64x2.add(f64x2.mul(f64x2.splat(GOOD_SHARE), cubic), f64x2.splat(GOOD));
    const good = f64x2.le(f64x2.abs(moved), most);
    const next = f64x2.pmin(one, f64x2.pmax(f64x2.splat(0), f64x2.sub(x, moved)));
    v128.store(work + X + at, v128.bitselect(next, f64x2.splat(NaN), good));
  }
}
