/** The facets round each vertex, and those near a place. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';

/** Facets of vertex v are `facets` from `starts[v]` to `starts[v + 1]`. */
export interface VertexFacets {
  readonly mesh: TriangleMesh;
  readonly starts: Int32Array;
  readonly facets: Int32Array;
}

/** Lists the facets of every vertex. */
export function vertexFacets(mesh: TriangleMesh): VertexFacets {
  const { positions, triangles } = mesh;
  const starts = new Int32Array(positions.length / 3 + 1);
  for (const v of triangles) starts[v + 1]!++;
  for (let v = 1; v < starts.length; v++) starts[v]! += starts[v - 1]!;
  const next = starts.slice();
  const facets = new Int32Array(triangles.length);
  for (let k = 0; k < triangles.length; k++) facets[next[triangles[k]!]!++] = Math.floor(k / 3);
  return { mesh, starts, facets };
}

/** Returns the facets that face down and hang together with a vertex, over corners no further from it in the plane than a reach. */
export function undersideNear(
  { mesh, starts, facets }: VertexFacets,
  from: readonly number[],
  reachMm: number,
): number[] {
  const { positions, triangles } = mesh;
  const normal = new Float64Array(3);
  const found = new Set<number>();
  const seen = new Set(from);
  const queue = [...from];
  for (let v = queue.pop(); v !== undefined; v = queue.pop()) {
    for (let k = starts[v]!; k < starts[v + 1]!; k++) {
      const t = facets[k]!;
      if (found.has(t)) continue;
      const corners = [triangles[3 * t]!, triangles[3 * t + 1]!, triangles[3 * t + 2]!] as const;
      triangleNormal(positions, 3 * corners[0], 3 * corners[1], 3 * corners[2], normal);
      if (!(normal[2]! < 0)) continue;
      found.add(t);
      for (const w of corners) {
        if (seen.has(w) || !isNear(positions, w, from, reachMm)) continue;
        seen.add(w);
        queue.push(w);
      }
    }
  }
  return [...found];
}

function isNear(positions: Float64Array, w: number, from: readonly number[], reachMm: number): boolean {
  return from.some((v) => {
    const dx = positions[3 * w]! - positions[3 * v]!;
    const dy = positions[3 * w + 1]! - positions[3 * v + 1]!;
    return dx * dx + dy * dy <= reachMm * reachMm;
  });
}

/** Returns the facets that face down and come near a point: their boxes meet the cube of a reach round it. */
export function undersideAround(
  { positions, triangles }: TriangleMesh,
  atMm: readonly number[],
  reachMm: number,
): number[] {
  const normal = new Float64Array(3);
  const found: number[] = [];
  for (let t = 0; t < triangles.length / 3; t++) {
    const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
    const isNear = [0, 1, 2].every((axis) => {
      const [p, q, r] = [positions[a + axis]!, positions[b + axis]!, positions[c + axis]!];
      return Math.min(p, q, r) <= atMm[axis]! + reachMm && Math.max(p, q, r) >= atMm[axis]! - reachMm;
    });
    if (!isNear) continue;
    triangleNormal(positions, a, b, c, normal);
    if (normal[2]! < 0) found.push(t);
  }
  return found;
}
