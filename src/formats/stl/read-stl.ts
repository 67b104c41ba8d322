/**
 * Reads STL, binary or ASCII, as vertices and triangles. STL has no unit; what the numbers mean is decided by the caller.
 * Which of the two it is, the size decides (84 + 50 n bytes), because many binary files begin with "solid" as well.
 */
import type { TriangleMesh } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';
import { weldTriangles } from '../../geometry/mesh-weld.ts';
import { readAsciiStl } from './read-ascii-stl.ts';

const HEADER_BYTES = 84;
const FACET_BYTES = 50;
/** Coordinates of one triangle. */
const NUMBERS = 9;

/**
 * Returns the mesh of an STL file with bit-equal vertices welded. Normals, attribute bytes, names and colours are not read;
 * several solids become one mesh. Zeros or blanks after the last facet of a binary file are taken as padding. Refused:
 * no triangle, NaN or infinite coordinates, truncated files (ASCII: also without `endsolid`), other bytes at the end.
 */
export function readStl(bytes: Uint8Array, fileName: string): TriangleMesh {
  if (bytes.length === 0) throw new PrepError('stl-invalid', 'is empty: 0 bytes', [fileName]);
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (const start of mark === 0 ? [0] : [0, mark]) {
    const count = facetCount(bytes, start);
    if (count > 0 && start + HEADER_BYTES + FACET_BYTES * count === bytes.length)
      return weld(bytes, start, count, fileName);
  }
  if (isText(bytes)) {
    if (!beginsWithSolid(bytes, mark)) {
      throw new PrepError('stl-invalid', 'is neither binary nor ASCII STL: it does not begin with "solid"', [fileName]);
    }
    return weldTriangles(readAsciiStl(bytes.subarray(mark), fileName));
  }
  return readOddBinary(bytes, fileName);
}

/** A binary file whose size is not what its header says: padding is taken, all else is refused with the counts. */
function readOddBinary(bytes: Uint8Array, fileName: string): TriangleMesh {
  const end = `byte ${bytes.length}`;
  if (bytes.length < HEADER_BYTES) {
    const reason = `truncated: a binary STL has a header of ${HEADER_BYTES} bytes, file has ${bytes.length} bytes`;
    throw new PrepError('stl-invalid', reason, [fileName, end]);
  }
  const count = facetCount(bytes, 0);
  const wanted = HEADER_BYTES + FACET_BYTES * count;
  if (wanted > bytes.length) {
    const reason = `truncated: header says ${count} triangles (${wanted} bytes), file has ${bytes.length} bytes`;
    throw new PrepError('stl-invalid', reason, [fileName, end]);
  }
  for (let at = wanted; at < bytes.length; at++) {
    if (bytes[at] === 0 || bytes[at] === 32) continue;
    const reason = `has ${bytes.length - wanted} bytes after its ${count} triangles, and they are not padding`;
    throw new PrepError('stl-invalid', reason, [fileName, `byte ${at}`]);
  }
  if (count === 0) throw new PrepError('stl-invalid', 'has no triangle: its header says 0', [fileName, 'byte 80']);
  return weld(bytes, 0, count, fileName);
}

/** Reads `count` facets after the header: normal (3 floats, not read), 9 floats, 2 attribute bytes (not read). */
function weld(bytes: Uint8Array, start: number, count: number, fileName: string): TriangleMesh {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const soup = new Float64Array(NUMBERS * count);
  for (let facet = 0, to = 0; facet < count; facet++) {
    const from = start + HEADER_BYTES + FACET_BYTES * facet + 12;
    for (let i = 0; i < NUMBERS; i++, to++) {
      const value = view.getFloat32(from + 4 * i, true);
      if (!Number.isFinite(value)) {
        const reason = `facet ${facet} has the coordinate ${value}, must be a finite number`;
        throw new PrepError('stl-invalid', reason, [fileName, `byte ${from + 4 * i}`]);
      }
      soup[to] = value;
    }
  }
  return weldTriangles(soup);
}

function facetCount(bytes: Uint8Array, start: number): number {
  if (bytes.length < start + HEADER_BYTES) return -1;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(start + 80, true);
}

/** Tells text from binary: floats of a part have zero bytes soon, text has none. */
function isText(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, 1024).includes(0);
}

function beginsWithSolid(bytes: Uint8Array, start: number): boolean {
  let at = start;
  while (at < bytes.length && bytes[at]! <= 32) at++;
  return /^solid(?:\s|$)/i.test(String.fromCharCode(...bytes.subarray(at, at + 6)));
}
