/** Writes a mesh that comes slab by slab as binary STL, with memory for one slab. */
import type { ByteSink } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { SlabStream } from '../../geometry/iso/mesh-slab.ts';
import { STL_HEADER_BYTES, STL_TRIANGLE_BYTES, stlHeader } from './stl-header.ts';

/** Triangles that are written in one go. */
const BATCH = 4096;
const MOST_TRIANGLES = 2 ** 32 - 1;

/** Writes all slabs and returns the number of triangles, which is patched into the header at the end. */
export async function writeStlSlabs(sink: ByteSink, mesh: SlabStream, header: string): Promise<number> {
  await sink.write(stlHeader(header, 0));
  const bytes = new Uint8Array(BATCH * STL_TRIANGLE_BYTES);
  const view = new DataView(bytes.buffer);
  let count = 0;
  let at = 0;
  for await (const { triangles, positions, before, firstVertex, firstBefore } of mesh.slabs()) {
    for (let t = 0; t < triangles.length; t += 3) {
      const a = triangles[t]!;
      const b = triangles[t + 1]!;
      const c = triangles[t + 2]!;
      const pa = a < firstVertex ? before : positions;
      const pb = b < firstVertex ? before : positions;
      const pc = c < firstVertex ? before : positions;
      const ia = 3 * (a - (a < firstVertex ? firstBefore : firstVertex));
      const ib = 3 * (b - (b < firstVertex ? firstBefore : firstVertex));
      const ic = 3 * (c - (c < firstVertex ? firstBefore : firstVertex));
      const ax = pa[ia]!;
      const ay = pa[ia + 1]!;
      const az = pa[ia + 2]!;
      const bx = pb[ib]!;
      const by = pb[ib + 1]!;
      const bz = pb[ib + 2]!;
      const cx = pc[ic]!;
      const cy = pc[ic + 1]!;
      const cz = pc[ic + 2]!;
      const nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay);
      const ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az);
      const nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
      const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
      const scale = length > 0 ? 1 / length : 0;
      view.setFloat32(at, nx * scale, true);
      view.setFloat32(at + 4, ny * scale, true);
      view.setFloat32(at + 8, nz * scale, true);
      view.setFloat32(at + 12, ax, true);
      view.setFloat32(at + 16, ay, true);
      view.setFloat32(at + 20, az, true);
      view.setFloat32(at + 24, bx, true);
      view.setFloat32(at + 28, by, true);
      view.setFloat32(at + 32, bz, true);
      view.setFloat32(at + 36, cx, true);
      view.setFloat32(at + 40, cy, true);
      view.setFloat32(at + 44, cz, true);
      at += STL_TRIANGLE_BYTES;
      if (at === bytes.length) {
        await sink.write(bytes);
        at = 0;
      }
    }
    count += triangles.length / 3;
    if (count > MOST_TRIANGLES) {
      throw new PrepError('value-out-of-range', 'STL holds at most 4294967295 triangles: choose a larger step', [
        'stl',
      ]);
    }
  }
  await sink.write(bytes.subarray(0, at));
  const number = new Uint8Array(4);
  new DataView(number.buffer).setUint32(0, count, true);
  await sink.patch(STL_HEADER_BYTES - 4, number);
  return count;
}
