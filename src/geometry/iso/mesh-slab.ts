/** A mesh that comes slab by slab from below, so that it can be written without ever being whole in memory. */

/** The part of a mesh that one slab of a grid adds; all arrays serve until the next slab is asked for. */
export interface MeshSlab {
  /** Number of the first vertex of `positions` in the whole mesh. */
  readonly firstVertex: number;
  /** x,y,z in mm of the vertices that are new: single precision, so that every format holds the same numbers. */
  readonly positions: Float32Array;
  /** Number of the first vertex of `before`. */
  readonly firstBefore: number;
  /** x,y,z of the slab before: triangles use no vertex below these. */
  readonly before: Float32Array;
  /** Three vertex numbers a triangle, outward counter-clockwise. */
  readonly triangles: Uint32Array;
}

/** A mesh that can be run through more than once; each run gives the same slabs. */
export interface SlabMesh {
  slabs(): Iterable<MeshSlab>;
}

/** The same where slabs may have to be waited for; how often it can be run through is said by its maker. */
export interface SlabStream {
  slabs(): Iterable<MeshSlab> | AsyncIterable<MeshSlab>;
}
