// Vertices of a plane of waves where one step does not do: near where the level touches an edge, on long steps, across patches.
import { CROSSES, LOOSE, moveLine, moveVertex, putEdge, SOUGHT, SPAN, START, useWideLines } from './wave-edges';
import { PLACES, ROW, VALUES, wavesAt } from './waves';

/** Place of a vertex along its edge by the plain way, in mm from the edge's start. */
declare function plainVertex(key: u32): f64;

/** A vertex is good where the last correction was below this share of the edge: the next one would be thousands of times less. */
const GOOD: f64 = 2e-3;
/** Corrections after which the plain way has to find it. */
const MOST: i32 = 5;

/** Rows: the two ends that hold the root, in shares of the edge, their values less the level, the newest guess, and the root or not a number. */
const A: usize = LOOSE;
const FA: usize = LOOSE + 1 * ROW;
const B: usize = LOOSE + 2 * ROW;
const FB: usize = LOOSE + 3 * ROW;
const X: usize = LOOSE + 4 * ROW;
const FOUND: usize = LOOSE + 5 * ROW;

/**
 * Writes the vertices of the edges whose indices stand in `list`, 64 at most: parabolas through the two ends that hold the root and the
 * newest guess, the middle at first. What does not settle so goes the plain way.
 */
export function settleEdges(
  recipe: usize,
  edges: usize,
  list: usize,
  count: i32,
  nx: i32,
  stepMm: f64,
  level: f64,
  work: usize,
): void {
  const levels = f64x2.splat(level);
  // An odd last one is done with itself.
  const pairs = (count + 1) >> 1;
  const end = (<usize>pairs) << 4;
  for (let n = 0; n < 2 * pairs; n++) {
    const e = <usize>load<u32>(list + ((<usize>min(n, count - 1)) << 2));
    const key = load<u32>(edges + (e << 2));
    const node = key >> 2;
    const j = <i32>(node / <u32>nx);
    putEdge(work, n, e, key, <i32>(node - <u32>(j * nx)), j);
    store<f64>(work + FOUND + ((<usize>n) << 3), load<u8>(work + SOUGHT + <usize>n) !== 0 ? NaN : 0);
  }
  useWideLines(work, pairs);
  fillRow(work + A, end, 0);
  fillRow(work + B, end, 1);
  fillRow(work + X, end, 0.5);
  valuesAt(recipe, work, pairs, work + A);
  lessLevel(work, end, levels, work + FA);
  valuesAt(recipe, work, pairs, work + B);
  lessLevel(work, end, levels, work + FB);
  for (let round = 0; round < MOST; round++) {
    valuesAt(recipe, work, pairs, work + X);
    if (improve(work, end, levels, round)) break;
  }
  for (let n = 0; n < count; n++) {
    const e = <usize>load<u32>(list + ((<usize>n) << 2));
    const share = load<f64>(work + FOUND + ((<usize>n) << 3));
    moveVertex(work, n, e, Number.isNaN(share) ? plainVertex(load<u32>(edges + (e << 2))) : share * stepMm);
  }
}

function fillRow(row: usize, end: usize, value: f64): void {
  const both = f64x2.splat(value);
  for (let at: usize = 0; at < end; at += 16) v128.store(row + at, both);
}

/** Writes the values at shares of the edges. */
function valuesAt(recipe: usize, work: usize, pairs: i32, shares: usize): void {
  for (let n: usize = 0; n < (<usize>pairs) << 1; n++) {
    const at = n << 3;
    const place = load<f64>(work + START + at) + load<f64>(shares + at) * load<f64>(work + SPAN + at);
    store<f64>(work + PLACES + at, load<u8>(work + CROSSES + n) !== 0 ? moveLine(work, n, place) : place);
  }
  wavesAt<f64>(recipe, work, pairs, false);
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
