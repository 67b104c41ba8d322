/** Joins vertices of open edges that lie within a tolerance, which closes cracks. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { growableFloats, growableInts, pushFloat, pushInt } from '../growable.ts';
import { type MeshEdges, meshEdges } from '../mesh-edges.ts';
import { rootOf } from '../root-of.ts';
import type { ChangedMesh } from './drop-collapsed.ts';
import { type OpenEdges, openEdges } from './open-edges.ts';
import { pointGrid } from './point-grid.ts';

/**
 * Joins vertices of open edges that are no farther apart than the tolerance, the nearest first. Of two the one with more
 * triangles stays where it is; no vertex moves farther than the tolerance. Two vertices of one triangle are not joined, for that
 * would drop it, nor two whose edges would then have more than two triangles. Returns null where no open edge gets shorter or closed by it.
 */
export function joinVertices(mesh: TriangleMesh, edges: MeshEdges, toleranceMm: number): ChangedMesh | null {
  const open = openEdges(mesh, edges);
  const { vertices } = open;
  if (vertices.length === 0) return null;
  const joined = joinNearest(mesh, open, toleranceMm);
  if (joined.count === 0) return null;
  const triangles = mesh.triangles.slice();
  for (let i = 0; i < triangles.length; i++) triangles[i] = joined.targetOf[triangles[i]!]!;
  const after = { positions: mesh.positions, triangles };
  if (openEdges(after, meshEdges(after)).lengthMm >= open.lengthMm) return null;
  return {
    mesh: after,
    changes: [{ action: 'vertices-joined', count: joined.count, largestMm: joined.largestMm, triangles: 0 }],
  };
}

function joinNearest(mesh: TriangleMesh, open: OpenEdges, toleranceMm: number) {
  const { positions, triangles } = mesh;
  const count = positions.length / 3;
  const uses = new Uint32Array(count);
  for (const vertex of triangles) uses[vertex]!++;
  const around = trianglesAround(mesh, open.vertices);
  const parent = Int32Array.from({ length: count }, (_, v) => v);
  /** The next vertex joined to the same one, the last of them, and how far one of them may have moved. */
  const nextJoined = new Int32Array(count).fill(-1);
  const lastJoined = Int32Array.from(parent);
  const moved = new Float64Array(count);
  let joins = 0;

  /** Counts the triangles between a vertex, with those joined to it, and each of its neighbours. */
  function usesAt(vertex: number): Map<number, number> {
    const at = new Map<number, number>();
    for (let member = vertex; member >= 0; member = nextJoined[member]!) {
      for (let i = around.first(member); i < around.end(member); i++) {
        for (let k = 0; k < 3; k++) {
          const neighbour = rootOf(parent, triangles[3 * around.triangles[i]! + k]!);
          if (neighbour !== vertex) at.set(neighbour, (at.get(neighbour) ?? 0) + 1);
        }
      }
    }
    return at;
  }

  /** False where the two are corners of one triangle, or one edge would get more than two triangles. */
  function mayJoin(a: number, b: number): boolean {
    const atB = usesAt(b);
    if (atB.has(a)) return false;
    for (const [neighbour, count] of usesAt(a)) {
      if (atB.has(neighbour) && count + atB.get(neighbour)! > 2) return false;
    }
    return true;
  }

  const pairs = nearPairs(positions, open.vertices, toleranceMm);
  for (const i of pairs.order) {
    const p = rootOf(parent, pairs.a[i]!);
    const q = rootOf(parent, pairs.b[i]!);
    if (p === q) continue;
    const [stays, goes] = uses[p]! > uses[q]! || (uses[p] === uses[q] && p < q) ? [p, q] : [q, p];
    const reachMm = distance(positions, stays, goes) + moved[goes]!;
    if (reachMm > toleranceMm || !mayJoin(goes, stays)) continue;
    parent[goes] = stays;
    nextJoined[lastJoined[stays]!] = goes;
    lastJoined[stays] = lastJoined[goes]!;
    moved[stays] = Math.max(moved[stays]!, reachMm);
    uses[stays]! += uses[goes]!;
    joins++;
  }
  const targetOf = Uint32Array.from(parent, (_, v) => rootOf(parent, v));
  let largestMm = 0;
  for (const vertex of open.vertices) {
    largestMm = Math.max(largestMm, distance(positions, vertex, targetOf[vertex]!));
  }
  return { count: joins, largestMm, targetOf };
}

function trianglesAround(mesh: TriangleMesh, vertices: Uint32Array) {
  const slotOf = new Int32Array(mesh.positions.length / 3).fill(-1);
  for (let i = 0; i < vertices.length; i++) slotOf[vertices[i]!] = i;
  const starts = new Uint32Array(vertices.length + 1);
  for (const vertex of mesh.triangles) if (slotOf[vertex]! >= 0) starts[slotOf[vertex]! + 1]!++;
  for (let i = 0; i < vertices.length; i++) starts[i + 1]! += starts[i]!;
  const list = new Uint32Array(starts[vertices.length]!);
  const next = starts.slice();
  for (let corner = 0; corner < mesh.triangles.length; corner++) {
    const slot = slotOf[mesh.triangles[corner]!]!;
    if (slot >= 0) list[next[slot]!++] = (corner / 3) | 0;
  }
  return {
    triangles: list,
    first: (vertex: number) => starts[slotOf[vertex]!]!,
    end: (vertex: number) => starts[slotOf[vertex]! + 1]!,
  };
}

/** Pairs of the vertices that are near, with the order in which they come: by distance, then by number. */
function nearPairs(positions: Float64Array, vertices: Uint32Array, toleranceMm: number) {
  const grid = pointGrid(positions, vertices, toleranceMm);
  const a = growableInts(64);
  const b = growableInts(64);
  const apart = growableFloats(64);
  for (const vertex of vertices) {
    const x = positions[3 * vertex]!;
    const y = positions[3 * vertex + 1]!;
    const z = positions[3 * vertex + 2]!;
    const r = toleranceMm;
    grid.forEachNear([x - r, y - r, z - r, x + r, y + r, z + r], (other) => {
      if (other <= vertex) return;
      const mm = distance(positions, vertex, other);
      if (mm > toleranceMm) return;
      pushInt(a, vertex);
      pushInt(b, other);
      pushFloat(apart, mm);
    });
  }
  const order = Uint32Array.from({ length: a.length }, (_, i) => i).sort(
    (i, j) =>
      apart.values[i]! - apart.values[j]! || a.values[i]! - a.values[j]! || b.values[i]! - b.values[j]! || i - j,
  );
  return { a: a.values, b: b.values, order };
}

function distance(positions: Float64Array, a: number, b: number): number {
  const dx = positions[3 * a]! - positions[3 * b]!;
  const dy = positions[3 * a + 1]! - positions[3 * b + 1]!;
  const dz = positions[3 * a + 2]! - positions[3 * b + 2]!;
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}
