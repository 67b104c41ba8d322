/** The edges of a mesh: which undirected edge each side of each triangle runs along. */
import type { TriangleMesh } from '../core/mesh.ts';

/** Marks the sides of a triangle that uses a vertex twice: it has no edges. */
export const NO_EDGE = 0xffffffff;

/** Edges numbered in the order in which the triangles first use them. Plain typed arrays, fit for shared memory. */
export interface MeshEdges {
  /** Edge of side k of triangle t (from its corner k to the next) at 3 t + k, or `NO_EDGE`. */
  readonly sideEdges: Uint32Array;
  /** Lower and higher vertex of edge e at 2 e and 2 e + 1. */
  readonly edgeVertices: Uint32Array;
}

/** Finds the edges of a mesh with a hash table of vertex pairs. */
export function meshEdges(mesh: TriangleMesh): MeshEdges {
  const { triangles } = mesh;
  const sides = triangles.length;
  let size = 16;
  while (2 * size < 3 * sides) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  const sideEdges = new Uint32Array(sides);
  const vertices = new Uint32Array(2 * sides);
  let edges = 0;
  for (let t = 0; t < sides; t += 3) {
    if (isCollapsed(triangles, t)) {
      sideEdges.fill(NO_EDGE, t, t + 3);
      continue;
    }
    for (let k = 0; k < 3; k++) {
      const a = triangles[t + k]!;
      const b = triangles[k === 2 ? t : t + k + 1]!;
      const low = a < b ? a : b;
      const high = a < b ? b : a;
      let slot = hashOfPair(low, high) & mask;
      let edge = slots[slot]!;
      while (edge >= 0 && (vertices[2 * edge] !== low || vertices[2 * edge + 1] !== high)) {
        slot = (slot + 1) & mask;
        edge = slots[slot]!;
      }
      if (edge < 0) {
        edge = edges++;
        slots[slot] = edge;
        vertices[2 * edge] = low;
        vertices[2 * edge + 1] = high;
      }
      sideEdges[t + k] = edge;
    }
  }
  return { sideEdges, edgeVertices: vertices.slice(0, 2 * edges) };
}

/** Tells whether the triangle whose corners stand at `t` uses a vertex twice. */
export function isCollapsed(triangles: Uint32Array, t: number): boolean {
  const a = triangles[t]!;
  const b = triangles[t + 1]!;
  const c = triangles[t + 2]!;
  return a === b || b === c || c === a;
}

function hashOfPair(low: number, high: number): number {
  let h = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 13)) >>> 0;
}
