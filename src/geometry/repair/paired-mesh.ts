/** A mesh of which it is settled side by side which triangles hang together, whatever vertices they share. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { RepairChange } from './repair-step.ts';

/** Triangles with the side that each of their sides is joined to. */
export interface PairedMesh extends TriangleMesh {
  /** The side joined to each side (3 t + k runs from corner k of triangle t on), or `OPEN`. */
  readonly partnerOf: Int32Array;
}

/** A paired mesh after a step, and what the step did. */
export interface ChangedPairing {
  readonly mesh: PairedMesh;
  readonly changes: readonly RepairChange[];
}
