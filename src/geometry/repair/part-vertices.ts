/** Gives surfaces that only touch vertices of their own. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { type GrowableFloats, growableFloats, pushFloat } from '../growable.ts';
import { meshEdges, NO_EDGE } from '../mesh-edges.ts';
import { rootOf } from '../root-of.ts';
import { bisectPairs } from './bisect-pairs.ts';
import type { ChangedMesh } from './drop-collapsed.ts';
import type { PairedMesh } from './paired-mesh.ts';
import type { RepairAction } from './repair-step.ts';
import { nextSide, OPEN } from './side-partners.ts';

/** A triangle is cut at one side a pass, so three are enough for all its sides. */
const MOST_PASSES = 4;

/**
 * Gives each fan of joined triangles round a vertex a vertex of its own, where the fan is closed or an edge was parted at the
 * vertex; other open fans stay together, for they may be corners of one hole. The first fan keeps the vertex. An edge at which
 * the surfaces touch that hang together round both of its ends gets a vertex in its middle for each of them but one.
 * Counts the edges of more than two triangles that are no longer, and the vertices at which there was none. Returns null
 * where there is nothing to part.
 *
 * @param mayBeCrowded - false where it is known that no edge has more than two triangles
 */
export function partVertices(mesh: PairedMesh, mayBeCrowded: boolean): ChangedMesh | null {
  const before = mayBeCrowded ? crowdedEdges(mesh) : null;
  let whole = mesh;
  let parted = fanVertices(whole, before);
  let left = before === null || before.count === 0 ? null : crowdedEdges(parted.mesh);
  for (let pass = 0; left !== null && left.count > 0 && pass < MOST_PASSES; pass++) {
    whole = bisectPairs(whole, sidesToBisect(whole, left.sides()));
    parted = fanVertices(whole, crowdedEdges(whole));
    left = crowdedEdges(parted.mesh);
  }
  const edges = before === null || left === null ? 0 : before.count - left.count;
  const change = (action: RepairAction, count: number) =>
    count === 0 ? [] : [{ action, count, largestMm: null, triangles: 0 }];
  const changes = [...change('edges-parted', edges), ...change('vertices-parted', parted.count)];
  return changes.length === 0 ? null : { mesh: parted.mesh, changes };
}

/** Edges of more than two triangles, which vertices they end in, and the sides along them. */
interface CrowdedEdges {
  readonly count: number;
  readonly isEnd: Uint8Array;
  sides(): readonly (readonly number[])[];
}

function crowdedEdges(mesh: TriangleMesh): CrowdedEdges {
  const { sideEdges, edgeVertices } = meshEdges(mesh);
  const uses = new Uint32Array(edgeVertices.length / 2);
  for (const edge of sideEdges) if (edge !== NO_EDGE) uses[edge]!++;
  const isEnd = new Uint8Array(mesh.positions.length / 3);
  let count = 0;
  for (let edge = 0; edge < uses.length; edge++) {
    if (uses[edge]! < 3) continue;
    count++;
    isEnd[edgeVertices[2 * edge]!] = 1;
    isEnd[edgeVertices[2 * edge + 1]!] = 1;
  }
  function sides(): readonly (readonly number[])[] {
    const lists = new Map<number, number[]>();
    for (let side = 0; side < sideEdges.length; side++) {
      const edge = sideEdges[side]!;
      if (edge !== NO_EDGE && uses[edge]! > 2) lists.set(edge, [...(lists.get(edge) ?? []), side]);
    }
    return [...lists.values()];
  }
  return { count, isEnd, sides };
}

/** One side of each joined pair at these edges, but for one thing at each edge: an open side or the first pair. */
function sidesToBisect({ partnerOf }: PairedMesh, crowded: readonly (readonly number[])[]): readonly number[] {
  return crowded.flatMap((sides) => {
    const pairs = sides.filter((side) => partnerOf[side]! > side);
    return sides.some((side) => partnerOf[side] === OPEN) ? pairs : pairs.slice(1);
  });
}

/** Numbers the vertices anew by fans; counts those that were parted away from crowded edges. */
function fanVertices(mesh: PairedMesh, crowded: CrowdedEdges | null): { mesh: TriangleMesh; count: number } {
  const { positions, triangles } = mesh;
  const fanOf = cornerFans(mesh);
  if (!someVertexHasTwo(mesh, fanOf)) return { mesh: { positions, triangles }, count: 0 };
  const isOpen = openFans(mesh, fanOf);
  const isCrowded = crowded?.isEnd ?? new Uint8Array(positions.length / 3);
  /** The first fan at each vertex that is open and may share the vertex with other open ones. */
  const firstOpen = new Int32Array(positions.length / 3).fill(-1);
  const isTaken = new Uint8Array(positions.length / 3);
  const isCounted = new Uint8Array(positions.length / 3);
  const vertexOf = new Uint32Array(triangles.length);
  const added: GrowableFloats = growableFloats(16);
  let count = 0;
  for (let corner = 0; corner < triangles.length; corner++) {
    if (fanOf[corner] !== corner) continue;
    const vertex = triangles[corner]!;
    const mayShare = isOpen[corner] === 1 && isCrowded[vertex] === 0;
    if (mayShare && firstOpen[vertex]! >= 0) {
      vertexOf[corner] = vertexOf[firstOpen[vertex]!]!;
      continue;
    }
    if (mayShare) firstOpen[vertex] = corner;
    if (isTaken[vertex] === 0) {
      isTaken[vertex] = 1;
      vertexOf[corner] = vertex;
      continue;
    }
    vertexOf[corner] = (positions.length + added.length) / 3;
    for (let axis = 0; axis < 3; axis++) pushFloat(added, positions[3 * vertex + axis]!);
    if (isCrowded[vertex] === 0 && isCounted[vertex] === 0) count++;
    isCounted[vertex] = 1;
  }
  const all = new Float64Array(positions.length + added.length);
  all.set(positions);
  all.set(added.values.subarray(0, added.length), positions.length);
  return { mesh: { positions: all, triangles: triangles.map((_, corner) => vertexOf[fanOf[corner]!]!) }, count };
}

/** The lowest corner of the fan of each corner: corners at a vertex that joined sides connect. */
function cornerFans({ triangles, partnerOf }: PairedMesh): Int32Array {
  const parent = new Int32Array(triangles.length);
  for (let corner = 0; corner < parent.length; corner++) parent[corner] = corner;
  const unite = (a: number, b: number) => {
    const rootA = rootOf(parent, a);
    const rootB = rootOf(parent, b);
    if (rootA < rootB) parent[rootB] = rootA;
    else parent[rootA] = rootB;
  };
  for (let side = 0; side < partnerOf.length; side++) {
    const partner = partnerOf[side]!;
    if (partner < side) continue;
    const alike = triangles[side] === triangles[partner];
    unite(side, alike ? partner : nextSide(partner));
    unite(nextSide(side), alike ? nextSide(partner) : partner);
  }
  for (let corner = 0; corner < parent.length; corner++) parent[corner] = rootOf(parent, corner);
  return parent;
}

function someVertexHasTwo({ positions, triangles }: PairedMesh, fanOf: Int32Array): boolean {
  const hasOne = new Uint8Array(positions.length / 3);
  for (let corner = 0; corner < fanOf.length; corner++) {
    if (fanOf[corner] !== corner) continue;
    if (hasOne[triangles[corner]!] === 1) return true;
    hasOne[triangles[corner]!] = 1;
  }
  return false;
}

function openFans({ partnerOf }: PairedMesh, fanOf: Int32Array): Uint8Array {
  const isOpen = new Uint8Array(fanOf.length);
  for (let side = 0; side < partnerOf.length; side++) {
    if (partnerOf[side]! >= 0) continue;
    isOpen[fanOf[side]!] = 1;
    isOpen[fanOf[nextSide(side)]!] = 1;
  }
  return isOpen;
}
