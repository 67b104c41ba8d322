/** What the triangles of a binary STL file enclose, read with memory for a window of them. */
import type { ByteSource } from '../../core/ports.ts';
import { STL_HEADER_BYTES, STL_TRIANGLE_BYTES } from './stl-header.ts';

/** Triangles that are read in one go. */
const BATCH = 1 << 14;

/** Count and volume of a file. */
export interface StlVolume {
  /** As the header says; the file ends with the last of them. */
  readonly triangles: number;
  readonly volumeMm3: number;
}

/** Reads a file of ours; null where its length does not fit its count. */
export async function stlVolume(source: ByteSource): Promise<StlVolume | null> {
  const head = await source.read(0, Math.min(source.size, STL_HEADER_BYTES));
  if (head.length < STL_HEADER_BYTES) return null;
  const triangles = new DataView(head.buffer, head.byteOffset).getUint32(STL_HEADER_BYTES - 4, true);
  if (source.size !== STL_HEADER_BYTES + triangles * STL_TRIANGLE_BYTES) return null;
  let sum = 0;
  const p = new Float64Array(9);
  for (let first = 0; first < triangles; first += BATCH) {
    const count = Math.min(BATCH, triangles - first);
    const bytes = await source.read(STL_HEADER_BYTES + first * STL_TRIANGLE_BYTES, count * STL_TRIANGLE_BYTES);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let t = 0; t < count; t++) {
      for (let n = 0; n < 9; n++) p[n] = view.getFloat32(t * STL_TRIANGLE_BYTES + 12 + 4 * n, true);
      const x = p[4]! * p[8]! - p[5]! * p[7]!;
      const y = p[5]! * p[6]! - p[3]! * p[8]!;
      const z = p[3]! * p[7]! - p[4]! * p[6]!;
      sum += p[0]! * x + p[1]! * y + p[2]! * z;
    }
  }
  return { triangles, volumeMm3: sum / 6 };
}
