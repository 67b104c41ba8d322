/** Splits open edges at vertices of other open edges that lie on them (T-junctions), so that both sides have the same edges. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { cubeRoot } from '../cube-root.ts';
import { type MeshEdges, meshEdges } from '../mesh-edges.ts';
import type { ChangedMesh } from './drop-collapsed.ts';
import { type OpenEdges, openEdges } from './open-edges.ts';
import { pointGrid } from './point-grid.ts';

/** A triangle is split along one side a pass; more passes than this mean edges that split each other without end. */
const MOST_PASSES = 16;

/**
 * Splits the triangles of open edges at vertices within the tolerance, where the open edge at such a vertex goes on along the
 * edge. The vertex stays, the edge bends to it. Returns null where nothing is split or the open edges get no shorter by it.
 */
export function splitEdges(mesh: TriangleMesh, edges: MeshEdges, toleranceMm: number): ChangedMesh | null {
  const before = openEdges(mesh, edges);
  let open = before;
  let triangles = mesh.triangles;
  let count = 0;
  let largestMm = 0;
  for (let pass = 0; pass < MOST_PASSES && open.sides.length > 0; pass++) {
    const split = splitOnce({ positions: mesh.positions, triangles }, open, toleranceMm);
    if (split.count === 0) break;
    count += split.count;
    largestMm = Math.max(largestMm, split.largestMm);
    triangles = split.triangles;
    const now = { positions: mesh.positions, triangles };
    open = openEdges(now, meshEdges(now));
  }
  if (count === 0 || open.lengthMm >= before.lengthMm) return null;
  return {
    mesh: { positions: mesh.positions, triangles },
    changes: [{ action: 'edges-split', count, largestMm, triangles: 0 }],
  };
}

function splitOnce(mesh: TriangleMesh, open: OpenEdges, toleranceMm: number) {
  const { positions, triangles } = mesh;
  const { sides, ends } = open;
  const slotOf = new Map<number, number>();
  for (const [i, vertex] of open.vertices.entries()) slotOf.set(vertex, i);
  const grid = pointGrid(positions, open.vertices, meanCellMm(positions, open.vertices));
  const onEdge = pointOnSegment(positions);
  const isSplit = new Uint8Array(triangles.length / 3);
  const changed = triangles.slice();
  const added: number[] = [];
  let count = 0;
  let largestMm = 0;

  /** Tells whether an open edge at the vertex runs along edge a b, at least up to the nearer end of the two. */
  function runsAlong(vertex: number, a: number, b: number): boolean {
    const slot = slotOf.get(vertex)!;
    for (let i = open.firstAt[slot]!; i < open.firstAt[slot + 1]!; i++) {
      const edge = open.edgesAt[i]!;
      const far = ends[2 * edge] === vertex ? ends[2 * edge + 1]! : ends[2 * edge]!;
      const on = onEdge(far, a, b);
      const within = on.part > 0 && on.part < 1;
      const end = on.part <= 0 ? a : b;
      if (within ? on.awayMm <= toleranceMm : onEdge(end, vertex, far).awayMm <= toleranceMm) return true;
    }
    return false;
  }

  for (let i = 0; i < sides.length; i++) {
    const side = sides[i]!;
    const t = (side / 3) | 0;
    if (isSplit[t]) continue;
    const a = ends[2 * i]!;
    const b = ends[2 * i + 1]!;
    const c = triangles[side % 3 === 0 ? side + 2 : side - 1]!;
    const found: { readonly vertex: number; readonly part: number }[] = [];
    let bendMm = 0;
    grid.forEachNear(boxOf(positions, a, b, toleranceMm), (vertex) => {
      if (vertex === a || vertex === b || vertex === c) return;
      const { part, awayMm, fromEndMm } = onEdge(vertex, a, b);
      if (!(part > 0 && part < 1) || awayMm > toleranceMm || fromEndMm <= toleranceMm) return;
      if (!runsAlong(vertex, a, b)) return;
      found.push({ vertex, part });
      bendMm = Math.max(bendMm, awayMm);
    });
    if (found.length === 0) continue;
    found.sort((p, q) => p.part - q.part || p.vertex - q.vertex);
    const stops = found.filter(({ part }, k) => k === 0 || part > found[k - 1]!.part).map(({ vertex }) => vertex);
    changed.set([a, stops[0]!, c], 3 * t);
    for (let k = 0; k < stops.length; k++) added.push(stops[k]!, stops[k + 1] ?? b, c);
    isSplit[t] = 1;
    count++;
    largestMm = Math.max(largestMm, bendMm);
  }
  const out = new Uint32Array(changed.length + added.length);
  out.set(changed);
  out.set(added, changed.length);
  return { triangles: out, count, largestMm };
}

/** Where a vertex lies along the segment between two others: 0..1 within, how far beside it, how far from its nearer end. */
function pointOnSegment(positions: Float64Array) {
  return (vertex: number, a: number, b: number) => {
    const [p, q, r] = [3 * vertex, 3 * a, 3 * b];
    const ux = positions[r]! - positions[q]!;
    const uy = positions[r + 1]! - positions[q + 1]!;
    const uz = positions[r + 2]! - positions[q + 2]!;
    const vx = positions[p]! - positions[q]!;
    const vy = positions[p + 1]! - positions[q + 1]!;
    const vz = positions[p + 2]! - positions[q + 2]!;
    const squared = ux * ux + uy * uy + uz * uz;
    const part = squared > 0 ? (ux * vx + uy * vy + uz * vz) / squared : 0;
    const held = Math.min(1, Math.max(0, part));
    const awayMm = length(vx - held * ux, vy - held * uy, vz - held * uz);
    const fromEndMm = Math.min(length(vx, vy, vz), length(vx - ux, vy - uy, vz - uz));
    return { part, awayMm, fromEndMm };
  };
}

function boxOf(positions: Float64Array, a: number, b: number, reach: number) {
  const low = [0, 1, 2].map((axis) => Math.min(positions[3 * a + axis]!, positions[3 * b + axis]!) - reach);
  const high = [0, 1, 2].map((axis) => Math.max(positions[3 * a + axis]!, positions[3 * b + axis]!) + reach);
  return [low[0]!, low[1]!, low[2]!, high[0]!, high[1]!, high[2]!] as const;
}

/** A cell of which the box of the vertices has about as many as it has vertices. */
function meanCellMm(positions: Float64Array, vertices: Uint32Array): number {
  let extent = 0;
  for (let axis = 0; axis < 3; axis++) {
    let low = Infinity;
    let high = -Infinity;
    for (const vertex of vertices) {
      low = Math.min(low, positions[3 * vertex + axis]!);
      high = Math.max(high, positions[3 * vertex + axis]!);
    }
    extent = Math.max(extent, high - low);
  }
  return extent / cubeRoot(vertices.length);
}

function length(x: number, y: number, z: number): number {
  return Math.sqrt(x * x + y * y + z * z);
}
