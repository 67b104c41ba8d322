// Marks of a plane of waves.
import { doubleLine, putLine } from './wave-lines';
import { DOUBTS, FREE, LINE, LINES, PLACES, VALUES, wavesAt } from './waves';

/** Value of a node by the reference. */
declare function nodeValue(i: i32, j: i32): f64;

/**
 * Writes the bits of g < levelA and g < levelB. Nodes whose value may be on either side are decided by the reference.
 *
 * - places, patches: of the nodes along x, then along y, where they lie in patches (8 bytes) and in which one (4); patchesX: patches a row
 * - work: FREE bytes and 32 lines
 */
export function markWaves(
  recipe: usize,
  slots: i32,
  channels: usize,
  channelBytes: usize,
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
  const va = f64x2.splat(levelA);
  const vb = f64x2.splat(levelB);
  const lineBytes = <usize>slots * LINE;
  for (let j = 0; j < ny; j++) {
    const q = load<i32>(patches + ((<usize>(nx + j)) << 2));
    const t = load<f64>(places + ((<usize>(nx + j)) << 3)) - <f64>q;
    for (let w = 0; w < words; w++) {
      const at = (<usize>(j * words + w)) << 3;
      const keep = load<u64>(kept + at);
      let line = work + FREE - lineBytes;
      let current = -1;
      let count = 0;
      for (let rest = keep; rest !== 0; ) {
        // Two nodes from an even one on. Beyond the last node of a row stands the first along y; what comes of it is not kept.
        const bit = ctz(rest) & ~1;
        rest &= ~((<u64>3) << bit);
        const i = <usize>((w << 6) + <i32>bit);
        const p0 = load<i32>(patches + (i << 2));
        const p1 = load<i32>(patches + (i << 2), 4);
        if (p0 !== current || p1 !== p0) {
          line += lineBytes;
          putLine(slots, channels, channelBytes, q * patchesX + p0, 0, t, line, 0);
          if (p1 === p0) doubleLine(slots, line);
          else putLine(slots, channels, channelBytes, q * patchesX + min(p1, patchesX - 1), 0, t, line, 1);
          current = p1 === p0 ? p0 : -1;
        }
        const pair = i32x4.replace_lane(i32x4.splat(p0), 1, p1);
        v128.store(
          work + PLACES + ((<usize>count) << 4),
          f64x2.sub(v128.load(places + (i << 3)), f64x2.convert_low_i32x4_s(pair)),
        );
        store<u32>(work + LINES + ((<usize>count) << 2), <u32>line);
        count++;
      }
      if (count > 0) wavesAt(recipe, work, count, true);
      let wordA: u64 = 0;
      let wordB: u64 = 0;
      let from: usize = 0;
      for (let rest = keep; rest !== 0; from += 16) {
        const bit = ctz(rest) & ~1;
        rest &= ~((<u64>3) << bit);
        const g = v128.load(work + VALUES + from);
        const off = v128.load(work + DOUBTS + from);
        let a = i64x2.bitmask(f64x2.lt(g, va));
        let b = i64x2.bitmask(f64x2.lt(g, vb));
        const sure = v128.and(f64x2.gt(f64x2.abs(f64x2.sub(g, va)), off), f64x2.gt(f64x2.abs(f64x2.sub(g, vb)), off));
        if (!i64x2.all_true(sure)) {
          const known = i64x2.bitmask(sure);
          for (let lane = 0; lane < 2; lane++) {
            if (((known >> lane) & 1) !== 0 || ((keep >> (bit + <u64>lane)) & 1) === 0) continue;
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
