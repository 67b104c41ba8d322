/** PNG files (W3C Portable Network Graphics, third edition): 8-bit RGB or RGBA, no interlace, no time, no text. */
import { zlibSync } from 'fflate';
import type { Raster } from './raster.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Of deflate: pictures of the report are 2 to 3 % larger than at level 6, and packed in half the time. */
const LEVEL = 2;
const CRC_TABLE = crcTable();

/**
 * Returns a raster as a PNG file; the same pixels give the same bytes. Opacity is stored only where a pixel needs it.
 *
 * @param pixelsPerMm - scale of the drawing, stored in chunk pHYs so that a viewer can measure; null leaves it out
 */
export function encodePng(raster: Raster, pixelsPerMm: number | null = null): Uint8Array<ArrayBuffer> {
  const channels = isOpaque(raster) ? 3 : 4;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, raster.width);
  view.setUint32(4, raster.height);
  header.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', header)];
  if (pixelsPerMm !== null) {
    const scale = new Uint8Array(9);
    const perMetre = Math.max(1, Math.min(0x7fffffff, Math.round(1000 * pixelsPerMm)));
    new DataView(scale.buffer).setUint32(0, perMetre);
    new DataView(scale.buffer).setUint32(4, perMetre);
    scale[8] = 1;
    chunks.push(chunk('pHYs', scale));
  }
  chunks.push(chunk('IDAT', zlibSync(rowsOf(raster, channels), { level: LEVEL })));
  chunks.push(chunk('IEND', new Uint8Array(0)));
  const bytes = new Uint8Array(chunks.reduce((sum, part) => sum + part.length, SIGNATURE.length));
  bytes.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const part of chunks) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function isOpaque({ rgba }: Raster): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

/**
 * Rows, each behind the filter byte 0 (None). Drawings repeat flat runs, which deflate finds by itself: on a hatched layer
 * the adaptive filters of section 12.7 made the file a quarter larger.
 */
function rowsOf({ width, height, rgba }: Raster, channels: number): Uint8Array {
  const out = new Uint8Array(height * (1 + width * channels));
  let to = 0;
  for (let y = 0, at = 0; y < height; y++) {
    to++;
    for (let x = 0; x < width; x++, at += 4) {
      out[to++] = rgba[at]!;
      out[to++] = rgba[at + 1]!;
      out[to++] = rgba[at + 2]!;
      if (channels === 4) out[to++] = rgba[at + 3]!;
    }
  }
  return out;
}

/** Length, type, data and CRC-32 of type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes, 4, 8 + data.length));
  return bytes;
}

/** CRC-32 of ISO 3309, as Annex D of the PNG standard computes it. */
function crc32(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0xffffffff;
  for (let i = from; i < to; i++) crc = CRC_TABLE[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function crcTable(): Uint32Array {
  const table = new Uint32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    table[n] = c;
  }
  return table;
}
