/** Drops triangles that stand on the same three vertices as another where that leaves no edge open. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { type MeshEdges, NO_EDGE } from '../mesh-edges.ts';
import { rootOf } from '../root-of.ts';
import type { ChangedMesh } from './drop-collapsed.ts';
import type { RepairAction } from './repair-step.ts';

/**
 * Looks at patches of repeated triangles that hang together. Of triangles that all face one way one is kept, unless only
 * all of them close the edges of the patch (two solids with a face in common). Of triangles back to back both go where that
 * leaves fewer edges open than one would (the wall between two solids, a fin without thickness), else one stays.
 */
export function dropDuplicates(mesh: TriangleMesh, edges: MeshEdges): ChangedMesh | null {
  const groups = repeatedTriangles(mesh, edges);
  if (groups.length === 0) return null;
  const isDropped = new Uint8Array(mesh.triangles.length / 3);
  const uses = new Uint32Array(edges.edgeVertices.length / 2);
  for (const edge of edges.sideEdges) if (edge !== NO_EDGE) uses[edge]!++;
  let twice = 0;
  let backToBack = 0;
  for (const patch of patches(
    groups.filter(({ net }) => net !== 0),
    edges,
  )) {
    const score = patchScore(patch, edges, uses);
    if (score.openWithAll < score.openWithOne) continue;
    for (const { members, firstOfMajority } of patch) {
      for (const t of members) if (t !== firstOfMajority) isDropped[t] = 1;
      twice += members.length - 1;
    }
  }
  for (const patch of patches(
    groups.filter(({ net }) => net === 0),
    edges,
  )) {
    const score = patchScore(patch, edges, uses);
    const none = score.openWithNone < score.openWithOne;
    for (const { members } of patch) {
      for (const t of none ? members : members.slice(1)) isDropped[t] = 1;
      if (none) backToBack += members.length / 2;
      else twice += members.length - 1;
    }
  }
  const triangles = mesh.triangles.filter((_, corner) => isDropped[(corner / 3) | 0] === 0);
  if (triangles.length === 0 || triangles.length === mesh.triangles.length) return null;
  const change = (action: RepairAction, count: number, each: number) =>
    count === 0 ? [] : [{ action, count, largestMm: null, triangles: each * count }];
  return {
    mesh: { positions: mesh.positions, triangles },
    changes: [...change('triangles-twice', twice, 1), ...change('faces-back-to-back', backToBack, 2)],
  };
}

/** Triangles on the same three vertices, ascending, with how many more face one way than the other. */
interface Group {
  readonly members: readonly number[];
  readonly net: number;
  readonly firstOfMajority: number;
}

function repeatedTriangles({ triangles }: TriangleMesh, { sideEdges }: MeshEdges): readonly Group[] {
  const low = (t: number) => Math.min(triangles[3 * t]!, triangles[3 * t + 1]!, triangles[3 * t + 2]!);
  const high = (t: number) => Math.max(triangles[3 * t]!, triangles[3 * t + 1]!, triangles[3 * t + 2]!);
  const middle = (t: number) => triangles[3 * t]! + triangles[3 * t + 1]! + triangles[3 * t + 2]! - low(t) - high(t);
  const order = Uint32Array.from({ length: triangles.length / 3 }, (_, t) => t)
    .filter((t) => sideEdges[3 * t] !== NO_EDGE)
    .sort((a, b) => low(a) - low(b) || high(a) - high(b) || middle(a) - middle(b) || a - b);
  const same = (a: number, b: number) => low(a) === low(b) && high(a) === high(b) && middle(a) === middle(b);
  /** True where the corners ascend, in one rotation or another. */
  const ascends = (t: number) => {
    const k = triangles[3 * t] === low(t) ? 0 : triangles[3 * t + 1] === low(t) ? 1 : 2;
    return triangles[3 * t + ((k + 1) % 3)] === middle(t);
  };
  const groups: Group[] = [];
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && same(order[from]!, order[to]!)) to++;
    if (to - from > 1) {
      const members = [...order.subarray(from, to)];
      const net = members.reduce((sum, t) => sum + (ascends(t) ? 1 : -1), 0);
      const firstOfMajority = members.find((t) => net === 0 || ascends(t) === net > 0) as number;
      groups.push({ members, net, firstOfMajority });
    }
    from = to;
  }
  return groups.sort((a, b) => a.members[0]! - b.members[0]!);
}

/** Parts groups into those that hang together by edges. */
function patches(groups: readonly Group[], { sideEdges }: MeshEdges): readonly (readonly Group[])[] {
  const parent = Int32Array.from(groups, (_, i) => i);
  const firstAt = new Map<number, number>();
  for (const [i, { members }] of groups.entries()) {
    for (let k = 0; k < 3; k++) {
      const edge = sideEdges[3 * members[0]! + k]!;
      const before = firstAt.get(edge);
      if (before === undefined) firstAt.set(edge, i);
      else parent[rootOf(parent, i)] = rootOf(parent, before);
    }
  }
  const byRoot = new Map<number, Group[]>();
  for (const [i, group] of groups.entries()) {
    const root = rootOf(parent, i);
    const patch = byRoot.get(root);
    if (patch === undefined) byRoot.set(root, [group]);
    else patch.push(group);
  }
  return [...byRoot.values()];
}

/** Counts the edges of a patch that an odd number of triangles would use: with all, with one or with none of each group. */
function patchScore(patch: readonly Group[], { sideEdges }: MeshEdges, uses: Uint32Array) {
  const groupsAt = new Map<number, { ones: number; alls: number }>();
  for (const { members } of patch) {
    for (let k = 0; k < 3; k++) {
      const edge = sideEdges[3 * members[0]! + k]!;
      const { ones, alls } = groupsAt.get(edge) ?? { ones: 0, alls: 0 };
      groupsAt.set(edge, { ones: ones + 1, alls: alls + members.length });
    }
  }
  let openWithAll = 0;
  let openWithOne = 0;
  let openWithNone = 0;
  for (const [edge, { ones, alls }] of groupsAt) {
    const others = uses[edge]! - alls;
    openWithAll += uses[edge]! % 2;
    openWithOne += (others + ones) % 2;
    openWithNone += others % 2;
  }
  return { openWithAll, openWithOne, openWithNone };
}
