/** The slabs of a mesh that is made once, set aside on disk so that several writers can run over them. */
import type { Spool } from '../../core/ports.ts';
import type { MeshSlab, SlabStream } from '../../geometry/iso/mesh-slab.ts';

/** Where a slab lies. */
interface SlabPlace {
  readonly offset: number;
  readonly firstVertex: number;
  readonly positions: number;
  readonly triangles: number;
}

/** Writes all slabs, and returns the mesh as it can be run through any number of times. `onSlab` sees each as it comes. */
export async function spooledMesh(
  mesh: SlabStream,
  spool: Spool,
  onSlab: (slab: MeshSlab) => void,
): Promise<SlabStream> {
  const places: SlabPlace[] = [];
  for await (const slab of mesh.slabs()) {
    onSlab(slab);
    const { firstVertex, positions, triangles } = slab;
    places.push({ offset: spool.size, firstVertex, positions: positions.length, triangles: triangles.length });
    await spool.write(bytesOf(positions));
    await spool.write(bytesOf(triangles));
  }

  async function* slabs(): AsyncGenerator<MeshSlab, void, undefined> {
    let before = new Float32Array(0);
    let firstBefore = 0;
    for (const { offset, firstVertex, positions: vertices, triangles: corners } of places) {
      const bytes = await spool.read(offset, 4 * (vertices + corners));
      // The window may begin anywhere in its buffer; numbers must begin at a multiple of their size.
      const { buffer } = bytes.slice();
      const positions = new Float32Array(buffer, 0, vertices);
      const triangles = new Uint32Array(buffer, 4 * vertices, corners);
      yield { firstVertex, positions, firstBefore, before, triangles };
      before = positions;
      firstBefore = firstVertex;
    }
  }

  return { slabs };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
