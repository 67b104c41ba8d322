/** The mesh that a 3MF carries beside the slices of a part, and whether it is the part itself. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { boxMesh } from '../../implant/solids/box-mesh.ts';
import type { JobSpec } from '../layers/job-spec.ts';
import { madeBox, madeMesh } from '../layers/made-shape.ts';

/** A mesh for a 3MF. */
export interface CarriedMesh {
  readonly mesh: TriangleMesh;
  /** True where the slices are the shape and the mesh only stands in for it. */
  readonly standsIn: boolean;
}

/**
 * Returns the part's own mesh as it is made; of a part with beams its box. A mesh from which regions are taken away, or whose faces that
 * look down are raised, stands in as well.
 */
export function carriedMesh(spec: JobSpec): CarriedMesh {
  const { beams, regions, shape } = spec;
  if (beams.length > 0) {
    const [x0, y0, z0, x1, y1, z1] = madeBox(spec);
    const centreMm = [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2] as const;
    return { mesh: boxMesh({ by: 'box', centreMm, sizeMm: [x1 - x0, y1 - y0, z1 - z0] }), standsIn: true };
  }
  return {
    mesh: madeMesh(spec),
    standsIn:
      shape?.raise != null ||
      regions.some(({ fill, stock }) => fill === 'empty' || fill === 'lattice' || stock !== null),
  };
}
