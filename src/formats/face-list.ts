/** Polygon faces as a file lists them, and the mesh that they make. */
import type { TriangleMesh } from '../core/mesh.ts';
import { type GrowableInts, growableInts } from '../geometry/growable.ts';
import { triangulatePolygon } from '../geometry/triangulate-polygon.ts';
import { weldVertices } from '../geometry/weld-vertices.ts';

/** Vertices of the corners of all faces, one face after the other, and where in `corners` each face ends. */
export interface FaceList {
  readonly corners: GrowableInts;
  readonly ends: GrowableInts;
}

/** Returns an empty list. */
export function faceList(): FaceList {
  return { corners: growableInts(4096), ends: growableInts(4096) };
}

/**
 * Makes triangles of faces of three corners or more. Bit-equal vertices become one, since exporters double them along the
 * seams of textures; then a corner that repeats the one before is dropped from a face, but never below three corners: what
 * collapses stays as a degenerate triangle, which the mesh checks report. Vertices that no face uses vanish.
 */
export function meshOfFaces(vertices: Float64Array, faces: FaceList): TriangleMesh {
  const given = faces.corners.values.subarray(0, faces.corners.length);
  const count = faces.ends.length;
  const { positions, corners } = weldVertices(vertices, given);
  if (corners.length === 3 * count) return { positions, triangles: corners };
  const triangles = new Uint32Array(3 * (corners.length - 2 * count));
  let ring = new Uint32Array(64);
  let at = 0;
  for (let face = 0, from = 0; face < count; face++) {
    const to = faces.ends.values[face]!;
    if (to - from > ring.length) ring = new Uint32Array(2 * (to - from));
    const n = ringOf(corners, from, to, ring);
    triangulatePolygon(positions, ring, n, triangles, at);
    at += 3 * (n - 2);
    from = to;
  }
  return { positions, triangles: triangles.slice(0, at) };
}

/** Copies corners to `ring` without repeats, but at least three, and returns how many there are. */
function ringOf(corners: Uint32Array, from: number, to: number, ring: Uint32Array): number {
  let n = 0;
  for (let i = from; i < to; i++) {
    const corner = corners[i]!;
    if (n > 0 && corner === ring[n - 1] && n + to - i > 3) continue;
    ring[n++] = corner;
  }
  while (n > 3 && ring[n - 1] === ring[0]) n--;
  return n;
}
