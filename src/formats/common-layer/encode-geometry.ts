/**
 * The two forms of the geometry section. Both hold whole grid units: a 32-bit float is exact up to 2^24 of them, so the
 * binary and the ASCII form of a job say the same numbers.
 */
import { toGrid } from '../../core/units.ts';
import { type ChunkOutput, flush, hasRoom, putText } from './chunk-output.ts';
import { type CommonLayerDirection, HATCHES_LONG, LAYER_LONG, POLYLINE_LONG } from './common-layer-file.ts';

/** Coordinates between two looks at the room in the chunk. */
const BLOCK = 4096;
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

/** Returns the encoder of long binary commands (127, 130, 132), little-endian, without alignment. */
export function binaryEncoder(out: ChunkOutput): GeometryEncoder {
  return {
    async layer(zGrid) {
      if (!hasRoom(out, 6)) await flush(out);
      putCommand(out, LAYER_LONG);
      putFloat(out, zGrid);
    },
    async polyline(id, direction, xy, closed) {
      if (!hasRoom(out, 14)) await flush(out);
      putCommand(out, POLYLINE_LONG);
      putLong(out, id);
      putLong(out, direction);
      putLong(out, xy.length / 2 + (closed ? 1 : 0));
      await putFloats(out, xy, xy.length);
      if (closed) await putFloats(out, xy, 2);
    },
    async hatches(id, xyxy) {
      if (!hasRoom(out, 10)) await flush(out);
      putCommand(out, HATCHES_LONG);
      putLong(out, id);
      putLong(out, xyxy.length / 4);
      await putFloats(out, xyxy, xyxy.length);
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

function putCommand(out: ChunkOutput, code: number): void {
  out.view.setUint16(out.at, code, true);
  out.at += 2;
}

function putLong(out: ChunkOutput, value: number): void {
  out.view.setInt32(out.at, value, true);
  out.at += 4;
}

function putFloat(out: ChunkOutput, value: number): void {
  out.view.setFloat32(out.at, value, true);
  out.at += 4;
}

async function putFloats(out: ChunkOutput, mm: Float64Array, length: number): Promise<void> {
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(from + BLOCK, length);
    if (!hasRoom(out, 4 * (to - from))) await flush(out);
    for (let i = from; i < to; i++) putFloat(out, toGrid(mm[i]!));
  }
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
