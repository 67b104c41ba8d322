/**
 * MeatPack (github.com/scottmudge/OctoPrint-MeatPack): the fifteen characters that G-code is mostly made of take four bits each, low ones first; a
 * nibble of 15 says that its character follows whole. Two bytes of 255 begin a command. Where spaces were taken out, E stands in
 * place of the space. A line may end in the middle of a byte.
 */

const ENABLE = 251;
const DISABLE = 250;
const RESET = 249;
const NO_SPACES = 247;
const SPACES = 246;
const COMMANDS: ReadonlySet<number> = new Set([ENABLE, DISABLE, RESET, 248, NO_SPACES, SPACES]);
const CODES = new TextEncoder().encode('0123456789. \nGX');
const SPACE_CODE = 11;
const WHOLE = 15;
const LF = 10;
const LETTER_E = 69;

/** Unpacks a block; null where a command is none that there is, or the end comes in the middle of a character. */
export function unpackMeat(packed: Uint8Array): Uint8Array | null {
  // Two characters a byte at most.
  const out = new Uint8Array(2 * packed.length);
  let length = 0;
  let isPacked = false;
  let hasSpaces = true;
  let signals = 0;
  /** Whole characters that are to come, and the one that stands behind the first of them. */
  let whole = 0;
  let behind = -1;

  const character = (code: number): number => (code === SPACE_CODE && !hasSpaces ? LETTER_E : CODES[code]!);

  function take(byte: number): void {
    if (!isPacked) {
      out[length++] = byte;
      return;
    }
    if (whole > 0) {
      out[length++] = byte;
      whole--;
      if (behind >= 0) out[length++] = behind;
      behind = -1;
      return;
    }
    const [first, second] = [byte & 15, byte >> 4];
    if (first === WHOLE) {
      whole = second === WHOLE ? 2 : 1;
      if (second !== WHOLE) behind = character(second);
      return;
    }
    const one = character(first);
    out[length++] = one;
    // Behind the end of a line the second half is filling.
    if (one === LF) return;
    if (second === WHOLE) whole = 1;
    else out[length++] = character(second);
  }

  for (const byte of packed) {
    if (signals === 2) {
      signals = 0;
      if (!COMMANDS.has(byte)) return null;
      if (byte === ENABLE) isPacked = true;
      else if (byte === DISABLE || byte === RESET) isPacked = false;
      else if (byte === NO_SPACES) hasSpaces = false;
      else if (byte === SPACES) hasSpaces = true;
      if (byte === RESET) hasSpaces = true;
    } else if (byte === 255) signals++;
    else {
      if (signals === 1) take(255);
      signals = 0;
      take(byte);
    }
  }
  return signals === 0 && whole === 0 ? out.slice(0, length) : null;
}
