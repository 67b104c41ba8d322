/** The edges of a mesh: which undirected edge each side of each triangle runs along. */
import type { TriangleMesh } from '../core/mesh.ts';
import { leastPowerOfTwo } from './power-of-two.ts';

/** Marks the sides of a triangle that uses a vertex twice: it has no edges. */
export const NO_EDGE = 0xffffffff;

/** Edges numbered in the order in which the triangles first use them. Plain typed arrays, fit for shared memory. */
export interface MeshEdges {
  /** Edge of side k of triangle t (from its corner k to the next) at 3 t + k, or `NO_EDGE`. */
  readonly sideEdges: Uint32Array;
  /** Lower and higher vertex of edge e at 2 e and 2 e + 1. */
  readonly edgeVertices: Uint32Array;
}

/**
 * Finds the edges of a mesh with a hash table of chains. The slot of an edge is its lower vertex plus a hash of the step to
 * the higher one: neighbouring edges lie in neighbouring slots, which the caches thank, and a vertex with a million edges
 * still spreads over the table. The table has a slot for each vertex at least, so that slot and step tell the edge.
 */
export function meshEdges(mesh: TriangleMesh): MeshEdges {
  const { positions, triangles } = mesh;
  const sides = triangles.length;
  const size = leastPowerOfTwo(Math.max(positions.length / 3, sides / 2));
  const mask = size - 1;
  // Edges are counted from 1 here, so that 0 ends a chain: step at 2 e, next edge of the chain at 2 e + 1.
  const heads = new Int32Array(size);
  const chains = new Int32Array(2 * sides + 2);
  const sideEdges = new Uint32Array(sides);
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
      const step = a < b ? b - a : a - b;
      const slot = (low + hashOf(step)) & mask;
      let edge = heads[slot]!;
      while (edge !== 0 && chains[2 * edge] !== step) edge = chains[2 * edge + 1]!;
      if (edge === 0) {
        edge = ++edges;
        chains[2 * edge] = step;
        chains[2 * edge + 1] = heads[slot]!;
        heads[slot] = edge;
      }
      sideEdges[t + k] = edge - 1;
    }
  }
  return { sideEdges, edgeVertices: verticesOf(triangles, sideEdges, edges) };
}

/** Tells whether the triangle whose corners stand at `t` uses a vertex twice. */
export function isCollapsed(triangles: Uint32Array, t: number): boolean {
  const a = triangles[t]!;
  const b = triangles[t + 1]!;
  const c = triangles[t + 2]!;
  return a === b || b === c || c === a;
}

function hashOf(step: number): number {
  let h = Math.imul(step, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return h ^ (h >>> 13);
}

/** Ends of the edges, taken from the side that uses each first. */
function verticesOf(triangles: Uint32Array, sideEdges: Uint32Array, edges: number): Uint32Array {
  const vertices = new Uint32Array(2 * edges);
  let edge = 0;
  for (let t = 0; t < sideEdges.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      if (sideEdges[t + k] !== edge) continue;
      const a = triangles[t + k]!;
      const b = triangles[k === 2 ? t : t + k + 1]!;
      vertices[2 * edge] = a < b ? a : b;
      vertices[2 * edge + 1] = a < b ? b : a;
      edge++;
    }
  }
  return vertices;
}
