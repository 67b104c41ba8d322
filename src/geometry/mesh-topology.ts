/** Checks how the triangles of a mesh hang together: closed, manifold, one orientation, how many shells. */

import type { TriangleMesh } from '../core/mesh.ts';
import { isFlat } from './flat-triangle.ts';
import { isCollapsed, type MeshEdges, meshEdges, NO_EDGE } from './mesh-edges.ts';
import { rootOf } from './root-of.ts';

/** Marks a triangle that belongs to no shell because it uses a vertex twice. */
export const NO_SHELL = 0xffffffff;

/** How often a fault occurs, and one place of it in mm (null where there is none). */
export interface MeshFault {
  readonly count: number;
  readonly atMm: readonly [number, number, number] | null;
}

/** Edges, faults and shells of a mesh. */
export interface MeshTopology extends MeshEdges {
  /** True where every edge is run as often one way as the other, so that no cut of the mesh stays open. */
  readonly watertight: boolean;
  /** Edges of one triangle. */
  readonly openEdges: MeshFault;
  /** Edges of more than two triangles. */
  readonly nonManifoldEdges: MeshFault;
  /** Edges of two triangles that run them in the same direction. */
  readonly misorientedEdges: MeshFault;
  /** Triangles without area. Those that use a vertex twice are left out of edges and shells, which changes neither. */
  readonly degenerateTriangles: MeshFault;
  /** Triangles on the same three different vertices as an earlier one, in any order. */
  readonly duplicateTriangles: MeshFault;
  /** Parts that hang together by edges. */
  readonly shells: number;
  /** Shell of each triangle, numbered by first triangle, or `NO_SHELL`. */
  readonly shellOf: Uint32Array;
}

/** Examines a mesh; repairs nothing. */
export function meshTopology(mesh: TriangleMesh): MeshTopology {
  const edges = meshEdges(mesh);
  const { uses, shellOf, duplicates } = followSides(mesh, edges);
  return {
    ...edges,
    ...edgeFaults(mesh, edges, uses),
    degenerateTriangles: degenerateTriangles(mesh),
    duplicateTriangles: duplicates ?? duplicateTriangles(mesh),
    shells: numberShells(edges, shellOf),
    shellOf,
  };
}

/**
 * Follows all sides once. Of each edge it keeps the first triangle, how often the edge is run (0, 1, 2, or 3 for more) and, four
 * times, how much oftener from its lower vertex than to it; so both fit one word. Triangles that share an edge get one
 * tree: `shellOf` holds, for each triangle, an earlier one of its shell or itself. `duplicates` is null where a table must tell.
 */
function followSides({ positions, triangles }: TriangleMesh, { sideEdges, edgeVertices }: MeshEdges) {
  const uses = new Int32Array(edgeVertices.length);
  const shellOf = new Uint32Array(triangles.length / 3);
  const parent = new Int32Array(shellOf.buffer);
  const duplicates = faultCounter();
  let sure = true;
  let edges = 0;
  for (let side = 0, triangle = 0; side < sideEdges.length; side += 3, triangle++) {
    parent[triangle] = triangle;
    if (sideEdges[side] === NO_EDGE) continue;
    let fresh = false;
    // The one earlier triangle on some side: only that can have the same three vertices.
    let rival = -1;
    let root = triangle;
    for (let k = 0; k < 3; k++) {
      const edge = sideEdges[side + k]!;
      const way = triangles[side + k]! < triangles[k === 2 ? side : side + k + 1]! ? 4 : -4;
      if (edge === edges) {
        edges++;
        uses[2 * edge] = triangle;
        uses[2 * edge + 1] = way + 1;
        fresh = true;
        continue;
      }
      const first = uses[2 * edge]!;
      const tally = uses[2 * edge + 1]!;
      if ((tally & 3) === 1) rival = first;
      uses[2 * edge + 1] = tally + way + ((tally & 3) < 3 ? 1 : 0);
      const other = rootOf(parent, first);
      parent[Math.max(root, other)] = Math.min(root, other);
      root = Math.min(root, other);
    }
    if (fresh) continue;
    if (rival < 0) sure = false;
    else if (sameVertices(triangles, 3 * rival, triangles[side]!, triangles[side + 1]!, triangles[side + 2]!)) {
      duplicates.add(side);
    }
  }
  const placeOf = (side: number) => meanPoint(positions, triangles.subarray(side, side + 3));
  return { uses, shellOf, duplicates: sure ? duplicates.fault(placeOf) : null };
}

function edgeFaults({ positions }: TriangleMesh, { edgeVertices }: MeshEdges, uses: Int32Array) {
  const open = faultCounter();
  const nonManifold = faultCounter();
  const misoriented = faultCounter();
  let watertight = edgeVertices.length > 0;
  for (let edge = 0; edge < edgeVertices.length / 2; edge++) {
    const tally = uses[2 * edge + 1]!;
    const count = tally & 3;
    const balance = tally >> 2;
    if (balance !== 0) watertight = false;
    if (count === 1) open.add(edge);
    else if (count > 2) nonManifold.add(edge);
    else if (balance !== 0) misoriented.add(edge);
  }
  const middle = (edge: number) => meanPoint(positions, edgeVertices.subarray(2 * edge, 2 * edge + 2));
  return {
    watertight,
    openEdges: open.fault(middle),
    nonManifoldEdges: nonManifold.fault(middle),
    misorientedEdges: misoriented.fault(middle),
  };
}

function degenerateTriangles(mesh: TriangleMesh): MeshFault {
  const { positions, triangles } = mesh;
  const counter = faultCounter();
  for (let t = 0; t < triangles.length; t += 3) {
    if (
      isCollapsed(triangles, t) ||
      isFlat(positions, 3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!)
    ) {
      counter.add(t);
    }
  }
  return counter.fault((t) => meanPoint(mesh.positions, triangles.subarray(t, t + 3)));
}

/** Counts repeats with a hash table of sorted vertex triples. */
function duplicateTriangles(mesh: TriangleMesh): MeshFault {
  const { triangles } = mesh;
  let size = 16;
  while (2 * size < triangles.length) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  const counter = faultCounter();
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]!;
    const b = triangles[t + 1]!;
    const c = triangles[t + 2]!;
    if (isCollapsed(triangles, t)) continue;
    const low = Math.min(a, b, c);
    const high = Math.max(a, b, c);
    // The three vertices are told apart by lowest, highest and a symmetric third; equal ones are compared in full.
    let h = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b) ^ Math.imul(a ^ b ^ c, 0xc2b2ae35);
    h ^= h >>> 15;
    h = Math.imul(h, 0x27d4eb2f);
    let slot = (h ^ (h >>> 13)) & mask;
    let other = slots[slot]!;
    while (other >= 0 && !sameVertices(triangles, other, a, b, c)) {
      slot = (slot + 1) & mask;
      other = slots[slot]!;
    }
    if (other < 0) slots[slot] = t;
    else counter.add(t);
  }
  return counter.fault((t) => meanPoint(mesh.positions, triangles.subarray(t, t + 3)));
}

function sameVertices(triangles: Uint32Array, t: number, a: number, b: number, c: number): boolean {
  const d = triangles[t]!;
  const e = triangles[t + 1]!;
  const f = triangles[t + 2]!;
  if (a === d) return (b === e && c === f) || (b === f && c === e);
  if (a === e) return (b === d && c === f) || (b === f && c === d);
  return a === f && ((b === d && c === e) || (b === e && c === d));
}

/** Turns trees into numbers: what a triangle points to comes before it, so its shell is known already. */
function numberShells({ sideEdges }: MeshEdges, shellOf: Uint32Array): number {
  let shells = 0;
  for (let t = 0; t < shellOf.length; t++) {
    if (sideEdges[3 * t] === NO_EDGE) shellOf[t] = NO_SHELL;
    else shellOf[t] = shellOf[t] === t ? shells++ : shellOf[shellOf[t]!]!;
  }
  return shells;
}

/** Counts things by index and remembers the first. */
function faultCounter() {
  let count = 0;
  let first = 0;
  return {
    add(index: number): void {
      if (count === 0) first = index;
      count++;
    },
    fault(placeOf: (index: number) => readonly [number, number, number]): MeshFault {
      return { count, atMm: count === 0 ? null : placeOf(first) };
    },
  };
}

function meanPoint(positions: Float64Array, vertices: Uint32Array): readonly [number, number, number] {
  const mean: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < vertices.length; i++) {
    for (let axis = 0; axis < 3; axis++) mean[axis]! += positions[3 * vertices[i]! + axis]! / vertices.length;
  }
  return mean;
}
