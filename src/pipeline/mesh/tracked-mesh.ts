/** A mesh of slabs that is measured while it is written. */
import type { RunContext } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import type { IsoMesh } from '../../geometry/iso/iso-mesh.ts';
import { type MeshPieces, meshPieceTracker } from '../../geometry/iso/mesh-pieces.ts';
import type { MeshSlab, SlabMesh } from '../../geometry/iso/mesh-slab.ts';

/** The same slabs, and what they consist of once they were run through. */
export interface TrackedMesh extends SlabMesh {
  pieces(): MeshPieces;
}

/** Watches the first run over the slabs; each run reports its progress and ends where it is told to stop. */
export function trackedMesh(mesh: IsoMesh, { signal, progress }: Pick<RunContext, 'signal' | 'progress'>): TrackedMesh {
  let pieces: MeshPieces | null = null;

  function* slabs(): Generator<MeshSlab, void, undefined> {
    const tracker = pieces === null ? meshPieceTracker() : null;
    let done = 0;
    for (const slab of mesh.slabs()) {
      signal.throwIfAborted();
      tracker?.slab(slab);
      yield slab;
      progress({ stage: 'mesh', done: ++done, total: mesh.slabCount });
    }
    if (tracker !== null) pieces = tracker.finish();
  }

  return {
    slabs,
    pieces() {
      assert(pieces !== null, 'a mesh was run through before it is judged');
      return pieces;
    },
  };
}
