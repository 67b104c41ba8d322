/** Tells which facets of a mesh want support, which may have none, and which of them hang together. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { meshEdges, NO_EDGE } from '../../geometry/mesh-edges.ts';
import { cosineOfCycles } from '../../geometry/sine.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';
import type { LowPlace } from './low-places.ts';
import type { WantSettings } from './settings.ts';
import { WANTS } from './wall-panels.ts';

/** What the facets want. */
export interface FacetWants {
  /** For each facet one of `WANTS`. */
  readonly wants: Uint8Array;
  /** For each facet the number of its group of facets that want support and share edges, or -1. */
  readonly groupOf: Int32Array;
  readonly groups: readonly OverhangGroup[];
}

/** Facets that want support and hang together. */
export interface OverhangGroup {
  readonly facets: readonly number[];
  /** Area of its facets, as they lie in space. */
  readonly areaMm2: number;
  readonly zMm: number;
}

/**
 * Sorts the facets of a mesh in plate coordinates. A facet wants support where it faces down at less than the critical angle to the plate, unless it lies on the plate.
 * Groups below an area are left alone, unless a lowest place of the underside is in them.
 *
 * @param isProtected - for each facet 1 where no support may touch it; absent: nowhere
 */
export function facetWants(
  mesh: TriangleMesh,
  places: readonly LowPlace[],
  { criticalAngleDeg, plateMm, leastAreaMm2 }: WantSettings,
  isProtected?: Uint8Array,
): FacetWants {
  const { positions, triangles } = mesh;
  const count = triangles.length / 3;
  const wants = new Uint8Array(count);
  const areas = new Float64Array(count);
  const steepest = cosineOfCycles(criticalAngleDeg / 360);
  const normal = new Float64Array(3);
  for (let t = 0; t < count; t++) {
    if (isProtected?.[t] === 1) {
      wants[t] = WANTS.none;
      continue;
    }
    const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
    if (Math.max(positions[a + 2]!, positions[b + 2]!, positions[c + 2]!) <= plateMm) continue;
    triangleNormal(positions, a, b, c, normal);
    const length = Math.sqrt(normal[0]! * normal[0]! + normal[1]! * normal[1]! + normal[2]! * normal[2]!);
    areas[t] = length / 2;
    if (-normal[2]! > steepest * length) wants[t] = WANTS.support;
  }
  const { groupOf, groups } = grouped(mesh, wants, areas);
  const isLow = new Uint8Array(positions.length / 3);
  for (const { vertex, edges, facets, zMm } of places) {
    if (zMm <= plateMm) continue;
    isLow[vertex] = 1;
    for (const ends of edges) for (const v of ends) isLow[v] = 1;
    for (const t of facets) for (let k = 0; k < 3; k++) isLow[triangles[3 * t + k]!] = 1;
  }
  const holdsLow = (t: number) =>
    isLow[triangles[3 * t]!]! + isLow[triangles[3 * t + 1]!]! + isLow[triangles[3 * t + 2]!]! > 0;
  const kept = groups.filter(({ facets, areaMm2 }) => areaMm2 >= leastAreaMm2 || facets.some(holdsLow));
  const number = new Map(kept.map((group, n) => [groupOf[group.facets[0]!]!, n]));
  for (let t = 0; t < count; t++) {
    if (groupOf[t] === -1) continue;
    groupOf[t] = number.get(groupOf[t]!) ?? -1;
    if (groupOf[t] === -1) wants[t] = WANTS.nothing;
  }
  return { wants, groupOf, groups: kept };
}

/** Joins facets that want support over shared edges, in the order of their first facet. */
function grouped(mesh: TriangleMesh, wants: Uint8Array, areas: Float64Array) {
  const { positions, triangles } = mesh;
  const { sideEdges, edgeVertices } = meshEdges(mesh);
  const firstOf = new Int32Array(edgeVertices.length / 2).fill(-1);
  const parent = Int32Array.from({ length: wants.length }, (_, t) => t);
  const rootOf = (t: number) => {
    let r = t;
    while (parent[r] !== r) r = parent[r]!;
    for (let p = t; p !== r; ) [p, parent[p]] = [parent[p]!, r];
    return r;
  };
  for (let side = 0; side < sideEdges.length; side++) {
    const t = Math.floor(side / 3);
    const edge = sideEdges[side]!;
    if (edge === NO_EDGE || wants[t] !== WANTS.support) continue;
    if (firstOf[edge] === -1) firstOf[edge] = t;
    else {
      const [p, q] = [rootOf(t), rootOf(firstOf[edge]!)];
      parent[Math.max(p, q)] = Math.min(p, q);
    }
  }
  const groupOf = new Int32Array(wants.length).fill(-1);
  const groups: { facets: number[]; areaMm2: number; zMm: number }[] = [];
  for (let t = 0; t < wants.length; t++) {
    if (wants[t] !== WANTS.support) continue;
    const root = rootOf(t);
    if (root === t) {
      groupOf[t] = groups.length;
      groups.push({ facets: [], areaMm2: 0, zMm: Infinity });
    } else groupOf[t] = groupOf[root]!;
    const group = groups[groupOf[t]!]!;
    group.facets.push(t);
    group.areaMm2 += areas[t]!;
    for (let k = 0; k < 3; k++) group.zMm = Math.min(group.zMm, positions[3 * triangles[3 * t + k]! + 2]!);
  }
  return { groupOf, groups };
}
