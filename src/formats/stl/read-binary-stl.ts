/** Reads the facets of a binary STL file as they come. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';
import { meshOfSingles, type SinglesWeld, singlesWeld, weldSingles } from '../../geometry/weld-singles.ts';
import type { BinaryForm } from './stl-form.ts';
import { STL_HEADER_BYTES, STL_TRIANGLE_BYTES } from './stl-header.ts';

/** Bytes of a facet before its corners: the normal, which is not read. Two bytes of attribute after them are not read either. */
const NORMAL_BYTES = 12;

/** A binary file on its way to a mesh. */
export interface BinaryStl {
  readonly fileName: string;
  readonly start: number;
  readonly weld: SinglesWeld;
  facets: number;
}

/** Begins a file; refuses one without facets, and one whose facets find no room. */
export function beginBinaryStl({ start, count }: BinaryForm, fileName: string): BinaryStl {
  if (count === 0) throw new PrepError('stl-invalid', 'has no triangle: its header says 0', [fileName, 'byte 80']);
  try {
    return { fileName, start, weld: singlesWeld(count), facets: 0 };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new PrepError('memory-short', `${count} triangles do not fit into memory`, [fileName], cause);
  }
}

/** Reads the next facets, all of them whole. */
export function readFacets(stl: BinaryStl, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length / STL_TRIANGLE_BYTES;
  const bad = weldSingles(stl.weld, view, NORMAL_BYTES, count, STL_TRIANGLE_BYTES);
  if (bad >= 0) {
    const facet = stl.facets + Math.floor(bad / STL_TRIANGLE_BYTES);
    const reason = `facet ${facet} has the coordinate ${view.getFloat32(bad, true)}, must be a finite number`;
    const at = stl.start + STL_HEADER_BYTES + STL_TRIANGLE_BYTES * stl.facets + bad;
    throw new PrepError('stl-invalid', reason, [stl.fileName, `byte ${at}`]);
  }
  stl.facets += count;
}

/** Returns the mesh after the last facet. */
export function meshOfBinaryStl(stl: BinaryStl): TriangleMesh {
  return meshOfSingles(stl.weld);
}
