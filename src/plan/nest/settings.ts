/** Settings of the plate; lengths in mm, angles in degrees. */

/** Steps in which parts may be turned about the upright axis; null: not at all. */
export type TurnStepDeg = null | 90 | 45 | 15;

/** Where parts gather: at the front left, or as near to the middle of the plate as there is room. */
export type Gathering = 'bottom-left' | 'centre';

/** How parts are nested on plates. */
export interface NestSettings {
  /** Least distance of the shadows of two parts. */
  readonly clearanceMm: number;
  /** Least distance of a shadow from the border of the build area. */
  readonly borderMm: number;
  /** Least distance of a shadow from an exclusion, such as a screw or a sensor. */
  readonly exclusionMm: number;
  readonly turnStepDeg: TurnStepDeg;
  readonly gather: Gathering;
  /** Direction that the gas flows to, counter-clockwise from +x; null: not known, and nothing goes by it. */
  readonly gasFlowDeg: number | null;
  /** Side of the squares in which places are looked for; the place found is then moved on as far as the clearance lets it. */
  readonly squareMm: number;
}

/** Distance of two parts: an uncalibrated example; the distance at which `prepare` sets parts side by side. */
export const CLEARANCE_MM = 5;
/** Distance from the border of the build area: none, as the area of a printer file is what may be used. */
export const BORDER_MM = 0;
/** Distance from an exclusion: none, as the exclusions of a printer file hold what they need. */
export const EXCLUSION_MM = 0;
/** Side of a square: a choice of effort, not of the process. */
export const SQUARE_MM = 0.5;
/** How far the simplified shadow of a part may reach beyond the exact one: a choice of effort, not of the process. */
export const SHADOW_TOLERANCE_MM = 0.1;

/** What holds where nothing is said. */
export const NEST_DEFAULTS: NestSettings = {
  clearanceMm: CLEARANCE_MM,
  borderMm: BORDER_MM,
  exclusionMm: EXCLUSION_MM,
  turnStepDeg: null,
  gather: 'bottom-left',
  gasFlowDeg: null,
  squareMm: SQUARE_MM,
};
