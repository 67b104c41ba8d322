/** Settings of the hatch patterns; lengths in mm, angles in degrees counter-clockwise from +x. */

/** Name of a hatch pattern. */
export type HatchPatternId = 'meander' | 'stripes' | 'islands' | 'hexagon' | 'concentric' | 'contour-parallel';

/**
 * Order in which the cells of a pattern (stripes, squares, hexagons) are exposed: `rows` row by row, every second one backwards; `gas`
 * furthest downstream first; `distance` the nearest next; `scatter` so that cells that touch do not follow each other.
 */
export type CellOrder = 'rows' | 'gas' | 'distance' | 'scatter';

/** Order of exposure of patterns without cells: `rows` by line or ring over all areas, the others area by area. */
export type AreaOrder = 'rows' | 'gas' | 'distance';

/** What all patterns have. */
interface AnyHatch {
  /** Distance between neighbouring lines or rings. */
  readonly spacingMm: number;
  /** Pieces shorter than this are left out and counted. */
  readonly minLengthMm: number;
  /** Direction the gas flows to; null where it is not known. */
  readonly gasFlowDeg: number | null;
}

/** What all patterns of straight lines have. */
export interface LineHatch extends AnyHatch {
  /** Direction of the lines in layer 0. */
  readonly angleDeg: number;
  /** Turn of the direction from layer to layer. */
  readonly angleStepDeg: number;
  /** Whole opening of the cone about the gas flow that no line runs in; 0 for none. */
  readonly coneDeg: number;
}

/** What all patterns of cells have. The grid of the cells lies on the plate and turns with the lines. */
interface CellHatch extends LineHatch {
  /**
   * How far two cells beside each other overlap: each is grown by half of it on all sides. Less than the
   * cell's width. Hexagons need half a spacing, or a spot stays bare where three of them meet; squares and stripes need none.
   */
  readonly overlapMm: number;
  /** By how much the grid moves along its own axes from layer to layer, so that borders do not stack. */
  readonly shiftMm: number;
  readonly order: CellOrder;
}

/** Parallel lines, every second one backwards. */
export interface MeanderHatch extends LineHatch {
  readonly pattern: 'meander';
  /** `rows` and `distance` by line number; `gas` from the downstream side. */
  readonly order: AreaOrder;
}

/** Stripes filled by short lines across. */
export interface StripesHatch extends CellHatch {
  readonly pattern: 'stripes';
  /** Width of a stripe without overlap: the length of its lines. */
  readonly widthMm: number;
}

/** A chessboard: every second square is turned by 90 degrees. */
export interface IslandsHatch extends CellHatch {
  readonly pattern: 'islands';
  /** Side of a square without overlap. */
  readonly sizeMm: number;
}

/** Hexagons in three directions, of which two beside each other never share one. */
export interface HexagonHatch extends CellHatch {
  readonly pattern: 'hexagon';
  /** Width of a hexagon across its flats, without overlap. */
  readonly sizeMm: number;
}

/** Rings along the border of the area, from the outside in. */
export interface ConcentricHatch extends AnyHatch {
  readonly pattern: 'concentric';
  readonly order: AreaOrder;
}

/** Rings along the border of the area, from the inside out. */
export interface ContourParallelHatch extends AnyHatch {
  readonly pattern: 'contour-parallel';
  readonly order: AreaOrder;
}

/** How an area is hatched. */
export type HatchSettings =
  | MeanderHatch
  | StripesHatch
  | IslandsHatch
  | HexagonHatch
  | ConcentricHatch
  | ContourParallelHatch;
