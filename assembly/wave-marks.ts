// Marks of a plane of waves, in floats.
import { rowLine } from './wave-lines';
import { DOUBTS, FREE, LINE, LINES, PLACES, VALUES, wavesAt } from './waves';

/** Value of a node by the reference. */
declare function nodeValue(i: i32, j: i32): f64;

/** Rounding of a level to a float, and of what is compared with it. */
const ROUNDING: f64 = 4.0 / 16777216.0;

/**
 * Writes the bits of g < levelA and g < levelB. Nodes whose value may be on either side are decided by the reference.
 *
 * - phases: how many of the slots, from the first on, are phases
 * - places, patches: of the nodes along x, then along y, where they lie in patches (8 bytes) and in which one (4); patchesX: patches a row
 * - blocks: the patches, laid out by layBlocks
 * - work: FREE bytes, and a line for each patch of a row and 16 more
 */
export function markWaves(
  recipe: usize,
  slots: i32,
  phases: i32,
  blocks: usize,
  patchesX: i32,
  nx: i32,
  ny: i32,
  words: i32,
  kept: usize,
  places: usize,
  patches: usize,
  levelA: f64,
  levelB: f64,
  bitsA: usize,
  bitsB: usize,
  work: usize,
): void {
  const va = f32x4.splat(<f32>levelA);
  const vb = f32x4.splat(<f32>levelB);
  const aboutA = f32x4.splat(<f32>(levelA === -Infinity ? 0 : ROUNDING * Math.abs(levelA)));
  const aboutB = f32x4.splat(<f32>(levelB === -Infinity ? 0 : ROUNDING * Math.abs(levelB)));
  const lineBytes = <usize>slots * LINE;
  // Lines of a row in its patches, then those of vectors that reach over a border.
  const lines = work + FREE;
  const mixed = lines + <usize>patchesX * lineBytes;
  for (let j = 0; j < ny; j++) {
    const q = load<i32>(patches + ((<usize>(nx + j)) << 2));
    const t = load<f64>(places + ((<usize>(nx + j)) << 3)) - <f64>q;
    let isReady = false;
    for (let w = 0; w < words; w++) {
      const at = (<usize>(j * words + w)) << 3;
      const keep = load<u64>(kept + at);
      if (keep !== 0 && !isReady) {
        for (let patch = 0; patch < patchesX; patch++) {
          rowLine(slots, phases, blocks, q * patchesX + patch, t, lines + <usize>patch * lineBytes);
        }
        isReady = true;
      }
      let ownLine = mixed;
      let count = 0;
      for (let rest = keep; rest !== 0; ) {
        // Four nodes from a multiple of four on. What lies beyond the last node of a row is not kept.
        const bit = ctz(rest) & ~3;
        rest &= ~((<u64>15) << bit);
        const i = <usize>((w << 6) + <i32>bit);
        const p = v128.load(patches + (i << 2));
        const p0 = i32x4.extract_lane(p, 0);
        const last = min(i32x4.extract_lane(p, 3), patchesX - 1);
        let line = lines + <usize>p0 * lineBytes;
        if (last !== p0) {
          memory.copy(ownLine, line, lineBytes);
          for (let patch = p0 + 1; patch <= last; patch++) {
            mixLines(lineBytes, lines + <usize>patch * lineBytes, i32x4.eq(p, i32x4.splat(patch)), ownLine);
          }
          line = ownLine;
          ownLine += lineBytes;
        }
        const at0 = f64x2.sub(v128.load(places + (i << 3)), f64x2.convert_low_i32x4_s(p));
        const high = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(p, p, 2, 3, 2, 3));
        const at2 = f64x2.sub(v128.load(places + (i << 3), 16), high);
        const both = v128.shuffle<i32>(f32x4.demote_f64x2_zero(at0), f32x4.demote_f64x2_zero(at2), 0, 1, 4, 5);
        v128.store(work + PLACES + ((<usize>count) << 4), both);
        store<u32>(work + LINES + ((<usize>count) << 2), <u32>line);
        count++;
      }
      if (count > 0) wavesAt<f32>(recipe, work, count, true);
      let wordA: u64 = 0;
      let wordB: u64 = 0;
      let from: usize = 0;
      for (let rest = keep; rest !== 0; from += 16) {
        const bit = ctz(rest) & ~3;
        rest &= ~((<u64>15) << bit);
        const g = v128.load(work + VALUES + from);
        const off = v128.load(work + DOUBTS + from);
        let a = i32x4.bitmask(f32x4.lt(g, va));
        let b = i32x4.bitmask(f32x4.lt(g, vb));
        const sure = v128.and(
          f32x4.gt(f32x4.abs(f32x4.sub(g, va)), f32x4.add(off, aboutA)),
          f32x4.gt(f32x4.abs(f32x4.sub(g, vb)), f32x4.add(off, aboutB)),
        );
        if (!i32x4.all_true(sure)) {
          let unknown = ~i32x4.bitmask(sure) & <i32>(keep >> bit) & 15;
          for (; unknown !== 0; unknown &= unknown - 1) {
            const lane = ctz(unknown);
            const value = nodeValue((w << 6) + <i32>bit + lane, j);
            a = (a & ~(1 << lane)) | ((value < levelA ? 1 : 0) << lane);
            b = (b & ~(1 << lane)) | ((value < levelB ? 1 : 0) << lane);
          }
        }
        wordA |= (<u64>(<u32>a)) << bit;
        wordB |= (<u64>(<u32>b)) << bit;
      }
      store<u64>(bitsA + at, wordA & keep);
      store<u64>(bitsB + at, wordB & keep);
    }
  }
}

/** Puts one line into the lanes of another that a mask says. */
function mixLines(bytes: usize, line: usize, mask: v128, to: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(to + at, v128.bitselect(v128.load(line + at), v128.load(to + at), mask));
  }
}
