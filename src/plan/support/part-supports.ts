/** All supports of one part: a grid of walls under what overhangs, walls of their own under lowest places and small groups. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { gridLines, type Walls, wallsOver } from './block-walls.ts';
import { borderWalls } from './border-walls.ts';
import { facetColumns } from './facet-columns.ts';
import { vertexFacets } from './facet-neighbours.ts';
import { type FacetWants, facetWants } from './facet-wants.ts';
import { type LowPlace, lowPlaces } from './low-places.ts';
import { allWalls, groupWalls, placeWalls, pointWalls, wallsUnder } from './place-walls.ts';
import type { SupportSettings } from './settings.ts';

/** Supports of a part by kind, and what got none. */
export interface PartSupports {
  readonly wants: FacetWants;
  readonly grid: Walls;
  readonly places: Walls;
  readonly groups: Walls;
  /** Walls along the borders of the groups. */
  readonly borders: Walls;
  /** Walls under the points that were named. */
  readonly points: Walls;
  /** Lowest places above the plate under which no wall stands: protected, or inside of other solids. */
  readonly bare: readonly LowPlace[];
}

/**
 * Returns the supports of a mesh in plate coordinates, outward facets and shared vertices supposed. Where there are border walls, `loadClipping` must have been awaited before.
 *
 * @param isProtected - for each facet 1 where support may neither touch nor stand
 * @param pointsMm - places x, y, z of the underside that want a web, such as islands of layers that begin where shells cross: no vertex is lowest there
 */
export function partSupports(
  mesh: TriangleMesh,
  settings: SupportSettings,
  {
    isProtected,
    pointsMm,
  }: { readonly isProtected?: Uint8Array; readonly pointsMm?: readonly (readonly number[])[] } = {},
): PartSupports {
  const lowest = lowPlaces(mesh).filter(({ zMm }) => zMm > settings.wants.plateMm);
  const wants = facetWants(mesh, lowest, settings.wants, isProtected);
  const columns = facetColumns(mesh);
  const around = vertexFacets(mesh);
  const under = wallsUnder(columns, isProtected, settings);
  const grid = wallsOver(columns, gridLines(columns, wants.wants, settings.block), wants.wants, settings.block);
  const bare: LowPlace[] = [];
  const places: Walls[] = [];
  for (const place of lowest) {
    const walls = placeWalls(place, around, under, settings);
    if (walls.walls.length === 0) bare.push(place);
    places.push(walls);
  }
  const passed = new Set<number>();
  for (const { walls } of [grid, ...places]) {
    for (const { panels } of walls)
      for (const panel of panels) for (const { facet } of panel) passed.add(wants.groupOf[facet]!);
  }
  const groups = wants.groups
    .filter((_, n) => !passed.has(n))
    .map((group) => groupWalls(group, around, under, settings));
  const { border, block } = settings;
  const pitchMm = block.head.pitchMm;
  const borders = border === null ? [] : wants.groups.map((group) => borderWalls(mesh, group, border, under, pitchMm));
  const points = (pointsMm ?? []).map((atMm) => pointWalls(mesh, atMm, under, settings));
  return {
    wants,
    grid,
    places: allWalls(places),
    groups: allWalls(groups),
    borders: allWalls(borders),
    points: allWalls(points),
    bare,
  };
}
