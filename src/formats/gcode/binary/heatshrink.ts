/**
 * Heatshrink (github.com/atomicobject/heatshrink), as binary G-code uses it: a stream of bits, most significant first. A 1 and eight bits are a
 * byte; a 0, `windowBits` and `lookaheadBits` say how far back to go and how many bytes to repeat, both counted from 1.
 */

/** Unpacks to exactly `size` bytes; null where the stream does not hold them or goes back before its start. */
export function unpackHeatshrink(
  packed: Uint8Array,
  size: number,
  windowBits: number,
  lookaheadBits: number,
): Uint8Array | null {
  const out = new Uint8Array(size);
  let at = 0;
  let next = 0;
  let held = 0;
  let heldBits = 0;

  /** The next bits as a number, or -1 where the stream is over. */
  function bits(count: number): number {
    while (heldBits < count) {
      if (next === packed.length) return -1;
      held = ((held << 8) | packed[next++]!) & 0xffffff;
      heldBits += 8;
    }
    heldBits -= count;
    return (held >>> heldBits) & ((1 << count) - 1);
  }

  while (at < size) {
    const tag = bits(1);
    if (tag < 0) return null;
    if (tag === 1) {
      const byte = bits(8);
      if (byte < 0) return null;
      out[at++] = byte;
      continue;
    }
    const back = bits(windowBits);
    const count = bits(lookaheadBits);
    if (back < 0 || count < 0) return null;
    const from = at - back - 1;
    if (from < 0 || at + count + 1 > size) return null;
    for (let k = 0; k <= count; k++) out[at++] = out[from + k]!;
  }
  // What is left is the filling of the last byte.
  return next === packed.length || (next === packed.length - 1 && packed[next] === 0) ? out : null;
}
