// Lines through the patches of a plane of waves: the polynomials along a row or an edge, in doubles and in floats.
import { LINE } from './waves';

/** Bytes of a channel's coefficients over one patch, and of the same twice: in the order for lines along x, then along y. */
const PATCH: usize = 72;
const BLOCK: usize = 192;
const ALONG_Y: usize = 96;

/**
 * Lays the coefficients c[3 b + a] of s^a t^b out for `rowLine` and `edgeLine`: patch by patch the blocks of all slots. Coefficients
 * of slot k: 9 numbers a patch, from `channels` + k `channelBytes` on.
 */
export function layBlocks(slots: i32, channels: usize, channelBytes: usize, patches: i32, blocks: usize): void {
  let to = blocks;
  for (let patch: usize = 0; patch < <usize>patches; patch++) {
    let from = channels + patch * PATCH;
    for (let slot = 0; slot < slots; slot++) {
      for (let power: usize = 0; power < 3; power++) {
        for (let k: usize = 0; k < 3; k++) {
          const at = to + 32 * power + (k << 3);
          store<f64>(at, load<f64>(from + ((3 * power + k) << 3)));
          store<f64>(at, load<f64>(from + ((3 * k + power) << 3)), ALONG_Y);
        }
      }
      from += channelBytes;
      to += BLOCK;
    }
  }
}

/** First two coefficients of the line at `other` across a block. */
function lowerTwo(block: usize, other: v128): v128 {
  const high = f64x2.add(v128.load(block, 32), f64x2.mul(other, v128.load(block, 64)));
  return f64x2.add(v128.load(block), f64x2.mul(other, high));
}

/** The third coefficient. */
function third(block: usize, other: v128): v128 {
  const high = f64x2.add(v128.load(block, 48), f64x2.mul(other, v128.load(block, 80)));
  return f64x2.add(v128.load(block, 16), f64x2.mul(other, high));
}

/** A phase without whole cycles, so that what remains is good to a float's last bit of half a cycle. */
function lessCycles(lower: v128): v128 {
  return f64x2.sub(lower, v128.and(f64x2.nearest(lower), i64x2(-1, 0)));
}

/**
 * Writes the polynomials along x at `t` of a patch in floats, the same in all lanes. The first `phases` slots are phases;
 * `patch` counts row by row.
 */
export function rowLine(slots: i32, phases: i32, blocks: usize, patch: i32, t: f64, line: usize): void {
  const other = f64x2.splat(t);
  let block = blocks + <usize>(patch * slots) * BLOCK;
  let to = line;
  for (let slot = 0; slot < slots; slot++) {
    const lower = lowerTwo(block, other);
    const narrow = f32x4.demote_f64x2_zero(slot < phases ? lessCycles(lower) : lower);
    const last = f32x4.demote_f64x2_zero(third(block, other));
    v128.store(to, v128.shuffle<i32>(narrow, narrow, 0, 0, 0, 0));
    v128.store(to, v128.shuffle<i32>(narrow, narrow, 1, 1, 1, 1), 16);
    v128.store(to, v128.shuffle<i32>(last, last, 0, 0, 0, 0), 32);
    block += BLOCK;
    to += LINE;
  }
}

/**
 * Writes the polynomials along one edge into a lane of two in doubles and a lane of four in floats. Along x (`up` 0) `other` is t
 * of the patch, along y it is s.
 */
export function edgeLine(
  slots: i32,
  phases: i32,
  blocks: usize,
  patch: i32,
  up: i32,
  other: f64,
  wide: usize,
  wideLane: usize,
  narrow: usize,
  narrowLane: usize,
): void {
  const across = f64x2.splat(other);
  let block = blocks + <usize>(patch * slots) * BLOCK + (up ? ALONG_Y : 0);
  let to = wide + (wideLane << 3);
  let toNarrow = narrow + (narrowLane << 2);
  for (let slot = 0; slot < slots; slot++) {
    const lower = lowerTwo(block, across);
    const last = third(block, across);
    v128.store64_lane(to, lower, 0);
    v128.store64_lane(to, lower, 1, 16);
    v128.store64_lane(to, last, 0, 32);
    const lowerNarrow = f32x4.demote_f64x2_zero(slot < phases ? lessCycles(lower) : lower);
    v128.store32_lane(toNarrow, lowerNarrow, 0);
    v128.store32_lane(toNarrow, lowerNarrow, 1, 16);
    v128.store32_lane(toNarrow, f32x4.demote_f64x2_zero(last), 0, 32);
    block += BLOCK;
    to += LINE;
    toNarrow += LINE;
  }
}
