/** Walls under the lowest places of a part, and under groups that no wall of the grid passes. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { type Wall, type Walls, wallsOver } from './block-walls.ts';
import type { FacetColumns } from './facet-columns.ts';
import { undersideAround, undersideNear, type VertexFacets } from './facet-neighbours.ts';
import type { OverhangGroup } from './facet-wants.ts';
import type { LowPlace } from './low-places.ts';
import type { SupportSettings } from './settings.ts';
import type { WallLine } from './wall-line.ts';
import { WANTS } from './wall-panels.ts';
import { edgeLine, webLines } from './web-walls.ts';

/** Walls under one place; without a wall the place is bare. */
export type WallsUnder = (lines: readonly WallLine[], facets: readonly number[]) => Walls;

/** Returns a function that makes walls under stated facets alone, whatever else stands over the lines; pieces of any length are kept. */
export function wallsUnder(
  columns: FacetColumns,
  isProtected: Uint8Array | undefined,
  settings: SupportSettings,
): WallsUnder {
  const wants = new Uint8Array(columns.mesh.triangles.length / 3);
  if (isProtected !== undefined) for (let t = 0; t < wants.length; t++) if (isProtected[t] === 1) wants[t] = WANTS.none;
  return (lines, facets) => {
    const marked = facets.filter((t) => wants[t] === WANTS.nothing);
    for (const t of marked) wants[t] = WANTS.support;
    const walls = wallsOver(columns, lines, wants, { closeMm: settings.block.closeMm, leastLengthMm: 0 });
    for (const t of marked) wants[t] = WANTS.nothing;
    return walls;
  };
}

/** Returns the walls under a lowest place: along its level edges, or a web under its point or the middle of its largest facet. */
export function placeWalls(place: LowPlace, around: VertexFacets, under: WallsUnder, settings: SupportSettings): Walls {
  const { positions, triangles } = around.mesh;
  const pitchMm = settings.block.head.pitchMm;
  const x = (v: number) => positions[3 * v]!;
  const y = (v: number) => positions[3 * v + 1]!;
  if (place.edges.length > 0) {
    const lines = place.edges.map(([a, b]) => edgeLine(x(a), y(a), x(b), y(b), pitchMm));
    return under(lines, undersideNear(around, [...new Set(place.edges.flat())], settings.web.reachMm));
  }
  if (place.facets.length > 0) {
    const facet = largestOf(around, place.facets);
    const [a, b, c] = [triangles[3 * facet]!, triangles[3 * facet + 1]!, triangles[3 * facet + 2]!];
    const lines = webLines((x(a) + x(b) + x(c)) / 3, (y(a) + y(b) + y(c)) / 3, 1, 0, settings.web, pitchMm);
    return under(lines, undersideNear(around, [a, b, c], settings.web.reachMm));
  }
  const [ux, uy] = leanOf(around, place.vertex);
  const lines = webLines(x(place.vertex), y(place.vertex), ux, uy, settings.web, pitchMm);
  return under(lines, undersideNear(around, [place.vertex], settings.web.reachMm));
}

/** Returns the web under a point of the underside. */
export function pointWalls(
  mesh: TriangleMesh,
  atMm: readonly number[],
  under: WallsUnder,
  settings: SupportSettings,
): Walls {
  const { web, block } = settings;
  const lines = webLines(atMm[0]!, atMm[1]!, 1, 0, web, block.head.pitchMm);
  return under(lines, undersideAround(mesh, atMm, web.reachMm));
}

/** Returns walls across the largest facet of a group, along it and across, as far as the group reaches. */
export function groupWalls(
  { facets }: OverhangGroup,
  around: VertexFacets,
  under: WallsUnder,
  settings: SupportSettings,
): Walls {
  const { positions, triangles } = around.mesh;
  const facet = largestOf(around, facets);
  const corners = [0, 1, 2].map((k) => 3 * triangles[3 * facet + k]!) as [number, number, number];
  const x = corners.reduce((sum, v) => sum + positions[v]! / 3, 0);
  const y = corners.reduce((sum, v) => sum + positions[v + 1]! / 3, 0);
  const sides = corners.map((v, k) => {
    const w = corners[(k + 1) % 3]!;
    return [positions[w]! - positions[v]!, positions[w + 1]! - positions[v + 1]!] as const;
  });
  const [ux, uy] = sides.reduce((a, b) => (b[0] * b[0] + b[1] * b[1] > a[0] * a[0] + a[1] * a[1] ? b : a));
  let reach = 0;
  for (const t of facets) {
    for (let k = 0; k < 3; k++) {
      const v = 3 * triangles[3 * t + k]!;
      const [dx, dy] = [positions[v]! - x, positions[v + 1]! - y];
      reach = Math.max(reach, Math.sqrt(dx * dx + dy * dy));
    }
  }
  if (ux * ux + uy * uy === 0 || reach === 0) return { walls: [], refused: [] };
  return under(webLines(x, y, ux, uy, { lines: 2, reachMm: reach }, settings.block.head.pitchMm), facets);
}

/** Joins sets of walls in their order. */
export function allWalls(sets: readonly Walls[]): Walls {
  const walls: Wall[] = [];
  const refused: Walls['refused'][number][] = [];
  for (const set of sets) {
    for (const wall of set.walls) walls.push(wall);
    for (const one of set.refused) refused.push(one);
  }
  return { walls, refused };
}

function largestOf({ mesh: { positions, triangles } }: VertexFacets, facets: readonly number[]): number {
  const areaOf = (t: number) => {
    const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
    const [ux, uy] = [positions[b]! - positions[a]!, positions[b + 1]! - positions[a + 1]!];
    return Math.abs(ux * (positions[c + 1]! - positions[a + 1]!) - uy * (positions[c]! - positions[a]!));
  };
  let [best, most] = [facets[0]!, -1];
  for (const t of facets) {
    const area = areaOf(t);
    if (area > most) [best, most] = [t, area];
  }
  return best;
}

/** Where the solid over a lowest vertex leans: the middle of its edges at a rise of 1. */
function leanOf(
  { mesh: { positions, triangles }, starts, facets }: VertexFacets,
  v: number,
): readonly [number, number] {
  let [x, y] = [0, 0];
  for (let k = starts[v]!; k < starts[v + 1]!; k++) {
    for (let n = 0; n < 3; n++) {
      const w = triangles[3 * facets[k]! + n]!;
      const rise = positions[3 * w + 2]! - positions[3 * v + 2]!;
      if (!(rise > 0)) continue;
      x += (positions[3 * w]! - positions[3 * v]!) / rise;
      y += (positions[3 * w + 1]! - positions[3 * v + 1]!) / rise;
    }
  }
  return x === 0 && y === 0 ? [1, 0] : [x, y];
}
