/** Edges of a mesh that point down between facets too steep to hang over themselves. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { MeshEdges } from '../../geometry/mesh-edges.ts';
import { NO_EDGE } from '../../geometry/mesh-edges.ts';
import { rootOf } from '../../geometry/root-of.ts';
import { sineOfCycles } from '../../geometry/sine.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';
import { STEEP } from './facet-kinds.ts';

/** Low edges that hang together by their ends. */
export interface LowEdge {
  /** Two vertices for each edge. */
  readonly vertices: Uint32Array;
  readonly lengthMm: number;
  readonly zMinMm: number;
  readonly zMaxMm: number;
  /** Angle of the flattest of the edges from the plate. */
  readonly flattestDeg: number;
}

/** The low edges, and which vertices lie on one. */
export interface LowEdges {
  readonly edges: LowEdge[];
  readonly isOnEdge: Uint8Array;
}

const ANGLE_ROOM = 1e-9;
const DEG_PER_RAD = 180 / Math.PI;

/**
 * Returns the edges between two steep facets that are flatter than the angle, with solid above and both facets rising from them, as seen along
 * the edge. A steeper one is built upon its lower end. Those that lie on the plate are held.
 */
export function lowEdges(
  mesh: TriangleMesh,
  { sideEdges, edgeVertices }: MeshEdges,
  kinds: Uint8Array,
  isHeld: Uint8Array,
  angleDeg: number,
): LowEdges {
  const { positions, triangles } = mesh;
  const count = edgeVertices.length / 2;
  // The first two sides at each edge, and how many there are.
  const sides = new Int32Array(2 * count);
  const uses = new Uint8Array(count);
  for (let side = 0; side < sideEdges.length; side++) {
    const edge = sideEdges[side]!;
    if (edge === NO_EDGE) continue;
    if (uses[edge]! < 2) sides[2 * edge + uses[edge]!] = side;
    if (uses[edge]! < 3) uses[edge]!++;
  }
  const sine = sineOfCycles(angleDeg / 360) - ANGLE_ROOM;
  const isOnEdge = new Uint8Array(positions.length / 3);
  const found: number[] = [];
  for (let edge = 0; edge < count; edge++) {
    const p = edgeVertices[2 * edge]!;
    const q = edgeVertices[2 * edge + 1]!;
    if (uses[edge] !== 2 || (isHeld[p] === 1 && isHeld[q] === 1)) continue;
    const [one, two] = [sides[2 * edge]!, sides[2 * edge + 1]!];
    if (kinds[Math.floor(one / 3)] !== STEEP || kinds[Math.floor(two / 3)] !== STEEP) continue;
    const dz = Math.abs(positions[3 * q + 2]! - positions[3 * p + 2]!);
    if (!(dz < sine * distance(positions, p, q))) continue;
    const [c, d] = [oppositeOf(triangles, one), oppositeOf(triangles, two)];
    if (!rises(positions, p, q, c) || !rises(positions, p, q, d)) continue;
    if (!isConvex(positions, triangles, Math.floor(one / 3), d)) continue;
    found.push(edge);
    isOnEdge[p] = 1;
    isOnEdge[q] = 1;
  }
  return { edges: grouped(positions, edgeVertices, found), isOnEdge };
}

/** The corner of a triangle that one of its sides does not touch. */
function oppositeOf(triangles: Uint32Array, side: number): number {
  return triangles[side - (side % 3) + ((side + 2) % 3)]!;
}

function distance(positions: Float64Array, p: number, q: number): number {
  const dx = positions[3 * q]! - positions[3 * p]!;
  const dy = positions[3 * q + 1]! - positions[3 * p + 1]!;
  const dz = positions[3 * q + 2]! - positions[3 * p + 2]!;
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

/** True where the facet of the edge pq with the corner c goes up from the edge, in the upright plane across it. */
function rises(positions: Float64Array, p: number, q: number, c: number): boolean {
  const dx = positions[3 * q]! - positions[3 * p]!;
  const dy = positions[3 * q + 1]! - positions[3 * p + 1]!;
  const dz = positions[3 * q + 2]! - positions[3 * p + 2]!;
  const ex = positions[3 * c]! - positions[3 * p]!;
  const ey = positions[3 * c + 1]! - positions[3 * p + 1]!;
  const ez = positions[3 * c + 2]! - positions[3 * p + 2]!;
  // The corner is moved along the edge until it is across from p, seen from above.
  const level = dx * dx + dy * dy;
  return ez * level - (ex * dx + ey * dy) * dz > 0;
}

/** True where the corner d of the other facet lies behind the plane of facet t. */
function isConvex(positions: Float64Array, triangles: Uint32Array, t: number, d: number): boolean {
  const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
  const n = new Float64Array(3);
  triangleNormal(positions, a, b, c, n);
  const x = positions[3 * d]! - positions[a]!;
  const y = positions[3 * d + 1]! - positions[a + 1]!;
  const z = positions[3 * d + 2]! - positions[a + 2]!;
  return n[0]! * x + n[1]! * y + n[2]! * z < 0;
}

function grouped(positions: Float64Array, edgeVertices: Uint32Array, found: readonly number[]): LowEdge[] {
  const parent = Int32Array.from(found, (_, i) => i);
  const firstOf = new Map<number, number>();
  found.forEach((edge, i) => {
    for (const v of [edgeVertices[2 * edge]!, edgeVertices[2 * edge + 1]!]) {
      const first = firstOf.get(v);
      if (first === undefined) firstOf.set(v, i);
      else {
        const [a, b] = [rootOf(parent, first), rootOf(parent, i)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  });
  const members = new Map<number, number[]>();
  found.forEach((edge, i) => {
    const root = rootOf(parent, i);
    const list = members.get(root);
    if (list === undefined) members.set(root, [edge]);
    else list.push(edge);
  });
  return [...members.values()].map((edges) => {
    let [lengthMm, zMinMm, zMaxMm, flattestDeg] = [0, Infinity, -Infinity, 90];
    for (const edge of edges) {
      const [p, q] = [edgeVertices[2 * edge]!, edgeVertices[2 * edge + 1]!];
      const [zp, zq] = [positions[3 * p + 2]!, positions[3 * q + 2]!];
      const length = distance(positions, p, q);
      const dz = Math.abs(zq - zp);
      lengthMm += length;
      zMinMm = Math.min(zMinMm, zp, zq);
      zMaxMm = Math.max(zMaxMm, zp, zq);
      const level = Math.sqrt(Math.max(0, length * length - dz * dz));
      flattestDeg = Math.min(flattestDeg, Math.atan2(dz, level) * DEG_PER_RAD);
    }
    const vertices = Uint32Array.from(edges.flatMap((e) => [edgeVertices[2 * e]!, edgeVertices[2 * e + 1]!]));
    return { vertices, lengthMm, zMinMm, zMaxMm, flattestDeg };
  });
}
