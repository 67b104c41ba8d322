/** Reads PLY as vertices and triangles. PLY has no unit; what the numbers mean is decided by the caller. */
import { PrepError } from '../../core/prep-error.ts';
import { meshOfFaces } from '../face-list.ts';
import type { ReadMesh } from '../read-mesh.ts';
import { readAsciiPly } from './read-ply-ascii.ts';
import { readBinaryPly } from './read-ply-binary.ts';
import { checkedVertices, leftOutElements } from './read-ply-elements.ts';
import { readPlyHeader } from './read-ply-header.ts';

/**
 * Returns the mesh of a PLY file, ASCII or binary of either byte order, with bit-equal vertices welded: x, y, z of `vertex`,
 * of any type, and `vertex_indices` or `vertex_index` of `face`. All else is passed over without a look at its values.
 * Refused: triangle strips, no face, NaN or infinite coordinates, faces of fewer than three corners, corners without a
 * vertex, a body that is shorter or longer than the header says.
 */
export function readPly(bytes: Uint8Array, fileName: string): ReadMesh {
  if (bytes.length === 0) throw new PrepError('ply-invalid', 'is empty: 0 bytes', [fileName]);
  const header = readPlyHeader(bytes, fileName);
  const vertices = checkedVertices(header, fileName);
  const read = header.form === 'ascii' ? readAsciiPly : readBinaryPly;
  const { positions, faces } = read(bytes, fileName, header, vertices);
  return { mesh: meshOfFaces(positions, faces), leftOut: leftOutElements(header.elements) };
}
