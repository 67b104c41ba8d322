/** A sphere as triangles: an icosahedron, its sides cut into small ones and pushed out to the surface. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Place } from '../../core/prep-error.ts';
import { cubeRoot } from '../../geometry/cube-root.ts';
import { meshMeasures } from '../../geometry/mesh-measures.ts';
import { addPoint, joinRows, type MeshDraft, meshDraft, meshOfDraft } from './mesh-draft.ts';
import { needFinite, needLength } from './refuse-solid.ts';
import { CHORD_MM } from './round-facets.ts';
import type { Point3, SphereShape } from './solid-tree.ts';
import { along, cross, dot, lengthOf, minus, unit } from './vector.ts';

/**
 * The flattest facets stand in the middle of the sides of the icosahedron (inradius h = 0.7947, edge 1.0515): cut into n
 * parts and pushed out by 1 / h, their corners lie 0.7639 / n around them, which is 0.2918 / n^2 radii deep.
 */
const DEPTH = 0.2918;

/** Parts of an edge: 8 make 40 facets around, 160 make half a million triangles, which a ball of 175 mm needs. */
const FEWEST = 8;
const MOST = 160;

const GOLDEN = (1 + Math.sqrt(5)) / 2;

/** Corners on the rectangles (0, +-1, +-golden) and their turns: the middles of six edges lie on the axes. */
const CORNERS: readonly Point3[] = [
  [0, 1, GOLDEN],
  [0, 1, -GOLDEN],
  [0, -1, GOLDEN],
  [0, -1, -GOLDEN],
  [GOLDEN, 0, 1],
  [-GOLDEN, 0, 1],
  [GOLDEN, 0, -1],
  [-GOLDEN, 0, -1],
  [1, GOLDEN, 0],
  [1, -GOLDEN, 0],
  [-1, GOLDEN, 0],
  [-1, -GOLDEN, 0],
];

/** The 20 sides, outward. */
const SIDES: readonly (readonly [number, number, number])[] = icosahedronSides();

/**
 * Returns a sphere that holds the volume of the true one. Its facets cut 1 um deep up to a diameter of 175 mm, which scaled to
 * the volume leaves 0.7 um outside and 0.4 um inside of the true surface. A larger one has as many facets, and lies as much
 * farther off as it is larger: 4 um at 1 m.
 */
export function sphereMesh({ centreMm, diameterMm }: SphereShape, place: Place = []): TriangleMesh {
  needFinite(centreMm, [...place, 'centreMm']);
  needLength(diameterMm, [...place, 'diameterMm']);
  const parts = sphereParts(diameterMm / 2);
  const { positions, triangles } = unitSphere(parts);
  const { volumeMm3 } = meshMeasures({ positions, triangles });
  const scale = (diameterMm / 2) * cubeRoot((4 * Math.PI) / 3 / volumeMm3);
  const placed = positions.map((value, i) => centreMm[i % 3]! + scale * value);
  return { positions: placed, triangles };
}

/** An even number, so that the middle of an edge is a corner and the sphere reaches its poles on the axes. */
function sphereParts(radiusMm: number): number {
  const needed = Math.sqrt((DEPTH * radiusMm) / CHORD_MM);
  return Math.min(MOST, Math.max(FEWEST, 2 * Math.ceil(needed / 2)));
}

function unitSphere(parts: number): TriangleMesh {
  const draft = meshDraft();
  for (const corner of CORNERS) addPoint(draft, unit(corner));
  /** Points from the lower to the higher corner of an edge, which two sides share. */
  const edges = new Map<number, number[]>();
  const edge = (a: number, b: number): readonly number[] => {
    if (a > b) return [...edge(b, a)].reverse();
    const known = edges.get(12 * a + b);
    if (known !== undefined) return known;
    const points = [a];
    for (let i = 1; i < parts; i++) points.push(addPoint(draft, mixed(CORNERS[a]!, parts - i, CORNERS[b]!, i)));
    points.push(b);
    edges.set(12 * a + b, points);
    return points;
  };
  for (const [a, b, c] of SIDES) {
    const left = edge(a, b);
    const right = edge(a, c);
    const last = edge(b, c);
    let row: readonly number[] = [a];
    for (let i = 1; i <= parts; i++) {
      const next = i === parts ? last : rowBetween(draft, [a, b, c], parts, i, left[i]!, right[i]!);
      joinRows(draft, next, row);
      row = next;
    }
  }
  return meshOfDraft(draft);
}

/** Row i of a side counted from its first corner: i + 1 points from its edge to the second corner to that to the third. */
function rowBetween(
  draft: MeshDraft,
  [a, b, c]: readonly [number, number, number],
  parts: number,
  i: number,
  from: number,
  to: number,
): number[] {
  const row = [from];
  for (let j = 1; j < i; j++) {
    const far = along([0, 0, 0], i - j, CORNERS[b]!);
    row.push(addPoint(draft, mixed(along(far, j, CORNERS[c]!), 1, CORNERS[a]!, parts - i)));
  }
  row.push(to);
  return row;
}

/** Direction of a sum of two points, so many of each. */
function mixed(a: Point3, countA: number, b: Point3, countB: number): Point3 {
  return unit(along(along([0, 0, 0], countA, a), countB, b));
}

/** Three corners an edge (2) apart from each other, counter-clockwise from outside. */
function icosahedronSides(): (readonly [number, number, number])[] {
  const near = (a: number, b: number) => lengthOf(minus(CORNERS[a]!, CORNERS[b]!)) < 2.5;
  const sides: (readonly [number, number, number])[] = [];
  for (let a = 0; a < 12; a++) {
    for (let b = a + 1; b < 12; b++) {
      for (let c = b + 1; c < 12; c++) {
        if (!near(a, b) || !near(b, c) || !near(c, a)) continue;
        sides.push(dot(CORNERS[a]!, cross(CORNERS[b]!, CORNERS[c]!)) > 0 ? [a, b, c] : [a, c, b]);
      }
    }
  }
  return sides;
}
