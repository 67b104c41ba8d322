// Which nodes are inside, as bits, and which grid edges are crossed.
//
// Bits of a row: `words` words of 64, node i at bit i & 63 of word i >> 6. What is outside of the mask or on the outermost ring
// of the grid has no bit in `kept` and so none in the bits of a level.

/** Units of float32 rounding, 2^-24, that the float32 sum of five products may be off by, per unit of its terms: 7 are proven. */
const ROUNDINGS: f64 = 16.0 / 16777216.0;

/** Writes the bits of the nodes that count: mask 1 (bytes, row by row; 0 for no mask) and not on the outermost ring. */
export function keepNodes(nx: i32, ny: i32, words: i32, mask: usize, kept: usize): void {
  const bytes = (<usize>words) << 3;
  memory.fill(kept, 0, bytes);
  memory.fill(kept + <usize>(ny - 1) * bytes, 0, bytes);
  const one = i8x16.splat(1);
  for (let j = 1; j < ny - 1; j++) {
    const from = mask + <usize>(j * nx);
    let to = kept + <usize>j * bytes;
    for (let w = 0; w < words; w++) {
      let bits: u64 = ~0;
      if (mask !== 0) {
        const at = from + <usize>(w << 6);
        bits = <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), one)));
        bits |= (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 16), one)))) << 16;
        bits |= (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 32), one)))) << 32;
        bits |= (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 48), one)))) << 48;
      }
      if (w === 0) bits &= ~1;
      const inRow = nx - 1 - (w << 6);
      if (inRow < 64) bits &= ((<u64>1) << inRow) - 1;
      store<u64>(to, bits);
      to += 8;
    }
  }
}

/**
 * Writes the bits of f < levelA and f < levelB of a plane that is, along each row, a sin + b cos + c (+ a2 sin2 + b2 cos2).
 * Four nodes at a time in float32; a word in which a node lies within the error bound of a level is done again in float64, by the
 * operations of the reference and in their order. A level that is not asked for is -Infinity.
 *
 * - narrow: the tables of sines along x in float32, each padded to whole words of nodes: sin, cos, and with two harmonics sin2, cos2
 * - angles: sine and cosine of each node along x; rows: 3 or 5 coefficients of each row
 */
export function markSines(
  harmonics: i32,
  ny: i32,
  words: i32,
  kept: usize,
  narrow: usize,
  angles: usize,
  rows: usize,
  levelA: f64,
  levelB: f64,
  bitsA: usize,
  bitsB: usize,
): void {
  const table = (<usize>words) << 8;
  const stride: usize = harmonics === 1 ? 24 : 40;
  for (let j = 0; j < ny; j++) {
    const row = rows + <usize>j * stride;
    const a = load<f64>(row);
    const b = load<f64>(row, 8);
    const c = load<f64>(row, 16);
    const a2: f64 = harmonics === 1 ? 0 : load<f64>(row, 24);
    const b2: f64 = harmonics === 1 ? 0 : load<f64>(row, 32);
    const size = Math.abs(a) + Math.abs(b) + Math.abs(c) + Math.abs(a2) + Math.abs(b2);
    const boundA = ROUNDINGS * (size + Math.abs(levelA)) + 1e-30;
    const boundB = ROUNDINGS * (size + Math.abs(levelB)) + 1e-30;
    // The constant is taken to the other side. Of -Infinity the upper one is not a number, and nothing is below it.
    const sureA = f32x4.splat(<f32>(levelA - c - boundA));
    const sureB = f32x4.splat(<f32>(levelB - c - boundB));
    const maybeA = f32x4.splat(<f32>(levelA - c + boundA));
    const maybeB = f32x4.splat(<f32>(levelB - c + boundB));
    const va = f32x4.splat(<f32>a);
    const vb = f32x4.splat(<f32>b);
    const va2 = f32x4.splat(<f32>a2);
    const vb2 = f32x4.splat(<f32>b2);
    const start = (<usize>(j * words)) << 3;
    for (let w = 0; w < words; w++) {
      const at = start + ((<usize>w) << 3);
      const keep = load<u64>(kept + at);
      if (keep === 0) {
        store<u64>(bitsA + at, 0);
        store<u64>(bitsB + at, 0);
        continue;
      }
      let wordA: u64 = 0;
      let wordB: u64 = 0;
      let doubt = i32x4.splat(0);
      let from = narrow + ((<usize>w) << 8);
      for (let shift: u64 = 0; shift < 64; shift += 16) {
        let v0 = f32x4.add(f32x4.mul(va, v128.load(from)), f32x4.mul(vb, v128.load(from + table)));
        let v1 = f32x4.add(f32x4.mul(va, v128.load(from, 16)), f32x4.mul(vb, v128.load(from + table, 16)));
        let v2 = f32x4.add(f32x4.mul(va, v128.load(from, 32)), f32x4.mul(vb, v128.load(from + table, 32)));
        let v3 = f32x4.add(f32x4.mul(va, v128.load(from, 48)), f32x4.mul(vb, v128.load(from + table, 48)));
        if (harmonics === 2) {
          const at2 = from + 2 * table;
          const at3 = from + 3 * table;
          v0 = f32x4.add(v0, f32x4.add(f32x4.mul(va2, v128.load(at2)), f32x4.mul(vb2, v128.load(at3))));
          v1 = f32x4.add(v1, f32x4.add(f32x4.mul(va2, v128.load(at2, 16)), f32x4.mul(vb2, v128.load(at3, 16))));
          v2 = f32x4.add(v2, f32x4.add(f32x4.mul(va2, v128.load(at2, 32)), f32x4.mul(vb2, v128.load(at3, 32))));
          v3 = f32x4.add(v3, f32x4.add(f32x4.mul(va2, v128.load(at2, 48)), f32x4.mul(vb2, v128.load(at3, 48))));
        }
        const a0 = f32x4.lt(v0, sureA);
        const a1 = f32x4.lt(v1, sureA);
        const a3 = f32x4.lt(v2, sureA);
        const a4 = f32x4.lt(v3, sureA);
        const b0 = f32x4.lt(v0, sureB);
        const b1 = f32x4.lt(v1, sureB);
        const b3 = f32x4.lt(v2, sureB);
        const b4 = f32x4.lt(v3, sureB);
        doubt = v128.or(doubt, v128.or(v128.xor(a0, f32x4.lt(v0, maybeA)), v128.xor(b0, f32x4.lt(v0, maybeB))));
        doubt = v128.or(doubt, v128.or(v128.xor(a1, f32x4.lt(v1, maybeA)), v128.xor(b1, f32x4.lt(v1, maybeB))));
        doubt = v128.or(doubt, v128.or(v128.xor(a3, f32x4.lt(v2, maybeA)), v128.xor(b3, f32x4.lt(v2, maybeB))));
        doubt = v128.or(doubt, v128.or(v128.xor(a4, f32x4.lt(v3, maybeA)), v128.xor(b4, f32x4.lt(v3, maybeB))));
        wordA |= (<u64>(<u32>sixteenBits(a0, a1, a3, a4))) << shift;
        wordB |= (<u64>(<u32>sixteenBits(b0, b1, b3, b4))) << shift;
        from += 64;
      }
      if (v128.any_true(doubt)) {
        wordA = exactWord(harmonics, w, keep, angles, a, b, c, a2, b2, levelA);
        wordB = exactWord(harmonics, w, keep, angles, a, b, c, a2, b2, levelB);
      }
      store<u64>(bitsA + at, wordA & keep);
      store<u64>(bitsB + at, wordB & keep);
    }
  }
}

/** Sixteen comparisons as bits. */
function sixteenBits(m0: v128, m1: v128, m2: v128, m3: v128): i32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(m0, m1), i16x8.narrow_i32x4_s(m2, m3)));
}

/** The bits of one word by the reference's operations. */
function exactWord(
  harmonics: i32,
  w: i32,
  keep: u64,
  angles: usize,
  a: f64,
  b: f64,
  c: f64,
  a2: f64,
  b2: f64,
  level: f64,
): u64 {
  let bits: u64 = 0;
  for (let rest = keep; rest !== 0; rest &= rest - 1) {
    const bit = ctz(rest);
    const at = angles + ((<usize>(w << 6) + <usize>bit) << 4);
    const s = load<f64>(at);
    const k = load<f64>(at, 8);
    let f = a * s + b * k + c;
    if (harmonics === 2) f = f + (a2 * (2 * s * k) + b2 * (1 - 2 * s * s));
    if (f < level) bits |= (<u64>1) << bit;
  }
  return bits;
}

/** Number of crossed edges of a level's bits. */
export function countEdges(ny: i32, words: i32, bits: usize): i32 {
  let count: u64 = 0;
  const bytes = (<usize>words) << 3;
  for (let j = 1; j < ny; j++) {
    // The row below belongs to edges along y only: its own edges along x were counted before; row 0 is empty.
    const row = bits + <usize>j * bytes;
    let before: u64 = 0;
    for (let w: usize = 0; w < bytes; w += 8) {
      const inside = load<u64>(row + w);
      count += popcnt(inside ^ load<u64>(row + w - bytes)) + popcnt(inside ^ ((inside << 1) | before));
      before = inside >> 63;
    }
  }
  return <i32>count;
}

/**
 * Writes the keys of the crossed edges, ascending: 4 node + 2 direction + 1 where the start node is inside; direction 0 to (i + 1, j), 1 to
 * (i, j + 1). Needs room for two keys more than `countEdges` says.
 */
export function writeEdges(nx: i32, ny: i32, words: i32, bits: usize, edges: usize): void {
  const bytes = (<usize>words) << 3;
  let to = edges;
  for (let j = 0; j < ny - 1; j++) {
    const row = bits + <usize>j * bytes;
    let base = <u32>(j * nx);
    for (let w: usize = 0; w < bytes; w += 8) {
      const inside = load<u64>(row + w);
      const next: u64 = w + 8 < bytes ? load<u64>(row + w, 8) : 0;
      const alongX = inside ^ ((inside >> 1) | (next << 63));
      const alongY = inside ^ load<u64>(row + w + bytes);
      for (let rest = alongX | alongY; rest !== 0; rest &= rest - 1) {
        const bit = ctz(rest);
        const key = ((base + <u32>bit) << 2) | (<u32>(inside >> bit) & 1);
        store<u32>(to, key);
        to += (<usize>(alongX >> bit) & 1) << 2;
        store<u32>(to, key | 2);
        to += (<usize>(alongY >> bit) & 1) << 2;
      }
      base += 64;
    }
  }
}
