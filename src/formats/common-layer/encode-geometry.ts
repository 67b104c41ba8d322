/**
 * The two encodings of the geometry section. In the form `grid` both hold whole grid units: a 32-bit float is exact up to
 * 2^24 of them, so the binary and the ASCII encoding of a job say the same numbers.
 */
import { toGrid } from '../../core/units.ts';
import { type ChunkOutput, flush, hasRoom, putText } from './chunk-output.ts';
import {
  type CommonLayerDirection,
  HATCHES_LONG,
  HATCHES_SHORT,
  LAYER_LONG,
  POLYLINE_LONG,
} from './common-layer-file.ts';
import { type FormRules, SHORT_MAX } from './forms.ts';

/** Coordinates between two looks at the room in the chunk. */
const BLOCK = 4096;
/**
 * Numbers of a block on their way into the chunk: commands begin where no 32-bit number can be set as such, so their bytes are copied
 * in one go. A machine that is not little-endian as the file is turns each number around.
 */
const FLOATS = new Float32Array(BLOCK);
const FLOAT_BYTES = new Uint8Array(FLOATS.buffer);
const SHORTS = new Uint16Array(BLOCK);
const SHORT_BYTES = new Uint8Array(SHORTS.buffer);
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
/** The longest number, `,-16777216.0`. */
const NUMBER_BYTES = 12;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Writes the commands of a geometry section; z in grid units, coordinates in mm. */
export interface GeometryEncoder {
  layer(zGrid: number): Promise<void>;
  /** Writes a polyline of at least one point; a closed one repeats its first point. */
  polyline(id: number, direction: CommonLayerDirection, xy: Float64Array, closed: boolean): Promise<void>;
  hatches(id: number, xyxy: Float64Array): Promise<void>;
  end(): Promise<void>;
}

/**
 * Returns the encoder of binary commands, little-endian: long ones (127, 130, 132), hatches short (131) in the form that asks
 * for it. Aligned, every item begins on a 32-bit word, and a short x,y pair shares one.
 */
export function binaryEncoder(out: ChunkOutput, form: FormRules, align: boolean): GeometryEncoder {
  const { gridPerUnit } = form;
  const short = (value: number) => putShort(out, value, align);
  return {
    async layer(zGrid) {
      if (!hasRoom(out, 8)) await flush(out);
      short(LAYER_LONG);
      putFloat(out, zGrid / gridPerUnit);
    },
    async polyline(id, direction, xy, closed) {
      if (!hasRoom(out, 16)) await flush(out);
      short(POLYLINE_LONG);
      putLong(out, id);
      putLong(out, direction);
      putLong(out, xy.length / 2 + (closed ? 1 : 0));
      await putFloats(out, xy, xy.length, gridPerUnit);
      if (closed) await putFloats(out, xy, 2, gridPerUnit);
    },
    async hatches(id, xyxy) {
      if (form.shortHatches) {
        for (let from = 0; from < xyxy.length; from += 4 * SHORT_MAX) {
          const part = xyxy.subarray(from, from + 4 * SHORT_MAX);
          if (!hasRoom(out, 12)) await flush(out);
          short(HATCHES_SHORT);
          short(id);
          short(part.length / 4);
          await putShorts(out, part, gridPerUnit);
        }
        return;
      }
      if (!hasRoom(out, 12)) await flush(out);
      short(HATCHES_LONG);
      putLong(out, id);
      putLong(out, xyxy.length / 4);
      await putFloats(out, xyxy, xyxy.length, gridPerUnit);
    },
    async end() {},
  };
}

/** Returns the encoder of ASCII commands, one per line, numbers with a decimal point as the grammar of REAL asks. */
export function asciiEncoder(out: ChunkOutput): GeometryEncoder {
  return {
    async layer(zGrid) {
      await putText(out, `$$LAYER/${zGrid}.0\n`);
    },
    async polyline(id, direction, xy, closed) {
      await putText(out, `$$POLYLINE/${id},${direction},${xy.length / 2 + (closed ? 1 : 0)}`);
      await putNumbers(out, xy, xy.length);
      if (closed) await putNumbers(out, xy, 2);
      await putText(out, '\n');
    },
    async hatches(id, xyxy) {
      await putText(out, `$$HATCHES/${id},${xyxy.length / 4}`);
      await putNumbers(out, xyxy, xyxy.length);
      await putText(out, '\n');
    },
    async end() {
      await putText(out, '$$GEOMETRYEND\n');
    },
  };
}

/** Writes a 16-bit field, which fills a whole word when aligned. */
function putShort(out: ChunkOutput, value: number, align: boolean): void {
  out.view.setUint16(out.at, value, true);
  if (align) out.view.setUint16(out.at + 2, 0, true);
  out.at += align ? 4 : 2;
}

function putLong(out: ChunkOutput, value: number): void {
  out.view.setInt32(out.at, value, true);
  out.at += 4;
}

function putFloat(out: ChunkOutput, value: number): void {
  out.view.setFloat32(out.at, value, true);
  out.at += 4;
}

async function putFloats(out: ChunkOutput, mm: Float64Array, length: number, gridPerUnit: number): Promise<void> {
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(from + BLOCK, length);
    if (!hasRoom(out, 4 * (to - from))) await flush(out);
    for (let i = from; i < to; i++) FLOATS[i - from] = toGrid(mm[i]!) / gridPerUnit;
    putBlock(out, FLOAT_BYTES.subarray(0, 4 * (to - from)), 4);
  }
}

async function putShorts(out: ChunkOutput, mm: Float64Array, gridPerUnit: number): Promise<void> {
  for (let from = 0; from < mm.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, mm.length);
    if (!hasRoom(out, 2 * (to - from))) await flush(out);
    for (let i = from; i < to; i++) SHORTS[i - from] = Math.round(toGrid(mm[i]!) / gridPerUnit);
    putBlock(out, SHORT_BYTES.subarray(0, 2 * (to - from)), 2);
  }
}

/** Copies numbers of so many bytes into the chunk, little-endian. */
function putBlock(out: ChunkOutput, bytes: Uint8Array, size: 2 | 4): void {
  out.bytes.set(bytes, out.at);
  if (!IS_LITTLE_ENDIAN) {
    for (let at = out.at; at < out.at + bytes.length; at += size) out.bytes.subarray(at, at + size).reverse();
  }
  out.at += bytes.length;
}

async function putNumbers(out: ChunkOutput, mm: Float64Array, length: number): Promise<void> {
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(from + BLOCK, length);
    if (!hasRoom(out, NUMBER_BYTES * (to - from))) await flush(out);
    for (let i = from; i < to; i++) putNumber(out, toGrid(mm[i]!));
  }
}

/** Writes `,12345.0`. */
function putNumber(out: ChunkOutput, value: number): void {
  const { bytes } = out;
  bytes[out.at++] = COMMA;
  if (value < 0) bytes[out.at++] = MINUS;
  let rest = Math.abs(value);
  let digits = 1;
  for (let bound = 10; rest >= bound; bound *= 10) digits++;
  for (let i = out.at + digits - 1; i >= out.at; i--) {
    bytes[i] = ZERO + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  out.at += digits;
  bytes[out.at++] = POINT;
  bytes[out.at++] = ZERO;
}
