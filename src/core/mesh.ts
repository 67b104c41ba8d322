/** A triangle mesh with shared vertices. */

/** Indexed triangles in mm: `positions` is x,y,z per vertex, `triangles` three vertex indices each, outward counter-clockwise. */
export interface TriangleMesh {
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
}

/** Box xMin, yMin, zMin, xMax, yMax, zMax. */
export type Box3 = readonly [number, number, number, number, number, number];
