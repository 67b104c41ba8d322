/** Binary G-code made by an encoder of the tests' own, and as slicers would not make it. */
import { deflateSync } from 'node:zlib';

/** CRC-32 bit by bit (ISO 3309). */
export function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** Heatshrink, greedy: literals, and the farthest repeat of three bytes and more within the window. */
export function heatshrink(data: Uint8Array, windowBits: number, lookaheadBits = 4): Uint8Array {
  let bits = '';
  const number = (value: number, count: number) => value.toString(2).padStart(count, '0');
  for (let at = 0; at < data.length; ) {
    let [best, from] = [0, 0];
    for (let back = 1; back <= Math.min(at, 2 ** windowBits); back++) {
      let count = 0;
      while (count < 2 ** lookaheadBits && at + count < data.length && data[at + count] === data[at - back + count])
        count++;
      if (count > best) [best, from] = [count, back];
    }
    if (best > 2) {
      bits += `0${number(from - 1, windowBits)}${number(best - 1, lookaheadBits)}`;
      at += best;
    } else bits += `1${number(data[at++]!, 8)}`;
  }
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

/** MeatPack of a text; without spaces E has a code of its own. */
export function meatPack(text: string, noSpaces: boolean): Uint8Array {
  const codes = noSpaces ? '0123456789.E\nGX' : '0123456789. \nGX';
  const out = noSpaces ? [255, 255, 251, 255, 255, 247] : [255, 255, 251];
  for (let at = 0; at < text.length; ) {
    const one = codes.indexOf(text[at]!);
    // A line that ends in the first half has filling in the second.
    const hasTwo = text[at] !== '\n' && at + 1 < text.length;
    const two = hasTwo ? codes.indexOf(text[at + 1]!) : 0;
    out.push((one < 0 ? 15 : one) | ((two < 0 ? 15 : two) << 4));
    if (one < 0) out.push(text.charCodeAt(at));
    if (two < 0) out.push(text.charCodeAt(at + 1));
    at += hasTwo ? 2 : 1;
  }
  return Uint8Array.from(out);
}

/** A block as it is to be written. */
export interface BlockWish {
  readonly type?: number;
  /** 0 plain, 1 MeatPack without spaces, 2 MeatPack with them. */
  readonly encoding?: number;
  readonly compression?: number;
  readonly text: string;
  readonly data?: Uint8Array;
}

/** Writes a file of blocks. */
export function binaryFile(blocks: readonly BlockWish[], checksum = 1): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('GCDE'), u32(1), u16(checksum)];
  for (const { type = 1, encoding = 0, compression = 0, text, data } of blocks) {
    const plain = data ?? (encoding === 0 ? Buffer.from(text, 'latin1') : meatPack(text, encoding === 1));
    const stored =
      compression === 0
        ? plain
        : compression === 1
          ? deflateSync(plain)
          : heatshrink(plain, compression === 2 ? 11 : 12);
    const head = [u16(type), u16(compression), u32(plain.length), ...(compression === 0 ? [] : [u32(stored.length)])];
    const params = type === 5 ? [u16(0), u16(16), u16(16)] : [u16(encoding)];
    const block = Buffer.concat([...head, ...params, stored]);
    parts.push(block, ...(checksum === 1 ? [u32(crcOf(block))] : []));
  }
  return Buffer.concat(parts);
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 255, value >> 8);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24);
}
