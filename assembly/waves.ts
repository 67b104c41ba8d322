// Values of a plane of waves (WavePlane in src/core/field.ts) at up to 64 places, in vectors of two doubles or four floats (T): phases
// and levels are polynomials of a place along a line, f is a sum of products of sines of the phases. It knows no cell. Each step is a
// loop over the vectors: a call for each place took twice as long.
//
// A recipe in memory, all numbers of 8 bytes unless said otherwise:
//   0 parts (i32), slot of the weight or -1 (i32); 8 constant weight, 16 how far it may be off; from 24 on the parts, PART bytes each:
//   0 form (i32: 0 ratio, 1 excess, 2 wall), slot of the level or -1 (i32); 8, 12, 16 slots of X, Y, Z (i32);
//   20 1 where the sines of the part before serve (i32); 24 constant level; 32, 40, 48 factors of the slope; 56 1 with slope,
//   60 2 with sines of the double angle for this part or the next (i32);
//   64 how far f may be off in floats, 72 the level; 80 to 108 terms of f and of its derivatives: address and count (i32 each)
// A term: coefficient, then the addresses of its factors, rows of the table of sines, and 0 for each that is missing (i32 each); 24 bytes.
// Work space, rows of ROW bytes, 16 a vector: see the constants.

const PARTS: usize = 24;
const PART: usize = 112;
const TERM: usize = 24;
/** Bytes of a line's polynomial: three coefficients of the two or four places of a vector. */
export const LINE: usize = 48;
/** Pairs of doubles that are worked on at once. */
export const PAIRS: i32 = 32;
export const ROW: usize = 512;
/** Rows of the work space: places, values, how far these may be off, and the address of each vector's line (4 bytes each). */
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

/** Rounding of the last operations of floats, in units of the numbers. */
const ROUNDING: f64 = 4.0 / 16777216.0;

/**
 * Writes g at the places of `count` vectors, each along its own line, to the row of values; of floats with `doubted` also how far
 * each may be from the reference.
 */
export function wavesAt<T extends number>(recipe: usize, work: usize, count: i32, doubted: bool): void {
  const end = (<usize>count) << 4;
  const first = recipe + PARTS;
  if (load<i32>(recipe) < 2) {
    partAt<T>(first, work, 0, end, doubted, true);
    return;
  }
  putNumber<T>(load<i32>(recipe, 4), splatOf<T>(recipe + 8), work, work + WEIGHTS, 0, end);
  // Surely before or beyond the blend, where doubts count. There one part alone counts, and the other is not made.
  const apart = doubted ? splatOf<T>(recipe + 16) : v128.splat<T>(0);
  const before = v128.sub<T>(v128.splat<T>(0), apart);
  const beyond = v128.add<T>(v128.splat<T>(1), apart);
  for (let from: usize = 0; from < end; ) {
    const kind = kindOf<T>(work + WEIGHTS + from, before, beyond);
    let to = from + 16;
    while (to < end && kindOf<T>(work + WEIGHTS + to, before, beyond) === kind) to += 16;
    if (kind === 0) blend<T>(recipe, work, from, to, doubted);
    else partAt<T>(kind < 0 ? first : first + PART, work, from, to, doubted, true);
    from = to;
  }
}

/** -1 where all weights of a vector are before the blend, 1 where all are beyond it. */
function kindOf<T extends number>(at: usize, before: v128, beyond: v128): i32 {
  const weight = v128.load(at);
  if (allTrue<T>(v128.le<T>(weight, before))) return -1;
  return allTrue<T>(v128.ge<T>(weight, beyond)) ? 1 : 0;
}

function blend<T extends number>(recipe: usize, work: usize, from: usize, end: usize, doubted: bool): void {
  const first = recipe + PARTS;
  const one = v128.splat<T>(1);
  const zero = v128.splat<T>(0);
  partAt<T>(first, work, from, end, doubted, true);
  memory.copy(work + FIRST + from, work + VALUES + from, end - from);
  memory.copy(work + FIRST_DOUBTS + from, work + DOUBTS + from, end - from);
  partAt<T>(first + PART, work, from, end, doubted, load<i32>(first + PART, 20) === 0);
  const weightOff = v128.add<T>(splatOf<T>(recipe + 16), v128.splat<T>(<T>ROUNDING));
  for (let at = from; at < end; at += 16) {
    const a = v128.load(work + FIRST + at);
    const b = v128.load(work + VALUES + at);
    const raw = v128.load(work + WEIGHTS + at);
    const w = v128.pmin<T>(one, v128.pmax<T>(zero, raw));
    const mixed = v128.add<T>(v128.mul<T>(v128.sub<T>(one, w), a), v128.mul<T>(w, b));
    // At the ends of the blend the other part does not count, were it without bounds.
    const value = v128.bitselect(a, v128.bitselect(b, mixed, v128.ge<T>(raw, one)), v128.le<T>(raw, zero));
    v128.store(work + VALUES + at, value);
    // The weight may be off as well.
    const spread = v128.mul<T>(weightOff, v128.add<T>(v128.abs<T>(a), v128.abs<T>(b)));
    const both = v128.add<T>(v128.load(work + FIRST_DOUBTS + at), v128.load(work + DOUBTS + at));
    v128.store(work + DOUBTS + at, v128.add<T>(both, spread));
  }
}

/** Writes g of one part; unless `fresh` the sines are those of the part before. */
function partAt<T extends number>(part: usize, work: usize, from: usize, end: usize, doubted: bool, fresh: bool): void {
  if (fresh) {
    const second = load<i32>(part, 60) === 2;
    for (let axis: usize = 0; axis < 3; axis++) {
      putSines<T>(load<i32>(part + (axis << 2), 8), work, from, end, work + TABLE + 4 * axis * ROW, second);
    }
  }
  putNumber<T>(load<i32>(part, 4), splatOf<T>(part + 24), work, work + LEVELS, from, end);
  if (load<i32>(part, 56) !== 0) scaleLevels<T>(part, work, from, end);
  sumTerms<T>(part + 80, work + SUM, from, end);
  const form = load<i32>(part);
  const offF = splatOf<T>(part + 64);
  const offLevel = splatOf<T>(part + 72);
  if (form === 1) {
    const off = v128.add<T>(offF, offLevel);
    for (let at = from; at < end; at += 16) {
      v128.store(work + VALUES + at, v128.sub<T>(v128.load(work + SUM + at), v128.load(work + LEVELS + at)));
      v128.store(work + DOUBTS + at, off);
    }
    return;
  }
  const less = v128.splat<T>(<T>(form === 2 ? 1 : 0));
  for (let at = from; at < end; at += 16) {
    const f = v128.load(work + SUM + at);
    const level = v128.load(work + LEVELS + at);
    const ratio = v128.div<T>(form === 2 ? v128.abs<T>(f) : f, level);
    v128.store(work + VALUES + at, v128.sub<T>(ratio, less));
    if (doubted) {
      // Off by (df + |ratio| dl) / (|l| - dl), and without bound where the level may be 0.
      const off = v128.add<T>(offF, v128.mul<T>(v128.abs<T>(ratio), offLevel));
      const least = v128.pmax<T>(v128.splat<T>(0), v128.sub<T>(v128.abs<T>(level), offLevel));
      v128.store(work + DOUBTS + at, v128.add<T>(v128.div<T>(off, least), v128.splat<T>(<T>ROUNDING)));
    }
  }
}

/** A double in memory as all lanes. */
function splatOf<T extends number>(at: usize): v128 {
  return v128.splat<T>(<T>load<f64>(at));
}

function allTrue<T extends number>(mask: v128): bool {
  return sizeof<T>() === 8 ? i64x2.all_true(mask) : i32x4.all_true(mask);
}

/** Writes the values of a slot, or the constant where it is below 0, to a row. */
function putNumber<T extends number>(slot: i32, constant: v128, work: usize, to: usize, from: usize, end: usize): void {
  if (slot < 0) {
    for (let at = from; at < end; at += 16) v128.store(to + at, constant);
    return;
  }
  const offset = <usize>slot * LINE;
  for (let at = from; at < end; at += 16) {
    const line = <usize>load<u32>(work + LINES + (at >> 2)) + offset;
    const p = v128.load(work + PLACES + at);
    const slope = v128.add<T>(v128.load(line, 16), v128.mul<T>(p, v128.load(line, 32)));
    v128.store(to + at, v128.add<T>(v128.load(line), v128.mul<T>(p, slope)));
  }
}

/** Writes sine and cosine of one phase, and with `second` those of its double, to four rows. */
function putSines<T extends number>(slot: i32, work: usize, from: usize, end: usize, table: usize, second: bool): void {
  const offset = <usize>slot * LINE;
  const one = v128.splat<T>(1);
  const s0 = v128.splat<T>(<T>S0);
  const s1 = v128.splat<T>(<T>S1);
  const s2 = v128.splat<T>(<T>S2);
  const s3 = v128.splat<T>(<T>S3);
  const s4 = v128.splat<T>(<T>S4);
  const c0 = v128.splat<T>(<T>C0);
  const c1 = v128.splat<T>(<T>C1);
  const c2 = v128.splat<T>(<T>C2);
  const c3 = v128.splat<T>(<T>C3);
  const c4 = v128.splat<T>(<T>C4);
  for (let at = from; at < end; at += 16) {
    const line = <usize>load<u32>(work + LINES + (at >> 2)) + offset;
    const p = v128.load(work + PLACES + at);
    const slope = v128.add<T>(v128.load(line, 16), v128.mul<T>(p, v128.load(line, 32)));
    const cycles = v128.add<T>(v128.load(line), v128.mul<T>(p, slope));
    const r = v128.sub<T>(cycles, v128.nearest<T>(cycles));
    const z = v128.mul<T>(r, r);
    let s = v128.add<T>(s3, v128.mul<T>(z, s4));
    let c = v128.add<T>(c3, v128.mul<T>(z, c4));
    s = v128.add<T>(s2, v128.mul<T>(z, s));
    c = v128.add<T>(c2, v128.mul<T>(z, c));
    s = v128.add<T>(s1, v128.mul<T>(z, s));
    c = v128.add<T>(c1, v128.mul<T>(z, c));
    s = v128.mul<T>(r, v128.add<T>(s0, v128.mul<T>(z, s)));
    c = v128.add<T>(c0, v128.mul<T>(z, c));
    const twice = v128.add<T>(s, s);
    v128.store(table + at, v128.mul<T>(twice, c));
    v128.store(table + ROW + at, v128.sub<T>(one, v128.mul<T>(twice, s)));
  }
  if (!second) return;
  for (let at = from; at < end; at += 16) {
    const s = v128.load(table + at);
    const twice = v128.add<T>(s, s);
    v128.store(table + 2 * ROW + at, v128.mul<T>(twice, v128.load(table + ROW + at)));
    v128.store(table + 3 * ROW + at, v128.sub<T>(one, v128.mul<T>(twice, s)));
  }
}

/** Writes the sums of the terms that a part lists at `list`, address and count, to a row. */
function sumTerms<T extends number>(list: usize, to: usize, from: usize, end: usize): void {
  let term = <usize>load<u32>(list);
  const last = term + <usize>load<u32>(list, 4) * TERM;
  memory.fill(to + from, 0, end - from);
  for (; term < last; term += TERM) {
    const coefficient = splatOf<T>(term);
    const a = <usize>load<u32>(term, 8);
    const b = <usize>load<u32>(term, 12);
    const c = <usize>load<u32>(term, 16);
    if (c !== 0) {
      for (let at = from; at < end; at += 16) {
        const product = v128.mul<T>(v128.mul<T>(v128.load(a + at), v128.load(b + at)), v128.load(c + at));
        v128.store(to + at, v128.add<T>(v128.load(to + at), v128.mul<T>(coefficient, product)));
      }
    } else if (b !== 0) {
      for (let at = from; at < end; at += 16) {
        const product = v128.mul<T>(v128.load(a + at), v128.load(b + at));
        v128.store(to + at, v128.add<T>(v128.load(to + at), v128.mul<T>(coefficient, product)));
      }
    } else if (a !== 0) {
      for (let at = from; at < end; at += 16) {
        v128.store(to + at, v128.add<T>(v128.load(to + at), v128.mul<T>(coefficient, v128.load(a + at))));
      }
    } else {
      for (let at = from; at < end; at += 16) v128.store(to + at, v128.add<T>(v128.load(to + at), coefficient));
    }
  }
}

/** Multiplies the levels by the length of the scaled gradient. */
function scaleLevels<T extends number>(part: usize, work: usize, from: usize, end: usize): void {
  memory.fill(work + SQUARES + from, 0, end - from);
  for (let axis: usize = 0; axis < 3; axis++) {
    sumTerms<T>(part + 88 + (axis << 3), work + SUM, from, end);
    const factor = splatOf<T>(part + (axis << 3) + 32);
    for (let at = from; at < end; at += 16) {
      const slope = v128.mul<T>(factor, v128.load(work + SUM + at));
      v128.store(work + SQUARES + at, v128.add<T>(v128.load(work + SQUARES + at), v128.mul<T>(slope, slope)));
    }
  }
  for (let at = from; at < end; at += 16) {
    const length = v128.sqrt<T>(v128.load(work + SQUARES + at));
    v128.store(work + LEVELS + at, v128.mul<T>(v128.load(work + LEVELS + at), length));
  }
}
