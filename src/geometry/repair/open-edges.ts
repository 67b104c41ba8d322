/** The edges of a mesh that belong to one triangle only. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { type MeshEdges, NO_EDGE } from '../mesh-edges.ts';

/** Edges of one triangle, the vertices on them, and which edges meet in each of those. */
export interface OpenEdges {
  /** The side of the one triangle, ascending. */
  readonly sides: Uint32Array;
  /** The two ends of each of these edges, as the side runs. */
  readonly ends: Uint32Array;
  /** Vertices on open edges, ascending. */
  readonly vertices: Uint32Array;
  /** The open edges at `vertices[i]` are `edgesAt` from `firstAt[i]` to before `firstAt[i + 1]`. */
  readonly firstAt: Uint32Array;
  readonly edgesAt: Uint32Array;
  /** Length of all open edges in mm. */
  readonly lengthMm: number;
}

/** Lists the open edges of a mesh. */
export function openEdges(mesh: TriangleMesh, edges: MeshEdges): OpenEdges {
  const { positions, triangles } = mesh;
  const { sideEdges, edgeVertices } = edges;
  const uses = new Uint32Array(edgeVertices.length / 2);
  for (const edge of sideEdges) if (edge !== NO_EDGE) uses[edge]!++;
  const sides: number[] = [];
  for (let side = 0; side < sideEdges.length; side++) {
    const edge = sideEdges[side]!;
    if (edge !== NO_EDGE && uses[edge] === 1) sides.push(side);
  }
  const ends = new Uint32Array(2 * sides.length);
  let lengthMm = 0;
  for (const [i, side] of sides.entries()) {
    const a = triangles[side]!;
    const b = triangles[side % 3 === 2 ? side - 2 : side + 1]!;
    ends[2 * i] = a;
    ends[2 * i + 1] = b;
    const dx = positions[3 * a]! - positions[3 * b]!;
    const dy = positions[3 * a + 1]! - positions[3 * b + 1]!;
    const dz = positions[3 * a + 2]! - positions[3 * b + 2]!;
    lengthMm += Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
  const vertices = ends.slice().sort();
  let count = 0;
  for (let i = 0; i < vertices.length; i++) {
    if (i === 0 || vertices[i] !== vertices[i - 1]) vertices[count++] = vertices[i]!;
  }
  const used = vertices.slice(0, count);
  const slotOf = new Int32Array(positions.length / 3).fill(-1);
  for (let i = 0; i < count; i++) slotOf[used[i]!] = i;
  const firstAt = new Uint32Array(count + 1);
  for (const vertex of ends) firstAt[slotOf[vertex]! + 1]!++;
  for (let i = 0; i < count; i++) firstAt[i + 1]! += firstAt[i]!;
  const edgesAt = new Uint32Array(ends.length);
  const next = firstAt.slice();
  for (let i = 0; i < ends.length; i++) edgesAt[next[slotOf[ends[i]!]!]!++] = i >> 1;
  return { sides: Uint32Array.from(sides), ends, vertices: used, firstAt, edgesAt, lengthMm };
}
