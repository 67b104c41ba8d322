/** Numbers of the vertices of two planes of nodes and of the slab between them, by the edge or face they lie on. */

/** Blocks of one entry a node; the edge or face is named by its first node. Planes have parity 0 and 1 in turn. */
export interface SlabNumbers {
  /** Vertices on edges, five blocks: along x and y of even planes, along x and y of odd planes, upright. */
  readonly ids: Int32Array;
  /** What a vertex on an edge lies on: the number of a body, or `ON_PART`. */
  readonly on: Uint8Array;
  /** Where it lies along its edge, 0 to 1. */
  readonly along: Float64Array;
  /** Vertices on faces, -1 for none, four blocks: flat ones of even planes, of odd planes, across x, across y. */
  readonly rims: Int32Array;
  /** Upright faces between nodes n and n + nx: 1 where two opposite solid corners meet. */
  readonly acrossX: Uint8Array;
  /** The same between nodes n and n + 1. */
  readonly acrossY: Uint8Array;
}

/** Of a vertex on the part's surface. */
export const ON_PART = 255;

/** Returns room for planes of so many nodes. */
export function slabNumbers(nodes: number): SlabNumbers {
  return {
    ids: new Int32Array(5 * nodes),
    on: new Uint8Array(5 * nodes),
    along: new Float64Array(5 * nodes),
    rims: new Int32Array(4 * nodes).fill(-1),
    acrossX: new Uint8Array(nodes),
    acrossY: new Uint8Array(nodes),
  };
}
