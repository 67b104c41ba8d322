/** Reads STL that lies in memory, binary or ASCII. STL has no unit; what the numbers mean is decided by the caller. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { assert } from '../../core/prep-error.ts';
import { beginAsciiStl, meshOfAsciiStl, readAsciiText } from './read-ascii-stl.ts';
import { beginBinaryStl, meshOfBinaryStl, readFacets } from './read-binary-stl.ts';
import { facetsEnd, refuseJunk, stlForm } from './stl-form.ts';
import { STL_HEADER_BYTES } from './stl-header.ts';

/**
 * Returns the mesh of an STL file with bit-equal vertices welded. Normals, attribute bytes, names and colours are not read;
 * several solids become one mesh. Zeros or blanks after the last facet of a binary file are taken as padding. Refused:
 * no triangle, NaN or infinite coordinates, truncated files (ASCII: also without `endsolid`), other bytes at the end.
 */
export function readStl(bytes: Uint8Array, fileName: string): TriangleMesh {
  const form = stlForm(bytes, bytes.length, fileName);
  assert(form !== null, 'a whole file tells its form');
  if (form.kind === 'ascii') {
    const stl = beginAsciiStl(fileName);
    readAsciiText(stl, bytes.subarray(form.start), true);
    return meshOfAsciiStl(stl);
  }
  refuseJunk(form, bytes, 0, bytes.length, fileName);
  const stl = beginBinaryStl(form, fileName);
  readFacets(stl, bytes.subarray(form.start + STL_HEADER_BYTES, facetsEnd(form)));
  return meshOfBinaryStl(stl);
}
