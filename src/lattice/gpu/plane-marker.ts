/** The door behind which backends mark the grid edges that a lattice's faces cross. */
import type { PlaneField, PlaneGrid, SolidBand } from '../../core/field.ts';
import type { PlaneRecipe } from '../plane-recipe.ts';

/** One plane to be marked. */
export interface MarkPlane {
  readonly recipe: PlaneRecipe;
  readonly grid: PlaneGrid;
  /** A byte a node, row by row: 0 counts as not inside, whatever the field says. Null: all nodes are asked for. */
  readonly mask: Uint8Array | null;
  /** The faces: values of g. */
  readonly band: SolidBand;
  /** The same plane in 64 bits; its nodes decide wherever the device's arithmetic cannot. */
  readonly reference: Pick<PlaneField, 'nodeAt'>;
}

/**
 * Crossed grid edges of each face, null where the band has no such face: ascending keys 4 node + 2 direction + startInside with
 * node = j nx + i, direction 0 to (i + 1, j) and 1 to (i, j + 1), startInside 1 where g < level at the node. Nodes outside of
 * the mask and those of the outermost ring of the grid are not inside.
 */
export interface PlaneMarks {
  readonly to: Uint32Array<ArrayBuffer> | null;
  readonly from: Uint32Array<ArrayBuffer> | null;
}

/** What the device did since the marker was opened. */
export interface MarkStatistics {
  /** Nodes whose value the device computed: those of the mask without the outermost ring. */
  nodes: number;
  /** Nodes that it left to the reference. */
  uncertain: number;
  /** Signs of those, of either face, that it would have had wrong. */
  flips: number;
  /** Times that work was handed to the device. */
  dispatches: number;
}

/** A backend. Results come in the order of the planes and equal those of the reference to the last bit. */
export interface PlaneMarker {
  readonly name: string;
  readonly statistics: Readonly<MarkStatistics>;
  /** Marks planes. Throws PrepError `backend-absent` when the device is lost or refuses its work. */
  mark(planes: readonly MarkPlane[], signal?: AbortSignal): Promise<PlaneMarks[]>;
  /** Frees the buffers; the device itself belongs to whoever opened it. */
  dispose(): void;
}

/** A node has to fit into a key. */
export const MAX_NODES = 2 ** 30;
