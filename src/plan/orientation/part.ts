/** What the judgement of an orientation needs to know of a part, worked out once: plain data, fit for threads. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';
import { meshEdges, NO_EDGE } from '../../geometry/mesh-edges.ts';
import { meshMeasures } from '../../geometry/mesh-measures.ts';
import { triangleBvh } from '../../geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../geometry/triangle-bvh-build.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';
import type { OrientationSettings } from './settings.ts';

/** Directions of a part in the coordinates of its mesh, each x, y, z and a weight. */
export type WeightedDirections = readonly (readonly [number, number, number, number])[];

/** What the case says of a part. */
export interface OrientationWishes {
  /** For each facet 0, or the number of the protected region that it belongs to. Absent: none is protected. */
  readonly protectedBy?: Uint8Array;
  /** Axes of canals; the sign does not matter. */
  readonly canals?: WeightedDirections;
  /** Directions of struts of a lattice, weighed by their length; the sign does not matter. */
  readonly struts?: WeightedDirections;
  /** Directions that should point up in the build, such as those out of which powder leaves. */
  readonly drains?: WeightedDirections;
}

/** A part, as the evaluator wants it. */
export interface OrientationPart {
  readonly mesh: TriangleMesh;
  readonly volumeMm3: number;
  readonly surfaceMm2: number;
  /** Diagonal of the box of the mesh. */
  readonly diagonalMm: number;
  /** Unit normal and area of facet t at 4 t. */
  readonly facets: Float64Array;
  readonly protectedBy: Uint8Array;
  /** Area of each protected region, by its number. */
  readonly regionMm2: Float64Array;
  /** Number of the thin wall that a facet belongs to, or -1. */
  readonly wallOf: Int32Array;
  /** Mean thickness of each thin wall. */
  readonly wallMm: Float64Array;
  /** Both vertices of each edge. */
  readonly edges: Uint32Array;
  /** Unit directions with weights that sum to 1. */
  readonly canals: Float64Array;
  readonly struts: Float64Array;
  readonly drains: Float64Array;
}

/** How often the interval in which a thickness lies is halved. */
const HALVINGS = 10;

/** Takes a closed mesh, facing outward, with shared vertices. */
export function orientationPart(
  mesh: TriangleMesh,
  wishes: OrientationWishes,
  { thinWallMm }: Pick<OrientationSettings, 'thinWallMm'>,
): OrientationPart {
  const { volumeMm3, areaMm2, box } = meshMeasures(mesh);
  if (!(volumeMm3 > 0))
    throw new PrepError('mesh-invalid', 'the mesh encloses no volume, so no orientation can be judged');
  const count = mesh.triangles.length / 3;
  const facets = facetNormals(mesh);
  const protectedBy = wishes.protectedBy ?? new Uint8Array(count);
  if (protectedBy.length !== count) {
    throw new PrepError('value-out-of-range', `${protectedBy.length} facets are marked of a mesh of ${count}`);
  }
  const { sideEdges, edgeVertices } = meshEdges(mesh);
  return {
    mesh,
    volumeMm3,
    surfaceMm2: areaMm2,
    diagonalMm: Math.sqrt((box[3] - box[0]) ** 2 + (box[4] - box[1]) ** 2 + (box[5] - box[2]) ** 2),
    facets,
    protectedBy,
    regionMm2: regionAreas(protectedBy, facets),
    ...thinWalls(mesh, facets, sideEdges, edgeVertices.length / 2, thinWallMm),
    edges: edgeVertices,
    canals: unitDirections(wishes.canals ?? []),
    struts: unitDirections(wishes.struts ?? []),
    drains: unitDirections(wishes.drains ?? []),
  };
}

function regionAreas(protectedBy: Uint8Array, facets: Float64Array): Float64Array {
  const areas = new Float64Array(256);
  for (let t = 0; t < protectedBy.length; t++) areas[protectedBy[t]!]! += facets[4 * t + 3]!;
  return areas;
}

function facetNormals({ positions, triangles }: TriangleMesh): Float64Array {
  const out = new Float64Array((4 * triangles.length) / 3);
  const n = new Float64Array(3);
  for (let t = 0; 3 * t < triangles.length; t++) {
    triangleNormal(positions, 3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!, n);
    const twice = Math.sqrt(n[0]! * n[0]! + n[1]! * n[1]! + n[2]! * n[2]!);
    const k = twice > 0 ? 1 / twice : 0;
    for (let c = 0; c < 3; c++) out[4 * t + c] = n[c]! * k;
    out[4 * t + 3] = twice / 2;
  }
  return out;
}

/** Facets behind whose middle the solid ends within the limit, joined over their edges to walls. */
function thinWalls(
  mesh: TriangleMesh,
  facets: Float64Array,
  sideEdges: Uint32Array,
  edges: number,
  thinWallMm: number,
): Pick<OrientationPart, 'wallOf' | 'wallMm'> {
  const count = mesh.triangles.length / 3;
  const thickness = thicknesses(mesh, facets, thinWallMm);
  const parent = Int32Array.from({ length: count }, (_, t) => t);
  const rootOf = (t: number): number => {
    let root = t;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = t; parent[at] !== root; ) [parent[at], at] = [root, parent[at]!];
    return root;
  };
  const first = new Int32Array(edges).fill(-1);
  for (let k = 0; k < sideEdges.length; k++) {
    const t = Math.floor(k / 3);
    const e = sideEdges[k]!;
    if (e === NO_EDGE || !(thickness[t]! < thinWallMm)) continue;
    if (first[e]! < 0) first[e] = t;
    else parent[rootOf(t)] = rootOf(first[e]!);
  }
  const wallOf = new Int32Array(count).fill(-1);
  const numberOf = new Map<number, number>();
  const [areas, sums]: [number[], number[]] = [[], []];
  for (let t = 0; t < count; t++) {
    if (!(thickness[t]! < thinWallMm)) continue;
    const root = rootOf(t);
    const wall = numberOf.get(root) ?? numberOf.size;
    numberOf.set(root, wall);
    wallOf[t] = wall;
    areas[wall] = (areas[wall] ?? 0) + facets[4 * t + 3]!;
    sums[wall] = (sums[wall] ?? 0) + facets[4 * t + 3]! * thickness[t]!;
  }
  return { wallOf, wallMm: Float64Array.from(sums, (sum, wall) => sum / areas[wall]!) };
}

/** How deep the solid is behind the middle of each facet, to a thousandth of the limit; Infinity where deeper than that. */
function thicknesses({ positions, triangles }: TriangleMesh, facets: Float64Array, thinWallMm: number): Float64Array {
  const out = new Float64Array(triangles.length / 3).fill(Infinity);
  if (!(thinWallMm > 0)) return out;
  const tree = triangleBvh(buildTriangleBvh({ positions, triangles }));
  for (let t = 0; t < out.length; t++) {
    if (facets[4 * t + 3] === 0) continue;
    const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
    const solidAt = (depth: number): boolean => {
      const at = (k: number) =>
        (positions[a + k]! + positions[b + k]! + positions[c + k]!) / 3 - depth * facets[4 * t + k]!;
      return tree.isInside(at(0), at(1), at(2));
    };
    if (solidAt(thinWallMm)) continue;
    let [solid, clear] = [0, thinWallMm];
    for (let n = 0; n < HALVINGS; n++) {
      const middle = (solid + clear) / 2;
      if (solidAt(middle)) solid = middle;
      else clear = middle;
    }
    // An open or inward facet has nothing behind it: it says nothing about a wall.
    if (solid > 0) out[t] = clear;
  }
  return out;
}

function unitDirections(directions: WeightedDirections): Float64Array {
  const all = directions.reduce((sum, [, , , weight]) => sum + weight, 0);
  return Float64Array.from(
    directions.flatMap(([x, y, z, weight]) => {
      const size = Math.sqrt(x * x + y * y + z * z);
      if (!(size > 0 && weight >= 0 && all > 0 && all < Infinity)) {
        throw new PrepError('value-out-of-range', `the direction ${x}, ${y}, ${z} with weight ${weight} is none`);
      }
      return [x / size, y / size, z / size, weight / all];
    }),
  );
}
