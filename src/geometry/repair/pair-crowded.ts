/** Joins the triangles of edges that have more than two in pairs. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { MeshEdges } from '../mesh-edges.ts';
import { triangleNormal } from '../triangle-normal.ts';
import { aroundEdge, type EdgeFace, solidPairs } from './around-edge.ts';
import type { FacingSets } from './facing-sets.ts';
import { CROWDED, sideBefore } from './side-partners.ts';

/**
 * Pairs the sides of crowded edges by their order round the edge, so that each pair bounds one solid there, and writes the
 * pairs to `partnerOf`. Edges with as many triangles one way as the other come first: they are certain. At an odd number one
 * triangle is left out, of a surface with open edges before another and of a small one before a large one: a flap or an inner
 * wall. Two left over that run the same way are joined where one of their surfaces can still be turned. Returns whether there
 * were crowded edges.
 */
export function pairCrowded(mesh: TriangleMesh, edges: MeshEdges, partnerOf: Int32Array, sets: FacingSets): boolean {
  const crowded = crowdedEdges(edges, partnerOf);
  if (crowded.size === 0) return false;
  const { positions, triangles } = mesh;
  const isLeftBefore = leavingOrder(mesh, partnerOf, sets);

  function facesOf(edge: number, sides: readonly number[]): readonly EdgeFace[] {
    const from = edges.edgeVertices[2 * edge]!;
    return sides.map((side) => ({
      side,
      apex: triangles[sideBefore(side)]!,
      forward: (triangles[side] === from) !== sets.isTurned((side / 3) | 0),
    }));
  }

  function join(a: number, b: number): void {
    if (!sets.join((a / 3) | 0, (b / 3) | 0, triangles[a] === triangles[b])) return;
    partnerOf[a] = b;
    partnerOf[b] = a;
  }

  function pairUp(edge: number, sides: readonly number[], mayTurn: boolean): boolean {
    const faces = facesOf(edge, sides);
    const excess = faces.reduce((sum, { forward }) => sum + (forward ? 1 : -1), 0);
    if (excess !== 0 && !mayTurn) return false;
    const sorted = aroundEdge(positions, edges.edgeVertices[2 * edge]!, edges.edgeVertices[2 * edge + 1]!, faces);
    const out =
      faces.length % 2 === 0
        ? null
        : faces
            .filter(({ forward }) => forward === excess > 0)
            .reduce((p, q) => (isLeftBefore(q.side, p.side) ? q : p));
    const { pairs, left } = solidPairs(sorted.filter((face) => face !== out));
    for (const [a, b] of pairs) join(a.side, b.side);
    for (let k = 0; k + 1 < left.length; k += 2) join(left[k]!.side, left[k + 1]!.side);
    return true;
  }

  for (const [edge, sides] of crowded) if (pairUp(edge, sides, false)) crowded.delete(edge);
  for (const [edge, sides] of crowded) pairUp(edge, sides, true);
  return true;
}

/** The sides at each edge of more than two triangles; collapsed triangles have no edges. */
function crowdedEdges({ sideEdges, edgeVertices }: MeshEdges, partnerOf: Int32Array): Map<number, number[]> {
  const crowded = new Map<number, number[]>();
  for (let side = 0; side < partnerOf.length; side++) {
    const edge = sideEdges[side]!;
    if (partnerOf[side] !== CROWDED || 2 * edge >= edgeVertices.length) continue;
    const sides = crowded.get(edge);
    if (sides === undefined) crowded.set(edge, [side]);
    else sides.push(side);
  }
  return crowded;
}

/** Returns which of two sides is left out before the other, by the surfaces that hang together before edges are parted. */
function leavingOrder({ positions, triangles }: TriangleMesh, partnerOf: Int32Array, sets: FacingSets) {
  const count = triangles.length / 3;
  const surfaceOf = Uint32Array.from({ length: count }, (_, t) => sets.rootOf(t));
  const isOpen = new Uint8Array(count);
  const area = new Float64Array(count);
  const normal = new Float64Array(3);
  for (let t = 0; t < count; t++) {
    triangleNormal(positions, 3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!, normal);
    area[surfaceOf[t]!]! += Math.sqrt(normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2);
    for (let k = 0; k < 3; k++) if (partnerOf[3 * t + k] === -1) isOpen[surfaceOf[t]!] = 1;
  }
  return (a: number, b: number): boolean => {
    const p = surfaceOf[(a / 3) | 0]!;
    const q = surfaceOf[(b / 3) | 0]!;
    if (isOpen[p] !== isOpen[q]) return isOpen[p] === 1;
    return area[p]! < area[q]! || (area[p] === area[q] && a < b);
  };
}
