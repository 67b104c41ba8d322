/** Writes a mesh that comes slab by slab as binary PLY, with memory for one slab. */
import type { ByteSink } from '../../core/ports.ts';
import type { SlabMesh } from '../../geometry/iso/mesh-slab.ts';

/** Faces that are written in one go. */
const BATCH = 4096;
/** One byte for the number of corners, and three numbers. */
const FACE_BYTES = 13;
/** Room for counts in the header; what they leave is filled in a comment, so that the header keeps its length. */
const COUNT_DIGITS = 20;

/** Numbers of what was written. */
export interface PlyCounts {
  readonly vertices: number;
  readonly faces: number;
}

/**
 * Writes PLY 1.0, little endian: x, y, z as float in mm, then faces of three corners. All vertices stand before the first face,
 * so the mesh is run through twice, which costs its time again and no memory. `comment` is one line of ASCII.
 */
export async function writePlySlabs(sink: ByteSink, mesh: SlabMesh, comment: string): Promise<PlyCounts> {
  await sink.write(header(comment, 0, 0));
  let vertices = 0;
  for (const { positions } of mesh.slabs()) {
    await sink.write(littleEndianFloats(positions));
    vertices += positions.length / 3;
  }
  let faces = 0;
  const bytes = new Uint8Array(BATCH * FACE_BYTES);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { triangles } of mesh.slabs()) {
    for (let t = 0; t < triangles.length; t += 3) {
      bytes[at] = 3;
      view.setUint32(at + 1, triangles[t]!, true);
      view.setUint32(at + 5, triangles[t + 1]!, true);
      view.setUint32(at + 9, triangles[t + 2]!, true);
      at += FACE_BYTES;
      if (at === bytes.length) {
        await sink.write(bytes);
        at = 0;
      }
    }
    faces += triangles.length / 3;
  }
  await sink.write(bytes.subarray(0, at));
  await sink.patch(0, header(comment, vertices, faces));
  return { vertices, faces };
}

function header(comment: string, vertices: number, faces: number): Uint8Array {
  const line = comment.replace(/[^ -~]+/g, ' ');
  const counts = [vertices, faces].map(String) as [string, string];
  const filler = '.'.repeat(2 * COUNT_DIGITS - counts[0].length - counts[1].length);
  return new TextEncoder().encode(
    `ply\nformat binary_little_endian 1.0\ncomment ${line}\ncomment ${filler}\nelement vertex ${counts[0]}\n` +
      `property float x\nproperty float y\nproperty float z\nelement face ${counts[1]}\n` +
      'property list uchar uint vertex_indices\nend_header\n',
  );
}

function littleEndianFloats(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i]!, true);
  return bytes;
}
