/** What the repair of a mesh may change. */

/** How far repair goes. Lengths in mm; null takes a share of the box diagonal. */
export interface RepairSettings {
  /** Vertices of open edges that lie this near are joined; null: 1e-4 of the box diagonal, but at most 0.05 mm. */
  readonly weldMm: number | null;
  /** Holes of more edges stay open. */
  readonly holeEdges: number;
  /** Holes that are wider across stay open; null: a tenth of the box diagonal. */
  readonly holeMm: number | null;
  /** An open scrap is dropped where it has fewer triangles than this; 0 drops none. */
  readonly scrapTriangles: number;
  /** And where it has less than this share of the whole surface. */
  readonly scrapShare: number;
}

/** What is repaired where nothing else is asked for. */
export const DEFAULT_REPAIR: RepairSettings = {
  weldMm: null,
  holeEdges: 100,
  holeMm: null,
  scrapTriangles: 12,
  scrapShare: 0.005,
};
