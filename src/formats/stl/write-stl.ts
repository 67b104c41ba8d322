/** Writes binary STL. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';

const HEADER_BYTES = 80;
const TRIANGLE_BYTES = 50;

/**
 * Returns a mesh as binary STL: 80 bytes of header, the count, then a unit normal and three corners per triangle in
 * float32. The header never begins with `solid`, which some readers take for the ASCII form.
 */
export function writeBinaryStl(mesh: TriangleMesh, header: string): Uint8Array {
  const { positions: p, triangles } = mesh;
  const count = triangles.length / 3;
  const bytes = new Uint8Array(HEADER_BYTES + 4 + count * TRIANGLE_BYTES);
  bytes.fill(0x20, 0, HEADER_BYTES);
  bytes.set(new TextEncoder().encode(`binary STL: ${header}`).subarray(0, HEADER_BYTES));
  const view = new DataView(bytes.buffer);
  view.setUint32(HEADER_BYTES, count, true);
  const normal = new Float64Array(3);
  for (let t = 0; t < count; t++) {
    const a = 3 * triangles[3 * t]!;
    const b = 3 * triangles[3 * t + 1]!;
    const c = 3 * triangles[3 * t + 2]!;
    triangleNormal(p, a, b, c, normal);
    const length = Math.sqrt(normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2);
    const scale = length > 0 ? 1 / length : 0;
    let at = HEADER_BYTES + 4 + t * TRIANGLE_BYTES;
    for (let axis = 0; axis < 3; axis++, at += 4) view.setFloat32(at, normal[axis]! * scale, true);
    for (const corner of [a, b, c]) {
      for (let axis = 0; axis < 3; axis++, at += 4) view.setFloat32(at, p[corner + axis]!, true);
    }
  }
  return bytes;
}
