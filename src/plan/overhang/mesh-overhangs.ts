/**
 * What of a mesh hangs over: areas of facets that look down, edges that are the lowest line of steep facets, points that are the lowest of
 * steep edges. Angles are those between surface and plate.
 */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Loops } from '../../core/polyline.ts';
import { type MeshEdges, meshEdges, NO_EDGE } from '../../geometry/mesh-edges.ts';
import { loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import { rootOf } from '../../geometry/root-of.ts';
import { cosineOfCycles } from '../../geometry/sine.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';
import { FLAT, HANGING, STEEP } from './facet-kinds.ts';
import { facetOutline } from './facet-outline.ts';
import { type LowEdge, lowEdges } from './low-edges.ts';
import { lowPoints, type OverhangPoint } from './low-points.ts';
import type { MeshOverhangSettings } from './settings.ts';

/** Facets that hang over and share edges. */
export interface OverhangArea {
  /** Numbers of the triangles, rising. */
  readonly facets: Uint32Array;
  readonly areaMm2: number;
  /** Seen from above; overlaps count once. */
  readonly projectedMm2: number;
  readonly outline: Loops;
  readonly zMinMm: number;
  readonly zMaxMm: number;
  /** Angle of the flattest facet. */
  readonly flattestDeg: number;
}

/** What hangs over, in the order of the first triangle, edge or vertex. */
export interface MeshOverhangs {
  readonly areas: readonly OverhangArea[];
  readonly edges: readonly LowEdge[];
  readonly points: readonly OverhangPoint[];
}

/** A facet of just the angle does not hang over, whatever its normal was rounded to. */
const ANGLE_ROOM = 1e-9;
const DEG_PER_RAD = 180 / Math.PI;

/**
 * Returns what hangs over of a mesh that is closed and looks outward. Facets without area are in no area, but areas that such a facet joins
 * are one. Edges of other than two triangles are never low edges. `loadClipping` must have been awaited before.
 */
export function meshOverhangs(
  mesh: TriangleMesh,
  settings: MeshOverhangSettings,
  edges: MeshEdges = meshEdges(mesh),
): MeshOverhangs {
  const facets = downFacets(mesh, settings);
  const isHeld = heldVertices(mesh, settings);
  const low = lowEdges(mesh, edges, facets, isHeld, settings.angleDeg);
  return {
    areas: areasOf(mesh, edges, facets),
    edges: low.edges,
    points: lowPoints(mesh, facets, isHeld, low.isOnEdge),
  };
}

/** Returns of each facet whether it hangs over; `FLAT` are those without area. */
function downFacets({ positions, triangles }: TriangleMesh, settings: MeshOverhangSettings): Uint8Array {
  const cosine = cosineOfCycles(settings.angleDeg / 360) + ANGLE_ROOM;
  const topMm = settings.plateZMm === null ? -Infinity : settings.plateZMm + settings.restMm;
  const kinds = new Uint8Array(triangles.length / 3);
  const normal = new Float64Array(3);
  for (let t = 0; t < kinds.length; t++) {
    const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
    triangleNormal(positions, a, b, c, normal);
    const [x, y, z] = [normal[0]!, normal[1]!, normal[2]!];
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length === 0) kinds[t] = FLAT;
    else if (-z > cosine * length && Math.max(positions[a + 2]!, positions[b + 2]!, positions[c + 2]!) > topMm) {
      kinds[t] = HANGING;
    }
  }
  return kinds;
}

function heldVertices({ positions }: TriangleMesh, { plateZMm, restMm }: MeshOverhangSettings): Uint8Array {
  const isHeld = new Uint8Array(positions.length / 3);
  if (plateZMm === null) return isHeld;
  for (let v = 0; v < isHeld.length; v++) if (positions[3 * v + 2]! <= plateZMm + restMm) isHeld[v] = 1;
  return isHeld;
}

function areasOf(mesh: TriangleMesh, { sideEdges, edgeVertices }: MeshEdges, kinds: Uint8Array): OverhangArea[] {
  const parent = Int32Array.from(kinds, (_, t) => t);
  const firstOf = new Int32Array(edgeVertices.length / 2).fill(-1);
  for (let t = 0; t < kinds.length; t++) {
    if (kinds[t] === STEEP) continue;
    for (let k = 0; k < 3; k++) {
      const edge = sideEdges[3 * t + k]!;
      if (edge === NO_EDGE) continue;
      const first = firstOf[edge]!;
      if (first < 0) firstOf[edge] = t;
      else {
        const [a, b] = [rootOf(parent, first), rootOf(parent, t)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  const members = new Map<number, number[]>();
  for (let t = 0; t < kinds.length; t++) {
    if (kinds[t] !== HANGING) continue;
    const root = rootOf(parent, t);
    const list = members.get(root);
    if (list === undefined) members.set(root, [t]);
    else list.push(t);
  }
  return [...members.values()].map((list) => areaOf(mesh, Uint32Array.from(list)));
}

function areaOf(mesh: TriangleMesh, facets: Uint32Array): OverhangArea {
  const { positions, triangles } = mesh;
  const normal = new Float64Array(3);
  let [twiceArea, zMinMm, zMaxMm, flattestDeg] = [0, Infinity, -Infinity, 90];
  for (const t of facets) {
    const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
    triangleNormal(positions, a, b, c, normal);
    const [x, y, z] = [normal[0]!, normal[1]!, normal[2]!];
    const level = Math.sqrt(x * x + y * y);
    twiceArea += Math.sqrt(level * level + z * z);
    flattestDeg = Math.min(flattestDeg, Math.atan2(level, -z) * DEG_PER_RAD);
    zMinMm = Math.min(zMinMm, positions[a + 2]!, positions[b + 2]!, positions[c + 2]!);
    zMaxMm = Math.max(zMaxMm, positions[a + 2]!, positions[b + 2]!, positions[c + 2]!);
  }
  const outline = facetOutline(mesh, facets);
  return {
    facets,
    areaMm2: twiceArea / 2,
    projectedMm2: loopsAreaMm2(outline),
    outline,
    zMinMm,
    zMaxMm,
    flattestDeg,
  };
}
