/** A mesh of slabs as one mesh in memory. */
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import type { SlabMesh } from '../../../src/geometry/iso/mesh-slab.ts';

/** Runs over all slabs. */
export function collect(mesh: SlabMesh): TriangleMesh {
  const positions: Float32Array[] = [];
  const triangles: Uint32Array[] = [];
  for (const slab of mesh.slabs()) {
    positions.push(slab.positions.slice());
    triangles.push(slab.triangles.slice());
  }
  return { positions: Float64Array.from(joined(positions)), triangles: Uint32Array.from(joined(triangles)) };
}

/** A mesh in memory as slabs: the first holds all vertices of the lower half of the triangles, as a writer may meet it. */
export function asSlabs({ positions, triangles }: TriangleMesh): SlabMesh {
  return {
    *slabs() {
      const none = new Float32Array(0);
      const all = Float32Array.from(positions);
      const half = 3 * Math.floor(triangles.length / 6);
      const common = { firstBefore: 0 };
      yield { ...common, firstVertex: 0, positions: all, before: none, triangles: triangles.slice(0, half) };
      yield {
        ...common,
        firstVertex: all.length / 3,
        positions: none,
        before: all,
        triangles: triangles.slice(half),
      };
    },
  };
}

function* joined(parts: readonly (Float32Array | Uint32Array)[]): Generator<number> {
  for (const part of parts) yield* part;
}
