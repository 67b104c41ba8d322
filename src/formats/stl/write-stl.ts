/** Writes binary STL. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';
import { STL_HEADER_BYTES, STL_TRIANGLE_BYTES, stlHeader } from './stl-header.ts';

/**
 * Returns a mesh as binary STL: 80 bytes of header, the count, then a unit normal and three corners per triangle in
 * float32.
 */
export function writeBinaryStl(mesh: TriangleMesh, header: string): Uint8Array {
  const { positions: p, triangles } = mesh;
  const count = triangles.length / 3;
  const bytes = new Uint8Array(STL_HEADER_BYTES + count * STL_TRIANGLE_BYTES);
  bytes.set(stlHeader(header, count));
  const view = new DataView(bytes.buffer);
  const normal = new Float64Array(3);
  for (let t = 0; t < count; t++) {
    const a = 3 * triangles[3 * t]!;
    const b = 3 * triangles[3 * t + 1]!;
    const c = 3 * triangles[3 * t + 2]!;
    triangleNormal(p, a, b, c, normal);
    const length = Math.sqrt(normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2);
    const scale = length > 0 ? 1 / length : 0;
    let at = STL_HEADER_BYTES + t * STL_TRIANGLE_BYTES;
    for (let axis = 0; axis < 3; axis++, at += 4) view.setFloat32(at, normal[axis]! * scale, true);
    for (const corner of [a, b, c]) {
      for (let axis = 0; axis < 3; axis++, at += 4) view.setFloat32(at, p[corner + axis]!, true);
    }
  }
  return bytes;
}
