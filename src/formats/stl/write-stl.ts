/** Writes binary STL. */
import type { TriangleMesh } from '../../core/mesh.ts';

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
  for (let t = 0; t < count; t++) {
    const a = 3 * triangles[3 * t]!;
    const b = 3 * triangles[3 * t + 1]!;
    const c = 3 * triangles[3 * t + 2]!;
    const ux = p[b]! - p[a]!;
    const uy = p[b + 1]! - p[a + 1]!;
    const uz = p[b + 2]! - p[a + 2]!;
    const vx = p[c]! - p[a]!;
    const vy = p[c + 1]! - p[a + 1]!;
    const vz = p[c + 2]! - p[a + 2]!;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const scale = length > 0 ? 1 / length : 0;
    let at = HEADER_BYTES + 4 + t * TRIANGLE_BYTES;
    for (const value of [nx * scale, ny * scale, nz * scale]) {
      view.setFloat32(at, value, true);
      at += 4;
    }
    for (const corner of [a, b, c]) {
      for (let axis = 0; axis < 3; axis++, at += 4) view.setFloat32(at, p[corner + axis]!, true);
    }
  }
  return bytes;
}
