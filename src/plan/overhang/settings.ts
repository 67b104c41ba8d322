/** Settings of what hangs over; lengths in mm, angles in degrees between surface and plate: 0 a ceiling, 90 a wall. */

/** Faces of titanium flatter than this are supported. Uncalibrated example: design rules for laser powder bed fusion name 35 to 45. */
export const TITANIUM_OVERHANG_DEG = 40;
/** Faces of PEEK flatter than this are supported. Uncalibrated example: the usual 45 of filament printing. */
export const PEEK_OVERHANG_DEG = 45;
/** Bridges and cantilevers smaller than this are left out as rounding: a square of 0.01 mm. */
export const LEAST_AREA_MM2 = 1e-4;
/** An island in a porous place that joins the part within so many layers is a whisker. Uncalibrated example. */
export const WHISKER_LAYERS = 5;
/** Distance of the rows on which islands are followed: below the width of a thin strut. */
export const ISLAND_ROW_MM = 0.05;
/** Height over width from which a part counts as slender altogether. Uncalibrated example: a rule of thumb for thin walls. */
export const SLENDER_RATIO = 8;
/** Span from which a ceiling counts as unsupported altogether. Uncalibrated example: a rule of thumb for titanium. */
export const LONG_SPAN_MM = 2;
/** Growth of a layer's area from which it counts as a jump altogether. Uncalibrated example. */
export const AREA_JUMP_MM2 = 100;

/** Which facets of a mesh hang over. */
export interface MeshOverhangSettings {
  /** Facets that look down and are flatter than this. */
  readonly angleDeg: number;
  /** Height of the plate: what rests on it is held. Null where the mesh stands on none. */
  readonly plateZMm: number | null;
  /** What is no higher than this over the plate rests on it. */
  readonly restMm: number;
}

/** What of a layer hangs over. */
export interface LayerOverhangSettings {
  readonly thicknessMm: number;
  readonly angleDeg: number;
  /** Smaller bridges and cantilevers are not told apart; islands always are. */
  readonly leastAreaMm2: number;
}

/** How islands are followed. */
export interface IslandSettings {
  /** Distance of the rows on which layers are joined. */
  readonly rowSpacingMm: number;
  /** Shortest common run that joins two layers. */
  readonly minOverlapMm: number;
  /** True where the first layer stands on the plate; else it needs supports as any other. */
  readonly onPlate: boolean;
  /** An island in a porous place that joins the part within so many layers is a whisker. */
  readonly whiskerLayers: number;
}

/** Values from which the three signs of distortion count as 1. */
export interface DistortionSettings {
  readonly areaJumpMm2: number;
  readonly slenderRatio: number;
  readonly spanMm: number;
}

/** The values of this file; every one is an uncalibrated example. */
export const DISTORTION_EXAMPLE: DistortionSettings = {
  areaJumpMm2: AREA_JUMP_MM2,
  slenderRatio: SLENDER_RATIO,
  spanMm: LONG_SPAN_MM,
};
