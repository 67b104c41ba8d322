// Values of a plane of waves (WavePlane in src/core/field.ts) at up to 64 places, in pairs: phases and levels are polynomials of a place
// along a line, f is a sum of products of sines of the phases. It knows no cell. Each step is a loop over the pairs: a call for each
// place took twice as long.
//
// A recipe in memory, all numbers of 8 bytes unless said otherwise:
//   0 parts (i32), slot of the weight or -1 (i32); 8 constant weight; from 16 on the parts, PART bytes each:
//   0 form (i32: 0 ratio, 1 excess, 2 wall), slot of the level or -1 (i32); 8, 12, 16 slots of X, Y, Z (i32);
//   20 1 where the sines of the part before serve (i32); 24 constant level; 32, 40, 48 factors of the slope; 56 1 with slope, 60 2 with sines of the double angle for this part or the next (i32);
//   64 size of f, 72 size of the level; 80 to 108 terms of f and of its derivatives: address and count (i32 each)
// A term: coefficient, then the addresses of its factors, rows of the table of sines, and 0 for each that is missing (i32 each); 24 bytes.
// Work space, rows of ROW bytes, 16 a pair: see the constants.

const PARTS: usize = 16;
const PART: usize = 112;
const TERM: usize = 24;
/** Bytes of a line's polynomial: three coefficients of two places. */
export const LINE: usize = 48;
/** Pairs that are worked on at once. */
export const PAIRS: i32 = 32;
export const ROW: usize = 512;
/** Rows of the work space: places, values, how far these may be off, and the address of each pair's line (4 bytes each). */
export const PLACES: usize = 0;
export const VALUES: usize = 1 * ROW;
export const DOUBTS: usize = 2 * ROW;
export const LINES: usize = 3 * ROW;
const LEVELS: usize = 4 * ROW;
const SUM: usize = 5 * ROW;
const SQUARES: usize = 6 * ROW;
const FIRST: usize = 7 * ROW;
const FIRST_DOUBTS: usize = 8 * ROW;
/** Of X, Y and Z sine, cosine, and those of the double angle. */
const TABLE: usize = 9 * ROW;
const WEIGHTS: usize = 21 * ROW;
/** The work space of whoever calls. */
export const FREE: usize = 22 * ROW;

/**
 * sin(pi r) / r and cos(pi r) in r^2 for |r| <= 1/2, fitted at Chebyshev's nodes: errors 2e-8 and 5e-8, in a phase 1e-8 of a cell.
 */
const S0 = 3.1415926400772034;
const S1 = -5.167710076668315;
const S2 = 2.550077386528912;
const S3 = -0.5982904112834275;
const S4 = 0.07765591227601387;
const C0 = 0.9999999530275123;
const C1 = -4.934792802489459;
const C2 = 4.058410790762598;
const C3 = -1.331872972787485;
const C4 = 0.21968242357537815;

/** Share of the sizes of f and level that values here may be off from those of the reference: 1.2e-6 is what sines and terms can bring. */
const DOUBT: f64 = 4e-6;

/**
 * Writes g at the places of `count` pairs, each along its own line, to the row of values; with `doubted` also how far it may be off.
 */
export function wavesAt(recipe: usize, work: usize, count: i32, doubted: bool): void {
  const end = (<usize>count) << 4;
  const first = recipe + PARTS;
  if (load<i32>(recipe) < 2) {
    partAt(first, work, end, doubted, true);
    return;
  }
  putNumber(load<i32>(recipe, 4), v128.load64_splat(recipe, 8), work, work + WEIGHTS, end);
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  let before = i64x2.splat(-1);
  let beyond = i64x2.splat(-1);
  for (let at: usize = 0; at < end; at += 16) {
    const weight = v128.load(work + WEIGHTS + at);
    before = v128.and(before, f64x2.le(weight, zero));
    beyond = v128.and(beyond, f64x2.ge(weight, one));
  }
  // Where one part alone counts the other is not made.
  if (i64x2.all_true(before) || i64x2.all_true(beyond)) {
    partAt(i64x2.all_true(before) ? first : first + PART, work, end, doubted, true);
    return;
  }
  partAt(first, work, end, doubted, true);
  memory.copy(work + FIRST, work + VALUES, end);
  memory.copy(work + FIRST_DOUBTS, work + DOUBTS, end);
  partAt(first + PART, work, end, doubted, load<i32>(first + PART, 20) === 0);
  const share = f64x2.splat(DOUBT);
  for (let at: usize = 0; at < end; at += 16) {
    const a = v128.load(work + FIRST + at);
    const b = v128.load(work + VALUES + at);
    const raw = v128.load(work + WEIGHTS + at);
    const w = f64x2.pmin(one, f64x2.pmax(zero, raw));
    const mixed = f64x2.add(f64x2.mul(f64x2.sub(one, w), a), f64x2.mul(w, b));
    // At the ends of the blend the other part does not count, were it without bounds.
    const value = v128.bitselect(a, v128.bitselect(b, mixed, f64x2.ge(raw, one)), f64x2.le(raw, zero));
    v128.store(work + VALUES + at, value);
    // The weight may be off as well.
    const spread = f64x2.mul(share, f64x2.add(f64x2.abs(a), f64x2.abs(b)));
    const both = f64x2.add(v128.load(work + FIRST_DOUBTS + at), v128.load(work + DOUBTS + at));
    v128.store(work + DOUBTS + at, f64x2.add(both, spread));
  }
}

/** Writes g of one part; unless `fresh` the sines are those of the part before. */
function partAt(part: usize, work: usize, end: usize, doubted: bool, fresh: bool): void {
  if (fresh) {
    const second = load<i32>(part, 60) === 2;
    for (let axis: usize = 0; axis < 3; axis++) {
      putSines(load<i32>(part + (axis << 2), 8), work, end, work + TABLE + 4 * axis * ROW, second);
    }
  }
  putNumber(load<i32>(part, 4), v128.load64_splat(part, 24), work, work + LEVELS, end);
  if (load<i32>(part, 56) !== 0) scaleLevels(part, work, end);
  sumTerms(part + 80, work + SUM, end);
  const form = load<i32>(part);
  const share = f64x2.splat(DOUBT);
  const sizeOfF = f64x2.mul(share, v128.load64_splat(part, 64));
  const sizeOfLevel = f64x2.mul(share, v128.load64_splat(part, 72));
  if (form === 1) {
    const off = f64x2.add(sizeOfF, sizeOfLevel);
    for (let at: usize = 0; at < end; at += 16) {
      v128.store(work + VALUES + at, f64x2.sub(v128.load(work + SUM + at), v128.load(work + LEVELS + at)));
      v128.store(work + DOUBTS + at, off);
    }
    return;
  }
  const less = f64x2.splat(form === 2 ? 1 : 0);
  for (let at: usize = 0; at < end; at += 16) {
    const f = v128.load(work + SUM + at);
    const level = v128.load(work + LEVELS + at);
    const ratio = f64x2.div(form === 2 ? f64x2.abs(f) : f, level);
    v128.store(work + VALUES + at, f64x2.sub(ratio, less));
    if (doubted) {
      // Off by (df + |ratio| dl) / |l|, and near l = 0 without bound.
      const off = f64x2.add(sizeOfF, f64x2.mul(f64x2.abs(ratio), sizeOfLevel));
      v128.store(work + DOUBTS + at, f64x2.div(off, f64x2.abs(level)));
    }
  }
}

/** Writes the values of a slot, or the constant where it is below 0, to a row. */
function putNumber(slot: i32, constant: v128, work: usize, to: usize, end: usize): void {
  if (slot < 0) {
    for (let at: usize = 0; at < end; at += 16) v128.store(to + at, constant);
    return;
  }
  const offset = <usize>slot * LINE;
  for (let at: usize = 0; at < end; at += 16) {
    const line = <usize>load<u32>(work + LINES + (at >> 2)) + offset;
    const p = v128.load(work + PLACES + at);
    const slope = f64x2.add(v128.load(line, 16), f64x2.mul(p, v128.load(line, 32)));
    v128.store(to + at, f64x2.add(v128.load(line), f64x2.mul(p, slope)));
  }
}

/** Writes sine and cosine of one phase, and with `second` those of its double, to four rows. */
function putSines(slot: i32, work: usize, end: usize, table: usize, second: bool): void {
  const offset = <usize>slot * LINE;
  const one = f64x2.splat(1);
  const s0 = f64x2.splat(S0);
  const s1 = f64x2.splat(S1);
  const s2 = f64x2.splat(S2);
  const s3 = f64x2.splat(S3);
  const s4 = f64x2.splat(S4);
  const c0 = f64x2.splat(C0);
  const c1 = f64x2.splat(C1);
  const c2 = f64x2.splat(C2);
  const c3 = f64x2.splat(C3);
  const c4 = f64x2.splat(C4);
  for (let at: usize = 0; at < end; at += 16) {
    const line = <usize>load<u32>(work + LINES + (at >> 2)) + offset;
    const p = v128.load(work + PLACES + at);
    const slope = f64x2.add(v128.load(line, 16), f64x2.mul(p, v128.load(line, 32)));
    const cycles = f64x2.add(v128.load(line), f64x2.mul(p, slope));
    const r = f64x2.sub(cycles, f64x2.nearest(cycles));
    const z = f64x2.mul(r, r);
    let s = f64x2.add(s3, f64x2.mul(z, s4));
    let c = f64x2.add(c3, f64x2.mul(z, c4));
    s = f64x2.add(s2, f64x2.mul(z, s));
    c = f64x2.add(c2, f64x2.mul(z, c));
    s = f64x2.add(s1, f64x2.mul(z, s));
    c = f64x2.add(c1, f64x2.mul(z, c));
    s = f64x2.mul(r, f64x2.add(s0, f64x2.mul(z, s)));
    c = f64x2.add(c0, f64x2.mul(z, c));
    const twice = f64x2.add(s, s);
    v128.store(table + at, f64x2.mul(twice, c));
    v128.store(table + ROW + at, f64x2.sub(one, f64x2.mul(twice, s)));
  }
  if (!second) return;
  for (let at: usize = 0; at < end; at += 16) {
    const s = v128.load(table + at);
    const twice = f64x2.add(s, s);
    v128.store(table + 2 * ROW + at, f64x2.mul(twice, v128.load(table + ROW + at)));
    v128.store(table + 3 * ROW + at, f64x2.sub(one, f64x2.mul(twice, s)));
  }
}

/** Writes the sums of the terms that a part lists at `list`, address and count, to a row. */
function sumTerms(list: usize, to: usize, end: usize): void {
  let term = <usize>load<u32>(list);
  const last = term + <usize>load<u32>(list, 4) * TERM;
  memory.fill(to, 0, end);
  for (; term < last; term += TERM) {
    const coefficient = v128.load64_splat(term);
    const a = <usize>load<u32>(term, 8);
    const b = <usize>load<u32>(term, 12);
    const c = <usize>load<u32>(term, 16);
    if (c !== 0) {
      for (let at: usize = 0; at < end; at += 16) {
        const product = f64x2.mul(f64x2.mul(v128.load(a + at), v128.load(b + at)), v128.load(c + at));
        v128.store(to + at, f64x2.add(v128.load(to + at), f64x2.mul(coefficient, product)));
      }
    } else if (b !== 0) {
      for (let at: usize = 0; at < end; at += 16) {
        const product = f64x2.mul(v128.load(a + at), v128.load(b + at));
        v128.store(to + at, f64x2.add(v128.load(to + at), f64x2.mul(coefficient, product)));
      }
    } else if (a !== 0) {
      for (let at: usize = 0; at < end; at += 16) {
        v128.store(to + at, f64x2.add(v128.load(to + at), f64x2.mul(coefficient, v128.load(a + at))));
      }
    } else {
      for (let at: usize = 0; at < end; at += 16) v128.store(to + at, f64x2.add(v128.load(to + at), coefficient));
    }
  }
}

/** Multiplies the levels by the length of the scaled gradient. */
function scaleLevels(part: usize, work: usize, end: usize): void {
  memory.fill(work + SQUARES, 0, end);
  for (let axis: usize = 0; axis < 3; axis++) {
    sumTerms(part + 88 + (axis << 3), work + SUM, end);
    const factor = v128.load64_splat(part + (axis << 3), 32);
    for (let at: usize = 0; at < end; at += 16) {
      const slope = f64x2.mul(factor, v128.load(work + SUM + at));
      v128.store(work + SQUARES + at, f64x2.add(v128.load(work + SQUARES + at), f64x2.mul(slope, slope)));
    }
  }
  for (let at: usize = 0; at < end; at += 16) {
    const length = f64x2.sqrt(v128.load(work + SQUARES + at));
    v128.store(work + LEVELS + at, f64x2.mul(v128.load(work + LEVELS + at), length));
  }
}
