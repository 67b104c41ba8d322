/** Checks how the triangles of a mesh hang together: closed, manifold, one orientation, how many shells. */

import type { TriangleMesh } from '../core/mesh.ts';
import { isCollapsed, type MeshEdges, meshEdges, NO_EDGE } from './mesh-edges.ts';
import { rootOf } from './root-of.ts';

/** Marks a triangle that belongs to no shell because it uses a vertex twice. */
export const NO_SHELL = 0xffffffff;

/** Triangles flatter than this (height over longest side) count as degenerate. */
const FLAT = 1e-12;

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
  return {
    ...edges,
    ...edgeFaults(mesh, edges),
    degenerateTriangles: degenerateTriangles(mesh),
    duplicateTriangles: duplicateTriangles(mesh),
    ...shellsOf(edges),
  };
}

function edgeFaults(mesh: TriangleMesh, edges: MeshEdges) {
  const { sideEdges, edgeVertices } = edges;
  const count = edgeVertices.length / 2;
  const uses = new Uint32Array(count);
  const balance = new Int32Array(count);
  for (let side = 0; side < sideEdges.length; side++) {
    const edge = sideEdges[side]!;
    if (edge === NO_EDGE) continue;
    uses[edge]!++;
    balance[edge]! += mesh.triangles[side]! === edgeVertices[2 * edge]! ? 1 : -1;
  }
  const open = faultCounter();
  const nonManifold = faultCounter();
  const misoriented = faultCounter();
  let watertight = count > 0;
  for (let edge = 0; edge < count; edge++) {
    if (balance[edge] !== 0) watertight = false;
    if (uses[edge] === 1) open.add(edge);
    else if (uses[edge]! > 2) nonManifold.add(edge);
    else if (balance[edge] !== 0) misoriented.add(edge);
  }
  const middle = (edge: number) => meanPoint(mesh, edgeVertices.subarray(2 * edge, 2 * edge + 2));
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
  return counter.fault((t) => meanPoint(mesh, triangles.subarray(t, t + 3)));
}

function isFlat(p: Float64Array, a: number, b: number, c: number): boolean {
  const ux = p[b]! - p[a]!;
  const uy = p[b + 1]! - p[a + 1]!;
  const uz = p[b + 2]! - p[a + 2]!;
  const vx = p[c]! - p[a]!;
  const vy = p[c + 1]! - p[a + 1]!;
  const vz = p[c + 2]! - p[a + 2]!;
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const wx = vx - ux;
  const wy = vy - uy;
  const wz = vz - uz;
  const longest = Math.max(ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz, wx * wx + wy * wy + wz * wz);
  return Math.sqrt(nx * nx + ny * ny + nz * nz) <= FLAT * longest;
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
  return counter.fault((t) => meanPoint(mesh, triangles.subarray(t, t + 3)));
}

function sameVertices(triangles: Uint32Array, t: number, a: number, b: number, c: number): boolean {
  const d = triangles[t]!;
  const e = triangles[t + 1]!;
  const f = triangles[t + 2]!;
  if (a === d) return (b === e && c === f) || (b === f && c === e);
  if (a === e) return (b === d && c === f) || (b === f && c === d);
  return a === f && ((b === d && c === e) || (b === e && c === d));
}

function shellsOf(edges: MeshEdges) {
  const { sideEdges, edgeVertices } = edges;
  const triangleCount = sideEdges.length / 3;
  const parent = new Int32Array(triangleCount);
  for (let t = 0; t < triangleCount; t++) parent[t] = t;
  const firstUse = new Int32Array(edgeVertices.length / 2).fill(-1);
  for (let side = 0; side < sideEdges.length; side++) {
    const edge = sideEdges[side]!;
    if (edge === NO_EDGE) continue;
    const triangle = (side / 3) | 0;
    if (firstUse[edge]! < 0) firstUse[edge] = triangle;
    else unite(parent, firstUse[edge]!, triangle);
  }
  const shellOf = new Uint32Array(triangleCount);
  let shells = 0;
  for (let t = 0; t < triangleCount; t++) {
    if (sideEdges[3 * t] === NO_EDGE) {
      shellOf[t] = NO_SHELL;
      continue;
    }
    // Roots are the lowest triangle of their set, so a root comes before its members.
    const root = rootOf(parent, t);
    shellOf[t] = root === t ? shells++ : shellOf[root]!;
  }
  return { shells, shellOf };
}

function unite(parent: Int32Array, a: number, b: number): void {
  const rootA = rootOf(parent, a);
  const rootB = rootOf(parent, b);
  if (rootA < rootB) parent[rootB] = rootA;
  else parent[rootA] = rootB;
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

function meanPoint(mesh: TriangleMesh, vertices: Uint32Array): readonly [number, number, number] {
  const mean: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < vertices.length; i++) {
    for (let axis = 0; axis < 3; axis++) mean[axis]! += mesh.positions[3 * vertices[i]! + axis]! / vertices.length;
  }
  return mean;
}
