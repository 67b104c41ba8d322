import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodePng } from '../../src/draw/png.ts';
import { createRaster, type Raster } from '../../src/draw/raster.ts';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Splits a PNG file into chunks with Node's own CRC; throws at the first thing amiss. */
function chunksOf(bytes: Uint8Array): Chunk[] {
  const file = Buffer.from(bytes);
  expect(file.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const chunks: Chunk[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

/** Decodes a PNG file with Node's inflate. */
function decodePng(bytes: Uint8Array): Raster {
  const chunks = chunksOf(bytes);
  const header = chunks[0]!.data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  expect([...header.subarray(8)].filter((_, i) => i !== 1)).toEqual([8, 0, 0, 0]);
  const channels = ({ 2: 3, 6: 4 } as Record<number, number>)[header[9]!]!;
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  expect(rows.length).toBe(height * (1 + width * channels));
  const rgba = new Uint8Array(4 * width * height).fill(255);
  for (let y = 0; y < height; y++) {
    const start = y * (1 + width * channels);
    expect(rows[start]).toBe(0);
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) rgba[4 * (y * width + x) + c] = rows[start + 1 + x * channels + c]!;
    }
  }
  return { width, height, rgba };
}

function noise(width: number, height: number, opaque: boolean): Raster {
  const raster = createRaster(width, height, [0, 0, 0, 255]);
  let state = 1;
  for (let i = 0; i < raster.rgba.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    if (!opaque || i % 4 !== 3) raster.rgba[i] = state >>> 24;
  }
  return raster;
}

describe('encodePng', () => {
  test.each([true, false])('a foreign decoder gets every pixel back (opaque: %s)', (opaque) => {
    const raster = noise(37, 23, opaque);
    const bytes = encodePng(raster);
    expect(decodePng(bytes)).toEqual(raster);
    expect(chunksOf(bytes)[0]!.data[9]).toBe(opaque ? 2 : 6);
  });

  test('the file holds no chunk but header, pixels and end, so no time and no text', () => {
    expect(chunksOf(encodePng(noise(5, 5, true))).map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
  });

  test('a scale of 20 pixels per mm is stored as 20000 pixels per metre', () => {
    const scale = chunksOf(encodePng(noise(5, 5, true), 20)).find(({ type }) => type === 'pHYs')!;
    expect([scale.data.readUInt32BE(0), scale.data.readUInt32BE(4), scale.data[8]]).toEqual([20_000, 20_000, 1]);
  });

  test('the same pixels give the same bytes', () => {
    expect(encodePng(noise(64, 64, true), 10)).toEqual(encodePng(noise(64, 64, true), 10));
  });
});
