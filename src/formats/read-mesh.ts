/** What a reader of a mesh file without a unit hands back. */
import type { TriangleMesh } from '../core/mesh.ts';

/** The mesh of a file in the file's own unit, and one sentence for each kind of shape in it that triangles cannot hold. */
export interface ReadMesh {
  readonly mesh: TriangleMesh;
  readonly leftOut: readonly string[];
}
