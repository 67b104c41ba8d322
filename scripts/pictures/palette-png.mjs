/** PNG files of few colours: one byte a pixel, a palette, and whichever row filter makes the file smallest. */
import { zlibSync } from 'fflate';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Filters of section 9.2 of the PNG standard that are tried: None, Sub, Up. */
const FILTERS = [0, 1, 2];
/** Colours are looked up by their upper bits. */
const KEPT_BITS = 6;

/** Returns a raster as a PNG file whose pixels have the nearest colours of a palette of at most 256 [red, green, blue]. */
export function encodePalettePng({ width, height, rgba }, palette) {
  const pixels = nearestOf(rgba, palette);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 3], 8);
  const packed = FILTERS.map((filter) => zlibSync(filtered(pixels, width, height, filter), { level: 9, mem: 12 }));
  const smallest = packed.reduce((best, one) => (one.length < best.length ? one : best));
  const chunks = [
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', smallest),
    chunk('IEND', []),
  ];
  return Uint8Array.from([...SIGNATURE, ...chunks.flatMap((part) => Array.from(part))]);
}

function nearestOf(rgba, palette) {
  const drop = 8 - KEPT_BITS;
  const known = new Int16Array(2 ** (3 * KEPT_BITS)).fill(-1);
  const out = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < out.length; i++) {
    const colour = rgba.subarray(4 * i, 4 * i + 3);
    const key = colour.reduce((sum, value) => (sum << KEPT_BITS) | (value >> drop), 0);
    if (known[key] < 0) known[key] = nearest(colour, palette);
    out[i] = known[key];
  }
  return out;
}

function nearest([r, g, b], palette) {
  let [best, least] = [0, Infinity];
  palette.forEach(([pr, pg, pb], n) => {
    const off = (r - pr) ** 2 + (g - pg) ** 2 + (b - pb) ** 2;
    if (off < least) [best, least] = [n, off];
  });
  return best;
}

function filtered(pixels, width, height, filter) {
  const out = new Uint8Array(height * (1 + width));
  for (let y = 0, to = 0; y < height; y++) {
    out[to++] = filter;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const before = filter === 1 && x > 0 ? pixels[at - 1] : filter === 2 && y > 0 ? pixels[at - width] : 0;
      out[to++] = pixels[at] - before;
    }
  }
  return out;
}

/** Length, type, data and CRC-32 of type and data. */
function chunk(type, data) {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
