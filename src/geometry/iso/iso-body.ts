/** What is meshed: bodies of fields within a part, on a grid. */
import type { Field, SolidBand } from '../../core/field.ts';

/** A body of a field; the solid is the union of the bodies inside the part. */
export interface IsoBody {
  /** Each body has a field of its own, because a plane of a field serves until the next is asked for. */
  readonly field: Field;
  readonly band: SolidBand;
  /** False where the values of nodes only lie on the right side of the band, as those of a skin do. */
  readonly exactNodes: boolean;
  /** True where the field has no kinks near its limits, as level sets of sines have none and distances do: then fewer values will do. */
  readonly smooth: boolean;
}

/** How finely a mesh is made. */
export interface IsoSettings {
  /** Edge of the cubes in mm. A wall of `from <= f < to` at least this thick is kept everywhere. */
  readonly stepMm: number;
  /**
   * A node of the grid. Flat faces of the part half a step from nodes are best: a node on a lower face counts as outside, and what
   * of a slanted wall ends between it and the next one in is cut off.
   */
  readonly originMm: readonly [number, number, number];
}

/** What a run over the slabs counted. */
export interface IsoTally {
  vertices: number;
  triangles: number;
  /**
   * Edges of the grid inside the part whose ends lie on the two sides of a band: a wall passes between them and is not in the
   * mesh. Bodies with one limit (struts, networks) have no such sign: of them the step must be the caller's care.
   */
  lostWalls: number;
  /** Lines of the grid that enter and leave the part steeply between two nodes: the part itself is thinner than a step there. */
  thinPart: number;
  /** Edges on which the part's surface was not found though one end lies inside: rounding; their vertex is put at the nearer end. */
  unmetSurface: number;
}

/** Where a value lies: 0 below the band, 1 in it, 2 above. */
export function sideOf(band: SolidBand, value: number): number {
  if (band.from !== null && value < band.from) return 0;
  return band.to !== null && value >= band.to ? 2 : 1;
}

/** The level between a value in the band and one beyond it. */
export function levelBetween(band: SolidBand, outside: number): number {
  return band.from !== null && outside < band.from ? band.from : (band.to as number);
}
